//! The one test binary: how the house is built, and how it behaves when it is used, crashed and starved.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

#[macro_use]
mod store;

mod browser;
mod conversations;
mod demo;
mod disk;
mod faults;
mod in_browser;
mod keys_and_logs;
mod local;
mod process;
mod shape;
mod world;
