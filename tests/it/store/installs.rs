//! Workspaces that have let the app in by themselves.

use super::harness::{Database, at, school, sealed};
use hearken::domain::school::{PlatformKind, WorkspaceKey};
use hearken::store::InstallRow;

on_both_databases!(
    an_install_is_kept_with_its_latest_token_until_it_is_taken_away,
    a_school_has_the_workspaces_that_were_linked_to_it,
);

fn key(platform: PlatformKind, workspace: &str) -> WorkspaceKey {
    WorkspaceKey { platform, workspace: workspace.to_owned() }
}

fn install(of: &str, workspace: &str, token: &str) -> InstallRow {
    InstallRow { school: school(of), workspace: key(PlatformKind::Slack, workspace), token: sealed(token) }
}

async fn an_install_is_kept_with_its_latest_token_until_it_is_taken_away(db: Database) {
    db.put_school("elm").await;
    let kept = async || db.read(|db| Box::pin(async move { db.installs(PlatformKind::Slack).await })).await;
    assert_eq!(kept().await, []);
    db.write(|tx| {
        Box::pin(async move {
            tx.put_install(&install("oak", "T2", "first"), at(1)).await?;
            tx.put_install(&install("elm", "T1", "other"), at(1)).await?;
            tx.put_install(&install("oak", "T2", "second"), at(2)).await
        })
    })
    .await
    .unwrap();
    assert_eq!(kept().await, [install("elm", "T1", "other"), install("oak", "T2", "second")]);
    let elsewhere = db.read(|db| Box::pin(async move { db.installs(PlatformKind::Teams).await })).await;
    assert_eq!(elsewhere, []);
    db.write(|tx| {
        Box::pin(async move {
            tx.remove_install(&key(PlatformKind::Slack, "T2")).await?;
            tx.remove_install(&key(PlatformKind::Teams, "T1")).await
        })
    })
    .await
    .unwrap();
    assert_eq!(kept().await, [install("elm", "T1", "other")]);
}

async fn a_school_has_the_workspaces_that_were_linked_to_it(db: Database) {
    db.put_school("elm").await;
    db.write(|tx| {
        Box::pin(async move {
            for (of, platform, workspace) in [
                ("oak", PlatformKind::Slack, "T2"),
                ("oak", PlatformKind::Slack, "T1"),
                ("oak", PlatformKind::Local, "local"),
                ("elm", PlatformKind::Slack, "T3"),
            ] {
                tx.link_workspace(&key(platform, workspace), &school(of)).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
    let found =
        db.read(|db| Box::pin(async move { db.workspaces_of(&school("oak"), PlatformKind::Slack).await }));
    assert_eq!(found.await, [key(PlatformKind::Slack, "T1"), key(PlatformKind::Slack, "T2")]);
}
