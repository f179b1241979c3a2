//! A chase that begins again: nobody has the case any more, or what is known of it has changed so much that somebody
//! must take it once more.

use super::Parts;
use crate::audit::{self, Act};
use crate::domain::Moment;
use crate::domain::case::Case;
use crate::domain::ladder::next_round;
use crate::domain::notice::{Kind, Notice};
use crate::domain::routing::Route;
use crate::domain::urgency::Urgency;
use crate::forms::School;
use crate::forms::profile::ladder;
use crate::records;
use crate::store::{StoreError, Tx};

/// Puts a case back to where somebody has to take it, tells those of its route why (`kind`), and plans the next step.
/// It saves the case with whatever else has changed in it.
pub(super) async fn begin_again(
    tx: &mut Tx<'_>,
    parts: &Parts,
    school: &School,
    case: &mut Case,
    route: &Route,
    kind: Kind,
    now: Moment,
) -> Result<(), StoreError> {
    let round = next_round(tx.last_step(&case.id).await?);
    let (pace, hours) = (school.profile.pace(case.urgency), school.profile.hours());
    let here = at_this_hour(school, route.clone(), case.urgency, now);
    if here.lead != route.lead {
        tx.put_route(&case.school, &case.id, &records::route_row(&here)).await?;
    }
    case.needs_somebody(ladder(&here, case.urgency).due(round + 1, now, pace, &hours));
    tx.save_case(case).await?;
    tx.cancel_steps(&case.id).await?;
    let notice = Notice::Step { case: case.id.clone(), step: round, kind };
    let (to, key) = (case.id.as_str(), format!("{}/{round}", case.id));
    records::enqueue(tx, &parts.vault, &school.id, &notice, to, &key, now).await?;
    tx.schedule_step(&school.id, &case.id, round + 1, case.due_at).await?;
    // Whoever reported it sees that it goes back.
    let tell = Notice::Reporter { case: case.id.clone(), kind: Kind::Progress };
    let (reporter, key) = (case.reporter.to_string(), format!("{}/reporter/progress/{round}", case.id));
    records::enqueue(tx, &parts.vault, &school.id, &tell, &reporter, &key, now).await?;
    let entry = audit::Entry { at: now, actor: "hearken", act: Act::ChaseBegunAgain, subject: to };
    audit::append(tx, &school.id, entry).await
}

/// While school is closed, whoever is on call has at once what cannot wait.
pub(super) fn at_this_hour(school: &School, route: Route, urgency: Urgency, now: Moment) -> Route {
    let closed = !school.profile.hours().is_open(now);
    if closed && urgency >= Urgency::Urgent { route.with_on_call() } else { route }
}
