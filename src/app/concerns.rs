//! The open concerns in the home of somebody who may have them: what a headline says and no more, each decided anew.

use super::Desk;
use crate::chat::Card;
use crate::domain::access;
use crate::domain::id::CaseId;
use crate::domain::school::{Person, Role, Staff};
use crate::forms::case_list::{self, Line};
use crate::records;
use crate::store::{StoreError, Tx};

/// Concerns that are listed at most.
const MOST: usize = 20;
/// Open cases that are looked at, those that nobody has taken first.
const LOOKED_AT: u32 = 2000;
/// No route gives these a part in a concern.
const WITHOUT_CONCERNS: [Role; 4] = [Role::Staff, Role::Slt, Role::LineManager, Role::SchoolAdmin];

impl Desk<'_> {
    pub(super) async fn open_concerns(
        &self,
        tx: &mut Tx<'_>,
        staff: &Staff,
    ) -> Result<Vec<Card>, StoreError> {
        let Some(person) = staff.acting(&self.event.from).filter(|person| may_have_any(person)) else {
            return Ok(Vec::new());
        };
        let mut lines = Vec::new();
        for open in tx.open_cases(&self.school.id, &person.id, LOOKED_AT).await? {
            let id: CaseId = open.case.id.clone();
            let route = records::route_of(open.route, open.subjects);
            if let Some(recipient) = access::recipient(person, &route.access(id)) {
                lines.push((open.case, route, recipient));
            }
        }
        let shown = lines.iter().take(MOST).map(|(case, route, recipient)| Line {
            case,
            owner: records::owner_role(case, route, staff),
            detail: recipient.detail(),
        });
        Ok(case_list::cards(self.scene(), &shown.collect::<Vec<_>>(), lines.len()))
    }
}

fn may_have_any(person: &Person) -> bool {
    person.roles.iter().any(|role| !WITHOUT_CONCERNS.contains(role))
}
