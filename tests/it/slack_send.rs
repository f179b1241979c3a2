//! How Slack is reached: every refusal, silence and oddity of its Web API; posting; who reads a channel; its directory.

mod calls;
mod connections;
mod directory;
mod membership;
mod posting;
mod server;
