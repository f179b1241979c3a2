//! Conversations with the whole application, on both databases; they read like a chat.

mod after;
mod chase;
mod drained;
mod fail_closed;
mod form;
mod out_of_hours;
mod report;
mod states;
mod trouble;
mod unfinished;
mod waiting;
