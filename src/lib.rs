//! Hearken: anyone on a school's staff reports a concern in chat, and the right person has it, privately and durably.
//!
//! The map, from the top down; imports point down only (`tests/it/shape.rs` checks it):
//!
//! | module | owns |
//! | --- | --- |
//! | [`cli`] | the command line, one file per command |
//! | [`config`] | settings |
//! | [`http`] | the router, and whether the process is alive and ready |
//! | [`app`] | event in, view out, one transaction: the report, acknowledging, reading, the chase |
//! | [`outbox`] | delivery: who may have it is decided when it is sent |
//! | [`platforms`] | each chat platform, in its own folder |
//! | [`records`] | how stored rows are sealed and opened |
//! | [`audit`] | who did what, as a chain of hashes |
//! | [`forms`] | `prompts/` as typed values: form, guidance, profiles and words |
//! | [`store`] | everything kept: SQLite or PostgreSQL, one writer |
//! | [`vault`] | sealing and opening, the keys, and their recovery copies |
//! | [`chat`] | the platform-neutral model: events, views, what a platform can do |
//! | [`clock`] | time |
//! | [`domain`] | what is decided: pure, no IO, no wording |

pub mod app;
pub mod audit;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod forms;
pub mod http;
pub mod outbox;
pub mod platforms;
pub mod records;
pub mod store;
pub mod vault;
