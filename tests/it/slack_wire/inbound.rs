//! What Slack sends, as it was recorded, and what each of it becomes: every kind, with what is unknown, missing or null
//! in it, from an organisation's many workspaces and from strangers.

use super::desk::recorded;
use hearken::chat::{Action, Address, Event, Input};
use hearken::domain::text::Text;
use hearken::platforms::slack::receive::{Kind, Received, read};
use hearken::platforms::slack::surface::{At, Surface};
use hearken::platforms::slack::workspaces::{Access, Workspaces};
use std::collections::BTreeSet;

/// The school's own workspace, and an organisation that let the app into all of its workspaces.
fn workspaces() -> Workspaces {
    let workspaces = Workspaces::default();
    for id in ["T0OAK", "E0TRUST"] {
        workspaces.put(id, Access { token: Text::new("xoxb-test"), bot: Some("U0BOT".to_owned()) });
    }
    workspaces
}

fn kind_of(file: &str) -> Kind {
    match file.split('-').next().unwrap() {
        "command" => Kind::Command,
        "interaction" => Kind::Interaction,
        "event" => Kind::EventsApi,
        other => panic!("{other} is no kind"),
    }
}

fn input(input: &Input) -> String {
    match input {
        Input::Text(text) => format!("{:?}", text.expose()),
        Input::Picked(options) => format!("{options:?}"),
        Input::People(people) => {
            let people: Vec<String> =
                people.iter().map(|who| format!("{}/{}", who.workspace, who.user)).collect();
            format!("<{}>", people.join(" "))
        }
        Input::Tick(ticked) => format!("{ticked}"),
    }
}

fn action(action: &Action) -> String {
    match action {
        Action::Command { name, rest } if rest.is_blank() => format!("command {name}"),
        Action::Command { name, rest } => format!("command {name} {:?}", rest.expose()),
        Action::Answer { draft, revision, page, values, pressed } => {
            assert_eq!(draft.as_str(), "0123456789abcdef0123456789abcdef");
            let values: Vec<String> =
                values.iter().map(|(id, value)| format!("{id}={}", input(value))).collect();
            format!("answer {page}/{revision} pressed {pressed} {}", values.join(" ")).trim_end().to_owned()
        }
        Action::Press { button, value } => format!("press {button} {value}").trim_end().to_owned(),
        Action::ReportMessage { link, author } => {
            let author = author.as_ref().map(|who| format!("{}/{}", who.workspace, who.user));
            format!("report {} by {}", link.expose(), author.as_deref().unwrap_or("nobody known"))
        }
        Action::FileOffered => "file offered".to_owned(),
        Action::HomeOpened => "home opened".to_owned(),
    }
}

fn at(at: &At) -> String {
    match at {
        At::Command => "command".to_owned(),
        At::Submission(view) => {
            format!("submission of {} {}", view.id, view.hash.as_deref().unwrap_or("without hash"))
        }
        At::View(view) => format!("view {}{}", view.id, if view.page.is_some() { "" } else { ", a card" }),
        At::Message => "message".to_owned(),
        At::Home => "home".to_owned(),
        At::Direct { channel } => format!("direct {channel}"),
    }
}

/// One line for one payload.
fn told(received: Received) -> String {
    match received {
        Received::Event { event, surface } => {
            let Event { workspace, from, locale, .. } = &event;
            assert_eq!((&from.workspace_key(), locale), (workspace, &None));
            let Surface { workspace, user, trigger, .. } = &surface;
            assert_eq!(user, &from.user);
            let elsewhere = match *workspace == from.workspace {
                true => String::new(),
                false => format!(", answered by {workspace}"),
            };
            let trigger = if trigger.is_some() { "" } else { ", no trigger" };
            let (action, at) = (action(&event.action), at(&surface.at));
            format!("{action} · {}/{user}{elsewhere} · {at}{trigger}", from.workspace)
        }
        Received::MemberChanged { workspace, user } => format!("member {workspace}/{user}"),
        Received::SpaceChanged(space) => format!("space {}", Address::key(&space)),
        Received::Revoked { workspace } => format!("revoked {workspace}"),
        Received::Challenge(challenge) => format!("challenge {challenge}"),
        Received::Nothing => "nothing".to_owned(),
        Received::NotUnderstood(what) => format!("not understood: {what}"),
    }
}

const TEACHER: &str = "T0OAK/U0TEACHER";
const EVERYTHING: &str = "agreed=true day=\"2026-11-21\" hour=\"14:05\" long=\"zanzibarquartz\\nand «más»\" \
    one=[\"bullying\"] one_of_many=[\"year_9\"] short=\"obsidianfern\" some=[\"school\", \"online\"] \
    some_of_many=[\"a\", \"b\"] typed_day=\"last Tuesday\" who=<T0OAK/U0OTHER T0OAK/U0DSL> who_alone=<T0OAK/U0OTHER>";
const LINK: &str = "https://oakschool.slack.com/archives/C0GENERAL/p1795000000123456";

/// Every recorded payload with what it becomes.
fn expected() -> Vec<(&'static str, String)> {
    let by_teacher = |what: &str, at: &str| format!("{what} · {TEACHER} · {at}");
    let not_understood = |what: &str| format!("not understood: {what}");
    let submitted = "submission of V0MODAL 1795000000.hash";
    let nothing = || "nothing".to_owned();
    let safe = || "space slack/T0OAK/space/C0SAFE".to_owned();
    vec![
        ("command-concern.form", by_teacher("command concern", "command")),
        ("command-concern-socket.json", by_teacher("command concern", "command")),
        ("command-hearken.form", by_teacher("command hearken \"languages please\"", "command")),
        ("command-grid.form", "command concern · E0TRUST/W0TEACHER · command".to_owned()),
        ("command-other-workspace.form", "command concern · T0STRANGE/U0TEACHER · command".to_owned()),
        ("command-ssl-check.form", nothing()),
        ("command-no-user.form", not_understood("command")),
        ("command-nulls.json", by_teacher("command concern", "command, no trigger")),
        ("interaction-shortcut.json", by_teacher("command concern", "command")),
        ("interaction-shortcut-unknown.json", nothing()),
        ("interaction-shortcut-org-wide.json", "command concern · E0TRUST/W0TEACHER · command".to_owned()),
        (
            "interaction-shortcut-stranger.json",
            "command concern · T0STRANGE/U0GUEST, answered by T0OAK · command".to_owned(),
        ),
        ("interaction-message.json", by_teacher(&format!("report {LINK} by T0OAK/U0OTHER"), "command")),
        (
            "interaction-message-in-thread.json",
            by_teacher(
                &format!("report {LINK}?thread_ts=1794999999.000001&cid=C0GENERAL by T0OAK/U0OTHER"),
                "command",
            ),
        ),
        ("interaction-message-by-bot.json", by_teacher(&format!("report {LINK} by nobody known"), "command")),
        ("interaction-message-by-stranger.json", by_teacher(&format!("report {LINK} by T0STRANGE/U0GUEST"), "command")),
        (
            "interaction-message-org-wide.json",
            "report https://slack.com/archives/C0GENERAL/p1795000000123456 by E0TRUST/U0OTHER · E0TRUST/W0TEACHER · command"
                .to_owned(),
        ),
        ("interaction-message-nowhere.json", not_understood("shortcut")),
        ("interaction-message-odd-names.json", not_understood("shortcut")),
        ("interaction-submission.json", by_teacher(&format!("answer what/3 pressed next {EVERYTHING}"), submitted)),
        ("interaction-submission.form", by_teacher(&format!("answer what/3 pressed next {EVERYTHING}"), submitted)),
        (
            "interaction-submission-empty.json",
            by_teacher(
                "answer what/3 pressed next agreed=false day=\"\" hour=\"\" one=[] short=\"\" some=[] who=<> who_alone=<>",
                submitted,
            ),
        ),
        ("interaction-submission-no-state.json", by_teacher("answer what/3 pressed next", submitted)),
        (
            "interaction-submission-org-wide.json",
            format!("answer what/3 pressed next who=<E0TRUST/U0OTHER E0TRUST/U0DSL> · E0TRUST/W0TEACHER · {submitted}"),
        ),
        ("interaction-submission-shared.json", by_teacher("answer what/3 pressed next", submitted)),
        ("interaction-submission-new-element.json", not_understood("submission")),
        ("interaction-submission-wrong-value.json", not_understood("submission")),
        ("interaction-submission-no-page.json", not_understood("submission")),
        ("interaction-submission-no-forward.json", not_understood("submission")),
        ("interaction-submission-nobody.json", not_understood("submission")),
        ("interaction-submission-no-view.json", not_understood("submission")),
        (
            "interaction-submission-odd-team.json",
            by_teacher("answer what/3 pressed next", "submission of V0MODAL without hash, no trigger"),
        ),
        (
            "interaction-submission-rich.json",
            by_teacher(
                "answer what/3 pressed next long=\"She said stop to @U0OTHER:wave:\\ntwice\\nhttps://example.org/a\\ngo away\\n21 November\"",
                submitted,
            ),
        ),
        ("interaction-view-closed.json", nothing()),
        (
            "interaction-button-page.json",
            by_teacher("answer what/3 pressed back short=\"obsidianfern\"", "view V0MODAL"),
        ),
        ("interaction-button-page-without-page.json", not_understood("action")),
        ("interaction-button-card-in-modal.json", by_teacher("press read case-1", "view V0MODAL, a card")),
        ("interaction-button-message.json", by_teacher("press acknowledge case-1", "message")),
        (
            "interaction-button-stranger.json",
            "press read case-1 · T0STRANGE/U0GUEST, answered by T0OAK · message".to_owned(),
        ),
        ("interaction-button-grid.json", "press read case-1 · T0OAK/W0DSL · message".to_owned()),
        ("interaction-button-home.json", by_teacher("press raise", "home")),
        ("interaction-button-link.json", nothing()),
        ("interaction-button-none.json", nothing()),
        ("interaction-button-no-actions.json", not_understood("action")),
        ("interaction-suggestion.json", nothing()),
        ("interaction-unknown-kind.json", nothing()),
        ("interaction-no-kind.json", not_understood("interaction")),
        ("event-home.json", by_teacher("home opened", "home, no trigger")),
        ("event-home-messages.json", nothing()),
        ("event-home-org-wide.json", "home opened · E0TRUST/W0TEACHER · home, no trigger".to_owned()),
        ("event-words.json", by_teacher("command help", "direct D0TEACHER, no trigger")),
        ("event-words-concern.json", by_teacher("command help", "direct D0TEACHER, no trigger")),
        ("event-words-thread.json", by_teacher("command help", "direct D0TEACHER, no trigger")),
        (
            "event-words-stranger.json",
            "command help · T0STRANGE/U0GUEST, answered by T0OAK · direct D0TEACHER, no trigger".to_owned(),
        ),
        ("event-file.json", by_teacher("file offered", "direct D0TEACHER, no trigger")),
        ("event-own-message.json", nothing()),
        ("event-own-user.json", nothing()),
        ("event-bot-message.json", nothing()),
        ("event-edited.json", nothing()),
        ("event-deleted.json", nothing()),
        ("event-in-channel.json", nothing()),
        ("event-words-nowhere.json", not_understood("event")),
        ("event-joined.json", safe()),
        ("event-left.json", safe()),
        ("event-archived.json", safe()),
        ("event-group-archived.json", "space slack/T0OAK/space/G0SAFE".to_owned()),
        ("event-renamed.json", safe()),
        ("event-made-public.json", safe()),
        ("event-shared.json", safe()),
        ("event-joined-org-wide.json", "space slack/E0TRUST/space/C0SAFE".to_owned()),
        ("event-joined-nowhere.json", not_understood("event")),
        ("event-team-join.json", "member T0OAK/U0NEW".to_owned()),
        ("event-user-gone.json", "member T0OAK/U0NEW".to_owned()),
        ("event-user-guest.json", "member T0OAK/U0NEW".to_owned()),
        ("event-user-bot.json", "member T0OAK/U0ROBOT".to_owned()),
        ("event-user-slackbot.json", "member T0OAK/USLACKBOT".to_owned()),
        ("event-user-stranger.json", "member T0OAK/U0GUEST".to_owned()),
        ("event-user-grid.json", "member E0TRUST/W0NEW".to_owned()),
        ("event-user-none.json", not_understood("event")),
        ("event-tokens-revoked.json", "revoked T0OAK".to_owned()),
        ("event-tokens-of-people.json", nothing()),
        ("event-uninstalled.json", "revoked T0OAK".to_owned()),
        ("event-uninstalled-elsewhere.json", nothing()),
        ("event-challenge.json", "challenge 3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P".to_owned()),
        ("event-challenge-empty.json", not_understood("event")),
        ("event-unknown.json", nothing()),
        ("event-unknown-outer.json", nothing()),
        ("event-nulls.json", by_teacher("home opened", "home, no trigger")),
        ("event-no-kind.json", not_understood("event")),
    ]
}

#[test]
fn every_recorded_payload_becomes_what_it_should() {
    let wrong: Vec<String> = expected()
        .into_iter()
        .map(|(file, expected)| (file, expected, told(read(kind_of(file), &recorded(file), &workspaces()))))
        .filter(|(_, expected, is)| expected != is)
        .map(|(file, expected, is)| format!("{file}\n  {is}\n  instead of\n  {expected}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/slack_wire/inbound");
    let files =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let listed = expected().into_iter().map(|(file, _)| file.to_owned());
    assert_eq!(
        files.collect::<BTreeSet<_>>(),
        listed.collect::<BTreeSet<_>>(),
        "each file is expected, and only once"
    );
}

fn id(kind: Kind, raw: &str) -> String {
    match read(kind, raw.as_bytes(), &workspaces()) {
        Received::Event { event, .. } => event.id.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

fn text(file: &str) -> String {
    String::from_utf8(recorded(file)).unwrap()
}

#[test]
fn one_thing_has_one_id_however_often_and_by_whatever_way_it_is_delivered() {
    let command = id(Kind::Command, &text("command-concern.form"));
    assert_eq!(command, id(Kind::Command, &text("command-concern-socket.json")));
    assert_eq!((&command[..6], command.len()), ("slack:", 38));
    let submission = text("interaction-submission.json");
    assert_eq!(
        id(Kind::Interaction, &submission),
        id(Kind::Interaction, &text("interaction-submission.form"))
    );
    // Submitted once more after its errors, it is another thing; so is the same by somebody else, or somewhere else.
    let more = submission.replace("1001.2002.cccc", "1001.2002.dddd");
    let somebody_else = submission.replace("U0TEACHER", "U0OTHERS");
    let somewhere_else = submission.replace("T0OAK", "T0ELM");
    let event = text("event-words.json");
    let later = event.replace("Ev0AAAAAAA", "Ev0BBBBBBB");
    let ids = BTreeSet::from([
        command,
        id(Kind::Interaction, &submission),
        id(Kind::Interaction, &more),
        id(Kind::Interaction, &somebody_else),
        id(Kind::Interaction, &somewhere_else),
        id(Kind::EventsApi, &event),
        id(Kind::EventsApi, &later),
    ]);
    assert_eq!(ids.len(), 7);
    // Delivered again, an event may say so, and is the same all the same.
    assert_eq!(id(Kind::EventsApi, &event), id(Kind::EventsApi, &event.replace("4-opaque", "5-opaque")));
}

#[test]
fn nothing_that_somebody_wrote_is_printed() {
    for (file, _) in expected() {
        let printed = format!("{:?}", read(kind_of(file), &recorded(file), &workspaces()));
        for word in
            ["zanzibarquartz", "obsidianfern", "last Tuesday", "Ben Shaw", "ben@oak", "languages please"]
        {
            assert!(!printed.contains(word), "{file}: {word} in {printed}");
        }
    }
}

#[test]
fn what_is_cut_off_anywhere_is_never_taken_for_whole() {
    for file in ["interaction-submission.json", "interaction-message.json", "event-file.json"] {
        let whole = recorded(file);
        // Some writers end a file with a line break.
        let end = whole.trim_ascii_end().len();
        for length in 0..end {
            let cut = read(kind_of(file), &whole[..length], &workspaces());
            assert!(matches!(cut, Received::NotUnderstood(_)), "{file} at {length}: {cut:?}");
        }
    }
}
