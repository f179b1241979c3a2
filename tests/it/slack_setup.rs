//! What an administrator meets who brings Hearken into Slack: settings, manifest, init, check and installing.

mod settings;
