//! Conversations with the whole application, on both databases; they read like a chat.

mod after;
mod ask;
mod chase;
mod coached;
mod concerns;
mod drained;
mod fail_closed;
mod form;
mod guidance;
mod kinds;
mod languages;
mod later;
mod message;
mod mine;
mod named_later;
mod out_of_hours;
mod report;
mod space;
mod states;
mod status;
mod trouble;
mod unfinished;
mod waiting;
mod years;
