//! A head of year has what concerns their own years and nothing else; whoever is trained reads in full.

use crate::store::harness::Database;
use crate::world::{Entry, World, YEARS};
use hearken::chat::{FieldKind, View};
use hearken::domain::case::State;
use hearken::domain::school::Role;

on_both_databases!(
    a_concern_about_year_7_reaches_its_head_of_year_and_no_other,
    with_several_years_each_head_of_year_has_it_and_the_routes_are_put_together,
    while_nobody_knows_the_year_no_head_of_year_has_it,
    a_year_that_nobody_is_head_of_passes_to_the_next_who_may_lead,
    a_head_of_year_without_years_has_nothing,
    a_head_of_year_who_is_accused_has_nothing_in_any_year,
    an_accused_head_of_year_has_nothing_of_their_own_years_pupils_either,
    somebody_named_later_takes_every_head_of_year_off,
    a_head_of_year_who_changes_years_loses_it_and_the_new_one_is_told,
    a_head_of_year_in_another_role_is_told_at_that_roles_step_alone,
    a_head_of_year_who_left_between_look_and_send_is_seen_before_anything_is_sent,
    a_year_given_before_it_turned_out_to_be_an_adult_counts_no_more,
    the_year_is_asked_only_where_it_decides_and_never_required,
    whoever_is_marked_as_trained_reads_in_full_what_they_are_copied_into,
    a_trained_reader_may_be_in_the_private_space,
    a_trained_person_it_is_about_has_nothing,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

const STAFF: &[(&str, &str, &[Role])] = &[
    ("teacher", "Robin Ashworth", &[Role::Staff]),
    ("colleague", "Dana Whitlock", &[Role::Staff]),
    ("dsl", "Amara Fielding", &[Role::Dsl]),
    ("deputy", "Jo Penrose", &[Role::DeputyDsl]),
    ("head", "Morgan Hale", &[Role::Head]),
    ("chair", "Helen Marchbank", &[Role::ChairOfGovernors]),
    ("on_call", "Sam Okonjo", &[Role::OnCall]),
    ("prevent", "Iris Blakeney", &[Role::PreventLead]),
];

/// Years 7, 8 and 12 with a head each, and one lead for online safety.
async fn school(database: Database, space: &[&str]) -> World {
    let world = World::under(YEARS, database, STAFF, space).await;
    world.hire_for("year_7", "Ravi Underhill", &[Role::HeadOfYear], &[7], false).await;
    world.hire_for("year_8", "Ewa Lindqvist", &[Role::HeadOfYear], &[8, 9], false).await;
    world.hire_for("year_12", "Noor Castellan", &[Role::HeadOfYear], &[12, 13], false).await;
    world.hire_for("online", "Kit Farraday", &[Role::OnlineSafetyLead], &[], false).await;
    world
}

async fn reported(world: &World, category: &str, years: &[&str]) -> String {
    let mut teacher = world.person("teacher");
    teacher.of_years(years).reports("pupil", category, WORDS, &[]).await;
    world.settle().await;
    world.cases().await[0].id.to_string()
}

/// Neither told nor let in, now or as time goes by.
async fn nothing_reaches(world: &World, users: &[&str]) {
    for _ in 0..12 {
        world.minutes_later(180).await;
    }
    let case = world.cases().await.remove(0);
    for user in users {
        assert_eq!(world.chat.seen_by(user).len(), 0, "{user}: {}", world.chat.text_for(user));
        for button in ["read", "acknowledge", "ask_reporter", "close_case", "name_subject"] {
            let mut person = world.person(user);
            person.clicks(button, case.id.as_str()).await;
            let seen = person.sees();
            assert!(seen.contains("isn't open to you"), "{user}, {button}: {seen}");
            assert!(!seen.contains(case.reference.as_str()) && !seen.contains("zanzibarquartz"), "{seen}");
        }
    }
}

/// What this person reads of the case.
async fn reads(world: &World, user: &str) -> String {
    let id = world.cases().await[0].id.to_string();
    let mut person = world.person(user);
    person.clicks("read", &id).await;
    person.sees()
}

async fn a_concern_about_year_7_reaches_its_head_of_year_and_no_other(database: Database) {
    let world = school(database, &["dsl", "deputy"]).await;
    let mut teacher = world.person("teacher");
    teacher.of_years(&["7"]).writes("pupil", "bullying", WORDS, &[]).await;
    let seen = teacher.sees();
    assert!(seen.contains("the head of year") && seen.contains("the DSL"), "{seen}");
    teacher.presses("send").await;
    world.settle().await;
    let reference = world.cases().await[0].reference.to_string();
    for user in ["dsl", "year_7", "online"] {
        assert!(world.chat.text_for(user).contains(&reference), "{user}: {}", world.chat.text_for(user));
    }
    let read = reads(&world, "year_7").await;
    assert!(read.contains(&reference) && !read.contains("zanzibarquartz"), "the task and no text: {read}");
    let read = reads(&world, "dsl").await;
    assert!(read.contains("zanzibarquartz") && read.contains("Year group: Year 7"), "{read}");
    nothing_reaches(&world, &["year_8", "year_12", "prevent"]).await;
    assert!(world.chat.seen_by("year_7").len() > 1, "the chase reminds them as well");
}

async fn with_several_years_each_head_of_year_has_it_and_the_routes_are_put_together(database: Database) {
    let world = school(database, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.of_years(&["7", "12"]).reports("pupils", "bullying", WORDS, &[]).await;
    world.settle().await;
    let reference = world.cases().await[0].reference.to_string();
    for user in ["dsl", "year_7", "year_12", "prevent", "online"] {
        let told = world.chat.text_for(user);
        assert!(told.contains(&reference), "{user}: {told}");
        assert_eq!(world.chat.seen_by(user).len(), 1, "{user}: {told}");
    }
    assert!(reads(&world, "dsl").await.contains("Year group: Year 7, Year 12"));
    nothing_reaches(&world, &["year_8"]).await;
}

async fn while_nobody_knows_the_year_no_head_of_year_has_it(database: Database) {
    let world = school(database, &[]).await;
    for years in [&[][..], &["not_known"]] {
        let mut teacher = world.person("teacher");
        teacher.of_years(years).writes("pupil", "bullying", WORDS, &[]).await;
        assert!(!teacher.sees().contains("the head of year"), "{}", teacher.sees());
        teacher.presses("send").await;
        let reference = teacher.reference().to_string();
        world.settle().await;
        assert!(world.chat.text_for("dsl").contains(&reference), "{}", world.chat.text_for("dsl"));
        nothing_reaches(&world, &["year_7", "year_8", "year_12"]).await;
    }
    assert!(reads(&world, "dsl").await.contains("zanzibarquartz"));
}

async fn a_year_that_nobody_is_head_of_passes_to_the_next_who_may_lead(database: Database) {
    let world = school(database, &[]).await;
    let mut teacher = world.person("teacher");
    // The head of year 7 leads; nobody is head of year 10, so the DSL leads for those pupils.
    teacher.of_years(&["10"]).writes("pupil", "device_misuse", WORDS, &[]).await;
    let seen = teacher.sees();
    assert!(seen.contains("This goes to the DSL.") && !seen.contains("the head of year"), "{seen}");
    teacher.presses("send").await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    nothing_reaches(&world, &["year_7", "year_8", "year_12"]).await;
    teacher.of_years(&["7"]).reports("pupil", "device_misuse", WORDS, &[]).await;
    world.settle().await;
    assert!(reads(&world, "year_7").await.contains("zanzibarquartz"), "a lead reads in full");
    teacher.of_years(&["7", "10"]).writes("pupils", "device_misuse", WORDS, &[]).await;
    let seen = teacher.sees();
    assert!(seen.contains("the DSL and the head of year"), "neither year is left to the other's: {seen}");
}

async fn a_head_of_year_without_years_has_nothing(database: Database) {
    let world = school(database, &[]).await;
    world.hire_for("year_7", "Ravi Underhill", &[Role::HeadOfYear], &[], false).await;
    reported(&world, "bullying", &["7"]).await;
    nothing_reaches(&world, &["year_7"]).await;
}

async fn a_head_of_year_who_is_accused_has_nothing_in_any_year(database: Database) {
    let world = school(database, &[]).await;
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["year_7"]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("head").len(), 1);
    // The route copies heads of year in; about an adult nothing goes sideways.
    nothing_reaches(&world, &["year_7", "year_8", "year_12", "online"]).await;
}

async fn an_accused_head_of_year_has_nothing_of_their_own_years_pupils_either(database: Database) {
    let world = school(database, &[]).await;
    world.hire_for("second_7", "Lena Okafor", &[Role::HeadOfYear], &[7], true).await;
    let mut teacher = world.person("teacher");
    teacher.of_years(&["7"]).writes("pupil", "bullying", WORDS, &[]).await;
    assert!(teacher.sees().contains("the head of year"));
    teacher.presses("named_here").await;
    teacher.fills(&[("also_about", Entry::People(&["year_7"]))], "carry_on").await;
    assert!(!teacher.sees().contains("the head of year"), "{}", teacher.sees());
    teacher.presses("send").await;
    world.settle().await;
    assert!(world.chat.seen_by("head").len() == 1);
    nothing_reaches(&world, &["year_7", "second_7", "year_8", "online"]).await;
}

async fn somebody_named_later_takes_every_head_of_year_off(database: Database) {
    let world = school(database, &[]).await;
    let id = reported(&world, "bullying", &["7"]).await;
    let before = world.chat.seen_by("year_7").len();
    assert_eq!(before, 1);
    let mut dsl = world.person("dsl");
    dsl.clicks("name_subject", &id).await;
    dsl.fills(&[("named", Entry::People(&["colleague"]))], "name_them").await;
    world.settle().await;
    assert!(world.chat.text_for("head").contains("has come to you"));
    for user in ["year_7", "online"] {
        assert!(reads(&world, user).await.contains("isn't open to you"), "{user}");
    }
    for _ in 0..8 {
        world.minutes_later(180).await;
    }
    assert_eq!(world.chat.seen_by("year_7").len(), before, "{}", world.chat.text_for("year_7"));
    nothing_reaches(&world, &["year_8", "year_12"]).await;
}

async fn a_head_of_year_who_changes_years_loses_it_and_the_new_one_is_told(database: Database) {
    let mut world = school(database, &[]).await;
    let id = reported(&world, "device_misuse", &["7"]).await;
    let mut lead = world.person("year_7");
    lead.clicks("acknowledge", &id).await;
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Acknowledged);
    world.hire_for("year_7", "Ravi Underhill", &[Role::HeadOfYear], &[8], false).await;
    world.hire_for("year_8", "Ewa Lindqvist", &[Role::HeadOfYear], &[7], false).await;
    world.restart();
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Received, "whoever took it may have it no longer");
    assert!(reads(&world, "year_7").await.contains("isn't open to you"));
    assert_eq!(world.chat.seen_by("year_8").len(), 1, "{}", world.chat.text_for("year_8"));
    assert!(reads(&world, "year_8").await.contains("zanzibarquartz"));
    world.person("year_8").clicks("acknowledge", &id).await;
    assert_eq!(world.cases().await[0].state, State::Acknowledged);
}

async fn a_head_of_year_in_another_role_is_told_at_that_roles_step_alone(database: Database) {
    let world = school(database, &[]).await;
    let both = [Role::HeadOfYear, Role::DeputyDsl];
    world.hire_for("year_8", "Ewa Lindqvist", &both, &[8], false).await;
    reported(&world, "device_misuse", &["7"]).await;
    assert_eq!(world.chat.seen_by("year_7").len(), 1);
    for (user, others) in [("dsl", "year_8"), ("year_8", "head")] {
        assert_eq!(world.chat.seen_by(user).len(), 0, "{user}: {}", world.chat.text_for(user));
        while world.chat.seen_by(user).is_empty() {
            assert!(world.now() < crate::world::tuesday_at_ten() + chrono::TimeDelta::hours(6));
            world.minutes_later(15).await;
        }
        assert_eq!(world.chat.seen_by(others).len(), 0, "{others}: {}", world.chat.text_for(others));
    }
    assert!(reads(&world, "year_8").await.contains("zanzibarquartz"), "as a deputy");
}

async fn a_head_of_year_who_left_between_look_and_send_is_seen_before_anything_is_sent(database: Database) {
    let world = school(database, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.of_years(&["7"]).writes("pupil", "bullying", WORDS, &[]).await;
    world.hire_for("year_7", "Ravi Underhill", &[Role::HeadOfYear], &[8], false).await;
    teacher.presses("send").await;
    assert!(teacher.sees().contains("has changed since you last looked"), "{}", teacher.sees());
    assert!(world.cases().await.is_empty());
    teacher.presses("send").await;
    world.settle().await;
    nothing_reaches(&world, &["year_7"]).await;
}

async fn a_year_given_before_it_turned_out_to_be_an_adult_counts_no_more(database: Database) {
    let world = school(database, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.of_years(&["7"]).writes("pupil", "bullying", WORDS, &[]).await;
    for _ in 0..12 {
        if teacher.page().id == "about" {
            break;
        }
        let entries: &[(&str, Entry<'_>)] = match teacher.page().id.as_str() {
            "year" => &[("year", Entry::Picks(&["7"]))],
            _ => &[],
        };
        teacher.fills(entries, "back").await;
    }
    teacher.fills(&[("about", Entry::Pick("unsure"))], "carry_on").await;
    for _ in 0..12 {
        let entries: &[(&str, Entry<'_>)] = match teacher.page().id.as_str() {
            "check" => break,
            "category" => &[("category", Entry::Pick("bullying"))],
            "picture" => &[("picture", Entry::Pick("no"))],
            "what" => &[("what_happened", Entry::Write(WORDS))],
            "year" => panic!("nobody is asked for a year here"),
            _ => &[],
        };
        teacher.fills(entries, "carry_on").await;
    }
    assert!(!teacher.sees().contains("the head of year"), "{}", teacher.sees());
    teacher.presses("send").await;
    world.settle().await;
    assert!(!reads(&world, "dsl").await.contains("Year group"));
    nothing_reaches(&world, &["year_7"]).await;
}

/// Whether the year is asked behind the first questions; then it is one question, and none has to answer it.
async fn is_asked(world: &World, about: &str, category: &str) -> bool {
    let mut person = world.person("teacher");
    person.types("/concern").await;
    if let View::Card(_) = person.view {
        person.clicks("start_new", "").await;
    }
    person.presses("carry_on").await;
    person.fills(&[("about", Entry::Pick(about))], "carry_on").await;
    person.fills(&[("category", Entry::Pick(category))], "carry_on").await;
    if person.page().id == "who" {
        person.presses("carry_on").await;
    }
    let page = person.page();
    if page.id == "year" {
        let [field] = &page.fields[..] else { panic!("one question: {page:?}") };
        assert!(
            !field.required
                && matches!(&field.kind, FieldKind::Choices { options, .. } if options.len() == 15)
        );
        person.presses("carry_on").await;
        assert!(person.page().id != "year", "carrying on without a year is fine: {}", person.sees());
        return true;
    }
    false
}

async fn the_year_is_asked_only_where_it_decides_and_never_required(database: Database) {
    let world = school(database.clone(), &[]).await;
    for (about, category, asked) in [
        ("pupil", "bullying", true),
        ("pupils", "device_misuse", true),
        ("pupil", "nudes", false),
        ("pupil", "staff_conduct", false),
        ("staff", "bullying", false),
        ("nobody", "filtering_breach", false),
        ("unsure", "bullying", false),
    ] {
        assert_eq!(is_asked(&world, about, category).await, asked, "{about}, {category}");
    }
    let kent = World::open(database).await;
    for category in ["bullying", "nudes", "staff_conduct"] {
        assert!(!is_asked(&kent, "pupil", category).await, "kent, {category}");
    }
}

async fn whoever_is_marked_as_trained_reads_in_full_what_they_are_copied_into(database: Database) {
    let world = school(database, &[]).await;
    let id = reported(&world, "bullying", &["7"]).await;
    let untrained = reads(&world, "online").await;
    assert!(!untrained.contains("zanzibarquartz"), "{untrained}");
    let mut online = world.person("online");
    online.clicks("acknowledge", &id).await;
    assert!(online.sees().contains("isn't open to you"), "{}", online.sees());
    world.hire_for("online", "Kit Farraday", &[Role::OnlineSafetyLead], &[], true).await;
    assert!(reads(&world, "online").await.contains("zanzibarquartz"));
    assert!(!reads(&world, "year_7").await.contains("zanzibarquartz"), "the other copied role is as before");
    world.hire_for("year_8", "Ewa Lindqvist", &[Role::HeadOfYear], &[8], true).await;
    assert!(reads(&world, "year_8").await.contains("isn't open to you"), "training is no role in the case");
    world.hire_for("colleague", "Dana Whitlock", &[Role::Staff], &[], true).await;
    assert!(reads(&world, "colleague").await.contains("isn't open to you"));
    online.clicks("acknowledge", &id).await;
    assert_eq!(world.cases().await[0].state, State::Acknowledged);
    world.hire_for("online", "Kit Farraday", &[Role::OnlineSafetyLead], &[], false).await;
    assert!(!reads(&world, "online").await.contains("zanzibarquartz"), "the mark was taken away");
}

async fn a_trained_reader_may_be_in_the_private_space(database: Database) {
    let world = school(database, &["dsl", "deputy", "online"]).await;
    let direct = |user: &str| {
        let posts = world.chat.posts();
        posts.iter().any(|p| matches!(&p.place, hearken::chat::Place::Direct { user: to } if to == user))
    };
    reported(&world, "bullying", &["7"]).await;
    assert!(direct("dsl") && direct("online"), "somebody in the space may not read it all");
    let before = world.chat.posts().len();
    world.hire_for("online", "Kit Farraday", &[Role::OnlineSafetyLead], &[], true).await;
    reported(&world, "bullying", &["8"]).await;
    let posts = world.chat.posts().split_off(before);
    let in_space = |place: &hearken::chat::Place| !matches!(place, hearken::chat::Place::Direct { .. });
    assert_eq!(posts.iter().filter(|post| in_space(&post.place)).count(), 1);
    let to = |user: &str| {
        let theirs = |p: &&crate::world::Post| matches!(&p.place, hearken::chat::Place::Direct { user: to } if to == user);
        posts.iter().filter(theirs).count()
    };
    assert_eq!((to("dsl"), to("online"), to("year_8")), (0, 0, 1));
    world.hire_for("online", "Kit Farraday", &[Role::OnlineSafetyLead], &[], false).await;
    let before = world.chat.posts().len();
    world.minutes_later(150).await;
    let late = world.chat.posts().split_off(before);
    let shared = late.iter().filter(|p| in_space(&p.place) && p.key.contains("/new")).count();
    assert_eq!(shared, 0, "the space is proven again each time");
}

async fn a_trained_person_it_is_about_has_nothing(database: Database) {
    let world = school(database, &[]).await;
    let both = [Role::OnlineSafetyLead, Role::Head];
    world.hire_for("online", "Kit Farraday", &both, &[7], true).await;
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["online"]).await;
    world.settle().await;
    nothing_reaches(&world, &["online"]).await;
}
