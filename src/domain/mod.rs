//! What Hearken decides: pure rules over plain data, with no IO, no SQL, no platform and no wording.

pub mod concern;
pub mod condition;
pub mod id;
pub mod school;
pub mod text;

/// A moment, always in UTC; zones belong to [`calendar`].
pub type Moment = chrono::DateTime<chrono::Utc>;
