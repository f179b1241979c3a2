//! The platform-neutral chat model: what comes in, what a person is shown, and what a platform can do.

pub mod directory;
pub mod event;
pub mod limits;
pub mod platform;
pub mod view;

pub use directory::{Install, Installs, Member, NotKept, Roster, Speech, Standing};
pub use event::{Action, Address, Event, Input, Place};
pub use platform::{Inbox, Membership, Platform, Receipt, SendError};
pub use view::{Block, Button, Card, Field, FieldKind, Page, Style, View};
