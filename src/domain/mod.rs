//! What Hearken decides: pure rules over plain data, with no IO, no SQL, no platform and no wording.

pub mod access;
pub mod agenda;
pub mod attestation;
pub mod calendar;
pub mod case;
pub mod concern;
pub mod condition;
pub mod duty;
pub mod encoding;
pub mod folded;
pub mod id;
pub mod ladder;
pub mod message;
pub mod names;
pub mod note;
pub mod notice;
pub mod progress;
pub mod register;
pub mod regroup;
pub mod reminder;
pub mod routing;
pub mod schedule;
pub mod school;
pub mod staff_list;
pub mod text;
pub mod unfit;
pub mod urgency;

/// A moment, always in UTC; zones belong to [`calendar`].
pub type Moment = chrono::DateTime<chrono::Utc>;
