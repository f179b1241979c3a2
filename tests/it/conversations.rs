//! Conversations with the whole application, on both databases; they read like a chat.

mod after;
mod ask;
mod chase;
mod fail_closed;
mod form;
mod mine;
mod named_later;
mod report;
mod status;
mod trouble;
