//! Events seen before, and unfinished reports.

use super::harness::{Database, at, identity, school, sealed};
use hearken::domain::id::{CaseId, DraftId, EventId};
use hearken::store::{DraftRow, DraftState, StoreError};

on_both_databases!(
    an_event_is_new_once_a_school,
    an_event_whose_job_failed_is_still_new,
    a_forgotten_event_is_new_again,
    a_draft_comes_back_as_it_was_put,
    a_case_id_is_given_to_one_draft,
    a_page_is_saved_only_on_the_revision_it_was_made_from,
    a_draft_that_was_discarded_takes_no_more_pages,
    the_open_drafts_of_somebody_come_with_the_one_touched_last_first,
    untouched_drafts_are_destroyed_and_sent_ones_are_kept,
    the_owner_of_a_draft_that_was_gone_on_with_is_reminded_once,
    one_open_draft_is_destroyed_and_a_sent_one_never,
);

fn draft(n: u8) -> DraftRow {
    DraftRow {
        id: DraftId::from_random([n; 16]),
        school: school("oak"),
        owner: identity("U-amy"),
        case: CaseId::from_random([n; 16]),
        key: sealed("data key"),
        revision: 1,
        page: "who".into(),
        answers: sealed("answers"),
        state: DraftState::Open,
        created_at: at(i64::from(n)),
        updated_at: at(i64::from(n)),
    }
}

async fn put(db: &Database, draft: &DraftRow) -> Result<(), StoreError> {
    let draft = draft.clone();
    db.write(move |tx| Box::pin(async move { tx.insert_draft(&draft).await })).await
}

async fn find(db: &Database, id: &DraftId) -> Option<DraftRow> {
    let id = id.clone();
    db.read(|db| Box::pin(async move { db.draft(&id).await })).await
}

async fn first_time(db: &Database, at_school: &'static str, event: &str) -> bool {
    let event = EventId::parse(event).unwrap();
    db.write(move |tx| Box::pin(async move { tx.first_time(&school(at_school), &event, at(5)).await }))
        .await
        .unwrap()
}

async fn an_event_is_new_once_a_school(db: Database) {
    db.put_school("elm").await;
    assert!(first_time(&db, "oak", "Ev1").await);
    assert!(!first_time(&db, "oak", "Ev1").await);
    assert!(first_time(&db, "oak", "Ev2").await);
    assert!(first_time(&db, "elm", "Ev1").await);
}

async fn an_event_whose_job_failed_is_still_new(db: Database) {
    let refused: Result<(), _> = db
        .write(|tx| {
            Box::pin(async move {
                tx.first_time(&school("oak"), &EventId::parse("Ev1").unwrap(), at(5)).await?;
                Err(StoreError::Conflict)
            })
        })
        .await;
    assert_eq!(refused, Err(StoreError::Conflict));
    assert!(first_time(&db, "oak", "Ev1").await);
}

async fn a_forgotten_event_is_new_again(db: Database) {
    assert!(first_time(&db, "oak", "Ev1").await);
    let forget = |before| db.write(move |tx| Box::pin(async move { tx.forget_events(at(before)).await }));
    assert_eq!(forget(5).await, Ok(0));
    assert_eq!(forget(6).await, Ok(1));
    assert!(first_time(&db, "oak", "Ev1").await);
}

async fn a_draft_comes_back_as_it_was_put(db: Database) {
    put(&db, &draft(1)).await.unwrap();
    assert_eq!(find(&db, &draft(1).id).await, Some(draft(1)));
    assert_eq!(find(&db, &draft(2).id).await, None);
}

async fn a_case_id_is_given_to_one_draft(db: Database) {
    put(&db, &draft(1)).await.unwrap();
    let second = DraftRow { case: draft(1).case, ..draft(2) };
    assert_eq!(put(&db, &second).await, Err(StoreError::Conflict));
    assert_eq!(find(&db, &second.id).await, None);
}

async fn save(db: &Database, revision: i64, page: &'static str) -> bool {
    db.write(move |tx| {
        Box::pin(async move { tx.save_draft(&draft(1).id, revision, page, &sealed(page), at(100)).await })
    })
    .await
    .unwrap()
}

async fn a_page_is_saved_only_on_the_revision_it_was_made_from(db: Database) {
    put(&db, &draft(1)).await.unwrap();
    assert!(save(&db, 1, "kind").await);
    assert!(!save(&db, 1, "other").await);
    let kept = find(&db, &draft(1).id).await.unwrap();
    assert_eq!((kept.revision, kept.page.as_str(), kept.answers), (2, "kind", sealed("kind")));
    assert_eq!((kept.created_at, kept.updated_at), (at(1), at(100)));
    assert!(save(&db, 2, "what").await);
}

async fn a_draft_that_was_discarded_takes_no_more_pages(db: Database) {
    put(&db, &draft(1)).await.unwrap();
    set_state(&db, 1, DraftState::Sent).await;
    assert!(save(&db, 1, "further").await, "further questions come after it was sent");
    set_state(&db, 1, DraftState::Discarded).await;
    assert!(!save(&db, 2, "kind").await);
    let kept = find(&db, &draft(1).id).await.unwrap();
    assert_eq!((kept.state, kept.revision, kept.updated_at), (DraftState::Discarded, 2, at(200)));
}

async fn set_state(db: &Database, n: u8, state: DraftState) {
    db.write(move |tx| Box::pin(async move { tx.set_draft_state(&draft(n).id, state, at(200)).await }))
        .await
        .unwrap();
}

async fn the_open_drafts_of_somebody_come_with_the_one_touched_last_first(db: Database) {
    let open = || {
        let mine = || identity("U-amy");
        db.read(move |db| Box::pin(async move { db.open_drafts_of(&school("oak"), &mine(), 2).await }))
    };
    assert_eq!(open().await, []);
    for n in [2, 3, 1] {
        put(&db, &draft(n)).await.unwrap();
    }
    put(&db, &DraftRow { owner: identity("U-bob"), ..draft(4) }).await.unwrap();
    assert_eq!(open().await, [draft(3), draft(2)], "no more than were asked for");
    set_state(&db, 3, DraftState::Discarded).await;
    assert_eq!(open().await, [draft(2), draft(1)]);
}

async fn untouched_drafts_are_destroyed_and_sent_ones_are_kept(db: Database) {
    db.put_school("elm").await;
    for n in [1, 2, 3] {
        put(&db, &draft(n)).await.unwrap();
    }
    put(&db, &DraftRow { school: school("elm"), ..draft(4) }).await.unwrap();
    db.write(|tx| Box::pin(async move { tx.set_draft_state(&draft(2).id, DraftState::Sent, at(2)).await }))
        .await
        .unwrap();
    let destroyed =
        db.write(|tx| Box::pin(async move { tx.destroy_drafts(&school("oak"), at(2)).await })).await;
    assert_eq!(destroyed, Ok(1));
    let mut left = Vec::new();
    for n in 1..=4 {
        left.push(find(&db, &draft(n).id).await.is_some());
    }
    assert_eq!(left, [false, true, true, true]);
}

async fn the_owner_of_a_draft_that_was_gone_on_with_is_reminded_once(db: Database) {
    let waiting = || db.read(|db| Box::pin(async move { db.drafts_to_nudge(10).await }));
    for n in [2, 1] {
        put(&db, &DraftRow { revision: 2, ..draft(n) }).await.unwrap();
    }
    put(&db, &draft(3)).await.unwrap();
    let both = [1, 2].map(|n| (draft(n).id, school("oak"), at(i64::from(n))));
    assert_eq!(waiting().await, both, "the longest untouched first, and none that was only opened");
    let nudge = |since: i64| {
        db.write(move |tx| Box::pin(async move { tx.nudge_draft(&draft(1).id, at(since), at(50)).await }))
    };
    assert_eq!(nudge(0).await, Ok(false), "touched since");
    assert_eq!(nudge(1).await, Ok(true));
    assert_eq!(nudge(1).await, Ok(false));
    set_state(&db, 2, DraftState::Sent).await;
    assert_eq!(waiting().await, []);
}

async fn one_open_draft_is_destroyed_and_a_sent_one_never(db: Database) {
    for n in [1, 2] {
        put(&db, &draft(n)).await.unwrap();
    }
    set_state(&db, 2, DraftState::Sent).await;
    for (n, destroyed) in [(1, true), (1, false), (2, false)] {
        let gone = db.write(move |tx| Box::pin(async move { tx.destroy_draft(&draft(n).id).await })).await;
        assert_eq!(gone, Ok(destroyed), "{n}");
    }
    assert!(find(&db, &draft(1).id).await.is_none() && find(&db, &draft(2).id).await.is_some());
}
