//! The whole product on a Slack that stands in the test: conversations, and the trouble that it must survive.

pub mod fake;
pub mod limits;

