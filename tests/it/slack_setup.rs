//! What an administrator meets who brings Hearken into Slack: settings, manifest, init, check and installing.

#[cfg(feature = "slack")]
mod check;
#[cfg(feature = "slack")]
mod fake;
#[cfg(feature = "slack")]
mod manifest;
#[cfg(feature = "slack")]
mod oauth;
mod settings;
