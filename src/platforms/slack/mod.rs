//! Slack: one app in one or several workspaces, by Socket Mode or by HTTP.
//!
//! | module | owns |
//! | --- | --- |
//! | [`methods`] | every method of Slack's that is called, and the scopes it needs |
//! | [`render`] | how things look in Slack |
//! | [`answer`] | which reply a view becomes |
//! | [`surface`] | where somebody acted, and so where the answer goes |
//! | [`workspaces`] | which workspaces have let the app in, and by which token |

pub mod answer;
pub mod methods;
pub mod render;
pub mod surface;
pub mod workspaces;
