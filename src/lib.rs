//! Hearken: anyone on a school's staff reports a concern in chat, and the right person has it, privately and durably.
//!
//! The map, from the top down; imports point down only (`tests/it/shape.rs` checks it):
//!
//! | module | owns |
//! | --- | --- |
//! | [`domain`] | what is decided: pure, no IO, no wording |
//! | [`chat`] | the platform-neutral model: events, views, what a platform can do |

pub mod chat;
pub mod clock;
pub mod domain;
pub mod forms;
pub mod vault;
