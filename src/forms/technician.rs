//! Owns which words the commands ask for by id, so that `prompts check` finds those that are missing.

use super::words::{Arg, Words};

/// What `hearken init` says.
const INIT: &[&str] = &[
    "init-settings",
    "init-settings_there",
    "init-key",
    "init-key_there",
    "init-paper",
    "init-copy_there",
    "init-copy_recipients",
    "init-copy_recipients_there",
    "init-next",
];
/// What `hearken check` says where all is well, and around it.
const FINE: &[&str] = &[
    "level-fine",
    "level-warning",
    "level-problem",
    "ok",
    "not_ok",
    "settings_read",
    "prompts_fine",
    "guidance_fine",
    "profile_fine",
    "roles_fine",
    "phone_fine",
    "contacts_fine",
    "calendar_fine",
    "key_fits",
    "key_there",
    "clock_fine",
    "database_new",
    "database_fine",
    "copy_fine",
];
/// What it says where something is not, each with `.do`.
const WRONG: &[&str] = &[
    "settings",
    "school_id",
    "listen",
    "prompts_unreadable",
    "prompts",
    "guidance_old",
    "profile",
    "nobody",
    "lead",
    "role",
    "head_of_year",
    "years",
    "user_twice",
    "member",
    "locale",
    "phone",
    "phone_made_up",
    "contacts",
    "contacts_made_up",
    "calendar_none",
    "calendar_ends",
    "calendar_example",
    "data_dir",
    "data_dir_open",
    "key_unreadable",
    "key_lost",
    "key_missing",
    "key_wrong",
    "clock_early",
    "clock_behind",
    "database",
    "recipients",
    "copies_unreadable",
    "copy_recipients",
    "copy_stale",
    "copy_missing",
];
const ARGS: &[&str] = &[
    "file",
    "why",
    "count",
    "profile",
    "route",
    "who",
    "role",
    "roles",
    "user",
    "years",
    "locale",
    "locales",
    "space",
    "phone",
    "folder",
    "hours",
    "day",
    "problems",
    "warnings",
    "school",
    "settings",
    "passphrase",
    "fingerprint",
    "date",
    "rules",
];

/// What is wrong with the words of one locale.
pub(super) fn problems(words: &Words) -> Vec<String> {
    let args: Vec<Arg<'_>> = ARGS.iter().map(|name| (*name, "2".to_owned())).collect();
    let check = FINE.iter().chain(WRONG).map(|id| format!("check-{id}"));
    let todo = WRONG.iter().map(|id| format!("check-{id}.do"));
    let ids = INIT.iter().map(|id| (*id).to_owned()).chain(check).chain(todo);
    ids.filter_map(|id| words.problem(&id, &args)).collect()
}
