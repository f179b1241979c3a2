//! The chase of a call for help: nobody who needs someone now waits unseen until somebody answers.

use super::{App, Desk};
use crate::audit::{self, Act};
use crate::chat::{Style, View};
use crate::domain::Moment;
use crate::domain::notice::Notice;
use crate::forms::page::args;
use crate::records;
use crate::store::{CallRow, StoreError, Tx};
use chrono::TimeDelta;

/// Time to answer a call, and between the steps after it (domain: `immediate`, 5 minutes).
pub(super) const CALL_MINUTES: i64 = 5;
/// After this many steps the chase goes on by the hour.
const QUICK_STEPS: u32 = 6;
const SLOW_MINUTES: i64 = 60;
/// Calls chased at a time.
const BATCH: u32 = 100;
/// When a call that could not be chased is tried again.
const STUCK_SECONDS: i64 = 30;

/// How long until the step behind `step`.
fn pause(step: u32) -> TimeDelta {
    TimeDelta::minutes(if step < QUICK_STEPS { CALL_MINUTES } else { SLOW_MINUTES })
}

impl App {
    /// Chases every call that nobody has answered in time; when the next is due.
    pub async fn chase_calls(&self) -> Result<Option<Moment>, StoreError> {
        let now = self.0.clock.now();
        let furthest = now + TimeDelta::minutes(SLOW_MINUTES);
        // What cannot be chased stays at the front of what is due, and must not keep the others from their turn.
        let mut stuck = 0;
        loop {
            let due = self
                .0
                .store
                .read(move |db| Box::pin(async move { db.calls_due(now, furthest, stuck, BATCH).await }))
                .await?;
            if due.is_empty() {
                break;
            }
            for call in due {
                let chased = match call {
                    Ok(call) => self.chase_call(call, now).await,
                    Err(error) => Err(error),
                };
                if let Err(error) = chased {
                    tracing::error!("A call for help could not be chased: {error}");
                    stuck += 1;
                }
            }
        }
        let next = self.0.store.read(move |db| Box::pin(async move { db.next_call_at(now).await })).await?;
        let again = (stuck > 0).then(|| now + TimeDelta::seconds(STUCK_SECONDS));
        Ok(next.into_iter().chain(again).min())
    }

    async fn chase_call(&self, call: CallRow, now: Moment) -> Result<(), StoreError> {
        let parts = self.0.clone();
        let scope = call.school.clone();
        let chased = self.0.store.write(&scope, move |tx| {
            Box::pin(async move {
                let step = call.step + 1;
                if !tx.chase_call(&call.id, call.step, now + pause(step)).await? {
                    return Ok(());
                }
                let (id, vault) = (call.id.as_str(), &parts.vault);
                let again = Notice::Call { call: call.id.clone() };
                let key = format!("call/{id}/again/{step}");
                records::enqueue(tx, vault, &call.school, &again, id, &key, now).await?;
                if step == 1 {
                    let tell = Notice::CallWaiting { call: call.id.clone() };
                    let (to, key) = (call.from.to_string(), format!("call/{id}/waiting"));
                    records::enqueue(tx, vault, &call.school, &tell, &to, &key, now).await?;
                }
                let entry = audit::Entry { at: now, actor: "hearken", act: Act::CallChased, subject: id };
                audit::append(tx, &call.school, entry).await
            })
        });
        chased.await
    }
}

impl Desk<'_> {
    /// "Someone is with me": whoever called needs nobody any more.
    pub(super) async fn helped(&self, tx: &mut Tx<'_>, call: &str) -> Result<View, StoreError> {
        let row = tx.call(&self.school.id, call).await?.filter(|row| row.from == self.event.from);
        let Some(row) = row else { return Ok(self.refuse("not_allowed")) };
        if tx.answer_call(&row.id, None, self.now).await? {
            self.refresh_call(tx, &row.id).await?;
            self.record(tx, Act::CallEnded, &row.id).await?;
        }
        let scene = self.scene();
        let mut card = scene.plain("call-ended", &args(self.words, self.school, None));
        card.buttons.push(scene.button("raise", "", Style::Primary));
        Ok(View::Card(card))
    }

    pub(super) async fn refresh_call(&self, tx: &mut Tx<'_>, call: &str) -> Result<(), StoreError> {
        let refresh = Notice::CallRefresh { call: call.to_owned() };
        self.enqueue(tx, &refresh, call, &format!("call/{call}/refresh")).await
    }
}
