//! Owns who is reminded of what on a morning: whoever has not signed, their line manager, and the leadership.

use super::{Rules, Signing, Standing, Window, can_be_told, leaders, manager};
use crate::domain::attestation::AttestationDef;
use crate::domain::calendar::{Hours, LONGEST_HOLIDAY_DAYS};
use crate::domain::id::PersonId;
use crate::domain::reminder::{Item, Step, campaign_overdue, campaign_steps};
use crate::domain::school::{Person, Role, Staff};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// How often something was overdue before the leadership hears of it, too.
const LEADERS_FROM: u16 = 2;
/// Who left longer ago is no news: a list of staff may tell of many years. Most leave before the summer, in which nobody
/// is told anything.
const LEFT_DAYS: i64 = LONGEST_HOLIDAY_DAYS + 31;

/// Something of which people are reminded by now, in the last step of it that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub item: Item,
    pub to: Vec<PersonId>,
}

/// Everything of which somebody is to be reminded, as of a day. It does not matter which days were asked about before:
/// each gives the last step that has come, and a turn that was had is not had again. So after a week without Hearken
/// nobody hears twice. `only`: what one person is to sign, and nothing of what others are.
pub fn items(
    signing: &Signing,
    (staff, only): (&Staff, Option<&PersonId>),
    defs: &[AttestationDef],
    hours: &Hours,
    day: NaiveDate,
) -> Vec<Due> {
    let mut due = Vec::new();
    let leaders = leaders(staff, day);
    for campaign in signing.counting(day) {
        let def = AttestationDef::of(defs, &campaign.attestation);
        let rules = Rules { def: &def, hours };
        let mut steps = Steps { def: &def, hours, day, known: BTreeMap::new() };
        let mut signers: BTreeMap<(Step, NaiveDate), Vec<PersonId>> = BTreeMap::new();
        // Whoever has many of theirs hears of all of them at once, in the step of whoever is latest.
        let mut told: BTreeMap<PersonId, (Step, NaiveDate)> = BTreeMap::new();
        let people: Vec<&Person> = match only {
            Some(only) => staff.person(only).into_iter().collect(),
            None => staff.people().collect(),
        };
        for person in people {
            let Standing::Asked(window) = signing.standing(campaign, person, rules, day) else { continue };
            let Some(step) = steps.last(window) else { continue };
            signers.entry((step, window.due)).or_default().push(person.id.clone());
            let Step::Overdue(times) = step else { continue };
            let manager = manager(person, staff, day);
            let up = leaders.iter().copied().filter(|_| manager.is_none() || times >= LEADERS_FROM);
            for who in manager.into_iter().chain(up) {
                let latest = told.entry(who.id.clone()).or_insert((step, window.due));
                *latest = (*latest).max((step, window.due));
            }
        }
        let campaign = || campaign.id.clone();
        due.extend(
            signers
                .into_iter()
                .map(|((step, due), to)| Due { item: Item::Sign { campaign: campaign(), due, step }, to }),
        );
        due.extend(told.into_iter().map(|(who, (step, due))| Due {
            item: Item::Unsigned { campaign: campaign(), due, step },
            to: vec![who],
        }));
    }
    due.extend(leavers(staff, &leaders, day));
    due
}

/// Somebody has left: what they hold of the school's is to be handed in.
fn leavers(staff: &Staff, leaders: &[&Person], day: NaiveDate) -> Vec<Due> {
    let told = |person: &&Person| {
        person.roles.iter().any(|role| matches!(role, Role::Slt | Role::ItLead)) && can_be_told(person, day)
    };
    let mut to: Vec<PersonId> = staff.people().filter(told).map(|person| person.id.clone()).collect();
    if to.is_empty() {
        to = leaders.iter().map(|leader| leader.id.clone()).collect();
    }
    let left = |person: &Person| {
        let last = person
            .employment
            .ends_on
            .filter(|last| *last < day && day <= *last + TimeDelta::days(LEFT_DAYS))?;
        Some(Due { item: Item::Leaver { person: person.id.clone(), last }, to: to.clone() })
    };
    staff.people().filter_map(left).collect()
}

/// The steps of a campaign for one window after the other: most people share theirs.
struct Steps<'a> {
    def: &'a AttestationDef,
    hours: &'a Hours,
    day: NaiveDate,
    known: BTreeMap<Window, Option<Step>>,
}

impl Steps<'_> {
    /// The last that has come.
    fn last(&mut self, window: Window) -> Option<Step> {
        let Self { def, hours, day, known } = self;
        *known.entry(window).or_insert_with(|| {
            let steps = campaign_steps(def, window.opens, window.due, hours);
            let steps = steps.into_iter().chain(campaign_overdue(window.due, hours, *day));
            steps.filter(|(_, on)| on <= day).max_by_key(|(_, on)| *on).map(|(step, _)| step)
        })
    }
}
