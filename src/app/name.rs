//! Somebody a case is about is named after it was sent: they are out at once, and it goes up.

use super::Desk;
use super::again::begin_again;
use super::case_form::{NAME, Sheet};
use super::concern::Given;
use super::draft::Trouble;
use crate::audit::Act;
use crate::chat::{Address, Place, View};
use crate::domain::access::{self, Detail, Subjects};
use crate::domain::case::{Case, State};
use crate::domain::concern::Answers;
use crate::domain::id::PersonId;
use crate::domain::ladder::{ROUND, next_round};
use crate::domain::notice::{Kind, Notice};
use crate::domain::progress::EntryKind;
use crate::domain::regroup::regroup;
use crate::domain::routing::Route;
use crate::domain::school::{Identity, Person, Role, Staff};
use crate::forms::profile::ladder;
use crate::forms::reporter_card;
use crate::forms::validate::Problem;
use crate::records;
use crate::store::{FormState, StoreError, Tx};

/// Who names somebody.
struct Namer {
    case: Case,
    /// Nobody for whoever reported it.
    person: Option<PersonId>,
}

impl Desk<'_> {
    /// "Take someone off this", for those who read it, and "Someone I named reads this", for its reporter.
    pub(super) async fn open_name(&self, tx: &mut Tx<'_>, case: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        match self.namer(tx, case, &staff).await? {
            Some(namer) => self.open_form(tx, &namer.case.id, NAME, None).await,
            None => Ok(self.refuse("not_allowed")),
        }
    }

    /// Whoever reads all of a case may name somebody, and so may whoever reported it.
    async fn namer(&self, tx: &mut Tx<'_>, case: &str, staff: &Staff) -> Result<Option<Namer>, StoreError> {
        let person = staff.acting(&self.event.from);
        if let (Some(id), Some(person)) = (crate::domain::id::CaseId::parse(case), person)
            && let Some(case) = tx.case(&self.school.id, &id).await?
            && let Some(route) = records::route(tx, &case.id).await?
            && access::recipient(person, &route.access(id)).is_some_and(|r| r.detail() == Detail::Full)
        {
            return Ok(Some(Namer { case, person: Some(person.id.clone()) }));
        }
        let own = self.own_case(tx, case, staff).await?;
        Ok(own.map(|(case, _)| Namer { case, person: None }))
    }

    pub(super) async fn name(
        &self,
        tx: &mut Tx<'_>,
        sheet: &Sheet<'_>,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        if sheet.row.state == FormState::Sent {
            return self.named(tx, sheet, &staff).await;
        }
        let Some(namer) = self.namer(tx, sheet.row.case.as_str(), &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        let mut checked = self.checked(sheet, given, &staff);
        let unknown = checked.answers.get("named_unknown").is_some();
        if checked.answers.people("named").is_empty() && !unknown {
            checked.problems.insert("named".to_owned(), Problem::Required);
        }
        if !checked.problems.is_empty() {
            let trouble = Trouble { problems: checked.problems, ..Trouble::default() };
            return self.form_again(tx, sheet, given, trouble).await;
        }
        tx.send_form(&sheet.row.id).await?;
        let Namer { case, person } = namer;
        let entry = self.write_entry(tx, &case, EntryKind::Named, person.as_ref(), &checked.answers).await?;
        self.record(tx, Act::SubjectNamed, case.id.as_str()).await?;
        self.take_off(tx, case, &staff, &subjects(&checked.answers), entry).await?;
        self.named(tx, sheet, &staff).await
    }

    /// That it is done, as the person who named somebody sees it. It may have cost them the case themselves.
    async fn named(&self, tx: &mut Tx<'_>, sheet: &Sheet<'_>, staff: &Staff) -> Result<View, StoreError> {
        let case = tx.case(&self.school.id, &sheet.row.case).await?;
        let Some(case) = case else { return Ok(self.refuse("case_gone")) };
        let Some(route) = records::route(tx, &case.id).await? else { return Ok(self.refuse("case_gone")) };
        let access = route.access(case.id.clone());
        let person = staff.acting(&self.event.from);
        let reads = person.is_some_and(|person| access::recipient(person, &access).is_some());
        let subject = route.subjects.cover_identity(&self.event.from, staff);
        let reported = case.reporter == self.event.from && !subject;
        Ok(View::Card(if reads {
            self.about("named-still", &case, Some(&route))
        } else if reported && case.state == State::Unrouted {
            reporter_card::status(self.scene(), &case, &route, None)
        } else if reported {
            self.about("named-reporter", &case, Some(&route))
        } else {
            self.about("named-out", &case, None)
        }))
    }

    /// Puts the case on the route it has now that these are named: in one transaction with the naming itself.
    async fn take_off(
        &self,
        tx: &mut Tx<'_>,
        mut case: Case,
        staff: &Staff,
        more: &Subjects,
        entry: i64,
    ) -> Result<(), StoreError> {
        let Some(old) = records::route(tx, &case.id).await? else {
            return Err(StoreError::Failed("no_route"));
        };
        let opened = records::open_case(tx, &self.parts.vault, &case).await?;
        let Some(opened) = opened else { return Err(StoreError::Failed("no_case")) };
        let mut subjects = old.subjects.clone();
        subjects.absorb(more);
        let answers = self.parts.prompts.concern.relevant(&opened.all_answers());
        let decided = self.route_for(&answers, staff, &subjects, &old.years);
        let decided = decided.ok_or(StoreError::Failed("incomplete"))?;
        let decided = self.at_this_hour(decided, case.urgency);
        let told = self.told(tx, &case, &old, staff).await?;
        let gone = decided.subjects.clone();
        let may = |role: Role| access::somebody(role, staff, &gone, &old.years);
        let route = regroup(&old, &told, decided, may);
        tx.add_subjects(&case.school, &case.id, &route.subjects).await?;
        if case.state == State::Unrouted {
            return Ok(());
        }
        tx.put_route(&case.school, &case.id, &records::route_row(&route)).await?;
        tx.begin_places_again(&case.id).await?;
        if route.is_unrouted() {
            return self.leave_with_nobody(tx, case, entry).await;
        }
        let access = route.access(case.id.clone());
        let owner = case.acknowledged_by.as_ref().and_then(|id| staff.person(id));
        let lost = case.acknowledged_by.is_some()
            && owner.and_then(|person| access::recipient(person, &access)).is_none();
        if lost || route.lead.iter().any(|role| !old.lead.contains(role)) {
            // None of those who have it now has read it as it is now.
            case.read_at = None;
            begin_again(tx, self.parts, self.school, &mut case, &route, Kind::Moved, self.now).await?;
        }
        self.refresh_what_stands(tx, &case, &format!("regrouped/{entry}")).await?;
        let quiet = Notice::Step { case: case.id.clone(), step: 0, kind: Kind::Regrouped };
        let key = format!("{}/regrouped/{entry}/told", case.id);
        self.enqueue(tx, &quiet, case.id.as_str(), &key).await
    }

    /// Every role that has been told of the case so far: by the ladder, by a card of its holders' own from whatever
    /// ladder there was before, in the safeguarding team's space, or because one of them has taken it.
    async fn told(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        route: &Route,
        staff: &Staff,
    ) -> Result<Vec<Role>, StoreError> {
        let places = tx.places(&case.id).await?;
        let reached = places.iter().map(|place| place.step % ROUND).max().unwrap_or(0);
        let mut told = ladder(route, case.urgency).told_by(reached);
        let mut people: Vec<&Person> =
            case.acknowledged_by.iter().filter_map(|owner| staff.person(owner)).collect();
        for address in places.iter().filter_map(|place| serde_json::from_str::<Address>(&place.address).ok())
        {
            match address.place {
                Place::Direct { user } => {
                    let (platform, workspace) = (address.platform, address.workspace);
                    people.extend(staff.by_identity(&Identity { platform, workspace, user }));
                }
                Place::Space { .. } | Place::Thread { .. } => told.extend([Role::Dsl, Role::DeputyDsl]),
            }
        }
        let readers = route.access(case.id.clone()).readers;
        let acts = |role: &Role| people.iter().any(|person| person.acts_as(*role, &route.years));
        told.extend(readers.keys().copied().filter(acts));
        told.retain(|role| readers.contains_key(role));
        Ok(told)
    }

    /// Nobody inside may have it any more: the reporter hears so at once, and again each weekday.
    async fn leave_with_nobody(&self, tx: &mut Tx<'_>, mut case: Case, entry: i64) -> Result<(), StoreError> {
        let round = next_round(tx.last_step(&case.id).await?);
        case.has_nobody_left();
        tx.save_case(&case).await?;
        tx.cancel_steps(&case.id).await?;
        let asked = self.school.profile.hours().next_morning(self.now);
        tx.schedule_step(&case.school, &case.id, round + 1, asked).await?;
        self.record(tx, Act::ReportUnrouted, case.id.as_str()).await?;
        tracing::warn!(case = %case.id, "Nobody inside may have concern {} any more", case.id);
        self.tell_reporter(tx, &case, Kind::Progress, &format!("progress/unrouted/{entry}")).await?;
        self.tell_reporter(tx, &case, Kind::Unrouted, &format!("unrouted/{entry}")).await
    }
}

/// Whom the form names.
fn subjects(answers: &Answers) -> Subjects {
    let mut subjects =
        Subjects { unknown_adult: answers.get("named_unknown").is_some(), ..Subjects::default() };
    for named in answers.people("named") {
        subjects.add(named);
    }
    subjects
}
