//! Conversations with the whole application, on both databases; they read like a chat.

mod after;
mod chase;
mod drained;
mod fail_closed;
mod form;
mod report;
mod states;
mod trouble;
