//! Sending a report: the route as of now, the case, its notices and its ladder in one transaction.

use super::Desk;
use super::again::at_this_hour;
use super::concern::{SHOWN, readers};
use super::draft::{Draft, Shown, Trouble};
use super::message::author_reads;
use crate::audit::{self, Act};
use crate::chat::View;
use crate::domain::access::{self, Subjects};
use crate::domain::case::{Case, State};
use crate::domain::concern::{Answers, Named, Value};
use crate::domain::id::{PersonId, Reference};
use crate::domain::names::Written;
use crate::domain::notice::{Kind, Notice};
use crate::domain::routing::{Facts, Route, route, year_matters};
use crate::domain::school::{Role, Staff};
use crate::domain::urgency::{self, Urgency};
use crate::forms::card;
use crate::forms::form::{note_the_message, note_the_year};
use crate::forms::profile::ladder;
use crate::records;
use crate::store::{DraftState, OutboxRow, StoreError, Tx};
use crate::vault::random;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Tries at a free reference before giving up: with 24^6 of them one is enough.
const REFERENCE_TRIES: usize = 20;

impl Desk<'_> {
    /// Where these answers go right now; `None` while they do not say enough.
    pub(super) fn route(&self, answers: &Answers, staff: &Staff) -> Option<Route> {
        let relevant = self.parts.prompts.concern.relevant(answers);
        let mut subjects = picked(&relevant);
        let years = relevant.years();
        let mut decided = self.route_for(&relevant, staff, &subjects, &years)?;
        // "Yes" or "not sure" to a name in the text: whoever is left out may bring in the next who is named as well.
        while matches!(relevant.chosen("name_is_subject").first(), Some(&("yes" | "not_sure"))) {
            let mut named = readers_named(&relevant, staff, &decided);
            named.extend(author_reads(answers, staff, &decided));
            if named.is_empty() {
                break;
            }
            subjects.people.extend(named);
            decided = self.route_for(&relevant, staff, &subjects, &years)?;
        }
        let (urgency, _) = urgency::of(&self.parts.prompts.concern.urgency, &relevant);
        Some(self.at_this_hour(decided, urgency))
    }

    pub(super) fn at_this_hour(&self, route: Route, urgency: Urgency) -> Route {
        at_this_hour(self.school, route, urgency, self.now)
    }

    pub(super) fn is_open(&self) -> bool {
        self.school.profile.hours().is_open(self.now)
    }

    /// Takes into the answers what nobody is asked, and what decides all the same which pages come.
    pub(super) fn note_the_facts(&self, answers: &mut Answers) {
        self.parts.prompts.concern.note_the_hour(answers, self.is_open());
        let routes = &self.school.profile.routes;
        let kind = answers.about().zip(answers.category());
        note_the_year(answers, kind.is_some_and(|(about, category)| year_matters(routes, about, category)));
        note_the_message(answers);
    }

    pub(super) fn route_for(
        &self,
        answers: &Answers,
        staff: &Staff,
        subjects: &Subjects,
        years: &BTreeSet<u8>,
    ) -> Option<Route> {
        let facts = Facts {
            about: answers.about()?,
            category: answers.category()?,
            years: years.clone(),
            standing: subjects.standing(staff),
            picked: picked_roles(answers, staff),
            subjects: subjects.clone(),
        };
        let mut route = route(&self.school.profile.routes, &facts, |role, subjects, years| {
            access::somebody(role, staff, subjects, years)
        });
        // Whoever holds such a role today stays left out when they change roles.
        let held = staff.people().filter(|person| !route.subjects.roles.is_disjoint(&person.roles));
        let held: Vec<PersonId> = held.map(|person| person.id.clone()).collect();
        route.subjects.people.extend(held);
        Some(route)
    }

    pub(super) async fn send(
        &self,
        tx: &mut Tx<'_>,
        mut draft: Draft,
        staff: &Arc<Staff>,
        route: Option<Route>,
    ) -> Result<Shown, StoreError> {
        let form = &self.parts.prompts.concern;
        let check = form.check_page().ok_or(StoreError::Failed("empty_form"))?;
        let unanswered = form.path(false, &draft.answers).find(|page| {
            page.fields.iter().any(|field| field.required && draft.answers.get(&field.id).is_none())
        });
        if let Some(page) = unanswered {
            return self.go(tx, draft, staff, page, route).await;
        }
        let Some(route) = route else {
            return self.go(tx, draft, staff, check, None).await;
        };
        // Somebody took up or left a role since the page was shown: nothing goes to anyone the reporter has not seen.
        if draft.answers.chosen(SHOWN) != [readers(&route).as_str()] {
            draft.answers.set(SHOWN, Value::Choice(readers(&route)));
            self.keep(tx, &mut draft, &check.id).await?;
            let error = Some(self.words.say("page-check.changed", &[]));
            let trouble = Trouble { error, ..Trouble::default() };
            return Ok(self.show(&draft, &draft.answers, check, staff, Some(&route), trouble).into());
        }
        let asked = draft.answers.get("name_is_subject").is_some();
        let named = !readers_named(&form.relevant(&draft.answers), staff, &route).is_empty()
            || author_reads(&draft.answers, staff, &route).is_some();
        if !asked && named {
            let question = form.page("same_name").unwrap_or(check);
            return self.go(tx, draft, staff, question, Some(route)).await;
        }
        self.submit(tx, draft, &route).await.map(Shown::from)
    }

    async fn submit(&self, tx: &mut Tx<'_>, mut draft: Draft, route: &Route) -> Result<View, StoreError> {
        let prompts = &self.parts.prompts;
        let mut answers = prompts.concern.relevant(&draft.answers);
        if let Some(message) = draft.answers.message_to_send() {
            answers.set_message(&message);
        }
        let (Some(category), Some(about)) = (answers.category(), answers.about()) else {
            return Err(StoreError::Failed("incomplete"));
        };
        let (urgency, _) = urgency::of(&prompts.concern.urgency, &answers);
        let pace = self.school.profile.pace(urgency);
        let hours = self.school.profile.hours();
        let ladder = ladder(route, urgency);
        let mut case = Case {
            id: draft.row.case.clone(),
            school: self.school.id.clone(),
            draft: draft.row.id.clone(),
            reference: Reference::from_random(random()),
            category,
            about,
            urgency,
            state: if route.is_unrouted() { State::Unrouted } else { State::Received },
            reporter: self.event.from.clone(),
            received_at: self.now,
            due_at: ladder.due(1, self.now, pace, &hours),
            acknowledged_at: None,
            acknowledged_by: None,
            read_at: None,
        };
        let body = draft.seal().seal_body(&answers);
        let around = (&records::route_row(route), &route.subjects);
        let mut tries = REFERENCE_TRIES;
        while !tx.insert_case(&case, &draft.row.key, &body, around).await? {
            tries = tries.checked_sub(1).ok_or(StoreError::Failed("no_reference"))?;
            case.reference = Reference::from_random(random());
        }
        if case.state == State::Received {
            let notice = Notice::Step { case: case.id.clone(), step: 0, kind: Kind::New };
            let notice = self.notice_row(&notice, case.id.as_str(), &format!("{}/0", case.id));
            let keep = Notice::Reporter { case: case.id.clone(), kind: Kind::Received };
            let (to, key) = (case.reporter.to_string(), format!("{}/reporter/received", case.id));
            tx.enqueue_both(&notice, &self.notice_row(&keep, &to, &key)).await?;
            tx.schedule_step(&case.school, &case.id, 1, case.due_at).await?;
        } else {
            // Nobody inside hears of it: the reporter is asked on the next morning whether they reached anyone.
            let asked = hours.next_morning(self.now);
            tx.schedule_step(&case.school, &case.id, 1, asked).await?;
        }
        // What was written stands in the case now; the draft keeps nothing of it.
        draft.answers = Answers::default();
        draft.row.state = DraftState::Sent;
        self.keep(tx, &mut draft, "sent").await?;
        let act = if route.is_unrouted() { Act::ReportUnrouted } else { Act::ReportReceived };
        self.record(tx, act, case.id.as_str()).await?;
        Ok(View::Card(card::receipt(self.scene(), &case, route, &prompts.guidance, &answers)))
    }

    fn notice_row(&self, notice: &Notice, destination: &str, key: &str) -> OutboxRow {
        records::notice_row(&self.parts.vault, &self.school.id, notice, destination, key, self.now)
    }

    pub(super) async fn enqueue(
        &self,
        tx: &mut Tx<'_>,
        notice: &Notice,
        destination: &str,
        key: &str,
    ) -> Result<(), StoreError> {
        records::enqueue(tx, &self.parts.vault, &self.school.id, notice, destination, key, self.now).await
    }

    pub(super) async fn record(&self, tx: &mut Tx<'_>, act: Act, subject: &str) -> Result<(), StoreError> {
        let entry = audit::Entry { at: self.now, actor: &self.actor(), act, subject };
        audit::append(tx, &self.school.id, entry).await
    }
}

/// The roles of those picked as whom it is about.
fn picked_roles(answers: &Answers, staff: &Staff) -> Option<BTreeSet<Role>> {
    let people = answers.people("subject").iter().filter_map(|named| match named {
        Named::Person(id) => staff.person(id),
        Named::Unmatched(_) => None,
    });
    let roles: Vec<_> = people.map(|person| person.roles.clone()).collect();
    (!roles.is_empty()).then(|| roles.into_iter().flatten().collect())
}

/// Everyone picked in the form.
fn picked(answers: &Answers) -> Subjects {
    let mut subjects = Subjects::default();
    for named in answers.people("subject").iter().chain(answers.people("also_about")) {
        subjects.add(named);
    }
    subjects
}

/// Readers of this route whose name stands in what was written.
pub(super) fn readers_named(answers: &Answers, staff: &Staff, route: &Route) -> BTreeSet<PersonId> {
    let texts = answers.iter().filter_map(|(_, value)| match value {
        Value::Text(text) => Some(text),
        _ => None,
    });
    let written = Written::new(texts);
    let access = route.access(crate::domain::id::CaseId::from_random([0; 16]));
    staff
        .people()
        .filter(|person| access::recipient(person, &access).is_some())
        .filter(|person| written.mentions(&person.name))
        .map(|person| person.id.clone())
        .collect()
}
