//! Events seen before, and unfinished reports.

use super::harness::{Database, at, case, identity, insert_case, person, school, sealed};
use hearken::domain::Moment;
use hearken::domain::id::{CaseId, DraftId, EventId};
use hearken::domain::school::{PlatformKind, WorkspaceKey};
use hearken::store::{ArrivalRow, DraftRow, DraftState, FormRow, FormState, StoreError};

on_both_databases!(
    an_event_is_new_once_a_school,
    an_event_whose_job_failed_is_still_new,
    a_forgotten_event_is_new_again,
    a_draft_comes_back_as_it_was_put,
    a_case_id_is_given_to_one_draft,
    an_event_arrives_with_the_draft_it_speaks_of,
    an_event_arrives_with_how_its_sender_is_spoken_to_and_the_edition_of_the_staff,
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

async fn arrival(db: &Database, workspace: &str, user: &str, about: Option<DraftId>) -> Option<ArrivalRow> {
    let key = WorkspaceKey { platform: PlatformKind::Slack, workspace: workspace.into() };
    let from = identity(user);
    db.read(move |db| Box::pin(async move { db.arrival(&key, &from, about.as_ref()).await })).await
}

async fn link(db: &Database, workspace: &'static str, at_school: &'static str) {
    let key = WorkspaceKey { platform: PlatformKind::Slack, workspace: workspace.into() };
    db.write(move |tx| Box::pin(async move { tx.link_workspace(&key, &school(at_school)).await }))
        .await
        .unwrap();
}

async fn an_event_arrives_with_the_draft_it_speaks_of(db: Database) {
    db.put_school("elm").await;
    link(&db, "T1", "oak").await;
    let elsewhere = DraftRow { school: school("elm"), ..draft(2) };
    for row in [&draft(1), &elsewhere] {
        put(&db, row).await.unwrap();
    }
    let form = FormRow {
        id: draft(3).id,
        school: school("oak"),
        case: case(1).id,
        owner: identity("U-dan"),
        page: "ask_reporter".into(),
        entry: None,
        state: FormState::Open,
        created_at: at(1),
    };
    db.write(move |tx| {
        Box::pin(async move {
            insert_case(tx, &case(1)).await?;
            tx.open_form(&form).await
        })
    })
    .await
    .unwrap();
    let nothing =
        ArrivalRow { school: school("oak"), spoken: None, edition: None, draft: None, has_form: false };
    let about = |id: DraftId| arrival(&db, "T1", "U-amy", Some(id));
    // Whose it is, whoever speaks of it has to look at.
    assert_eq!(about(draft(1).id).await, Some(ArrivalRow { draft: Some(draft(1)), ..nothing.clone() }));
    assert_eq!(about(draft(2).id).await.as_ref(), Some(&nothing), "another school's");
    assert_eq!(about(draft(3).id).await, Some(ArrivalRow { has_form: true, ..nothing.clone() }));
    assert_eq!(about(draft(4).id).await.as_ref(), Some(&nothing));
    assert_eq!(arrival(&db, "T1", "U-amy", None).await.as_ref(), Some(&nothing));
    assert_eq!(arrival(&db, "T2", "U-amy", Some(draft(1).id)).await, None);
}

async fn an_event_arrives_with_how_its_sender_is_spoken_to_and_the_edition_of_the_staff(db: Database) {
    link(&db, "T1", "oak").await;
    db.write(|tx| {
        Box::pin(async move {
            tx.put_person(&school("oak"), &person("dan"), &sealed("Dan"), at(1)).await?;
            tx.link_identity(&school("oak"), &identity("U-dan"), &person("dan")).await?;
            tx.choose_locale(&school("oak"), &person("dan"), "es-ES").await?;
            tx.remember_locale(&identity("U-dan"), Some("en-US")).await
        })
    })
    .await
    .unwrap();
    let (spoken, edition) = db
        .read(|db| {
            Box::pin(async move {
                Ok((db.spoken(&identity("U-dan")).await?, db.staff_edition(&school("oak")).await?))
            })
        })
        .await;
    assert!(spoken.is_some() && edition.is_some());
    let dan = arrival(&db, "T1", "U-dan", None).await.unwrap();
    assert_eq!((dan.spoken, &dan.edition), (spoken, &edition));
    let stranger = arrival(&db, "T1", "U-eve", None).await.unwrap();
    assert_eq!((stranger.spoken, stranger.edition), (None, edition));
}

async fn save(db: &Database, revision: i64, page: &'static str) -> bool {
    db.write(move |tx| {
        Box::pin(async move {
            let (id, answers) = (draft(1).id, sealed(page));
            tx.save_draft(&id, revision, page, &answers, DraftState::Open, at(100)).await
        })
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
    set_state(&db, 1, DraftState::Sent, at(100)).await;
    // Further questions come after it was sent.
    set_state(&db, 1, DraftState::Sent, at(150)).await;
    set_state(&db, 1, DraftState::Discarded, at(200)).await;
    assert!(!save(&db, 4, "kind").await);
    let kept = find(&db, &draft(1).id).await.unwrap();
    assert_eq!((kept.state, kept.revision, kept.updated_at), (DraftState::Discarded, 4, at(200)));
}

async fn set_state(db: &Database, n: u8, state: DraftState, now: Moment) {
    let saved = db.write(move |tx| {
        Box::pin(async move {
            let row = tx.draft(&draft(n).id).await?.unwrap();
            tx.save_draft(&row.id, row.revision, "page", &row.answers, state, now).await
        })
    });
    assert_eq!(saved.await, Ok(true), "{state:?}");
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
    set_state(&db, 3, DraftState::Discarded, at(200)).await;
    assert_eq!(open().await, [draft(2), draft(1)]);
}

async fn untouched_drafts_are_destroyed_and_sent_ones_are_kept(db: Database) {
    db.put_school("elm").await;
    for n in [1, 2, 3] {
        put(&db, &draft(n)).await.unwrap();
    }
    put(&db, &DraftRow { school: school("elm"), ..draft(4) }).await.unwrap();
    set_state(&db, 2, DraftState::Sent, at(2)).await;
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
    set_state(&db, 2, DraftState::Sent, at(200)).await;
    assert_eq!(waiting().await, []);
}

async fn one_open_draft_is_destroyed_and_a_sent_one_never(db: Database) {
    for n in [1, 2] {
        put(&db, &draft(n)).await.unwrap();
    }
    set_state(&db, 2, DraftState::Sent, at(200)).await;
    for (n, destroyed) in [(1, true), (1, false), (2, false)] {
        let gone = db.write(move |tx| Box::pin(async move { tx.destroy_draft(&draft(n).id).await })).await;
        assert_eq!(gone, Ok(destroyed), "{n}");
    }
    assert!(find(&db, &draft(1).id).await.is_none() && find(&db, &draft(2).id).await.is_some());
}
