//! "Nothing has happened?": what a reporter can do while nobody has said that they have the report.

use super::Desk;
use crate::audit::Act;
use crate::chat::View;
use crate::domain::case::State;
use crate::domain::id::EventId;
use crate::forms::card;
use crate::store::{StoreError, Tx};

/// However often somebody presses, the next step comes early at most once in so many minutes.
const PATIENCE_MINUTES: i64 = 10;

impl Desk<'_> {
    pub(super) async fn nothing_yet(&self, tx: &mut Tx<'_>, case: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((case, route)) = self.own_case(tx, case, &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        let scene = self.scene();
        if case.state == State::Unrouted {
            return Ok(View::Card(card::reached(scene, &case, &route)));
        }
        if case.state != State::Received {
            return self.mine(tx, case.id.as_str()).await;
        }
        let late = self.now >= case.due_at;
        if late {
            self.record(tx, Act::ReporterChased, case.id.as_str()).await?;
            let window = self.now.timestamp() / (60 * PATIENCE_MINUTES);
            let once = EventId::parse(&format!("late:{}:{window}", case.id));
            if let Some(once) = once
                && tx.first_time(&self.school.id, &once, self.now).await?
            {
                tx.hasten_step(&case.id, self.now).await?;
            }
        }
        Ok(View::Card(card::nothing_yet(scene, &case, &route, late)))
    }
}
