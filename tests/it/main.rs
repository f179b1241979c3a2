//! The one test binary: how the house is built, and how it behaves when it is used, crashed and starved.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

#[macro_use]
mod store;

mod accounts;
mod answers;
mod attest;
mod broken_prompts;
mod browser;
mod calendar;
mod canary;
mod changed_files;
mod coaching;
mod commands;
mod conversations;
mod counted;
mod deadlines;
mod demo;
mod disk;
mod duties;
mod faults;
mod feeds;
mod in_browser;
mod init;
mod keys_and_logs;
mod languages;
mod leavers;
mod local;
mod mornings;
mod never_forgotten;
mod never_to_a_subject;
mod paper;
mod policy_command;
mod process;
mod profile_errors;
mod profiles;
mod recovery;
mod register;
mod register_of_policies;
mod roster;
mod route_table;
mod routes;
mod school;
mod shape;
#[cfg(feature = "slack")]
mod slack;
#[cfg(feature = "slack")]
mod slack_render;
#[cfg(feature = "slack")]
mod slack_send;
#[cfg(feature = "slack")]
mod slack_setup;
#[cfg(feature = "slack")]
mod slack_wire;
mod staff_import;
mod two_languages;
mod unfit;
mod walks;
mod world;
mod years;
