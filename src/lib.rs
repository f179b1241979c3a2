//! Hearken: anyone on a school's staff reports a concern in chat, and the right person has it, privately and durably.
//!
//! The map, from the top down; imports point down only (`tests/it/shape.rs` checks it):
//!
//! | module | owns |
//! | --- | --- |
//! | [`domain`] | what is decided: pure, no IO, no wording |
//! | [`chat`] | the platform-neutral model: events, views, what a platform can do |
//! | [`platforms`] | one folder per chat platform |

pub mod chat;
pub mod domain;
pub mod platforms;
