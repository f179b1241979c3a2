//! News of somebody in the directory: it says that something has changed, and Slack is asked what is so now.

use super::desk::{Desk, recorded, someone};
use hearken::chat::Standing;
use hearken::platforms::slack::inbox::Answer;
use hearken::platforms::slack::receive::Kind;
use serde_json::{Value, json};

/// The same, with something else about them.
fn but(user: &str, what: &str, is: bool) -> Value {
    let mut someone = someone(user);
    someone["user"][what] = json!(is);
    someone
}

#[tokio::test]
async fn late_news_of_somebody_undoes_nothing_newer() {
    let desk = Desk::open().await;
    // Slack tells once more that somebody came, and by now they are gone; and the other way round.
    desk.api.will("users.info", but("U0NEW", "deleted", true));
    desk.api.will("users.info", but("U0NEW", "is_restricted", true));
    desk.api.will("users.info", someone("U0NEW"));
    for file in ["event-team-join.json", "event-team-join.json", "event-user-gone.json"] {
        assert_eq!(desk.reception.take(Kind::EventsApi, &recorded(file)).await, Answer::Taken);
    }
    let new = |standing| ("slack/T0OAK/U0NEW".to_owned(), standing);
    assert_eq!(desk.app.standings(), [new(Standing::Gone), new(Standing::Guest), new(Standing::Staff)]);
}

#[tokio::test]
async fn news_of_whom_slack_does_not_tell_changes_nothing() {
    let desk = Desk::open().await;
    desk.api.refuses("users.info", "user_not_found");
    desk.api.refuses("users.info", "fatal_error");
    desk.api.will("users.info", but("U0NEW", "is_bot", true));
    for _ in 0..3 {
        let answer = desk.reception.take(Kind::EventsApi, &recorded("event-team-join.json")).await;
        assert_eq!(answer, Answer::Taken);
    }
    assert_eq!(desk.app.seen(), 0);
}
