//! What settings may say of Slack, and how they are told what is wrong: plainly, and without a word of a secret.

use hearken::config::{Settings, SlackAccess, TeamSpace};
use std::fs;

const OAK: &str = "[school]\nid = \"oak\"\nname = \"Oak\"\nprofile = \"kent\"\nphone = \"0118 4960 0110\"\n";
const TWO: &str = "[[school]]\nid = \"oak\"\nname = \"Oak\"\nprofile = \"kent\"\nphone = \"0118 4960 0110\"\n\
                   [[school]]\nid = \"elm\"\nname = \"Elm\"\nprofile = \"kings\"\nphone = \"0118 4960 0111\"\n";
const TOKENS: &str = "bot_token = \"xoxb-zanzibar\"\napp_token = \"xapp-quartz\"\n";

fn read(schools: &str, more: &str) -> Result<Settings, String> {
    Settings::built_in(&format!("data_dir = \"/tmp/none\"\n{schools}{more}"))
}

fn access(schools: &str, more: &str) -> Result<SlackAccess, String> {
    let settings = read(schools, more)?;
    settings.slack.as_ref().expect("there is a table").access(&settings.schools)
}

#[test]
fn one_school_needs_no_more_than_two_tokens() {
    let access = access(OAK, &format!("[slack]\n{TOKENS}")).unwrap();
    let [workspace] = &access.workspaces[..] else { panic!("{access:?}") };
    assert_eq!((workspace.id.as_deref(), workspace.school.as_str()), (None, "oak"));
    assert_eq!(workspace.space, TeamSpace::None);
    assert_eq!(workspace.bot_token.as_ref().unwrap().expose(), "xoxb-zanzibar");
    assert_eq!(access.app_token.unwrap().expose(), "xapp-quartz");
}

#[test]
fn several_schools_have_a_workspace_each_and_people_of_their_own() {
    let workspaces = "[slack]\napp_token = \"xapp-quartz\"\n\
                      [[slack.workspace]]\nid = \"T0AK\"\nschool = \"oak\"\nbot_token = \"xoxb-a\"\nsafeguarding = \"C01\"\n\
                      [[slack.workspace]]\nid = \"E0ELM\"\nschool = \"elm\"\nbot_token = \"xoxb-b\"\ngroup = true\n";
    let person =
        "[[person]]\nuser = \"amara\"\nname = \"Amara\"\nroles = [\"dsl\"]\nemail = \"amara@oak.example\"\n";
    let settings = read(TWO, &format!("{workspaces}{person}school = \"elm\"\n")).unwrap();
    let access = settings.slack.as_ref().unwrap().access(&settings.schools).unwrap();
    let places: Vec<_> =
        access.workspaces.iter().map(|w| (w.id.as_deref().unwrap(), w.school.as_str(), &w.space)).collect();
    let channel = TeamSpace::Channel("C01".to_owned());
    assert_eq!(places, [("T0AK", "oak", &channel), ("E0ELM", "elm", &TeamSpace::Group)]);
    let of = |n: usize| settings.people_of(&settings.schools[n]).count();
    assert_eq!((of(0), of(1)), (0, 1));
    assert_eq!(settings.people[0].title(), "role-dsl.short");

    let refused = read(TWO, &format!("{workspaces}{person}")).unwrap_err();
    assert!(refused.contains("amara has no school"), "{refused}");
    let refused = read(TWO, &format!("{workspaces}{person}school = \"ash\"\n")).unwrap_err();
    assert!(refused.contains("school of the person amara is not there"), "{refused}");
    let refused = read(TWO, "").unwrap_err();
    assert!(refused.contains("one school"), "the local workspace has no second one: {refused}");
    let twice = read(&format!("{TWO}{}", TWO.replace("elm", "oak")), workspaces).unwrap_err();
    assert!(twice.contains("have the id oak"), "{twice}");
}

#[test]
fn what_is_wrong_is_told_by_the_name_of_the_setting() {
    let workspace = |lines: &str| format!("[slack]\n{TOKENS}[[slack.workspace]]\n{lines}\n");
    for (more, said) in [
        (workspace("id = \"oak.slack.com\""), "slack.workspace.0.id: it must be a workspace's id in Slack"),
        (workspace("safeguarding = \"#safeguarding\""), "safeguarding: it must be a channel's id in Slack"),
        (workspace("safeguarding = \"C1\"\ngroup = true"), "either safeguarding"),
        (workspace("school = \"elm\""), "names a school that is not there"),
        (workspace("id = \"T1\"\n[[slack.workspace]]\nid = \"T1\""), "have the id T1"),
        (workspace("id = \"T1\"\n[[slack.workspace]]\nschool = \"oak\""), "workspace.id is missing"),
        (workspace("id = \"T1\"\n[[slack.workspace]]\nid = \"T2\""), "slack.bot_token is for one workspace"),
        (
            "[slack]\ntransport = \"carrier pigeon\"\n".to_owned(),
            "slack.transport: it must be one of: socket, http",
        ),
        ("[slack]\ntokens = 1\n".to_owned(), "tokens is not a setting"),
        (
            format!("[slack]\n{TOKENS}[[space]]\nid = \"s\"\nname = \"s\"\nmembers = []\n"),
            "setting space is for the local workspace alone",
        ),
        ("[slack]\napi_url = \"http://slack.com/api\"\n".to_owned(), "slack.api_url: it must be an address"),
        ("[slack]\npublic_url = \"https://oak.example/\"\n".to_owned(), "does not end with a slash"),
        (
            "[[person]]\nuser = \"a\"\nname = \"A\"\nroles = []\nslack = \"@amara\"\n".to_owned(),
            "person.0.slack: it must be a member's id",
        ),
        ("[[person]]\nuser = \"a\"\nname = \"A\"\nroles = []\nemail = 5\n".to_owned(), "person.0.email"),
    ] {
        let refused = access(OAK, &more).unwrap_err();
        assert!(refused.contains(said) && refused.lines().count() == 1, "{more}: {refused}");
    }
    assert!(read("school = \"oak\"\n", "").unwrap_err().contains("a list of [[school]]"));
    assert!(read("school = []\n", "").is_err());
    let missing = read("[[school]]\nid = \"oak\"\nname = \"Oak\"\nphone = \"1\"\n", "").unwrap_err();
    assert!(missing.contains("school.0: profile is missing"), "{missing}");
    for usable in [
        "http://127.0.0.1:9/api",
        "http://localhost:9/api",
        "http://[::1]:9/api",
        "https://slack.example/api",
    ] {
        assert!(access(OAK, &format!("[slack]\napi_url = \"{usable}\"\n{TOKENS}")).is_ok(), "{usable}");
    }
}

#[test]
fn a_token_of_another_kind_is_refused_and_never_repeated() {
    for (more, said) in [
        (
            "bot_token = \"xapp-hunter2\"\napp_token = \"xapp-quartz\"\n",
            "slack.bot_token must begin with xoxb-",
        ),
        ("bot_token = \"xoxb-a\"\napp_token = \"xoxb-hunter2\"\n", "slack.app_token must begin with xapp-"),
        ("bot_token = \"xoxb-hunter2\"\n", "needs slack.app_token_file"),
        ("app_token = \"xapp-hunter2\"\n", "needs slack.bot_token_file"),
        ("bot_token = \"xoxb-a hunter2\"\napp_token = \"xapp-quartz\"\n", "must hold one word"),
        ("transport = \"http\"\nbot_token = \"xoxb-hunter2\"\n", "needs slack.signing_secret_file"),
        ("bot_token = \"xoxb-a\"\napp_token = \"xapp-a\"\nclient_id = \"1.2\"\n", "go together"),
        (
            "bot_token = \"xoxb-a\"\napp_token = \"xapp-a\"\nclient_id = \"1.2\"\nclient_secret = \"hunter2\"\n",
            "over HTTP alone",
        ),
        (
            "transport = \"http\"\nsigning_secret = \"5\"\nclient_id = \"1.2\"\nclient_secret = \"hunter2\"\n",
            "slack.public_url is needed",
        ),
    ] {
        let refused = access(OAK, &format!("[slack]\n{more}")).unwrap_err();
        assert!(refused.contains(said), "{more}: {refused}");
        assert!(!refused.contains("hunter2"), "{refused}");
    }
    let settings = read(
        OAK,
        "[slack]\nbot_token = \"xoxb-hunter2\"\napp_token = \"xapp-hunter2\"\nsigning_secret = \"hunter2\"\n",
    )
    .unwrap();
    let access = settings.slack.as_ref().unwrap().access(&settings.schools).unwrap();
    assert!(!format!("{settings:?}{access:?}").contains("hunter2"));
}

#[test]
fn tokens_are_read_from_files_that_stand_beside_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hearken.toml");
    let put = |more: &str| fs::write(&file, format!("data_dir = \"data\"\n{OAK}[slack]\n{more}")).unwrap();
    fs::write(folder.path().join("bot"), "xoxb-zanzibar\n").unwrap();
    fs::write(folder.path().join("app"), "xapp-quartz\n").unwrap();
    put("bot_token_file = \"bot\"\napp_token_file = \"app\"\n");
    let settings = Settings::load(&file).unwrap();
    let slack = settings.slack.as_ref().unwrap();
    let access = slack.access(&settings.schools).unwrap();
    assert_eq!(access.workspaces[0].bot_token.as_ref().unwrap().expose(), "xoxb-zanzibar");
    assert_eq!(slack.secret_files().len(), 2);

    fs::write(folder.path().join("bot"), "hunter2\n").unwrap();
    let refused = slack.access(&settings.schools).unwrap_err();
    assert!(refused.contains("/bot, named by slack.bot_token_file, must begin with xoxb-"), "{refused}");
    assert!(!refused.contains("hunter2"), "{refused}");
    fs::remove_file(folder.path().join("bot")).unwrap();
    let refused = slack.access(&settings.schools).unwrap_err();
    assert!(refused.contains("cannot be read: entity not found"), "{refused}");
}
