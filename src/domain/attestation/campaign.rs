//! Owns who is asked to sign, from when and until when, who has, and who is reminded on a day.

mod items;

pub use items::{Due, items};

use super::{AttestationDef, Audience, academic_year};
use crate::domain::calendar::Hours;
use crate::domain::id::{CampaignId, PersonId};
use crate::domain::schedule::{Every, Shift, shifted};
use crate::domain::school::{Employment, Person, Role, Staff};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Days until it is due, and days for a new starter, where no profile says.
const DUE_DAYS: u16 = 28;
const INDUCTION_DAYS: u16 = 14;
/// Who sees how far a campaign is, and the list of names.
const LEADERS: [Role; 4] = [Role::Slt, Role::Head, Role::HeadPrimary, Role::HeadSecondary];

/// Something to sign, by an audience, in an academic year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    pub id: CampaignId,
    /// Counts up: of two that ask the same person for the same, the later counts.
    pub number: i64,
    pub attestation: String,
    /// The edition that is signed now.
    pub edition: String,
    pub audience: BTreeSet<Audience>,
    /// As in `2026-27`.
    pub academic_year: String,
    pub opens_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// When one person is asked first, and by when they are to have signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    pub opens: NaiveDate,
    pub due: NaiveDate,
}

/// How one person stands to one campaign on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not of its audience, not working here, or asked by a later campaign instead.
    NotAsked,
    /// It has not opened for them.
    Later(Window),
    OnLeave,
    Excepted,
    Signed,
    Asked(Window),
}

/// A campaign's people, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Asked by now, or signed already: those on leave and those who need not sign are not among them.
    pub of: usize,
    pub signed: usize,
    /// Those of whom it is overdue.
    pub late: usize,
    pub on_leave: usize,
    pub excepted: usize,
}

/// Everything that a school signs, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signing {
    /// In the order in which they were published.
    pub campaigns: Vec<Campaign>,
    pub signed: BTreeSet<(CampaignId, PersonId)>,
    pub excepted: BTreeSet<(CampaignId, PersonId)>,
    /// Who is asked again after an exception, and from which day on.
    pub asked_again: BTreeMap<(CampaignId, PersonId), NaiveDate>,
}

/// What a profile says of something to sign, and the school's days.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    pub def: &'a AttestationDef,
    pub hours: &'a Hours,
}

impl Rules<'_> {
    /// By when somebody has signed who is asked from this day on: days in the holidays are nobody's.
    fn inducted(&self, from: NaiveDate) -> NaiveDate {
        shifted(from, Shift::Later, self.hours) + Days::new(u64::from(self.def.induction_days))
    }
}

impl AttestationDef {
    /// What a profile says of something to sign; what is usual, where it says nothing of it.
    pub fn of(defs: &[Self], id: &str) -> Self {
        let usual = || Self {
            id: id.to_owned(),
            name: None,
            audience: vec![Audience::Staff],
            opens: Every::AcademicYear { after: 0 },
            by_edition: false,
            due_after: DUE_DAYS,
            induction_days: INDUCTION_DAYS,
            after: vec![7, 14],
            before: vec![3],
            source: "default".to_owned(),
        };
        defs.iter().find(|def| def.id == id).cloned().unwrap_or_else(usual)
    }
}

/// Whether somebody sees how far a campaign is, and who has not signed.
pub fn leads(person: &Person) -> bool {
    person.roles.iter().any(|role| LEADERS.contains(role))
}

/// Whether somebody works here on a day. Who has no role any more has left the directory.
pub fn works_here(person: &Person, day: NaiveDate) -> bool {
    !person.roles.is_empty() && person.employment.is_employed(day)
}

/// Whether somebody works here, or begins later: whoever has not begun yet is asked on their first day.
pub fn is_or_will_be_here(person: &Person, day: NaiveDate) -> bool {
    let begins_later = person.employment.starts_on.is_some_and(|starts| starts > day);
    begins_later && !person.roles.is_empty() || works_here(person, day)
}

/// Whether somebody reads today what they are told: only then others need not be told in their place.
fn can_be_told(person: &Person, day: NaiveDate) -> bool {
    works_here(person, day) && !person.employment.is_on_leave(day) && person.is_reachable()
}

impl Campaign {
    /// When it opens for one person, and when it is due. Whoever starts later has the days of their induction; whoever
    /// comes back from leave has as many, if it would be due before.
    pub fn window(&self, of: &Employment, rules: Rules<'_>, day: NaiveDate) -> Window {
        let mut window = Window { opens: self.opens_on, due: self.due_on };
        if let Some(starts) = of.starts_on.filter(|starts| *starts > self.opens_on) {
            window = Window { opens: starts, due: rules.inducted(starts) };
        }
        if let Some(leave) = of.leave
            && leave.to >= window.opens
            && (leave.from <= window.due || leave.from <= day)
        {
            let back = leave.to + Days::new(1);
            if leave.from <= window.opens {
                window.opens = back;
            }
            window.due = window.due.max(rules.inducted(back));
        }
        window
    }
}

impl Signing {
    pub fn campaign(&self, id: &CampaignId) -> Option<&Campaign> {
        self.campaigns.iter().find(|campaign| campaign.id == *id)
    }

    /// The campaign that counts for an audience on a day: of those that have opened the last to open, else the first that
    /// is to open. Of two of one day, the last published.
    pub fn current(&self, attestation: &str, audience: Audience, day: NaiveDate) -> Option<&Campaign> {
        let mine = |campaign: &&Campaign| {
            campaign.attestation == attestation && campaign.audience.contains(&audience)
        };
        let all = self.campaigns.iter().filter(mine);
        let opened = all.clone().filter(|campaign| campaign.opens_on <= day);
        let last = opened.max_by_key(|campaign| (campaign.opens_on, campaign.number));
        last.or_else(|| all.min_by_key(|campaign| (campaign.opens_on, std::cmp::Reverse(campaign.number))))
    }

    /// Whether there is a text to sign: any, or where each year has one of its own, one of the academic year that this
    /// day lies in.
    pub fn is_published(&self, def: &AttestationDef, hours: &Hours, day: NaiveDate) -> bool {
        let year = academic_year(hours, day);
        let of_year = |campaign: &Campaign| !def.by_edition || campaign.academic_year >= year;
        self.campaigns.iter().any(|campaign| campaign.attestation == def.id && of_year(campaign))
    }

    /// The campaign that counts today where this one did: itself, or the newest for somebody of its audience.
    pub fn instead_of<'s>(&'s self, campaign: &'s Campaign, day: NaiveDate) -> &'s Campaign {
        let counting = campaign.audience.iter();
        let counting = counting.filter_map(|audience| self.current(&campaign.attestation, *audience, day));
        let all: Vec<&Campaign> = counting.collect();
        let still = all.iter().any(|counts| counts.id == campaign.id);
        match all.into_iter().max_by_key(|counts| (counts.opens_on, counts.number)) {
            Some(newest) if !still => newest,
            _ => campaign,
        }
    }

    pub fn has_signed(&self, campaign: &Campaign, person: &PersonId) -> bool {
        self.signed.contains(&(campaign.id.clone(), person.clone()))
    }

    pub fn standing(
        &self,
        campaign: &Campaign,
        person: &Person,
        rules: Rules<'_>,
        day: NaiveDate,
    ) -> Standing {
        let of = &person.employment;
        let current = self.current(&campaign.attestation, of.audience, day);
        if current.is_none_or(|current| current.id != campaign.id) || !is_or_will_be_here(person, day) {
            return Standing::NotAsked;
        }
        let key = (campaign.id.clone(), person.id.clone());
        if self.signed.contains(&key) {
            return Standing::Signed;
        }
        if self.excepted.contains(&key) {
            return Standing::Excepted;
        }
        if of.is_on_leave(day) {
            return Standing::OnLeave;
        }
        let mut window = campaign.window(of, rules, day);
        if let Some(again) = self.asked_again.get(&key) {
            window.opens = window.opens.max(*again);
            window.due = window.due.max(rules.inducted(*again));
        }
        if day < window.opens { Standing::Later(window) } else { Standing::Asked(window) }
    }

    /// What somebody is to sign on a day.
    pub fn asked<'s>(
        &'s self,
        person: &Person,
        (defs, hours): (&[AttestationDef], &Hours),
        day: NaiveDate,
    ) -> Vec<(&'s Campaign, Window)> {
        let asked = |campaign: &'s Campaign| {
            let def = AttestationDef::of(defs, &campaign.attestation);
            match self.standing(campaign, person, Rules { def: &def, hours }, day) {
                Standing::Asked(window) => Some((campaign, window)),
                _ => None,
            }
        };
        self.campaigns.iter().filter_map(asked).collect()
    }

    /// Who is asked and has not signed, with the day on which it is or was due for them.
    pub fn unsigned<'s>(
        &self,
        campaign: &Campaign,
        staff: &'s Staff,
        rules: Rules<'_>,
        day: NaiveDate,
    ) -> Vec<(&'s Person, NaiveDate)> {
        let due = |person: &'s Person| match self.standing(campaign, person, rules, day) {
            Standing::Asked(window) => Some((person, window.due)),
            _ => None,
        };
        staff.people().filter_map(due).collect()
    }

    /// How far a campaign is, by audience.
    pub fn progress(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        rules: Rules<'_>,
        day: NaiveDate,
    ) -> BTreeMap<Audience, Count> {
        let mut counts: BTreeMap<Audience, Count> =
            campaign.audience.iter().map(|audience| (*audience, Count::default())).collect();
        for person in staff.people() {
            let Some(count) = counts.get_mut(&person.employment.audience) else { continue };
            match self.standing(campaign, person, rules, day) {
                Standing::NotAsked | Standing::Later(_) => {}
                Standing::OnLeave => count.on_leave += 1,
                Standing::Excepted => count.excepted += 1,
                Standing::Signed => (count.of, count.signed) = (count.of + 1, count.signed + 1),
                Standing::Asked(window) => {
                    count.of += 1;
                    count.late += usize::from(window.due < day);
                }
            }
        }
        counts
    }

    /// The campaigns that count on a day for whatever audience, each once.
    pub fn counting(&self, day: NaiveDate) -> Vec<&Campaign> {
        let counts = |campaign: &&Campaign| {
            campaign.audience.iter().any(|audience| {
                self.current(&campaign.attestation, *audience, day).is_some_and(|it| it.id == campaign.id)
            })
        };
        self.campaigns.iter().filter(counts).collect()
    }
}

/// Whoever hears that somebody of theirs has not signed: their line manager; nobody where there is none who can be told,
/// or where managers manage one another.
pub fn manager<'s>(person: &Person, staff: &'s Staff, day: NaiveDate) -> Option<&'s Person> {
    let of = |person: &Person| person.employment.manager.clone();
    let mut seen = BTreeSet::from([person.id.clone()]);
    let mut next = of(person);
    while let Some(id) = next {
        if !seen.insert(id.clone()) {
            return None;
        }
        next = staff.person(&id).and_then(of);
    }
    staff.person(&of(person)?).filter(|manager| can_be_told(manager, day))
}

/// Whoever leads the school and can be told: the leadership, and where there is none the head.
pub fn leaders(staff: &Staff, day: NaiveDate) -> Vec<&Person> {
    let holders = |roles: &[Role]| -> Vec<&Person> {
        let holds = |person: &&Person| person.roles.iter().any(|role| roles.contains(role));
        staff.people().filter(holds).filter(|person| can_be_told(person, day)).collect()
    };
    let slt = holders(&LEADERS[..1]);
    if slt.is_empty() { holders(&LEADERS[1..]) } else { slt }
}

#[cfg(test)]
mod tests;
