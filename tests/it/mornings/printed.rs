//! What `hearken calendar` prints is what is sent: two years of each profile, at a school where everything is done on the
//! day that it is due, through the real worker and the outbox to whoever holds each role.

use crate::store::harness::{Database, school as id};
use crate::world::{Post, World, built_in, said};
use chrono::{NaiveDate, NaiveTime};
use hearken::app::attest::Publication;
use hearken::chat::{Block, Place};
use hearken::domain::agenda::{Matter, NoteKind, Noted};
use hearken::domain::attestation::AttestationDef;
use hearken::domain::attestation::campaign::Campaign;
use hearken::domain::calendar::resolve;
use hearken::domain::concern::Answers;
use hearken::domain::id::PersonId;
use hearken::domain::schedule::turns;
use hearken::domain::school::Role;
use hearken::forms::profile::plan::{Planned, PlannedKind};
use hearken::forms::review::day as written;
use hearken::forms::{Profile, Prompts, Words};
use hearken::records;
use hearken::store::{How, SignatureRow};
use std::collections::BTreeMap;
use std::slice::from_ref;
use std::sync::Arc;

/// The school's first morning with Hearken, some weeks before what is compared.
const START: &str = "2025-05-12";
const FROM: &str = "2025-06-01";
const TO: &str = "2027-08-31";

macro_rules! walks {
    ($($test:ident: $profile:literal),+ $(,)?) => { $(
        #[tokio::test]
        async fn $test() {
            Walk::new($profile).await.through_the_years().await;
        }
    )+ };
}

walks!(
    what_is_printed_for_kent_is_what_is_sent: "kent",
    what_is_printed_for_kings_is_what_is_sent: "kings",
    what_is_printed_for_kas_is_what_is_sent: "kas",
    what_is_printed_for_redscope_is_what_is_sent: "redscope",
    what_is_printed_for_tiffin_is_what_is_sent: "tiffin",
);

/// A school where each role of its profile is held by one person, called as the role is.
struct Walk {
    world: World,
    prompts: Arc<Prompts>,
    roles: Vec<Role>,
}

impl Walk {
    async fn new(profile: &str) -> Self {
        let prompts = built_in();
        let roles: Vec<Role> = prompts
            .profile(profile)
            .unwrap()
            .roles
            .iter()
            .copied()
            .filter(|role| !role.is_outside())
            .collect();
        let people: Vec<_> =
            roles.iter().map(|role| (role.as_str(), "Somebody Here", from_ref(role))).collect();
        let world = World::under(profile, Database::sqlite().await, &people, &[]).await;
        Self { world, prompts, roles }
    }

    fn profile(&self) -> &Profile {
        &self.world.school.profile
    }

    fn put(&self, day: NaiveDate, time: NaiveTime) {
        let moment = resolve(self.profile().zone, day.and_time(time));
        self.world.clock.move_on(moment - self.world.now());
    }

    async fn through_the_years(self) {
        let (start, from, to) = (day(START), day(FROM), day(TO));
        let planned = self.profile().plan(from, to);
        let words = self.prompts.words(self.profile().locales.first().map(String::as_str));
        self.put(start, self.profile().remind_at);
        self.publishes_everything().await;
        self.does_what_is_due((NaiveDate::MIN, start)).await;
        let (mut read, mut lines) = (0, 0);
        for today in start.iter_days().take_while(|day| *day <= to) {
            self.put(today, self.profile().remind_at);
            self.world.app.open_campaigns().await.unwrap();
            self.publishes_editions(today).await;
            self.world.app.plan_mornings().await;
            self.world.outbox.deliver_due().await.unwrap();
            let posts = self.world.chat.posts_from(read);
            read += posts.len();
            if today >= from {
                let printed: Vec<&Planned> = planned.iter().filter(|one| one.date == today).collect();
                lines += self.compares(today, &printed, posts, words);
            }
            self.put(today, NaiveTime::from_hms_opt(21, 0, 0).unwrap());
            self.does_what_is_due((today, today)).await;
        }
        assert!(planned.len() > 60 && lines > planned.len(), "{} printed, {lines} read", planned.len());
    }

    /// Whether everybody has one message, with every line that is printed for a role of theirs, and no other; the lines.
    fn compares(&self, today: NaiveDate, printed: &[&Planned], posts: Vec<Post>, words: &Words) -> usize {
        let mut had: BTreeMap<String, Post> = BTreeMap::new();
        for post in posts {
            let Place::Direct { user } = post.place.clone() else { panic!("{today}: in a space: {post:?}") };
            let twice = had.insert(user.clone(), post);
            assert!(twice.is_none(), "{today}: {user} has two messages");
        }
        let mut lines = 0;
        for role in &self.roles {
            let theirs = |one: &&&Planned| one.to.contains(role) || one.to.contains(&Role::Staff);
            let theirs: Vec<&Planned> = printed.iter().filter(theirs).copied().collect();
            let post = had.remove(role.as_str());
            let whose = format!("{}, {today}, {role}", self.profile().id);
            match (post, theirs.as_slice()) {
                (None, []) => {}
                (None, more) => panic!("{whose}: printed and not sent: {more:?}"),
                (Some(post), []) => panic!("{whose}: sent and not printed: {}", said(&post.card)),
                (Some(post), [one]) => self.is_alone(&whose, one, &post, (words, today)),
                (Some(post), several) => self.is_a_list(&whose, several, &post, (words, today)),
            }
            lines += theirs.len();
        }
        assert!(had.is_empty(), "{today}: nobody's: {had:?}");
        lines
    }

    fn is_alone(&self, whose: &str, one: &Planned, post: &Post, (words, today): (&Words, NaiveDate)) {
        let (title, due) = (self.title(one, words), written(words, one.due));
        let heading =
            words.say(&format!("notice-{}.heading", kind(one)), &[("title", title), ("date", due.clone())]);
        assert_eq!(post.card.heading, heading, "{whose}");
        let said = said(&post.card);
        let day = if one.due == today { "today" } else { due.as_str() };
        let without = matches!(one.kind, PlannedKind::Digest);
        assert!(without || said.to_lowercase().contains(&day.to_lowercase()), "{whose}: {day}: {said}");
    }

    fn is_a_list(&self, whose: &str, several: &[&Planned], post: &Post, (words, today): (&Words, NaiveDate)) {
        let text = |block: &Block| match block {
            Block::Text(text) => Some(text.clone()),
            _ => None,
        };
        let mut lines: Vec<String> = post.card.blocks.iter().skip(1).filter_map(text).collect();
        for one in several {
            let args = [
                ("title", self.title(one, words)),
                ("date", written(words, one.due)),
                ("when", if one.due == today { "today" } else { "ahead" }.to_owned()),
                ("reason", String::new()),
                ("count", String::new()),
            ];
            let brief = words.say(&format!("remind-{}", kind(one)), &args);
            // How many are due is not printed.
            let brief =
                if one.kind == PlannedKind::Digest { brief.trim_end_matches(" .") } else { brief.trim() };
            let at = lines.iter().position(|line| line.starts_with(brief));
            let at = at.unwrap_or_else(|| panic!("{whose}: printed and not sent: {brief:?} in {lines:#?}"));
            lines.remove(at);
        }
        assert!(lines.is_empty(), "{whose}: sent and not printed: {lines:?}");
    }

    fn title(&self, one: &Planned, words: &Words) -> String {
        match one.kind {
            PlannedKind::PolicyReview => self.profile().policy(&one.id),
            PlannedKind::Attestation => self.profile().attestation(&one.id, words),
            PlannedKind::Duty => self.profile().duty(&one.id, words),
            PlannedKind::Digest => String::new(),
        }
    }

    /// Last year's texts, so that each campaign opens by itself from here on.
    async fn publishes_everything(&self) {
        self.publishes(|_| true).await;
        for campaign in self.campaigns().await {
            self.all_sign(&campaign).await;
        }
    }

    /// Where each year has a text of its own, it is there on the day that it opens.
    async fn publishes_editions(&self, today: NaiveDate) {
        let hours = self.profile().hours();
        self.publishes(|def| def.by_edition && !turns(&def.opens, &hours, today, today).is_empty()).await;
    }

    async fn publishes(&self, which: impl Fn(&AttestationDef) -> bool) {
        for def in self.profile().attestations.iter().filter(|def| which(def)) {
            let publication = Publication {
                attestation: def.id.clone(),
                edition: None,
                locale: None,
                bytes: b"# Phones\n\nKeep your own phone in your bag in lessons.".to_vec(),
                is_text: true,
                link: None,
                questions: Vec::new(),
                audience: None,
                opens: None,
                due: None,
                material: None,
                replaces: None,
                by: "cli".to_owned(),
            };
            self.world.app.publish(&id("oak"), publication, true).await.unwrap().unwrap();
        }
    }

    async fn campaigns(&self) -> Vec<Campaign> {
        self.world.database.read(|db| Box::pin(async move { db.campaigns(&id("oak")).await })).await
    }

    async fn all_sign(&self, campaign: &Campaign) {
        let now = self.world.now();
        let signature = |role: &Role| SignatureRow {
            campaign: campaign.id.clone(),
            person: PersonId::parse(role.as_str()).unwrap(),
            edition: campaign.edition.clone(),
            text_sha256: "0".repeat(64),
            wording_sha256: None,
            how: How::Chat,
            signed_at: now,
            recorded_at: now,
            recorded_by: None,
        };
        let rows: Vec<SignatureRow> = self.roles.iter().map(signature).collect();
        let written = self.world.database.write(move |tx| {
            Box::pin(async move {
                for row in &rows {
                    tx.sign(&id("oak"), row).await?;
                }
                Ok(())
            })
        });
        written.await.unwrap();
    }

    /// Everything whose day lies between these, both included, is done on it.
    async fn does_what_is_due(&self, (from, to): (NaiveDate, NaiveDate)) {
        let (profile, hours) = (self.profile(), self.profile().hours());
        let mut noted = Vec::new();
        for policy in &profile.policies {
            let dues = policy.dues(to).into_iter().filter(|due| *due >= from);
            noted.extend(dues.map(|due| Noted {
                matter: Matter::Policy(policy.id.clone()),
                kind: NoteKind::Reviewed,
                on: Some(due),
                next: policy.next_due(Some(due)),
            }));
        }
        // Turns before a school's first morning are nobody's.
        for duty in profile.duties.iter().filter(|_| from == to) {
            noted.extend(turns(&duty.every, &hours, from, to).into_iter().map(|turn| Noted {
                matter: Matter::Duty { duty: duty.id.clone(), turn },
                kind: NoteKind::Done,
                on: Some(turn),
                next: None,
            }));
        }
        for campaign in self.campaigns().await.into_iter().filter(|campaign| campaign.due_on == to) {
            self.all_sign(&campaign).await;
        }
        if noted.is_empty() {
            return;
        }
        let (vault, now) = (self.world.vault.clone(), self.world.now());
        let written = self.world.database.write(move |tx| {
            Box::pin(async move {
                for noted in &noted {
                    records::note(tx, &vault, &id("oak"), noted, ("dsl", &Answers::default()), now).await?;
                }
                Ok(())
            })
        });
        written.await.unwrap();
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// As the words of a reminder are called.
fn kind(one: &Planned) -> &'static str {
    match (one.kind, one.id.as_str()) {
        (PlannedKind::PolicyReview, _) => "review",
        (PlannedKind::Attestation, _) => "sign",
        (PlannedKind::Duty, "calendar_ends") => "calendar_ends",
        (PlannedKind::Duty, _) if one.to.contains(&Role::Staff) => "duty_everybody",
        (PlannedKind::Duty, _) => "duty",
        (PlannedKind::Digest, _) => "digest",
    }
}
