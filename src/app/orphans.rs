//! Cases that nobody has any more: whoever took them has left, cannot be written to, lost the role, or turned out to be whom it is about.

use super::App;
use super::again::begin_again;
use crate::domain::access;
use crate::domain::id::{CaseId, SchoolId};
use crate::domain::notice::Kind;
use crate::records;
use crate::store::{StoreError, Tx};

impl App {
    /// Begins the chase again for every open case whose owner may have it no longer; how many.
    pub async fn take_back_orphans(&self) -> Result<u32, StoreError> {
        let mut found = 0;
        for (school, known) in self.0.schools.iter() {
            let today = known.today(self.0.clock.now());
            let id = school.clone();
            let cases =
                self.0.store.read(move |db| Box::pin(async move { db.cases_in_hand(&id).await })).await?;
            if cases.is_empty() {
                continue;
            }
            let (id, vault) = (school.clone(), self.0.vault.clone());
            let orphans = self
                .0
                .store
                .read(move |db| {
                    Box::pin(async move {
                        let staff = records::staff_on(db, &vault, &id, today).await?;
                        let mut orphans = Vec::new();
                        for (case, owner) in cases {
                            let access = records::access(db, &case).await?;
                            let owner =
                                owner.and_then(|owner| staff.person(&owner)).filter(|p| p.is_reachable());
                            let has = owner.zip(access).and_then(|(p, a)| access::recipient(p, &a));
                            if has.is_none() {
                                orphans.push(case);
                            }
                        }
                        Ok(orphans)
                    })
                })
                .await?;
            for case in orphans {
                found += u32::from(self.take_back(school, case).await?);
            }
        }
        Ok(found)
    }

    async fn take_back(&self, school: &SchoolId, id: CaseId) -> Result<bool, StoreError> {
        let (parts, now, scope) = (self.0.clone(), self.0.clock.now(), school.clone());
        self.0
            .store
            .write(school, move |tx: &mut Tx<'_>| {
                Box::pin(async move {
                    // Somebody may have taken it between the look and now.
                    let (case, route) = (tx.case(&scope, &id).await?, records::route(tx, &id).await?);
                    let (Some(mut case), Some(route), Some(school)) =
                        (case, route, parts.schools.get(&scope))
                    else {
                        return Ok(false);
                    };
                    let staff = records::staff_on(tx, &parts.vault, &scope, school.today(now)).await?;
                    if !case.is_in_hand() || records::owner(&case, &route, &staff).is_some() {
                        return Ok(false);
                    }
                    tracing::warn!(case = %case.id, "Nobody has concern {} any more", case.id);
                    begin_again(tx, &parts, school, &mut case, &route, Kind::Unowned, now).await?;
                    Ok(true)
                })
            })
            .await
    }
}
