//! Owns what Slack's error words mean, in one table.

use super::api::ApiError;
use crate::chat::SendError;
use std::fmt;
use std::time::Duration;

/// How long a token's trouble is left alone: a report never dies because a token must be renewed.
const SHUT_OUT: Duration = Duration::from_secs(60);
/// The pause when Slack asks for one and does not say for how long.
const LIMITED: Duration = Duration::from_secs(10);

/// One of Slack's error words, or `other`: never anything else of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(&'static str, Meaning);

/// What a refusal means for whatever was to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Whoever or whatever it was for is not there any more, or cannot be reached by us.
    Gone,
    /// Understood, and refused: the same again is refused again.
    Refused,
    /// It can go well another time.
    Again,
    /// Slack does not let us in, or not far enough: somebody has to mend that, and then it goes well.
    Access,
    /// Too many calls.
    Limited,
    /// Nothing for the outbox: a view that is not open any more, an update that came too late.
    View,
}

macro_rules! words {
    ($($meaning:ident: [$($word:literal),+ $(,)?]),+ $(,)?) => {
        fn known(word: &str) -> Option<Code> {
            match word { $($($word => Some(Code($word, Meaning::$meaning)),)+)+ _ => None }
        }

        /// Every word we know.
        pub const WORDS: &[&str] = &[$($($word),+),+];
    };
}

words! {
    Gone: [
        "cannot_dm_bot", "cannot_reply_to_message", "cant_dm_bot", "channel_is_limited_access", "channel_not_found",
        "is_archived", "is_inactive", "message_not_found", "no_permission", "not_in_channel", "thread_not_found", "user_disabled",
        "user_not_found", "user_not_visible", "users_not_found",
    ],
    Refused: [
        "as_user_not_supported", "block_mismatch", "cant_broadcast_message", "cant_update_message",
        "duplicate_external_id", "edit_window_closed", "invalid_arg_name", "invalid_args", "invalid_arguments",
        "invalid_array_arg", "invalid_auth_type", "invalid_blocks", "invalid_blocks_format", "invalid_charset",
        "invalid_code", "invalid_cursor", "invalid_form_data", "invalid_json", "invalid_limit",
        "invalid_metadata_format", "invalid_metadata_schema", "invalid_post_type", "invalid_thread_ts",
        "invalid_user_combination", "json_not_object", "method_not_supported_for_channel_type", "missing_argument",
        "missing_charset", "missing_post_type", "msg_blocks_too_long", "msg_too_long", "no_text", "not_enough_users",
        "restricted_action", "restricted_action_non_threadable_channel", "restricted_action_read_only_channel",
        "restricted_action_thread_locked", "restricted_action_thread_only_channel", "superfluous_charset",
        "too_many_attachments", "too_many_users", "unknown_method", "update_failed", "users_list_not_supplied",
        "view_too_large",
    ],
    Again: [
        "external_channel_migrating", "fatal_error", "fetch_members_failed", "internal_error",
        "message_limit_exceeded", "request_timeout", "service_unavailable", "team_added_to_org",
        "team_quota_exceeded",
    ],
    Access: [
        "access_denied", "accesslimited", "account_inactive", "bad_client_secret", "ekm_access_denied",
        "enterprise_is_restricted", "invalid_auth", "invalid_client_id", "messages_tab_disabled", "missing_scope",
        "no_token", "not_allowed_token_type", "not_authed", "org_login_required",
        "team_access_not_granted", "team_not_found", "token_expired", "token_revoked", "two_factor_setup_required",
    ],
    Limited: ["rate_limited", "ratelimited"],
    View: [
        "exchanged_trigger_id", "expired_trigger_id", "hash_conflict", "invalid_trigger_id", "not_enabled",
        "not_found", "push_limit_reached", "trigger_exchanged", "trigger_expired",
    ],
}

impl Code {
    /// What we say ourselves when there is no token for a workspace.
    pub const NO_TOKEN: Self = Self("no_token", Meaning::Access);

    /// A word that we do not know may mean anything: it is tried again, and told of in the end.
    pub fn of(word: &str) -> Self {
        known(word).unwrap_or(Self("other", Meaning::Again))
    }

    pub fn as_str(self) -> &'static str {
        self.0
    }

    pub fn meaning(self) -> Meaning {
        self.1
    }

    /// Whether a token of which this is said never lets us in again: only another one does.
    pub fn ends_a_token(self) -> bool {
        matches!(self.0, "account_inactive" | "invalid_auth" | "token_expired" | "token_revoked")
    }

    /// Whether no call at all goes well with this token, and not only the one that was made.
    fn is_of_the_token(self) -> bool {
        self.ends_a_token() || matches!(self.0, "no_token" | "not_authed" | "org_login_required")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// | Slack says | the outbox |
/// | --- | --- |
/// | 429, or that there were too many calls | waits as long as Slack asks; the try does not count |
/// | that it does not let us in, or not far enough | waits a minute; the try does not count, however long that lasts |
/// | nothing, 5xx, something strange, an error of its own, a word we do not know | tries again, and counts |
/// | that the person, channel or message is gone | writes to others |
/// | that it will not have it | writes to others, and tells of it |
impl From<ApiError> for SendError {
    fn from(error: ApiError) -> Self {
        let code = match error {
            ApiError::Limited { after } => {
                let after = after.unwrap_or(LIMITED).max(Duration::from_secs(1));
                return Self::Retry { after: Some(after), code: "ratelimited" };
            }
            ApiError::Unreachable(code) => return Self::Retry { after: None, code },
            ApiError::Refused(code) => code,
        };
        match (code.meaning(), code.as_str()) {
            (Meaning::Gone, code) => Self::Gone { code },
            (Meaning::Refused | Meaning::View, code) => Self::Refused { code },
            (Meaning::Again, code) => Self::Retry { after: None, code },
            (Meaning::Access, word) if code.is_of_the_token() => {
                Self::ShutOut { after: SHUT_OUT, code: word }
            }
            (Meaning::Access, code) => Self::Retry { after: Some(SHUT_OUT), code },
            (Meaning::Limited, code) => Self::Retry { after: Some(LIMITED), code },
        }
    }
}
