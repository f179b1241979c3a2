//! The one test binary: how the house is built, and how it behaves when it is used, crashed and starved.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod browser;
#[expect(dead_code, reason = "the tests that run the whole demo wait for it")]
mod demo;
mod disk;
// With the demo come `mod faults;` and `mod in_browser;`.
mod process;
mod shape;
