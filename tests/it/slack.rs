//! The whole product on a Slack that stands in the test: conversations, and the trouble that it must survive.

mod as_slack_does;
mod campaign_rate;
mod conversations;
pub mod fake;
pub mod limits;
mod long;
mod places;
mod reporting;
mod requests;
mod school_year;
mod sending;
mod serving;
mod sockets;
mod stops;
mod whole_run;
mod world;
