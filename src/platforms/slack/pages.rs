//! Owns how a list that comes in pages is read to its end.

use super::Slack;
use super::api::ApiError;
use super::methods::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Asked for at a time.
const PAGE: usize = 200;
/// Pages of one list at most: fifty thousand people.
const PAGES: usize = 250;

/// A list, and where it stands.
pub(super) struct Pages<'s> {
    slack: &'s Slack,
    workspace: &'s str,
    method: Method,
    body: Value,
    asked: usize,
    over: bool,
}

#[derive(Deserialize)]
struct Page<T> {
    #[serde(flatten)]
    page: T,
    #[serde(default)]
    response_metadata: Next,
}

/// Where a list goes on.
#[derive(Deserialize, Default)]
struct Next {
    #[serde(default)]
    next_cursor: Option<String>,
}

impl Slack {
    /// A list from its beginning; `body` is an object.
    pub(super) fn pages<'s>(&'s self, workspace: &'s str, method: Method, mut body: Value) -> Pages<'s> {
        body["limit"] = PAGE.into();
        Pages { slack: self, workspace, method, body, asked: 0, over: false }
    }
}

impl Pages<'_> {
    /// The next page; none after the last. After an error the same one may be asked for again.
    pub async fn next<T: DeserializeOwned>(&mut self) -> Result<Option<T>, ApiError> {
        if self.over {
            return Ok(None);
        }
        self.asked += 1;
        if self.asked > PAGES {
            return Err(ApiError::Unreachable("strange"));
        }
        let Page { page, response_metadata } =
            self.slack.call::<Page<T>>(self.workspace, self.method, &self.body).await?;
        match response_metadata.next_cursor.filter(|next| !next.is_empty()) {
            None => self.over = true,
            // It goes round: there is no page behind this one.
            Some(next) if self.body["cursor"] == next => self.asked = PAGES,
            Some(next) => self.body["cursor"] = next.into(),
        }
        Ok(Some(page))
    }
}
