//! Owns the time of a running house: the machine's, or the demo's, which can be moved on and stays moved.

use crate::clock::{Clock, MovableClock, SystemClock};
use crate::domain::Moment;
use crate::platforms::local::TimeControl;
use crate::store::Store;
use anyhow::Context;
use chrono::TimeDelta;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How far records may be ahead of the clock before that is worth a word.
const SLACK: TimeDelta = TimeDelta::hours(1);
/// This version did not exist before this second: 1 January 2026.
const NEVER_BEFORE: i64 = 1_767_225_600;
/// A file in the demo's data folder: so many minutes was its time moved on.
const MOVED: &str = "moved-time";
/// Minutes that a demo may be moved on: ten years are enough to see everything.
const MOST: i64 = 10 * 366 * 24 * 60;

pub(super) struct HouseTime {
    pub clock: Arc<dyn Clock>,
    demo: Option<Demo>,
    zone: &'static str,
}

struct Demo {
    clock: Arc<MovableClock>,
    file: PathBuf,
    /// Also keeps two moves from being written over each other.
    minutes: Mutex<i64>,
}

impl HouseTime {
    pub fn of_this_machine(zone: &'static str) -> Self {
        Self { clock: Arc::new(SystemClock), demo: None, zone }
    }

    /// The demo's time, as far on as it was moved before. A new one begins at `at`, if that is given.
    pub fn of_a_demo(data_dir: &Path, zone: &'static str, at: Option<Moment>) -> anyhow::Result<Self> {
        let file = data_dir.join(MOVED);
        let minutes = match std::fs::read_to_string(&file) {
            Ok(text) => text.trim().parse().ok().filter(|minutes| (-MOST..=MOST).contains(minutes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let minutes = at.map_or(0, |at| (at - SystemClock.now()).num_minutes());
                if minutes != 0 {
                    remember(&file, minutes).context("The demo's time cannot be kept")?;
                }
                Some(minutes)
            }
            Err(error) => return Err(error).context("The demo's time cannot be read"),
        };
        let minutes = minutes.unwrap_or_else(|| {
            tracing::warn!("The file {MOVED} does not hold a number of minutes, so the time is not moved on");
            0
        });
        let clock = Arc::new(MovableClock::running());
        clock.move_on(TimeDelta::minutes(minutes));
        let demo = Demo { clock: clock.clone(), file, minutes: Mutex::new(minutes) };
        Ok(Self { clock, demo: Some(demo), zone })
    }

    /// Says so if the clock cannot be right, or is behind what is stored: deadlines are counted by it.
    pub async fn check(&self, store: &Store) -> anyhow::Result<()> {
        let now = self.clock.now();
        let latest = store.read(|db| Box::pin(async move { db.latest_moment().await })).await;
        if let Some(wrong) = wrong(now, latest.context("The store cannot be read")?) {
            tracing::warn!("{wrong}");
        }
        Ok(())
    }
}

/// What is wrong with a clock, seen from the newest record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum WrongClock {
    #[error(
        "The clock of this machine is wrong: it shows a day before this program was made. Set it right now"
    )]
    TooEarly,
    #[error(
        "The clock of this machine is {0} hours behind the newest record. If it is wrong now, set it right; if it \
         was wrong then, what was planned by it comes that much late"
    )]
    Behind(i64),
}

pub(super) fn wrong(now: Moment, latest: Option<Moment>) -> Option<WrongClock> {
    if now.timestamp() < NEVER_BEFORE {
        return Some(WrongClock::TooEarly);
    }
    let behind = latest? - now;
    (behind > SLACK).then(|| WrongClock::Behind(behind.num_hours()))
}

impl TimeControl for HouseTime {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    /// What cannot be remembered is not done: after a restart the time would go back.
    fn move_on(&self, minutes: i64) {
        let Some(demo) = &self.demo else { return };
        let mut moved = demo.minutes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let total = moved.saturating_add(minutes);
        if minutes < 0 || total > MOST {
            tracing::warn!("The time was not moved on: it would be more than ten years ahead");
            return;
        }
        match remember(&demo.file, total) {
            Ok(()) => {
                *moved = total;
                demo.clock.move_on(TimeDelta::minutes(minutes));
            }
            Err(error) => tracing::warn!("The time was not moved on, because that cannot be kept: {error}"),
        }
    }

    fn can_move(&self) -> bool {
        self.demo.is_some()
    }

    fn zone(&self) -> Option<String> {
        Some(self.zone.to_owned())
    }
}

fn remember(file: &Path, minutes: i64) -> std::io::Result<()> {
    let unfinished = file.with_extension("unfinished");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut new = options.open(&unfinished)?;
    new.write_all(format!("{minutes}\n").as_bytes())?;
    new.sync_all()?;
    std::fs::rename(unfinished, file)
}

#[cfg(test)]
mod tests {
    use super::{HouseTime, MOVED, WrongClock, wrong};
    use crate::domain::Moment;
    use crate::platforms::local::TimeControl;
    use chrono::TimeDelta;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_is_wrong_before_this_program_was_made_or_hours_behind_the_newest_record() {
        let now = at("2026-03-10T10:00:00Z");
        assert_eq!(wrong(now, None), None);
        assert_eq!(wrong(now, Some(now - TimeDelta::days(900))), None);
        assert_eq!(wrong(now, Some(now + TimeDelta::minutes(60))), None);
        assert_eq!(wrong(now, Some(now + TimeDelta::minutes(121))), Some(WrongClock::Behind(2)));
        assert_eq!(wrong(at("1970-01-01T00:10:00Z"), None), Some(WrongClock::TooEarly));
    }

    #[test]
    fn a_new_demo_begins_when_it_is_told_to_and_goes_on_from_there() {
        let folder = tempfile::tempdir().unwrap();
        let tuesday = at("2026-03-10T10:00:00Z");
        let since = |time: &HouseTime| (time.now() - tuesday).num_minutes();
        let first = HouseTime::of_a_demo(folder.path(), "Europe/London", Some(tuesday)).unwrap();
        assert!((-1..=1).contains(&since(&first)));
        first.move_on(60);
        let again =
            HouseTime::of_a_demo(folder.path(), "Europe/London", Some(at("2027-01-01T00:00:00Z"))).unwrap();
        assert!((59..=61).contains(&since(&again)), "it began once");
    }

    #[test]
    fn a_demo_remembers_how_far_its_time_was_moved_and_a_school_cannot_move_it() {
        let folder = tempfile::tempdir().unwrap();
        let ahead = |time: &HouseTime| (time.now() - HouseTime::of_this_machine("UTC").now()).num_minutes();
        let first = HouseTime::of_a_demo(folder.path(), "Europe/London", None).unwrap();
        assert!(first.can_move() && ahead(&first) <= 0);
        first.move_on(60);
        first.move_on(1440);
        assert!((1499..=1500).contains(&ahead(&first)));
        let again = HouseTime::of_a_demo(folder.path(), "Europe/London", None).unwrap();
        assert!((1499..=1500).contains(&ahead(&again)));
        again.move_on(i64::MAX);
        assert!((1499..=1500).contains(&ahead(&again)), "further than anybody wants to see");
        std::fs::write(folder.path().join(MOVED), "never").unwrap();
        assert!(ahead(&HouseTime::of_a_demo(folder.path(), "Europe/London", None).unwrap()) <= 0);
        let school = HouseTime::of_this_machine("Europe/London");
        school.move_on(60);
        assert!(!school.can_move() && ahead(&school) <= 0);
    }
}
