//! The second promise, over whatever may happen to a school at random: no open case is without somebody who has it or
//! a step that is still to come.
//!
//! A new move is one line in [`Move`], one in `any_move` and one in [`Life::moves`].

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, Trouble, World, YEARS, built_in};
use chrono::TimeDelta;
use hearken::chat::{Action, SendError, View};
use hearken::domain::access;
use hearken::domain::case::{Case, State};
use hearken::domain::id::SchoolId;
use hearken::domain::school::Role;
use hearken::records;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

const ON_SQLITE: u32 = 40;
#[cfg(feature = "postgres")]
const ON_POSTGRES: u32 = 8;
/// No step is planned further ahead: a long weekend, with a night on either side.
const FURTHEST_DAYS: i64 = 5;

/// Every profile there is, and the one made up in which the year decides.
static PROFILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let prompts = built_in();
    prompts.profiles.keys().cloned().chain([YEARS.to_owned()]).collect()
});

/// Those whom only some profiles name, beside [`STAFF`]: user, name, role, and the year they are head of.
const SOME: &[(&str, &str, Role, &[u8])] = &[
    ("year_7", "Ravi Underhill", Role::HeadOfYear, &[7]),
    ("year_12", "Noor Castellan", Role::HeadOfYear, &[12, 13]),
    ("online", "Kit Farraday", Role::OnlineSafetyLead, &[]),
    ("prevent", "Iris Blakeney", Role::PreventLead, &[]),
    ("primary", "Ewa Lindqvist", Role::HeadPrimary, &[]),
    ("siro", "Lena Okafor", Role::Siro, &[]),
];

#[derive(Debug, Clone)]
enum Move {
    Report {
        who: &'static str,
        about: &'static str,
        category: &'static str,
        subject: Option<&'static str>,
        /// Where they are asked.
        years: &'static [&'static str],
    },
    AddMore {
        case: usize,
        danger: bool,
    },
    Acknowledge {
        case: usize,
        who: &'static str,
    },
    Read {
        case: usize,
        who: &'static str,
    },
    SayReached {
        case: usize,
        reached: bool,
    },
    Ask {
        case: usize,
        who: &'static str,
    },
    /// The reporter answers the newest question.
    Answer(usize),
    Close {
        case: usize,
        who: &'static str,
    },
    Reopen {
        case: usize,
        who: &'static str,
    },
    /// `who` names somebody the case is about; its reporter does where `who` is nobody.
    Name {
        case: usize,
        who: Option<&'static str>,
        subject: &'static str,
    },
    NothingYet(usize),
    CallTheTeam(&'static str),
    OfferFile(&'static str),
    /// Gives somebody exactly these roles, as head of these years; none for whoever left.
    Roles {
        who: &'static str,
        roles: Vec<Role>,
        years: &'static [u8],
        trained: bool,
    },
    Trouble {
        at: &'static str,
        how: Way,
    },
    NoTrouble,
    Joins(&'static str),
    MinutesLater(i64),
    ClockBack(i64),
    Restart,
}

#[derive(Debug, Clone, Copy)]
enum Way {
    Down,
    Busy,
    Gone,
    Refuses,
    Forgets,
}

impl From<Way> for Trouble {
    fn from(way: Way) -> Self {
        match way {
            Way::Down => Trouble::Fails(SendError::Retry { after: None, code: "down" }),
            Way::Busy => {
                Trouble::Fails(SendError::Retry { after: Some(Duration::from_secs(300)), code: "busy" })
            }
            Way::Gone => Trouble::Fails(SendError::Gone { code: "gone" }),
            Way::Refuses => Trouble::Fails(SendError::Refused { code: "refused" }),
            Way::Forgets => Trouble::PostsAndDrops,
        }
    }
}

fn any_move() -> impl Strategy<Value = Move> {
    let some = SOME.iter().map(|(user, ..)| *user);
    let anybody = select(STAFF.iter().map(|(user, _, _)| *user).chain(some).collect::<Vec<_>>());
    let readers = select(vec!["dsl", "dsl", "deputy", "head", "chair", "on_call", "year_7", "online"]);
    let somebody = || prop_oneof![anybody.clone(), readers.clone()];
    let about = select(vec!["pupil", "staff", "head", "safeguarding_team", "governor", "nobody", "unsure"]);
    let category =
        select(vec!["nudes", "staff_conduct", "bullying", "self_harm", "data_breach", "scam_gambling"]);
    let roles = select(vec![
        vec![],
        vec![Role::Staff],
        vec![Role::Dsl],
        vec![Role::DeputyDsl],
        vec![Role::Head],
        vec![Role::Head, Role::Dsl],
        vec![Role::ChairOfGovernors],
        vec![Role::OnCall],
        vec![Role::HeadOfYear],
        vec![Role::HeadOfYear, Role::OnlineSafetyLead],
        vec![Role::PreventLead],
        vec![Role::HeadSecondary],
        vec![Role::Siro],
    ]);
    let years = select(vec![&[][..], &[7], &[12], &[7, 12]]);
    let given = select(vec![&[][..], &["7"], &["8"], &["7", "12"], &["not_known"]]);
    let at = select(vec!["dsl", "deputy", "head", "chair", "on_call", "teacher", "safeguarding"]);
    let how = select(vec![Way::Down, Way::Busy, Way::Gone, Way::Refuses, Way::Forgets]);
    let case = 0_usize..3;
    prop_oneof![
        5 => (somebody(), about, category, prop::option::of(somebody()), given).prop_map(
            |(who, about, category, subject, years)| Move::Report { who, about, category, subject, years }
        ),
        2 => (case.clone(), any::<bool>()).prop_map(|(case, danger)| Move::AddMore { case, danger }),
        3 => (case.clone(), somebody()).prop_map(|(case, who)| Move::Acknowledge { case, who }),
        1 => (case.clone(), somebody()).prop_map(|(case, who)| Move::Read { case, who }),
        1 => (case.clone(), any::<bool>()).prop_map(|(case, reached)| Move::SayReached { case, reached }),
        1 => (case.clone(), somebody()).prop_map(|(case, who)| Move::Ask { case, who }),
        1 => case.clone().prop_map(Move::Answer),
        2 => (case.clone(), somebody()).prop_map(|(case, who)| Move::Close { case, who }),
        1 => (case.clone(), somebody()).prop_map(|(case, who)| Move::Reopen { case, who }),
        2 => (case.clone(), prop::option::of(somebody()), somebody())
            .prop_map(|(case, who, subject)| Move::Name { case, who, subject }),
        1 => case.prop_map(Move::NothingYet),
        1 => somebody().prop_map(Move::CallTheTeam),
        1 => somebody().prop_map(Move::OfferFile),
        3 => (somebody(), roles, years, any::<bool>())
            .prop_map(|(who, roles, years, trained)| Move::Roles { who, roles, years, trained }),
        3 => (at, how).prop_map(|(at, how)| Move::Trouble { at, how }),
        1 => Just(Move::NoTrouble),
        1 => somebody().prop_map(Move::Joins),
        4 => select(vec![1, 5, 15, 60, 180, 1440, 4320]).prop_map(Move::MinutesLater),
        1 => select(vec![10, 600, 525_600]).prop_map(Move::ClockBack),
        2 => Just(Move::Restart),
    ]
}

struct Life {
    world: World,
    roles: BTreeMap<&'static str, Vec<Role>>,
}

impl Life {
    async fn begin(profile: &str, database: Database) -> Self {
        let world = World::under(profile, database, STAFF, &["dsl", "deputy"]).await;
        for (user, name, role, years) in SOME {
            world.hire_for(user, name, &[*role], years, false).await;
        }
        let roles = STAFF.iter().map(|(user, _, roles)| (*user, roles.to_vec())).collect();
        Self { world, roles }
    }

    async fn cases(&self) -> Vec<Case> {
        // Oldest first, so that a number goes on meaning the same case.
        let mut cases = self.world.cases().await;
        cases.sort_by(|a, b| (a.received_at, &a.id).cmp(&(b.received_at, &b.id)));
        cases
    }

    async fn case(&self, number: usize) -> Option<Case> {
        let cases = self.cases().await;
        (!cases.is_empty()).then(|| cases[number % cases.len()].clone())
    }

    async fn moves(&mut self, step: &Move) {
        let world = &self.world;
        match step {
            Move::Report { who, about, category, subject, years } => {
                self.report(who, about, category, *subject, years).await
            }
            Move::AddMore { case, danger } => {
                if let Some(case) = self.case(*case).await {
                    let mut reporter = world.person(&case.reporter.user);
                    reporter.clicks("add_more", case.draft.as_str()).await;
                    if matches!(&reporter.view, View::Form(page) if page.id == "after_risk") {
                        let risk = Entry::Pick(if *danger { "yes" } else { "no" });
                        reporter.fills(&[("immediate_risk", risk)], "finish").await;
                    }
                }
            }
            Move::Acknowledge { case, who } => self.clicks(*case, who, "acknowledge").await,
            Move::Read { case, who } => self.clicks(*case, who, "read").await,
            Move::SayReached { case, reached } => {
                if let Some(found) = self.case(*case).await {
                    let button = if *reached { "reached" } else { "not_reached" };
                    self.clicks(*case, &found.reporter.user, button).await;
                }
            }
            Move::Ask { case, who } => {
                let question = [("question", Entry::Write("When was that?"))];
                self.fills(*case, who, "ask_reporter", &question, "send_question").await;
            }
            Move::Answer(case) => self.answer(*case).await,
            Move::Close { case, who } => {
                let done = [("what_was_done", Entry::Write("All is well."))];
                self.fills(*case, who, "close_case", &done, "close_now").await;
            }
            Move::Reopen { case, who } => self.clicks(*case, who, "reopen_case").await,
            Move::Name { case, who, subject } => {
                let subjects = [*subject];
                let named = [("named", Entry::People(&subjects))];
                if let Some(found) = self.case(*case).await {
                    let who = who.unwrap_or(found.reporter.user.as_str());
                    self.fills(*case, who, "name_subject", &named, "name_them").await;
                }
            }
            Move::NothingYet(case) => {
                if let Some(found) = self.case(*case).await {
                    self.clicks(*case, &found.reporter.user, "nothing_yet").await;
                }
            }
            Move::CallTheTeam(who) => {
                world
                    .person(who)
                    .types("/concern")
                    .await
                    .presses("need_someone")
                    .await
                    .presses("page_child")
                    .await;
            }
            Move::OfferFile(who) => drop(world.person(who).does(Action::FileOffered).await),
            Move::Roles { who, roles, years, trained } => {
                let names = STAFF.iter().map(|(user, name, _)| (user, name));
                let mut names = names.chain(SOME.iter().map(|(user, name, ..)| (user, name)));
                let (_, name) = names.find(|(user, _)| *user == who).unwrap();
                world.hire_for(who, name, roles, years, *trained).await;
                self.roles.insert(who, roles.clone());
            }
            Move::Trouble { at, how } => world.chat.trouble_at(at, (*how).into()),
            Move::NoTrouble => world.chat.no_trouble(),
            Move::Joins(who) => world.chat.join(who),
            Move::MinutesLater(minutes) => world.clock.move_on(TimeDelta::minutes(*minutes)),
            Move::ClockBack(minutes) => {
                world.clock.move_on(TimeDelta::minutes(-minutes));
                // The chase notices and does this by itself.
                world.app.bring_steps_forward(world.now()).await.unwrap();
            }
            Move::Restart => self.world.restart(),
        }
    }

    async fn report(&self, who: &str, about: &str, category: &str, subject: Option<&str>, years: &[&str]) {
        let subjects: Vec<&str> = subject.into_iter().collect();
        let mut person = self.world.person(who);
        person.of_years(years);
        person.writes(about, category, "zanzibarquartz was passed round", &subjects).await;
        for _ in 0..3 {
            person.presses("send").await;
            if matches!(person.view, View::Card(_)) {
                person.reference();
                return;
            }
        }
        panic!("no receipt: {}", person.sees());
    }

    async fn clicks(&self, case: usize, who: &str, button: &str) {
        if let Some(case) = self.case(case).await {
            self.world.person(who).clicks(button, case.id.as_str()).await;
        }
    }

    /// Opens a form about a case, where this person may, and fills it in.
    async fn fills(
        &self,
        case: usize,
        who: &str,
        button: &str,
        entries: &[(&str, Entry<'_>)],
        pressed: &str,
    ) {
        if let Some(case) = self.case(case).await {
            let mut person = self.world.person(who);
            person.clicks(button, case.id.as_str()).await;
            if let View::Form(_) = person.view {
                person.fills(entries, pressed).await;
            }
        }
    }

    async fn answer(&self, case: usize) {
        let Some(case) = self.case(case).await else { return };
        let id = case.id.clone();
        let asked =
            self.world.database.read(move |db| Box::pin(async move { db.questions(&id).await })).await;
        let Some(question) = asked.last() else { return };
        let mut reporter = self.world.person(&case.reporter.user);
        reporter.clicks("answer_question", &format!("{}.{}", case.id, question.entry)).await;
        if let View::Form(_) = reporter.view {
            reporter.fills(&[("answer", Entry::Write("At noon."))], "send_answer").await;
        }
    }

    /// Everything that is due is done, also what is due at once because of it.
    async fn settle(&self) {
        for _ in 0..40 {
            self.world.settle().await;
            let now = self.world.now();
            let due =
                self.world.database.read(move |db| Box::pin(async move { db.steps_due(now, 0, 1).await }));
            if due.await.is_empty() {
                return;
            }
        }
        panic!("steps go on coming due, or stay so");
    }

    async fn is_not_forgotten(&self, case: &Case, after: &str) {
        let (id, school, vault) = (case.id.clone(), case.school.clone(), self.world.vault.clone());
        let (steps, staff, access, acts) = self
            .world
            .database
            .read(move |db| {
                Box::pin(async move {
                    let steps = db.steps_due(chrono::DateTime::<chrono::Utc>::MAX_UTC, 0, 10_000).await?;
                    let staff = records::staff(db, &vault, &school).await?;
                    let access = records::access(db, &id).await?.unwrap();
                    Ok((steps, staff, access, db.audit_rows(&school, 1, 100_000).await?))
                })
            })
            .await;
        let waiting: Vec<_> = steps.into_iter().map(Result::unwrap).filter(|s| s.case == case.id).collect();
        for step in &waiting {
            let ahead = step.due_at - self.world.now();
            assert!(ahead <= TimeDelta::days(FURTHEST_DAYS), "{after}: a step {ahead} ahead: {case:?}");
        }
        let reached =
            acts.iter().any(|act| act.action == "reached_outside" && act.subject == case.id.as_str());
        let owner = case.acknowledged_by.as_ref().and_then(|id| staff.person(id));
        let owned = owner.is_some_and(|person| access::recipient(person, &access).is_some());
        match case.state {
            State::Unrouted if reached => {}
            State::Received | State::Unrouted => {
                assert_eq!(waiting.len(), 1, "{after}: nothing is to come, or too much: {case:?}");
            }
            State::Closed => {}
            _ => assert!(owned || !waiting.is_empty(), "{after}: nobody has it: {case:?}"),
        }
    }

    /// In the end the chat works, and time goes by: whoever may have a case hears of it.
    async fn everybody_open_is_told_of(&self) {
        self.world.chat.no_trouble();
        let school = SchoolId::parse("oak").unwrap();
        let mut left = Vec::new();
        for case in self.cases().await.into_iter().filter(|case| case.state == State::Received) {
            let (id, vault, school) = (case.id.clone(), self.world.vault.clone(), school.clone());
            let (staff, route) = self
                .world
                .database
                .read(move |db| {
                    Box::pin(async move {
                        Ok((
                            records::staff(db, &vault, &school).await?,
                            records::route(db, &id).await?.unwrap(),
                        ))
                    })
                })
                .await;
            let roles = [&route.lead[..], &route.copied, &route.ladder].concat();
            if !access::recipients(&roles, &staff, &route.access(case.id.clone())).is_empty() {
                left.push(case.reference.to_string());
            }
        }
        for _ in 0..24 {
            let posts = self.world.chat.posts();
            left.retain(|reference| {
                !posts.iter().any(|post| {
                    // The reporter's own copy tells nobody else.
                    !post.key.contains("/reporter/") && post.card.heading.contains(reference)
                })
            });
            if left.is_empty() {
                return;
            }
            self.world.clock.move_on(TimeDelta::hours(6));
            self.settle().await;
        }
        panic!("nobody was ever told of {left:?}");
    }
}

async fn lived(profile: &str, database: Database, moves: Vec<Move>) {
    let mut life = Life::begin(profile, database).await;
    for (number, step) in moves.iter().enumerate() {
        life.moves(step).await;
        life.settle().await;
        let after = format!("after move {number}, {step:?}");
        for case in life.cases().await {
            life.is_not_forgotten(&case, &after).await;
        }
    }
    life.everybody_open_is_told_of().await;
}

fn on<F: Future<Output = Database>>(database: F, profile: &str, moves: Vec<Move>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let database = database.await;
        lived(profile, database.clone(), moves).await;
        database.end().await;
    });
}

fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("HEARKEN_TEST_LIVES").map_or(cases, |cases| cases.parse().unwrap());
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(ON_SQLITE))]

    #[test]
    fn no_case_is_ever_forgotten(profile in select(PROFILES.clone()), moves in vec(any_move(), 1..25)) {
        on(Database::sqlite(), &profile, moves);
    }
}

#[cfg(feature = "postgres")]
proptest! {
    #![proptest_config(config(ON_POSTGRES))]

    #[test]
    fn no_case_is_ever_forgotten_on_postgres(
        profile in select(PROFILES.clone()),
        moves in vec(any_move(), 1..25),
    ) {
        on(Database::postgres(), &profile, moves);
    }
}
