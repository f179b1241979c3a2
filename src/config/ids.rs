//! Owns the ids that a chat platform gives out, as far as their shape can be told: a name or an address put in their
//! place is refused when the settings are read.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};
use std::marker::PhantomData;

/// What one kind of id looks like.
pub trait Shape {
    const STARTS: &'static [char];
    const EXPECTED: &'static str;
}

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident: $starts:expr, $expected:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name;

            impl Shape for $name {
                const STARTS: &'static [char] = &$starts;
                const EXPECTED: &'static str = $expected;
            }
        )+
    };
}

shapes! {
    /// An account in Slack.
    UserId: ['U', 'W'], "a member's id in Slack, which begins with U or W, such as U0123ABCD";
    /// A channel in Slack; old private ones begin with G.
    ChannelId: ['C', 'G'], "a channel's id in Slack, which begins with C or G, such as C0123ABCD";
    /// A workspace in Slack, or an organisation of several.
    TeamId: ['T', 'E'], "a workspace's id in Slack, which begins with T (or E for an organisation), such as T0123ABCD";
}

/// An id of one kind: capital letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id<S>(String, PhantomData<S>);

impl<S: Shape> Id<S> {
    pub fn parse(id: &str) -> Option<Self> {
        let fits = id.len() >= 2
            && id.starts_with(S::STARTS)
            && id.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
        fits.then(|| Self(id.to_owned(), PhantomData))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, S: Shape> Deserialize<'de> for Id<S> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let given = String::deserialize(from)?;
        Self::parse(&given)
            .ok_or_else(|| D::Error::invalid_value(Unexpected::Other("something else"), &S::EXPECTED))
    }
}
