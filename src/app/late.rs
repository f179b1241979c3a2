//! "Nothing has happened?": what a reporter can do while nobody has said that they have the report.

use super::Desk;
use super::calls::id_or_nothing;
use crate::audit::Act;
use crate::chat::View;
use crate::domain::case::{Case, State};
use crate::domain::id::{CaseId, EventId};
use crate::domain::routing::Route;
use crate::domain::school::Staff;
use crate::forms::card;
use crate::records;
use crate::store::{StoreError, Tx};

/// However often somebody presses, the next step comes early at most once in so many minutes.
const PATIENCE_MINUTES: i64 = 10;

impl Desk<'_> {
    /// A case that this person reported, from whichever of their identities.
    pub(super) async fn own_case(
        &self,
        tx: &mut Tx<'_>,
        case: &str,
        staff: &Staff,
    ) -> Result<Option<(Case, Route)>, StoreError> {
        let found = match CaseId::parse(case) {
            Some(id) => tx.case(&self.school.id, &id).await?,
            None => None,
        };
        let me = staff.by_identity(&self.event.from);
        let own = |case: &Case| {
            case.reporter == self.event.from || me.is_some_and(|p| p.identities.contains(&case.reporter))
        };
        if let Some(case) = found.filter(own)
            && let Some(route) = records::route(tx, &case.id).await?
            && !me.is_some_and(|person| route.subjects.cover(person))
        {
            return Ok(Some((case, route)));
        }
        self.record(tx, Act::AccessRefused, id_or_nothing(case)).await?;
        Ok(None)
    }

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
            return Ok(View::Card(card::status(scene, &case, &route)));
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
