//! How Slack reaches us: what each payload becomes, what is signed, what is acknowledged, and what happens when Slack
//! does not take the answer.

mod desk;
mod detours;
mod http;
mod inbound;
mod people;
mod socket;
