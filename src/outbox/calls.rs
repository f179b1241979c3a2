//! Sends a call for help, and word of files that were refused, to those who answer such calls.

use super::send::within;
use super::unreachable::{Instead, Others, without};
use super::{Outbox, Outcome};
use crate::chat::{Address, Card, Receipt, SendError, Style};
use crate::domain::id::PersonId;
use crate::domain::notice::{INSTEAD_OF_THE_TEAM, Notice};
use crate::domain::school::{Identity, Person, Role, Staff};
use crate::forms::School;
use crate::forms::card;
use crate::forms::page::args;
use crate::records::RecordError;
use crate::store::{CallRow, Claimed, StoreError};

/// What is told of a call, and with which button it is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// A colleague needs someone now.
    Help,
    /// A file was offered.
    File,
}

impl Call {
    fn button(self) -> &'static str {
        if self == Self::Help { "read_call" } else { "read_file" }
    }

    fn notice(self, call: &str, person: &PersonId) -> Notice {
        let (call, person) = (call.to_owned(), person.clone());
        match self {
            Self::Help => Notice::CallPerson { call, person },
            Self::File => Notice::FileOfferedPerson { call, person },
        }
    }
}

fn is_from(person: &Person, caller: &Identity) -> bool {
    person.identities.contains(caller)
}

impl Outbox {
    pub(super) async fn call(&self, school: &School, call: &str) -> Result<Option<CallRow>, StoreError> {
        let (school, call) = (school.id.clone(), call.to_owned());
        self.store.read(move |db| Box::pin(async move { db.call(&school, &call).await })).await
    }

    /// Who is told of a call now: the safeguarding team; whoever is on call while school is closed; and once nobody
    /// has answered in time, everyone who may answer in the team's place.
    fn called<'s>(&self, school: &School, staff: &'s Staff, row: &CallRow, what: Call) -> Vec<&'s Person> {
        let closed = !school.profile.hours().is_open(self.clock.now());
        let answers = |role: &Role| {
            role.is_safeguarding_team()
                || what == Call::Help
                    && (closed && *role == Role::OnCall || row.step > 0 && INSTEAD_OF_THE_TEAM.contains(role))
        };
        staff.people().filter(|p| p.roles.iter().any(answers) && !is_from(p, &row.from)).collect()
    }

    pub(super) async fn spread_call(
        &self,
        school: &School,
        call: &str,
        what: Call,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let staff = self.staff(school).await?;
        let Some(known) = self.call(school, call).await? else { return Ok(Outcome::Dead("no_call")) };
        if what == Call::Help && known.answered_at.is_some() {
            return Ok(Outcome::Dropped("answered"));
        }
        let told = self.called(school, &staff, &known, what).into_iter();
        let notice = |p: &Person| Some((what.notice(call, &p.id), self.address(&staff, &p.id)?.key()));
        let mut notices: Vec<_> = told.filter_map(notice).collect();
        if notices.is_empty() {
            tracing::error!("Nobody of the safeguarding team could be told of call {call}");
            if what == Call::Help {
                notices = self.page_others(&staff, &known);
            }
        }
        self.replace(row, notices, None).await?;
        Ok(Outcome::Marked)
    }

    /// The pages for those who are called when the team cannot be.
    fn page_others(&self, staff: &Staff, call: &CallRow) -> Vec<(Notice, String)> {
        let others = staff.people().filter(|person| {
            person.roles.iter().any(|role| INSTEAD_OF_THE_TEAM.contains(role)) && !is_from(person, &call.from)
        });
        let page = |p: &Person| Some((Call::Help.notice(&call.id, &p.id), self.address(staff, &p.id)?.key()));
        others.filter_map(page).collect()
    }

    pub(super) async fn tell_called(
        &self,
        school: &School,
        call: &str,
        person: &PersonId,
        what: Call,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let staff = self.staff(school).await?;
        let Some(known) = self.call(school, call).await? else { return Ok(Outcome::Dead("no_call")) };
        let still = staff.person(person).is_some_and(|p| {
            let answers = |r: &Role| {
                r.is_safeguarding_team() || (what == Call::Help && INSTEAD_OF_THE_TEAM.contains(r))
            };
            p.roles.iter().any(answers)
        });
        if !still {
            return Ok(Outcome::Dropped("not_a_recipient"));
        }
        let again = known.step > 0;
        if what == Call::Help && known.answered_at.is_some() && again {
            return Ok(Outcome::Dropped("answered"));
        }
        let reachable = self.address(&staff, person);
        let Some((address, platform)) =
            reachable.as_ref().and_then(|address| Some((address, self.platform(address)?)))
        else {
            self.give_up_page(&staff, &known, person, what, ("no_identity", row)).await?;
            return Ok(Outcome::Dead("no_identity"));
        };
        let card = self.call_card(school, &staff, &known, what, address);
        match within(platform.post(address, &card, &row.dedupe_key)).await {
            Ok(receipt) => {
                self.call_stands(school, call, what, receipt, row).await?;
                Ok(Outcome::Marked)
            }
            Err(SendError::Gone { code } | SendError::Refused { code }) => {
                self.give_up_page(&staff, &known, person, what, (code, row)).await?;
                Ok(Outcome::Dead(code))
            }
            Err(error) => Ok(error.into()),
        }
    }

    /// What those who are called see: who answered it, once somebody has.
    fn call_card(
        &self,
        school: &School,
        staff: &Staff,
        call: &CallRow,
        what: Call,
        reads_at: &Address,
    ) -> Card {
        let scene = self.scene(school, staff, reads_at);
        let answered = call.answered_at.map(|at| (at, answering_role(staff, call)));
        let args = args(scene.words, school, None);
        let mut card = match (what, answered) {
            (Call::Help, Some((at, role))) => card::call_answered(scene, at, role),
            (Call::Help, None) if call.step > 0 => scene.plain("notice-page-again", &args),
            (Call::Help, None) => scene.plain("notice-page", &args),
            (Call::File, _) => scene.plain("notice-file", &args),
        };
        let style = if answered.is_some() { Style::Plain } else { Style::Primary };
        let mut button = scene.button(what.button(), &call.id, style);
        if what == Call::Help && answered.is_some() {
            button.label = scene.words.say("action-see_call", &[]);
        }
        card.buttons.push(button);
        card
    }

    /// Marks the post as done and remembers where a call's card stands, in one transaction.
    async fn call_stands(
        &self,
        school: &School,
        call: &str,
        what: Call,
        receipt: Receipt,
        row: &Claimed,
    ) -> Result<(), RecordError> {
        let receipt = serde_json::to_string(&receipt).map_err(|_| RecordError::Sealed)?;
        let (school, call, now) = (school.id.clone(), call.to_owned(), self.clock.now());
        let (id, token) = (row.id.clone(), row.token.clone());
        let scope = school.clone();
        let written = self.store.write(&scope, move |tx| {
            Box::pin(async move {
                if what == Call::Help {
                    tx.add_call_place(&school, &call, &receipt).await?;
                }
                tx.done(&id, &token, now).await.map(drop)
            })
        });
        Ok(written.await?)
    }

    /// Every card of a call that stands somewhere is brought up to date.
    pub(super) async fn spread_call_refresh(
        &self,
        call: &str,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let wanted = call.to_owned();
        let places =
            self.store.read(move |db| Box::pin(async move { db.call_places(&wanted).await })).await?;
        let card = |(place, receipt): (i64, String)| {
            let receipt = serde_json::from_str::<Receipt>(&receipt).ok()?;
            Some((Notice::CallCard { call: call.to_owned(), place }, receipt.address.key()))
        };
        self.replace(row, places.into_iter().filter_map(card).collect(), None).await?;
        Ok(Outcome::Marked)
    }

    pub(super) async fn refresh_call_card(
        &self,
        school: &School,
        call: &str,
        place: i64,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.call(school, call).await? else { return Ok(Outcome::Dead("no_call")) };
        let wanted = call.to_owned();
        let places =
            self.store.read(move |db| Box::pin(async move { db.call_places(&wanted).await })).await?;
        let receipt = places.into_iter().find(|(number, _)| *number == place).map(|(_, receipt)| receipt);
        let Some(receipt) = receipt.and_then(|text| serde_json::from_str::<Receipt>(&text).ok()) else {
            return Ok(Outcome::Dropped("no_place"));
        };
        let Some(platform) = self.platform(&receipt.address) else { return Ok(Outcome::Dead("no_platform")) };
        let staff = self.staff(school).await?;
        let card = self.call_card(school, &staff, &known, Call::Help, &receipt.address);
        Ok(match within(platform.update(&receipt, &card)).await {
            Ok(()) => Outcome::Done,
            Err(SendError::Gone { code } | SendError::Refused { code }) => Outcome::Dropped(code),
            Err(error) => error.into(),
        })
    }

    /// Whoever called hears who has their call, or that nobody has yet and whom to phone.
    pub(super) async fn tell_caller(
        &self,
        school: &School,
        call: &str,
        answered: bool,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Some(call) = self.call(school, call).await? else { return Ok(Outcome::Dead("no_call")) };
        if call.answered_at.is_some() != answered {
            return Ok(Outcome::Dropped("answered"));
        }
        let staff = self.staff(school).await?;
        let address = Address::direct(&call.from);
        let Some(platform) = self.platform(&address) else { return Ok(Outcome::Dead("no_platform")) };
        let scene = self.scene(school, &staff, &address);
        let card = if answered {
            let role = answering_role(&staff, &call).unwrap_or(Role::Dsl);
            card::call_has_answer(scene, role)
        } else {
            card::call_waits(scene, &call.id)
        };
        Ok(match within(platform.post(&address, &card, &row.dedupe_key)).await {
            Ok(_) => Outcome::Done,
            Err(error) => error.into(),
        })
    }

    /// Gives up one person who was called. When nobody else was told or still may be, others than the team are.
    async fn give_up_page(
        &self,
        staff: &Staff,
        call: &CallRow,
        person: &PersonId,
        what: Call,
        (code, row): (&'static str, &Claimed),
    ) -> Result<(), StoreError> {
        let key = without(&row.dedupe_key, person.as_str()).to_owned();
        let notices = if what == Call::Help { self.page_others(staff, call) } else { Vec::new() };
        let others = staff.people().filter(|other| other.id != *person);
        let people = others.map(|other| format!("{key}/{}", other.id)).collect();
        let instead = Instead { notices, key, hasten: None };
        self.give_up(row, code, Others { people, spaces: Vec::new() }, instead).await
    }
}

/// In which role somebody answered; `None` when the caller ended it themselves.
fn answering_role(staff: &Staff, call: &CallRow) -> Option<Role> {
    let roles = &staff.person(call.answered_by.as_ref()?)?.roles;
    [Role::Dsl, Role::DeputyDsl, Role::Head, Role::OnCall].into_iter().find(|role| roles.contains(role))
}
