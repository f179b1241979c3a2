//! "I need someone now", and files that were offered: the safeguarding team is told that, and by whom only when one
//! of them asks to read it.

use super::Desk;
use super::call_chase::CALL_MINUTES;
use super::unfinished::MOST;
use crate::audit::Act;
use crate::chat::{Style, View};
use crate::domain::Moment;
use crate::domain::concern::{Category, Value};
use crate::domain::id::EventId;
use crate::domain::notice::{INSTEAD_OF_THE_TEAM, Notice};
use crate::domain::routing::Route;
use crate::domain::school::{Person, Role, Staff};
use crate::forms::page::args;
use crate::records;
use crate::store::{CallRow, StoreError, Tx};
use chrono::TimeDelta;
use sha2::{Digest, Sha256};

/// How long a private view may stand open, in minutes.
pub(super) const PRIVATE_MINUTES: i64 = 10;
/// Reports of the sender's that are looked at before the team hears of a file.
const RECENT_CASES: u32 = 20;
const RECENT_DAYS: i64 = 90;

impl Desk<'_> {
    /// A call is known by the event it came with: delivered again, it is the same call.
    async fn log_call(&self, tx: &mut Tx<'_>, due_at: Option<Moment>) -> Result<String, StoreError> {
        let id = call_id(&self.event.id);
        let call = CallRow {
            id: id.clone(),
            school: self.school.id.clone(),
            from: self.event.from.clone(),
            at: self.now,
            answered_by: None,
            answered_at: None,
            step: 0,
            due_at,
        };
        tx.insert_call(&call).await?;
        Ok(id)
    }

    /// About a child: the safeguarding team is alerted, and the numbers are shown at once.
    pub(super) async fn call_the_team(&self, tx: &mut Tx<'_>, first: bool) -> Result<View, StoreError> {
        if first {
            let due = self.now + TimeDelta::minutes(CALL_MINUTES);
            let call = self.log_call(tx, Some(due)).await?;
            self.record(tx, Act::TeamCalled, &call).await?;
            self.enqueue(tx, &Notice::Call { call: call.clone() }, &call, &format!("call/{call}")).await?;
        }
        let scene = self.scene();
        let mut card = scene.plain("page-now-child", &args(self.words, self.school, None));
        card.buttons.push(scene.button("helped", &call_id(&self.event.id), Style::Plain));
        Ok(View::Card(card))
    }

    /// A file is never fetched, opened or kept. The team hears that it happened, unless they may be whom the
    /// sender is writing about.
    pub(super) async fn file_offered(&self, tx: &mut Tx<'_>, first: bool) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let kept_from = self.kept_from_the_team(tx, &staff).await?;
        let told = kept_from.is_none();
        if first {
            let call = self.log_call(tx, None).await?;
            self.record(tx, Act::FileRefused, &call).await?;
            if told {
                let notice = Notice::FileOffered { call: call.clone() };
                self.enqueue(tx, &notice, &call, &format!("file/{call}")).await?;
            }
        }
        let mut args = args(self.words, self.school, kept_from.as_ref());
        args.retain(|(name, _)| *name != "lead");
        args.push(("lead", self.words.role(Role::Dsl)));
        args.push(("told", if told { "yes" } else { "no" }.to_owned()));
        Ok(View::Card(self.scene().plain("file-refused", &args)))
    }

    /// The route of something this person writes, or wrote lately, about an adult here: the safeguarding team must
    /// not learn from a file that there is anything.
    async fn kept_from_the_team(&self, tx: &mut Tx<'_>, staff: &Staff) -> Result<Option<Route>, StoreError> {
        let kept_out = |route: &Route| {
            [Role::Dsl, Role::DeputyDsl]
                .iter()
                .any(|r| !route.lead.contains(r) && !route.ladder.contains(r) && !route.copied.contains(r))
        };
        // The file may come from another account of theirs than the report.
        let known = staff.by_identity(&self.event.from).map(|person| person.identities.clone());
        let accounts = known.unwrap_or_else(|| vec![self.event.from.clone()]);
        for account in &accounts {
            for row in tx.open_drafts_of(&self.school.id, account, MOST).await? {
                let mut answers = self.open_draft(row)?.answers;
                if answers.category().is_none() {
                    // The kind is not chosen yet; whom it is about decides already.
                    answers.set("category", Value::Choice(Category::WelfareOther.to_string()));
                }
                if let Some(route) = self.route(&answers, staff).filter(|route| kept_out(route)) {
                    return Ok(Some(route));
                }
            }
            for case in tx.cases_of_reporter(&self.school.id, account, RECENT_CASES).await? {
                let recent = self.now - case.received_at < TimeDelta::days(RECENT_DAYS);
                let route = records::route(tx, &case.id).await?;
                if let Some(route) = route.filter(|route| recent && kept_out(route)) {
                    return Ok(Some(route));
                }
            }
        }
        Ok(None)
    }

    /// The safeguarding team, and whoever was called in its place.
    async fn was_called(&self, tx: &mut Tx<'_>, call: &CallRow, person: &Person) -> Result<bool, StoreError> {
        if person.is_on_safeguarding_team() {
            return Ok(true);
        }
        if !person.roles.iter().any(|role| INSTEAD_OF_THE_TEAM.contains(role)) {
            return Ok(false);
        }
        let key = format!("call/{}/{}", call.id, person.id);
        Ok(call.step > 0 || tx.notice_state(&self.school.id, &key).await?.is_some())
    }

    /// Who called, shown to one member of the safeguarding team alone.
    pub(super) async fn answer_call(
        &self,
        tx: &mut Tx<'_>,
        button: &str,
        call: &str,
    ) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let row = tx.call(&self.school.id, call).await?;
        let reader = match (&row, staff.acting(&self.event.from)) {
            (Some(row), Some(person)) if self.was_called(tx, row, person).await? => Some(person),
            _ => None,
        };
        let (Some(row), Some(reader)) = (row, reader) else {
            self.record(tx, Act::AccessRefused, id_or_nothing(call)).await?;
            return Ok(self.refuse("not_allowed"));
        };
        // Only a call for help is chased; a file is not.
        let help = button == "read_call" || row.due_at.is_some();
        if tx.answer_call(call, Some(&reader.id), self.now).await? && help {
            self.refresh_call(tx, call).await?;
            let tell = Notice::CallAnswered { call: call.to_owned() };
            self.enqueue(tx, &tell, &row.from.to_string(), &format!("call/{call}/answered")).await?;
        }
        self.record(tx, Act::CallAnswered, call).await?;
        let caller = staff.by_identity(&row.from).map(|person| person.name.expose().to_owned());
        let since = self.words.moment(row.at, self.now, self.school.profile.zone);
        let args = [
            ("colleague", caller.unwrap_or_else(|| self.words.say("case-unknown_person", &[]))),
            ("since", since),
            ("emergency", self.school.profile.contacts.emergency.clone()),
        ];
        let id = if button == "read_file" { "notice-file-read" } else { "notice-page-read" };
        let card = self.scene().plain(id, &args);
        Ok(View::Private { card, expires: self.now + TimeDelta::minutes(PRIVATE_MINUTES) })
    }
}

/// The same for every delivery of the event it came with; 32 hexadecimal digits like every id of ours.
fn call_id(event: &EventId) -> String {
    let digest = Sha256::digest(event.as_str().as_bytes());
    let first = digest.first_chunk().copied();
    EventId::from_random(first.expect("a SHA-256 digest has 32 bytes")).to_string()
}

/// A value from outside as the audit may hold it: one of our own ids, and no words of anybody's.
pub(super) fn id_or_nothing(value: &str) -> &str {
    let ours = value.len() == 32 && value.bytes().all(|b| b.is_ascii_hexdigit());
    if ours { value } else { "unknown" }
}
