//! The policy register and the duties calendar in chat: who sees what of them, and everything that was recorded.

use super::Desk;
use super::calls::PRIVATE_MINUTES;
use crate::audit::Act;
use crate::chat::{Card, Style, View};
use crate::domain::agenda::{AHEAD_DAYS, Agenda, Ahead, Matter, Signs, To};
use crate::domain::attestation::campaign::works_here;
use crate::domain::reminder::Item;
use crate::domain::school::{Person, Role, Staff};
use crate::forms::attest;
use crate::forms::register_card::{self, Recorded, Size};
use crate::records::{self, Register};
use crate::store::{StoreError, Tx};
use chrono::TimeDelta;

/// Whoever leads or governs the school sees all of it.
const LEADERSHIP: [Role; 5] =
    [Role::Slt, Role::Head, Role::HeadPrimary, Role::HeadSecondary, Role::ChairOfGovernors];
/// Cards of a list, and those of somebody's home.
const LISTED: usize = 25;
const AT_HOME: usize = 6;

fn leads(person: &Person) -> bool {
    LEADERSHIP.iter().any(|role| person.roles.contains(role))
}

fn leads_on(agenda: &Agenda<'_>, person: &Person) -> bool {
    leads(person) && works_here(person, agenda.day)
}

/// Whether something that falls to these roles is this person's to see and to settle. What falls to all the staff is
/// settled by whoever leads. Once their last day is over nothing is, though their account may still be on.
pub(super) fn may(agenda: &Agenda<'_>, person: &Person, roles: &[Role]) -> bool {
    let roles: Vec<Role> = roles.iter().copied().filter(|role| *role != Role::Staff).collect();
    leads_on(agenda, person) || agenda.people(&To::Roles(roles)).contains_key(&person.id)
}

/// The roles that something falls to; `None` where there is no such thing.
pub(super) fn roles_of(agenda: &Agenda<'_>, matter: &Matter) -> Option<Vec<Role>> {
    match matter {
        Matter::Policy(id) => Some(vec![agenda.policy(id)?.owner]),
        Matter::Duty { duty, turn } => {
            let duty = agenda.duty(duty)?;
            agenda.turn(duty, *turn).map(|_| duty.to.clone())
        }
    }
}

impl Desk<'_> {
    pub(super) async fn register(&self, tx: &mut Tx<'_>) -> Result<Register, StoreError> {
        let mut register = records::register(tx, &self.parts.vault, &self.school.id).await?;
        register.staff = register.staff.on(self.school.today(self.now));
        Ok(register)
    }

    pub(super) fn agenda<'r>(&'r self, register: &'r Register) -> Agenda<'r> {
        self.school.agenda(&register.staff, &register.noted, register.since, self.now)
    }

    /// "/hearken policies": those that are theirs, or all of them for whoever leads.
    pub(super) async fn policies(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let register = self.register(tx).await?;
        let agenda = self.agenda(&register);
        let Some(person) = register.staff.acting(&self.event.from) else {
            return Ok(self.refuse("not_allowed"));
        };
        let theirs = agenda.policies.iter().filter(|policy| may(&agenda, person, &[policy.owner]));
        let mut theirs: Vec<_> = theirs.map(|policy| (agenda.standing(policy).due, policy)).collect();
        if theirs.is_empty() {
            return Ok(self.refuse("not_allowed"));
        }
        theirs.sort_by_key(|(due, _)| (due.is_some(), *due));
        let until = agenda.day + TimeDelta::days(AHEAD_DAYS);
        let soon = theirs.iter().filter(|(due, _)| due.is_none_or(|due| due <= until)).count();
        let mut head = register_card::head(self.scene(), "policies", soon);
        head.buttons.push(self.scene().button("duties", "", Style::Plain));
        let cards = theirs.iter().take(LISTED);
        let cards =
            cards.map(|(_, policy)| register_card::policy(self.scene(), &agenda, policy, Size::Whole));
        Ok(View::Home(std::iter::once(head).chain(cards).collect()))
    }

    /// "/hearken duties": what is due soon, or late.
    pub(super) async fn duties(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let register = self.register(tx).await?;
        let agenda = self.agenda(&register);
        let Some(person) = register.staff.acting(&self.event.from) else {
            return Ok(self.refuse("not_allowed"));
        };
        if !leads_on(&agenda, person) && !agenda.duties.iter().any(|duty| may(&agenda, person, &duty.to)) {
            return Ok(self.refuse("not_allowed"));
        }
        let ahead = agenda.ahead(AHEAD_DAYS).into_iter();
        let theirs: Vec<Ahead<'_>> = ahead
            .filter(|one| matches!(one, Ahead::Duty(..)) && may(&agenda, person, &one.roles()))
            .collect();
        let mut head = register_card::head(self.scene(), "duties", theirs.len());
        head.buttons.push(self.scene().button("policies", "", Style::Plain));
        let cards = theirs.iter().take(LISTED);
        let cards = cards.map(|one| register_card::ahead(self.scene(), &agenda, one, Size::Whole));
        Ok(View::Home(std::iter::once(head).chain(cards).collect()))
    }

    /// "All of mine": everything that this person is reminded of.
    pub(super) async fn mine_due(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let register = self.register(tx).await?;
        let Some(person) = register.staff.acting(&self.event.from) else {
            return Ok(self.refuse("not_allowed"));
        };
        let (signing, _) = records::signing_of(tx, &self.school.id, &person.id).await?;
        let mut agenda = self.agenda(&register);
        let (defs, only) = (&self.school.profile.attestations, Some(&person.id));
        agenda.signs = Some(Signs { signing: &signing, defs, only });
        let mut cards = self.reminded_of(&agenda, person, LISTED);
        cards.extend(self.to_sign(tx, person).await?.0);
        cards.extend(self.led(tx, &register.staff, false).await?);
        let leavers = agenda.told_to(&person.id).into_iter();
        let leavers = leavers.filter(|(item, _)| matches!(item, Item::Leaver { .. }));
        cards.extend(leavers.filter_map(|(item, _)| {
            attest::morning(self.scene(), &agenda, &person.id, &item).map(|(_, alone, ..)| alone)
        }));
        let head = register_card::head(self.scene(), "duties", cards.len());
        Ok(View::Home(std::iter::once(head).chain(cards).collect()))
    }

    /// What stands in somebody's home: what they are reminded of, and the way to all of it for whoever leads.
    pub(super) async fn register_at_home(
        &self,
        tx: &mut Tx<'_>,
        staff: &Staff,
    ) -> Result<Vec<Card>, StoreError> {
        let Some(person) = staff.acting(&self.event.from) else { return Ok(Vec::new()) };
        if person.roles.iter().all(|role| *role == Role::Staff) {
            return Ok(Vec::new());
        }
        let register = self.register(tx).await?;
        let agenda = self.agenda(&register);
        let mut cards = self.reminded_of(&agenda, person, AT_HOME);
        if leads_on(&agenda, person) && !(agenda.policies.is_empty() && agenda.duties.is_empty()) {
            let policies =
                agenda.ahead(AHEAD_DAYS).into_iter().filter(|one| matches!(one, Ahead::Policy(..)));
            let mut head = register_card::head(self.scene(), "policies", policies.count());
            head.buttons = ["policies", "duties"].map(|id| self.scene().button(id, "", Style::Plain)).into();
            cards.push(head);
        }
        Ok(cards)
    }

    fn reminded_of(&self, agenda: &Agenda<'_>, person: &Person, most: usize) -> Vec<Card> {
        let told = agenda.told_to(&person.id).into_iter();
        let of = |item: Item| match item {
            Item::Review { policy, .. } => Some(Matter::Policy(policy)),
            Item::Duty { duty, turn, .. } => Some(Matter::Duty { duty, turn }),
            _ => None,
        };
        let matters: Vec<Matter> = told.filter_map(|(item, _)| of(item)).collect();
        let ahead = agenda.ahead(AHEAD_DAYS).into_iter();
        let theirs = ahead.filter(|one| matters.contains(&one.matter()) && may(agenda, person, &one.roles()));
        theirs.take(most).map(|one| register_card::ahead(self.scene(), agenda, &one, Size::Brief)).collect()
    }

    /// "History": everything that was recorded, to one person alone.
    pub(super) async fn register_history(&self, tx: &mut Tx<'_>, value: &str) -> Result<View, StoreError> {
        let register = self.register(tx).await?;
        let agenda = self.agenda(&register);
        let Some(matter) = self.theirs(&agenda, value) else {
            self.record(tx, Act::AccessRefused, "register").await?;
            return Ok(self.refuse("not_allowed"));
        };
        let mut entries = Vec::new();
        for row in tx.noted_about(&self.school.id, &matter).await? {
            let answers = records::open_noted(&self.parts.vault, &self.school.id, &row)?;
            entries.push(Recorded { kind: row.noted.kind, at: row.at, by: row.by, answers });
        }
        let title = register_card::title(self.scene(), &matter);
        let expires = self.now + TimeDelta::minutes(PRIVATE_MINUTES);
        let prompts = &self.parts.prompts;
        let known = (title, &entries[..]);
        let card = register_card::history(self.scene(), prompts, &register.staff, known, expires);
        Ok(View::Private { card, expires })
    }

    /// What a button stands for, if it is this person's to settle. To everyone else it does not even exist.
    pub(super) fn theirs(&self, agenda: &Agenda<'_>, value: &str) -> Option<Matter> {
        let matter = Matter::parse(value)?;
        let person = agenda.staff.acting(&self.event.from)?;
        let roles = roles_of(agenda, &matter)?;
        let matter = match matter {
            Matter::Duty { duty, turn } => {
                let turn = agenda.turn(agenda.duty(&duty)?, turn)?.turn;
                Matter::Duty { duty, turn }
            }
            policy @ Matter::Policy(_) => policy,
        };
        may(agenda, person, &roles).then_some(matter)
    }
}
