//! `hearken feed`: who may read which role's calendar from outside, and the calendars that are read.

use super::print::print;
use super::staff::{CLI, Desk, Where};
use crate::app::feed_token;
use crate::audit::{self, Act, Entry};
use crate::domain::Moment;
use crate::store::FeedRow;
use crate::vault::random;
use anyhow::{Context, ensure};
use chrono::NaiveDate;
use std::process::ExitCode;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Make an address for a role's calendar. It is shown once.
    Create(CreateArgs),
    /// The calendars that there are, and when each was read last.
    List(ListArgs),
    /// Withdraw an address: from now on it shows nothing.
    Revoke(RevokeArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct CreateArgs {
    /// The role, such as slt.
    #[arg(long)]
    role: String,
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, clap::Args)]
pub(super) struct RevokeArgs {
    /// Its id, as the list prints it.
    id: String,
    #[command(flatten)]
    at: Where,
}

pub(super) fn run(command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Create(args) => create(args).await,
            Command::List(args) => list(args).await,
            Command::Revoke(args) => revoke(args).await,
        }
    })
}

async fn create(args: CreateArgs) -> anyhow::Result<ExitCode> {
    let role = super::nearest::role(&args.role)?;
    ensure!(!role.is_outside(), "An outside body has no calendar here");
    let desk = Desk::open(&args.at).await?;
    let (token, token_hash) = feed_token();
    let id: String = random::<6>().iter().map(|byte| format!("{byte:02x}")).collect();
    let feed = FeedRow {
        id,
        school: desk.school.id.clone(),
        role,
        token_hash,
        created_at: desk.now,
        revoked_at: None,
        fetched_on: None,
    };
    let write = desk.store.write(&desk.school.id, move |tx| {
        Box::pin(async move {
            tx.add_feed(&feed).await?;
            let entry = Entry { at: feed.created_at, actor: CLI, act: Act::FeedMade, subject: &feed.id };
            audit::append(tx, &feed.school, entry).await
        })
    });
    write.await.context("It could not be stored; there is no such address")?;
    let base = desk.public_url.as_deref().unwrap_or_default().trim_end_matches('/');
    let url = format!("{base}/calendar/{token}.ics");
    let mut said = desk.say("feed-made", &[("role", role.to_string())]) + &format!("\n\n{url}\n");
    if desk.public_url.is_none() {
        said += &format!("\n{}\n", desk.say("feed-no_url", &[]));
    }
    print(&said)?;
    desk.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn list(args: ListArgs) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&args.at).await?;
    let feeds = desk.store.read(|db| Box::pin(async move { db.feeds().await })).await?;
    let mut said = String::new();
    for feed in feeds.into_iter().filter(|feed| feed.school == desk.school.id) {
        let on = |id: &str, day: NaiveDate| desk.say(id, &[("day", day.to_string())]);
        let day = |moment: Moment| desk.school.profile.hours().local(moment).date_naive();
        let mut notes = vec![on("feed-created", day(feed.created_at))];
        notes
            .push(feed.fetched_on.map_or_else(|| desk.say("feed-never", &[]), |day| on("feed-fetched", day)));
        notes.extend(feed.revoked_at.map(|at| on("feed-is_revoked", day(at))));
        said += &format!("{}  {:<22}  {}\n", feed.id, feed.role.as_str(), notes.join(", "));
    }
    if said.is_empty() {
        said = desk.say("feed-none", &[]) + "\n";
    }
    print(&said)?;
    desk.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn revoke(args: RevokeArgs) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&args.at).await?;
    let (school, id, now) = (desk.school.id.clone(), args.id, desk.now);
    let write = desk.store.write(&desk.school.id, move |tx| {
        Box::pin(async move {
            let revoked = tx.revoke_feed(&school, &id, now).await?;
            if revoked {
                let entry = Entry { at: now, actor: CLI, act: Act::FeedRevoked, subject: &id };
                audit::append(tx, &school, entry).await?;
            }
            Ok(revoked)
        })
    });
    let revoked = write.await.context("It could not be stored; the address still works")?;
    ensure!(revoked, "There is no such calendar that anybody can read. See them with: hearken feed list");
    print(&(desk.say("feed-revoked", &[]) + "\n"))?;
    desk.store.close().await;
    Ok(ExitCode::SUCCESS)
}
