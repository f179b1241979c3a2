//! Owns the limits that a page and a card keep so that every platform can show them.
//!
//! The numbers are the smallest of Slack, Teams, Google Chat and Discord, in characters unless said otherwise.

/// A page's title (Slack modals: 24).
pub const TITLE: usize = 24;
/// Fields on a page: four, and one block of text (Discord modals: five components in all).
pub const FIELDS: usize = 4;
/// A field's label (Discord: 45).
pub const LABEL: usize = 45;
/// A field's hint (Discord: 100).
pub const HINT: usize = 100;
/// Options of a choice (Discord: 25).
pub const OPTIONS: usize = 25;
/// Above this many options a choice is a drop-down list (Slack and Discord radio groups: 10).
pub const RADIO_OPTIONS: usize = 10;
/// An option's label (Slack: 75).
pub const OPTION: usize = 75;
/// A block of text (Slack sections: 3000).
pub const TEXT: usize = 3000;
/// Text a person may write in one field (Slack: 3000).
pub const ANSWER: usize = 3000;
/// A button's label (Slack: 75).
pub const BUTTON: usize = 75;
/// A card's heading (Slack headers: 150).
pub const HEADING: usize = 150;
/// Buttons at the foot of a page.
pub const ACTIONS: usize = 3;
/// An opaque value behind a button, in bytes (Discord `custom_id`: 100, less the button's id).
pub const BUTTON_VALUE: usize = 64;
