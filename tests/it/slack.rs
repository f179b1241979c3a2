//! The whole product on a Slack that stands in the test: conversations, and the trouble that it must survive.

mod as_slack_does;
mod conversations;
pub mod fake;
pub mod limits;
mod long;
mod places;
mod reporting;
mod requests;
mod sending;
mod serving;
mod sockets;
mod whole_run;
mod world;
