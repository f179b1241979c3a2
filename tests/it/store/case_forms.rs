//! Forms about a case, questions to its reporter, and where the reporter's own card stands.

use super::harness::{Database, at, case, identity, insert_case, school, sealed};
use hearken::domain::id::DraftId;
use hearken::store::{FormRow, FormState, QuestionRow, StoreError};

on_both_databases!(
    a_form_comes_back_as_it_was_opened_and_only_at_its_school,
    a_form_is_sent_once,
    old_forms_are_forgotten,
    a_form_must_belong_to_the_cases_own_school,
    a_question_is_reminded_of_once_and_never_after_its_answer,
    a_question_asked_at_a_time_that_has_not_come_is_due,
    the_first_answer_to_a_question_counts,
    a_reporters_card_stands_in_one_place,
    the_last_entry_of_a_kind_is_told_by_its_time,
    places_begin_again_at_the_first_step,
);

async fn put_case(db: &Database) {
    db.write(|tx| Box::pin(async move { insert_case(tx, &case(1)).await })).await.unwrap();
}

fn form(n: u8) -> FormRow {
    FormRow {
        id: DraftId::from_random([n; 16]),
        school: school("oak"),
        case: case(1).id,
        owner: identity("U-dan"),
        page: "ask_reporter".into(),
        entry: (n > 1).then_some(7),
        state: FormState::Open,
        created_at: at(i64::from(n)),
    }
}

async fn open(db: &Database, form: FormRow) -> Result<(), StoreError> {
    db.write(move |tx| Box::pin(async move { tx.open_form(&form).await })).await
}

async fn find(db: &Database, of: &'static str, n: u8) -> Option<FormRow> {
    db.read(move |db| Box::pin(async move { db.case_form(&school(of), &form(n).id).await })).await
}

async fn a_form_comes_back_as_it_was_opened_and_only_at_its_school(db: Database) {
    db.put_school("elm").await;
    put_case(&db).await;
    for n in [1, 2] {
        open(&db, form(n)).await.unwrap();
        assert_eq!(find(&db, "oak", n).await, Some(form(n)));
        assert_eq!(find(&db, "elm", n).await, None);
    }
    assert_eq!(open(&db, form(1)).await, Err(StoreError::Conflict));
    assert_eq!(find(&db, "oak", 3).await, None);
}

async fn a_form_is_sent_once(db: Database) {
    put_case(&db).await;
    open(&db, form(1)).await.unwrap();
    let send = || db.write(|tx| Box::pin(async move { tx.send_form(&form(1).id).await }));
    assert_eq!((send().await, send().await), (Ok(true), Ok(false)));
    assert_eq!(find(&db, "oak", 1).await.unwrap().state, FormState::Sent);
}

async fn old_forms_are_forgotten(db: Database) {
    put_case(&db).await;
    for n in [1, 2] {
        open(&db, form(n)).await.unwrap();
    }
    let forget = |of: &'static str| {
        db.write(move |tx| Box::pin(async move { tx.forget_forms(&school(of), at(2)).await }))
    };
    assert_eq!((forget("elm").await, forget("oak").await), (Ok(0), Ok(1)));
    assert_eq!((find(&db, "oak", 1).await, find(&db, "oak", 2).await), (None, Some(form(2))));
}

async fn a_form_must_belong_to_the_cases_own_school(db: Database) {
    db.put_school("elm").await;
    put_case(&db).await;
    let crossed = FormRow { school: school("elm"), ..form(1) };
    assert_eq!(open(&db, crossed).await, Err(StoreError::Failed("constraint")));
}

async fn ask(db: &Database, entry: i64, asked: i64, remind: i64) {
    db.write(move |tx| {
        Box::pin(
            async move { tx.add_question(&school("oak"), &case(1).id, entry, at(asked), at(remind)).await },
        )
    })
    .await
    .unwrap();
}

async fn due(db: &Database, now: i64) -> Vec<i64> {
    let rows = db.read(move |db| Box::pin(async move { db.reminders_due(at(now), 0, 10).await })).await;
    rows.into_iter().map(|row| row.unwrap().entry).collect()
}

async fn take(db: &Database, entry: i64) -> bool {
    db.write(move |tx| Box::pin(async move { tx.take_reminder(&case(1).id, entry).await })).await.unwrap()
}

async fn answer(db: &Database, entry: i64, by: i64) {
    db.write(move |tx| Box::pin(async move { tx.answer_question(&case(1).id, entry, by).await }))
        .await
        .unwrap();
}

async fn questions(db: &Database) -> Vec<QuestionRow> {
    db.read(|db| Box::pin(async move { db.questions(&case(1).id).await })).await
}

async fn a_question_is_reminded_of_once_and_never_after_its_answer(db: Database) {
    put_case(&db).await;
    ask(&db, 2, 0, 50).await;
    ask(&db, 1, 0, 60).await;
    let next = |after: i64| db.read(move |db| Box::pin(async move { db.next_reminder_at(at(after)).await }));
    assert_eq!((due(&db, 49).await, next(49).await), (Vec::new(), Some(at(50))));
    assert_eq!((due(&db, 60).await, next(60).await), (vec![2, 1], None));
    assert!(take(&db, 2).await && !take(&db, 2).await);
    answer(&db, 1, 3).await;
    assert!(!take(&db, 1).await);
    assert!(due(&db, 90).await.is_empty());
}

async fn a_question_asked_at_a_time_that_has_not_come_is_due(db: Database) {
    put_case(&db).await;
    ask(&db, 1, 1000, 2000).await;
    assert_eq!(due(&db, 999).await, [1]);
    assert!(due(&db, 1000).await.is_empty());
}

async fn the_first_answer_to_a_question_counts(db: Database) {
    put_case(&db).await;
    ask(&db, 1, 0, 50).await;
    let asked = QuestionRow {
        school: school("oak"),
        case: case(1).id,
        entry: 1,
        remind_at: Some(at(50)),
        answer: None,
        receipt: None,
    };
    assert_eq!(questions(&db).await, std::slice::from_ref(&asked));
    for by in [2, 3] {
        answer(&db, 1, by).await;
    }
    db.write(|tx| Box::pin(async move { tx.put_question_card(&case(1).id, 1, "{}").await })).await.unwrap();
    let answered = QuestionRow { remind_at: None, answer: Some(2), receipt: Some("{}".into()), ..asked };
    assert_eq!(questions(&db).await, [answered]);
}

async fn a_reporters_card_stands_in_one_place(db: Database) {
    put_case(&db).await;
    let stands = || db.read(|db| Box::pin(async move { db.reporter_card(&case(1).id).await }));
    assert_eq!(stands().await, None);
    for receipt in ["one", "two"] {
        db.write(move |tx| {
            Box::pin(async move { tx.put_reporter_card(&school("oak"), &case(1).id, receipt).await })
        })
        .await
        .unwrap();
        assert_eq!(stands().await.as_deref(), Some(receipt));
    }
}

async fn the_last_entry_of_a_kind_is_told_by_its_time(db: Database) {
    put_case(&db).await;
    for (kind, when) in [("closed", 3), ("more", 4), ("closed", 5), ("more", 6)] {
        db.write(move |tx| {
            Box::pin(async move {
                tx.add_entry(&school("oak"), &case(1).id, kind, at(when), None, &sealed("x")).await
            })
        })
        .await
        .unwrap();
    }
    let last = |kind| db.read(move |db| Box::pin(async move { db.last_entry_at(&case(1).id, kind).await }));
    assert_eq!((last("closed").await, last("question").await), (Some(at(5)), None));
}

async fn places_begin_again_at_the_first_step(db: Database) {
    put_case(&db).await;
    for step in [0, 3, 1002] {
        db.write(move |tx| {
            Box::pin(async move { tx.add_place(&school("oak"), &case(1).id, "{}", "{}", step).await })
        })
        .await
        .unwrap();
    }
    db.write(|tx| Box::pin(async move { tx.begin_places_again(&case(1).id).await })).await.unwrap();
    let places = db.read(|db| Box::pin(async move { db.places(&case(1).id).await })).await;
    assert_eq!(places.iter().map(|place| place.step).collect::<Vec<_>>(), [0, 0, 0]);
}
