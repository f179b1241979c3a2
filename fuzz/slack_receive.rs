//! Whatever stands in a payload from Slack: it is read or refused, and what comes of it is sound.
#![no_main]

use hearken::chat::{Action, Input, Place};
use hearken::domain::school::Identity;
use hearken::domain::text::Text;
use hearken::platforms::slack::receive::{Kind, Received, read};
use hearken::platforms::slack::surface::At;
use hearken::platforms::slack::workspaces::{Access, Workspaces};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static WORKSPACES: LazyLock<Workspaces> = LazyLock::new(|| {
    let workspaces = Workspaces::default();
    for id in ["T0OAK", "E0TRUST"] {
        workspaces.put(id, Access { token: Text::new("xoxb-test"), bot: Some("U0BOT".to_owned()) });
    }
    workspaces
});

fuzz_target!(|payload: &[u8]| {
    for kind in [Kind::Command, Kind::Interaction, Kind::EventsApi] {
        sound(kind, read(kind, payload, &WORKSPACES));
    }
});

fn sound(kind: Kind, received: Received) {
    match received {
        Received::Event { event, surface } => {
            assert_eq!(event.workspace, event.from.workspace_key());
            assert_eq!(surface.user, event.from.user);
            plain(&event.from);
            assert!(event.id.as_str().starts_with("slack:") && event.id.as_str().len() == 38);
            match event.action {
                Action::ReportMessage { link, author } => {
                    assert!(link.expose().starts_with("https://"));
                    assert!(link.expose().bytes().all(|b| b.is_ascii_graphic()));
                    author.iter().for_each(plain);
                }
                Action::Answer { values, .. } => {
                    assert_eq!(kind, Kind::Interaction);
                    assert!(matches!(surface.at, At::Submission(_) | At::View(_)));
                    for value in values.values() {
                        if let Input::People(people) = value {
                            people.iter().for_each(plain);
                        }
                    }
                }
                Action::Command { name, .. } => assert!(!name.is_empty()),
                Action::Press { .. } => assert_eq!(kind, Kind::Interaction),
                Action::FileOffered | Action::HomeOpened => assert_eq!(kind, Kind::EventsApi),
            }
        }
        Received::SpaceChanged(space) => {
            assert!(matches!(space.place, Place::Space { space } if is_plain(&space)));
        }
        Received::Revoked { workspace } => assert!(matches!(workspace.as_str(), "T0OAK" | "E0TRUST")),
        // Whose workspace it is shows when Slack is asked there: with no token for it, nothing is.
        Received::MemberChanged { user, .. } => assert!(kind == Kind::EventsApi && is_plain(&user)),
        Received::Challenge(_) => assert_eq!(kind, Kind::EventsApi),
        Received::Nothing | Received::NotUnderstood(_) => {}
    }
}

fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_graphic() && b != b'/')
}

fn plain(who: &Identity) {
    assert!(is_plain(&who.user), "{who}");
}
