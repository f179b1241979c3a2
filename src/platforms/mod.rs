//! The chat platforms, one folder each: `local` is the demo workspace in a browser.

pub mod local;
#[cfg(feature = "slack")]
pub mod slack;
