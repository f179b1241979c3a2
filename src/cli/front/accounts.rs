//! Owns the accounts in Slack of those with a duty. Whoever has none that is known is looked for by their address before
//! anybody can report: the workspace's list of people comes later, and until then they would be passed over.

use super::Keeper;
use super::site::Site;
use super::slack::Door;
use crate::chat::{Member, Roster};
use crate::domain::id::SchoolId;
use crate::domain::school::{Identity, Person, PlatformKind, Role};
use crate::domain::text::Text;
use crate::platforms::slack::api::ApiError;
use crate::records::{self, open_email};
use anyhow::Context;
use futures::stream::{self, StreamExt};

/// Addresses that Slack is asked for together.
const AT_ONCE: usize = 4;

impl Site {
    /// Looks for them until Slack has answered once for each, and counts who has none. Whoever gets one later is told
    /// of by Slack itself.
    pub async fn find_accounts(
        &self,
        door: &Door,
        (workspace, token): (&str, &Text),
        keeper: &Keeper,
        roster: &dyn Roster,
    ) {
        if let Err(error) = self.try_to_find(door, (workspace, token), keeper, roster).await {
            tracing::error!("Who has an account in the workspace {workspace} is not known: {error:#}");
        }
    }

    async fn try_to_find(
        &self,
        door: &Door,
        (workspace, token): (&str, &Text),
        keeper: &Keeper,
        roster: &dyn Roster,
    ) -> anyhow::Result<()> {
        let school = SchoolId::parse(&self.settings.school).context("The school has no id")?;
        let without = keeper.without_account(&school).await?;
        let before = self.state(|state| std::mem::replace(&mut state.without_account, without.len()));
        if without.is_empty() || self.state(|state| state.asked) {
            if without.len() > before {
                self.tell_of(without.len());
            }
            return Ok(());
        }
        let asked: Vec<_> =
            without.iter().flatten().map(|email| door.slack.by_email(workspace, token, email)).collect();
        let answers: Vec<Result<Option<Member>, ApiError>> =
            stream::iter(asked).buffer_unordered(AT_ONCE).collect().await;
        let unanswered = answers.iter().find_map(|answer| answer.as_ref().err()).copied();
        let members: Vec<Member> = answers.into_iter().flatten().flatten().collect();
        door.slack.directory.learn(&members);
        roster.seen(members).await?;
        let left = keeper.without_account(&school).await?.len();
        self.state(|state| state.without_account = left);
        if left > 0 {
            self.tell_of(left);
        }
        match unanswered {
            Some(error) => Err(error).context("Slack was asked for their addresses"),
            None => {
                self.state(|state| state.asked = true);
                Ok(())
            }
        }
    }

    fn tell_of(&self, without: usize) {
        let school = &self.settings.school;
        tracing::warn!(
            school,
            "No account in Slack is known of some with a duty at the school {school}: {without}"
        );
    }
}

impl Keeper {
    /// The address, where there is one, of everybody with a duty who cannot be written to in Slack.
    async fn without_account(&self, school: &SchoolId) -> anyhow::Result<Vec<Option<Text>>> {
        let (vault, id) = (self.vault.clone(), school.clone());
        let read = self.store.read(move |db| {
            Box::pin(async move { Ok((records::staff(db, &vault, &id).await?, db.emails(&id).await?)) })
        });
        let (staff, emails) = read.await.context("The people of a school could not be read")?;
        let address = |person: &Person| {
            let row = emails.iter().find(|row| row.person == person.id)?;
            open_email(&self.vault, school, &person.id, &row.email)
        };
        Ok(staff.people().filter(|person| is_missed(person)).map(address).collect())
    }
}

/// Somebody to whom something goes, and who cannot be written to.
fn is_missed(person: &Person) -> bool {
    let slack = |identity: &Identity| identity.platform == PlatformKind::Slack;
    person.roles.iter().any(|role| *role != Role::Staff) && !person.reachable().any(slack)
}
