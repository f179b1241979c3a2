//! What a school reads that copied a profile and made a mistake in it: where, and what to write instead.

use hearken::domain::concern::{About, Category};
use hearken::forms::explain::{Question, explain};
use hearken::forms::{Problem, Profile, Prompts};
use std::fs;
use std::sync::LazyLock;

/// The kent profile as a school copies it.
static OAK: LazyLock<String> = LazyLock::new(|| {
    let kent =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/prompts/profiles/kent.toml")).unwrap();
    kent.replacen("id = \"kent\"", "id = \"oak\"", 1)
});

/// What is said after one change, which stands on the line that is told.
fn said(from: &str, to: &str) -> Vec<Problem> {
    assert!(OAK.contains(from), "the profile no longer holds {from:?}");
    Profile::read("oak", &OAK.replacen(from, to, 1), false).expect_err(&format!("{to:?} is taken"))
}

/// One thing is wrong, on this line of the changed file, and these words tell what.
fn wrong(from: &str, to: &str, line: &str, words: &[&str]) {
    let problems = said(from, to);
    assert_eq!(problems.len(), 1, "{to:?}: {problems:?}");
    let changed = OAK.replacen(from, to, 1);
    let there = changed.lines().nth(problems[0].line - 1).unwrap_or_default();
    assert!(there.contains(line), "{to:?}: {} stands at {there:?}", problems[0]);
    for word in words {
        assert!(problems[0].what.contains(word), "{to:?}: {word:?} is not in {}", problems[0]);
    }
    assert!(!problems[0].what.contains("enum") && !problems[0].what.contains("struct"), "{}", problems[0]);
}

#[test]
fn a_copied_profile_is_taken() {
    assert!(Profile::read("oak", &OAK, false).is_ok());
}

#[test]
fn a_word_that_nobody_knows_is_told_with_the_one_that_was_meant() {
    let head = "lead = [\"head\"]";
    wrong(head, "lead = [\"haed\"]", "haed", &["\"haed\"", "Did you mean \"head\"?", "dsl"]);
    wrong(head, "lead = [\"headteacher\"]", "headteacher", &["Did you mean \"head\"?"]);
    wrong("\"grooming\", \"sexual", "\"groming\", \"sexual", "groming", &["Did you mean \"grooming\"?"]);
    wrong("about = [\"governor\"]", "about = [\"governors\"]", "governors", &["Did you mean \"governor\"?"]);
    wrong("\"mon\", \"tue\"", "\"mon\", \"tuseday\"", "days", &["weekday \"tuseday\"", "\"tue\""]);
    wrong("Europe/London", "Europe/Lodnon", "zone", &["Did you mean \"Europe/London\"?"]);
    wrong("\"GB-ENG\"", "\"England\"", "jurisdiction", &["GB-ENG"]);
    wrong("\"GB-ENG\"", "\"GB\"", "jurisdiction", &["GB-ENG"]);
    wrong("police = \"101\"", "polise = \"101\"", "polise", &["Did you mean \"police\"?"]);
    wrong("kind = \"working_minutes\"", "kind = \"work_minutes\"", "work_minutes", &["\"working_minutes\""]);
}

#[test]
fn a_key_that_nobody_knows_is_told_with_the_one_that_was_meant() {
    wrong("outside = [\"lado\"]", "outsde = [\"lado\"]", "outsde", &["\"outsde\"", "\"outside\""]);
    wrong("ladder = [\"safeguarding", "laddder = [\"safeguarding", "laddder", &["Did you mean \"ladder\"?"]);
    wrong("children_leave = ", "kids_leave = ", "kids_leave", &["\"kids_leave\"", "children_leave"]);
    wrong("zone = ", "timezone = ", "timezone", &["Did you mean \"zone\"?"]);
    wrong("then = 5 }", "than = 5 }", "than", &["Did you mean \"then\"?"]);
    wrong("[[term]]\nname", "[[term]]\nnam", "nam", &["Did you mean \"name\"?"]);
}

#[test]
fn what_is_missing_is_told_with_a_line_to_add() {
    wrong("lead = [\"chair_of_governors\"]\n", "", "[[route]]", &["\"lead\" is missing", "lead = [\"dsl\"]"]);
    wrong("emergency = \"999\"\n", "", "[contacts]", &["\"emergency\" is missing", "999"]);
    wrong("open = \"08:00\"\n", "", "[hours]", &["open = \"08:00\""]);
    wrong(
        "urgent = { kind",
        "# urgent = { kind",
        "[deadlines]",
        &["\"urgent\" is missing", "kind = \"minutes\""],
    );
    wrong(", then = 10 }", " }", "urgent", &["\"then\" is missing"]);
    wrong("zone = \"Europe/London\"\n", "", "", &["\"zone\" is missing"]);
}

#[test]
fn signs_in_the_wrong_place_are_told_by_their_line() {
    wrong("lead = [\"head\"]", "lead = [\"head\"", "", &["cannot be read"]);
    wrong("lead = [\"head\"]", "lead = \"head\"", "lead = \"head\"", &["a list in square brackets"]);
    wrong("zone = \"Europe/London\"", "zone = Europe/London", "zone = Europe/London", &["cannot be read"]);
    wrong("[[route]]\n", "[[route]\n", "[[route]", &["cannot be read"]);
    wrong("n = 15, then", "n = \"15\", then", "n = \"15\"", &["a whole number"]);
    wrong("n = 15, then", "n = -1, then", "n = -1", &["a whole number"]);
    wrong("source = \"kent 264\"", "source = 264", "source = 264", &["words in quotes"]);
    wrong("zone = ", "id = \"oak\"\nzone = ", "id = ", &["stands twice"]);
}

#[test]
fn days_and_times_are_read_as_people_write_them_and_told_where_they_make_no_sense() {
    let taken = |from: &str, to: &str| Profile::read("oak", &OAK.replacen(from, to, 1), false).unwrap();
    taken("open = \"08:00\"", "open = 08:00:00");
    taken("from = \"2026-09-01\"", "from = 2026-09-01");
    wrong("open = \"08:00\"", "open = \"8 am\"", "8 am", &["\"8 am\"", "\"08:30\""]);
    wrong("close = \"16:30\"", "close = \"4:30\"", "close", &["closes before it opens"]);
    wrong(
        "children_leave = \"15:15\"",
        "children_leave = \"18:00\"",
        "children_leave",
        &["no later than it closes"],
    );
    wrong("from = \"2026-09-01\"", "from = \"1 September\"", "1 September", &["\"2026-09-01\""]);
    wrong("\"2026-09-01\"", "\"2026-09-31\"", "2026-09-31", &["no day that there is"]);
}

#[test]
fn terms_must_make_a_calendar() {
    let tells = |from: &str, to: &str, words: &str| {
        let problems = said(from, to);
        let found = problems.iter().any(|problem| problem.what.contains(words));
        assert!(found, "{to:?}: {words:?} is not in {problems:?}");
    };
    tells(
        "to = \"2026-12-18\"",
        "to = \"2025-12-18\"",
        "the term Autumn 2026 ends (2025-12-18) before it begins",
    );
    tells("to = \"2026-12-18\"", "to = \"2027-01-18\"", "the terms Autumn 2026 and Spring 2027 overlap");
    tells("from = \"2026-10-19\"", "from = \"2026-08-19\"", "not inside the term Autumn 2026");
    tells("from = \"2026-10-19\"", "from = \"2026-11-19\"", "the break ends (2026-10-30) before it begins");
    tells(
        "from = \"2026-09-01\"",
        "from = \"2026-11-28\"",
        "between the terms Summer 2026 and Autumn 2026 lie 130 days",
    );
    tells("to = \"2028-07-21\"", "to = \"2208-07-21\"", "is in the year 2208");
    wrong(
        "days = [\"2025-01-01\"",
        "from = \"2025-01-01\"\ndays = [\"2025-01-01\"",
        "",
        &["from and to go together"],
    );
    wrong(
        "why = \"Good Friday\"\ndays =",
        "why = \"Good Friday\"\n# days =",
        "",
        &["say when school is closed"],
    );
}

#[test]
fn a_route_must_reach_somebody_who_may_have_it() {
    let about_adult = "lead = [\"head\"]\nladder = [\"chair_of_governors\", \"trust_lead\"]\noutside = [\"lado\"]\nsource = \"kent 286";
    let with = |lead: &str| about_adult.replacen("[\"head\"]", lead, 1);
    wrong(about_adult, &with("[]"), "lead = []", &["route about_adult has no lead"]);
    wrong(about_adult, &with("[\"lado\"]"), "lado", &["lado is outside the school", "under outside"]);
    wrong(about_adult, &with("[\"it_lead\"]"), "it_lead", &["goes up, so it_lead cannot have it"]);
    wrong(about_adult, &with("[\"head_primary\"]"), "head_primary", &["not among the roles of this school"]);
    wrong("outside = [\"lado\"]", "outside = [\"dsl\"]", "outside", &["no outside body"]);
    wrong(
        "\"staff\", \"dsl\", \"deputy",
        "\"staff\", \"police\", \"dsl\", \"deputy",
        "police",
        &["is outside the school"],
    );
    wrong("police = \"101\"", "head = \"0118 4960 000\"", "head", &["[school.contacts]"]);
}

#[test]
fn routes_must_differ_fit_everything_and_be_taken_sometimes() {
    wrong("id = \"prevent\"", "id = \"images\"", "id = \"images\"", &["two routes are called \"images\""]);
    wrong("id = \"pupil\"", "id = \"pupil\"\nabout = [\"pupil\"]", "[[route]]", &["must fit any concern"]);
    wrong(
        "id = \"images\"\ncategory = [\"nudes\"",
        "id = \"images\"\nyear = [14]\ncategory = [\"nudes\"",
        "14",
        &["no year 14"],
    );
    let all = "\n[[route]]\nid = \"all\"\nlead = [\"dsl\"]\nsource = \"us\"\n\n[[route]]\nid = \"images\"";
    let problems = said("\n[[route]]\nid = \"images\"", all);
    let never: Vec<_> = problems.iter().filter(|p| p.what.contains("is never taken: route all")).collect();
    assert_eq!(never.len(), 4, "{problems:?}");
    assert!(never[0].what.contains("Move it up, above all"), "{problems:?}");
}

#[test]
fn deadlines_must_leave_time_and_come() {
    wrong("n = 15, then", "n = 0, then", "urgent", &["time of 0"]);
    wrong("n = 120, then = 60", "n = 120, then = 0", "today", &["time of 0"]);
    wrong("n = 15, then", "n = 4000000000, then", "urgent", &["waits too long"]);
    wrong(
        "kind = \"next_school_day\", n = 1",
        "kind = \"next_school_day\", n = 4000000",
        "note",
        &["waits too long"],
    );
    wrong("kind = \"minutes\", n = 15", "kind = \"working_minutes\", n = 15", "urgent", &["also at night"]);
}

#[test]
fn a_copy_that_kept_the_old_id_is_told_so() {
    let problems = Profile::read("elm", &OAK, false).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].what.ends_with("Write id = \"elm\""), "{}", problems[0]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once_in_the_order_of_the_lines() {
    let broken = OAK
        .replacen("close = \"16:30\"", "close = \"06:30\"", 1)
        .replacen("outside = [\"lado\"]", "outside = [\"head\"]", 1)
        .replacen("id = \"prevent\"", "id = \"images\"", 1);
    let problems = Profile::read("oak", &broken, false).unwrap_err();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.is_sorted_by_key(|problem| problem.line), "{problems:?}");
}

#[test]
fn a_route_without_a_sentence_of_its_own_is_explained_without_its_id() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("profiles")).unwrap();
    let own = OAK.replacen("id = \"pupil\"", "id = \"zanzibar\"", 1);
    fs::write(folder.path().join("profiles/oak.toml"), own).unwrap();
    let prompts = Prompts::load(Some(folder.path())).unwrap();
    assert!(hearken::forms::check::check(&prompts).is_empty(), "a school need not write sentences");
    let question =
        Question { category: Category::Bullying, about: About::Pupil, year: None, named: [].into() };
    let explained = explain(&prompts, prompts.words(None), prompts.profile("oak").unwrap(), &question);
    assert!(!explained.because.iter().any(|why| why.contains("zanzibar") || why.contains("because-")));
    assert!(explained.because[0].contains("own profile"), "{:?}", explained.because);
}

const DUTY: &str =
    "id = \"monitoring_report\"\nto = [\"dsl\"]\nevery = \"termly\"\nafter = 45\nleads = [14, 0]";

/// A duty of this school, with these lines in place of when it comes round.
fn duty(lines: &str) -> String {
    format!("id = \"monitoring_report\"\nto = [\"dsl\"]\n{lines}")
}

#[test]
fn a_duty_says_in_one_way_when_it_comes_round() {
    let told = |lines: &str, line: &str, words: &[&str]| wrong(DUTY, &duty(lines), line, words);
    for lines in [
        "every = \"yearly\"",
        "every = \"half-termly\"\nafter = 3",
        "every = \"yearly\"\nfrom = \"2024-02-29\"",
    ] {
        assert!(Profile::read("oak", &OAK.replacen(DUTY, &duty(lines), 1), false).is_ok(), "{lines}");
    }
    for lines in [
        "cron = \"0 8 1-7 * Mon\"",
        "day = \"2026-11-12\"",
        "every = \"safer-internet-day\"\nskip_older_than = 14",
    ] {
        assert!(Profile::read("oak", &OAK.replacen(DUTY, &duty(lines), 1), false).is_ok(), "{lines}");
    }
    told("every = \"termley\"", "termley", &["\"termley\"", "Did you mean \"termly\"?"]);
    told("every = \"monthly\"", "monthly", &["termly", "half-termly", "yearly"]);
    told("", "monitoring_report", &["in one way", "cron"]);
    told("every = \"termly\"\nday = \"2026-11-12\"", "every", &["in one way"]);
    told("day = \"2026-11-12\"\nafter = 3", "after", &["school days"]);
    told("every = \"termly\"\nfrom = \"2026-11-12\"", "from", &["yearly"]);
    told("every = \"yearly\"\nafter = 3\nfrom = \"2026-11-12\"", "after", &["school days"]);
    told("cron = \"0 8 * * 1\"", "cron", &["by name", "Mon"]);
    told("cron = \"0 8 30 2 *\"", "cron", &["never comes round"]);
    told("cron = \"8 o'clock\"", "cron", &["five fields"]);
    told("cron = \"0 25 * * *\"", "cron", &["cannot be read"]);
    told("cron = \"30 15 * * Fri\"", "cron", &["08:00", "cron = \"0 8 * * Fri\""]);
    told("cron = \"*/5 8 * * Fri\"", "cron", &["cron = \"0 8 * * Fri\""]);
    told("day = \"2026-02-30\"", "day", &["no day that there is"]);
    told("day = \"20226-02-20\"", "day", &["no day that there is"]);
    told("every = \"termly\"\nleads = [0, 7]", "leads", &["furthest first"]);
    told("every = \"termly\"\nleads = [30, 7]", "leads", &["end with 0"]);
    told("every = \"termly\"\nleads = []", "leads", &["end with 0"]);
    told("every = \"termly\"\nleads = [900, 0]", "leads", &["366"]);
    told("every = \"termly\"\noverdue_every = 0", "overdue_every", &["1 day or more"]);
    told(
        "every = \"termly\"\ncatch_up = \"all\"\nskip_older_than = 3",
        "skip_older_than",
        &["Take one away"],
    );
}

#[test]
fn a_policy_says_when_it_is_due_and_who_sees_to_it() {
    let next = "next_review = \"2025-10\"";
    for right in ["next_review = \"2025-10-15\"", "last_review = \"2024-10\"", "last_review = 2024-10-15"] {
        assert!(Profile::read("oak", &OAK.replacen(next, right, 1), false).is_ok(), "{right}");
    }
    wrong(next, "", "[[policy]]", &["when policy online_safety is due", "next_review = \"2026-06\""]);
    wrong(next, "next_review = \"October 2025\"", "October", &["\"2026-06\""]);
    wrong(next, "next_review = \"2025-13\"", "2025-13", &["no day or month"]);
    wrong(
        next,
        "next_review = \"2025-10\"\nlast_review = \"2025-11\"",
        "next_review",
        &["before it was last done"],
    );
    wrong(next, "next_review = \"0225-10\"", "next_review", &["Is that right?"]);
    wrong("cycle_months = 12", "cycle_months = 0", "cycle_months", &["12 is a year"]);
    wrong("cycle_months = 12", "cycle_moths = 12", "cycle_moths", &["Did you mean \"cycle_months\"?"]);
    wrong("owner = \"dsl\"", "owner = \"lado\"", "owner", &["outside the school"]);
    wrong("owner = \"dsl\"", "owner = \"siro\"", "owner", &["not among the roles"]);
    wrong("approver = \"the governors\"", "approver = \"\"", "approver", &["who approves"]);
    wrong(
        "source = \"kent 227-233; month by default\"",
        "source = \" \"",
        "source",
        &["where it comes from"],
    );
}

#[test]
fn what_is_signed_and_told_needs_people_and_days() {
    wrong("audience = [\"staff\"]", "audience = []", "audience", &["who signs kcsie"]);
    wrong("audience = [\"staff\"]", "audience = [\"parents\"]", "parents", &["staff", "governors"]);
    wrong("due_after = 28", "due_after = 0", "due_after", &["aup", "1 to 180"]);
    wrong(
        "due_after = 28",
        "due_after = 10\nremind_after = [7, 14]",
        "remind_after",
        &["between the day it opens"],
    );
    wrong("induction_days = 7", "induction_days = 999", "induction_days", &["180"]);
    wrong("id = \"code_of_conduct\"", "id = \"aup\"", "aup", &["stands twice"]);
    wrong("id = \"code_of_conduct\"", "id = \"Code of conduct\"", "Code", &["small letters"]);
    wrong("to = [\"slt\"]\nday = 1", "to = []\nday = 1", "to = []", &["who is reminded"]);
    wrong("to = [\"slt\"]\nday = 1", "to = [\"slt\"]\nday = 31", "day = 31", &["1 to 28"]);
    wrong("[digest]", "[reminders]\ntime = \"06:00\"\n\n[digest]", "time", &["08:00 to 16:30"]);
}
