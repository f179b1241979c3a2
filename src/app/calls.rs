//! "I need someone now", and files that were offered: the safeguarding team is told that, and by whom only when one
//! of them asks to read it.

use super::Desk;
use crate::audit::Act;
use crate::chat::View;
use crate::domain::notice::Notice;
use crate::domain::school::Role;
use crate::forms::page::args;
use crate::store::{CallRow, StoreError, Tx};
use crate::vault::random;
use chrono::TimeDelta;

/// How long a private view may stand open, in minutes.
pub(super) const PRIVATE_MINUTES: i64 = 10;

impl Desk<'_> {
    async fn log_call(&self, tx: &mut Tx<'_>) -> Result<String, StoreError> {
        let id = crate::domain::id::EventId::from_random(random()).to_string();
        let call = CallRow {
            id: id.clone(),
            school: self.school.id.clone(),
            from: self.event.from.clone(),
            at: self.now,
            answered_by: None,
            answered_at: None,
        };
        tx.insert_call(&call).await?;
        Ok(id)
    }

    /// About a child: the safeguarding team is alerted, and the numbers are shown at once.
    pub(super) async fn call_the_team(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let call = self.log_call(tx).await?;
        self.record(tx, Act::TeamCalled, &call).await?;
        self.enqueue(tx, &Notice::Call { call: call.clone() }, &call, &format!("call/{call}")).await?;
        Ok(View::Card(self.scene().plain("page-now-child", &args(self.words, self.school, None))))
    }

    /// A file is never fetched, opened or kept. The team hears that it happened, unless they may be whom the
    /// sender is writing about.
    pub(super) async fn file_offered(&self, tx: &mut Tx<'_>, first: bool) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let open = tx.open_draft_of(&self.school.id, &self.event.from).await?;
        let draft = open.map(|row| self.open_draft(row)).transpose()?;
        let about_them = draft.and_then(|draft| {
            let adult = draft.answers.about().is_some_and(|about| about.is_adult_here());
            let route = self.route(&draft.answers, &staff);
            Some(adult || route?.excluded.contains(&Role::Dsl))
        });
        let told = about_them != Some(true);
        if first {
            let call = self.log_call(tx).await?;
            self.record(tx, Act::FileRefused, &call).await?;
            if told {
                let notice = Notice::FileOffered { call: call.clone() };
                self.enqueue(tx, &notice, &call, &format!("file/{call}")).await?;
            }
        }
        let mut args = args(self.words, self.school, None);
        args.retain(|(name, _)| *name != "lead");
        args.push(("lead", self.words.role(Role::Dsl)));
        args.push(("told", if told { "yes" } else { "no" }.to_owned()));
        Ok(View::Card(self.scene().plain("file-refused", &args)))
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
        let reader = staff
            .by_identity(&self.event.from)
            .filter(|person| person.roles.iter().any(|role| role.is_safeguarding_team()));
        let (Some(row), Some(reader)) = (row, reader) else {
            self.record(tx, Act::AccessRefused, call).await?;
            return Ok(self.refuse("not_allowed"));
        };
        if tx.answer_call(call, &reader.id, self.now).await? && button == "read_call" {
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
