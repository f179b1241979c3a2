//! The calendars that are read from outside, each by an address that nobody can guess. They tell dates and roles, and no
//! person's name.

use super::App;
use crate::domain::Moment;
use crate::domain::agenda::{Noted, begun};
use crate::domain::attestation::campaign::Campaign;
use crate::domain::id::SchoolId;
use crate::domain::school::{Role, Staff};
use crate::forms::School;
use crate::forms::profile::ics::{self, Event};
use crate::forms::profile::plan::{Known, Planned};
use crate::store::FeedRow;
use crate::vault::random;
use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Months that are shown of the past and of the time to come, whole ones: the calendar changes no more often by itself.
const MONTHS_BACK: u32 = 1;
const MONTHS_AHEAD: u32 = 14;
/// The list of feeds is read again after this long: so soon an address that was withdrawn shows nothing, and so seldom
/// does guessing cost anything.
const FRESH: TimeDelta = TimeDelta::seconds(1);
/// One address is read every so often, by all who have it together; and this much in a row.
const EVERY: TimeDelta = TimeDelta::seconds(60);
const IN_A_ROW: TimeDelta = TimeDelta::minutes(30);
/// When a calendar that could not be read is asked for again, in seconds.
const LATER: u32 = 60;
/// Random bytes in an address.
const TOKEN: usize = 32;

/// What is behind an address.
#[derive(Debug, Clone)]
pub enum Feed {
    Calendar {
        body: Arc<str>,
        changed: Moment,
    },
    /// It is asked for too often.
    TooSoon {
        seconds: u32,
    },
    Nothing,
}

/// A new secret for an address, and what is kept of it.
pub fn feed_token() -> (String, Vec<u8>) {
    let token: String = random::<TOKEN>().iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hash(&token).to_vec();
    (token, hash)
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// What is known of the feeds without asking for each.
#[derive(Clone, Default)]
pub(super) struct Shelf(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    feeds: Vec<FeedRow>,
    read_at: Option<Moment>,
    /// By feed: until when it has been read ahead of its pace.
    next: HashMap<String, Moment>,
    written: HashMap<(SchoolId, Role), Written>,
}

/// What a school has written down of its year.
struct Recorded {
    noted: Vec<Noted>,
    campaigns: Vec<Campaign>,
    since: Option<Moment>,
}

/// A calendar as it was written last.
struct Written {
    on: NaiveDate,
    /// How much was recorded by then: nothing of it is ever changed.
    of: (usize, usize),
    body: Arc<str>,
    changed: Moment,
}

/// Whether two hashes are the same, in a time that says nothing of either.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

impl App {
    /// The calendar that a secret leads to. The secret is neither kept nor told to anybody.
    pub async fn feed(&self, token: &str) -> Feed {
        let now = self.0.clock.now();
        self.look_at_feeds(now).await;
        let Some(feed) = self.feed_of(token) else { return Feed::Nothing };
        let Some(school) = self.0.schools.get(&feed.school) else { return Feed::Nothing };
        if let Some(wait) = self.too_soon(&feed.id, now) {
            return Feed::TooSoon { seconds: u32::try_from(wait.num_seconds() + 1).unwrap_or(u32::MAX) };
        }
        let today = school.profile.hours().local(now).date_naive();
        self.feed_was_read(&feed, today).await;
        let id = school.id.clone();
        let recorded = self.0.store.read(move |db| {
            Box::pin(async move {
                let begun = begun();
                Ok(Recorded {
                    noted: db.noted(&id).await?,
                    campaigns: db.campaigns(&id).await?,
                    since: db.turn_done_at(&id, &begun.schedule, &begun.slot).await?,
                })
            })
        });
        match recorded.await {
            Ok(recorded) => self.role_calendar((school, &recorded), feed.role, now, today),
            Err(error) => {
                tracing::error!("What a calendar is made of could not be read: {error}");
                let shelf = self.shelf();
                let before = shelf.written.get(&(school.id.clone(), feed.role));
                before.map_or(Feed::TooSoon { seconds: LATER }, |before| Feed::Calendar {
                    body: before.body.clone(),
                    changed: before.changed,
                })
            }
        }
    }

    fn shelf(&self) -> MutexGuard<'_, State> {
        self.3.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn look_at_feeds(&self, now: Moment) {
        let is_fresh = |at: Moment| (TimeDelta::zero()..FRESH).contains(&(now - at));
        {
            let mut shelf = self.shelf();
            match &mut shelf.read_at {
                Some(at) if is_fresh(*at) => return,
                // Whoever comes meanwhile asks what stood before.
                Some(at) => *at = now,
                None => {}
            }
        }
        match self.0.store.glance(|db| Box::pin(async move { db.feeds().await })).await {
            Ok(feeds) => {
                let mut shelf = self.shelf();
                (shelf.feeds, shelf.read_at) = (feeds, Some(now));
            }
            Err(error) => {
                self.shelf().read_at = None;
                tracing::error!("Which calendars there are could not be read: {error}");
            }
        }
    }

    fn feed_of(&self, token: &str) -> Option<FeedRow> {
        let asked = hash(token);
        let state = self.shelf();
        let mut found = None;
        for feed in &state.feeds {
            if same(&feed.token_hash, &asked) {
                found = Some(feed);
            }
        }
        found.filter(|feed| feed.revoked_at.is_none()).cloned()
    }

    /// How long it has to be left alone; nothing if it may be read now.
    fn too_soon(&self, id: &str, now: Moment) -> Option<TimeDelta> {
        let mut state = self.shelf();
        let next = state.next.entry(id.to_owned()).or_insert(now);
        // By a clock put back, it would be shut for long.
        if *next < now || *next > now + IN_A_ROW + EVERY {
            *next = now;
        }
        if *next > now + IN_A_ROW {
            return Some(*next - now - IN_A_ROW);
        }
        *next += EVERY;
        None
    }

    async fn feed_was_read(&self, feed: &FeedRow, today: NaiveDate) {
        if feed.fetched_on == Some(today) {
            return;
        }
        let id = feed.id.clone();
        let written = self
            .0
            .store
            .write(&feed.school, move |tx| Box::pin(async move { tx.feed_was_read(&id, today).await }));
        match written.await {
            Ok(()) => {
                let mut state = self.shelf();
                let kept = state.feeds.iter_mut().filter(|kept| kept.id == feed.id);
                kept.for_each(|kept| kept.fetched_on = Some(today));
            }
            Err(error) => tracing::error!("That a calendar was read could not be stored: {error}"),
        }
    }

    /// Written once a day and when something was recorded, and told as changed only when it says something else.
    fn role_calendar(
        &self,
        (school, recorded): (&School, &Recorded),
        role: Role,
        now: Moment,
        today: NaiveDate,
    ) -> Feed {
        let key = (school.id.clone(), role);
        let of = (recorded.noted.len(), recorded.campaigns.len());
        let write = |changed| self.written((school, recorded), role, (now, changed), today);
        let mut state = self.shelf();
        let before = state.written.get(&key);
        if let Some(Written { body, changed, .. }) =
            before.filter(|written| written.on == today && written.of == of)
        {
            return Feed::Calendar { body: body.clone(), changed: *changed };
        }
        let changed = before.map(|written| (written.changed, written.body.clone()));
        let same = changed.filter(|(changed, body)| **body == *write(*changed));
        let (changed, body) = same.unwrap_or_else(|| (now, write(now).into()));
        state.written.insert(key, Written { on: today, of, body: body.clone(), changed });
        Feed::Calendar { body, changed }
    }

    /// Its dates as its profile plans them, and what is recorded since: roles and matters, and nobody's name.
    fn written(
        &self,
        (school, recorded): (&School, &Recorded),
        role: Role,
        (now, changed): (Moment, Moment),
        today: NaiveDate,
    ) -> String {
        let profile = &school.profile;
        let nobody = Staff::nobody(school.id.clone());
        let agenda = school.agenda(&nobody, &recorded.noted, recorded.since, now);
        let known = Known { agenda: &agenda, campaigns: &recorded.campaigns };
        let month = today.with_day(1).unwrap_or(today);
        let from = month.checked_sub_months(Months::new(MONTHS_BACK)).unwrap_or(month);
        let to = month.checked_add_months(Months::new(MONTHS_AHEAD)).and_then(|first| first.pred_opt());
        let words = self.0.prompts.words(profile.locales.first().map(String::as_str));
        let planned = profile.plan_of(known, from, to.unwrap_or(today));
        let event = |one: &Planned| Event {
            uid: one.uid(school.id.as_str()),
            date: one.date,
            time: profile.remind_at,
            title: profile.title(one, words),
            text: one.because(),
        };
        let events: Vec<Event> = planned.iter().filter(|one| one.to.contains(&role)).map(event).collect();
        ics::calendar("Hearken", profile.zone, &events, changed)
    }
}
