//! Owns the opaque ids and the speakable reference of a case.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest id accepted from outside, in bytes.
const LONGEST: usize = 80;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// An id from 16 random bytes: 32 lower-case hexadecimal digits.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(bytes.iter().map(|b| format!("{b:02x}")).collect())
            }

            /// An id from outside: letters, digits, `-`, `_`, `.` and `:`, at most 80 bytes.
            pub fn parse(text: &str) -> Option<Self> {
                let fits = !text.is_empty() && text.len() <= LONGEST;
                let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b));
                (fits && plain).then(|| Self(text.to_owned()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A school; everything stored carries one.
    SchoolId,
    /// A person at one school.
    PersonId,
    /// A case: allocated when its draft begins, because sealing needs it.
    CaseId,
    /// An unfinished report.
    DraftId,
    /// One event as a platform names it; repeated deliveries carry the same id.
    EventId,
    /// A campaign: something to sign by an audience, in one edition.
    CampaignId,
    /// A visitor's signature on paper.
    VisitorId,
    /// One row of the outbox.
    OutboxId,
}

/// The reference people say aloud: `K7F-2QX`. Random, so that it tells nothing about how many cases there are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    /// No vowels (no words arise), and nothing that sounds or looks like another sign: 24 signs.
    const SIGNS: &[u8; 24] = b"2345679CDFGHJKLMNPQRTVWX";

    pub fn from_random(bytes: [u8; 6]) -> Self {
        let sign = |b: u8| char::from(Self::SIGNS[usize::from(b) % Self::SIGNS.len()]);
        let (left, right) = bytes.split_at(3);
        let half = |part: &[u8]| part.iter().map(|b| sign(*b)).collect::<String>();
        Self(format!("{}-{}", half(left), half(right)))
    }

    /// A reference as typed by a person or read from the store; spaces and case do not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let signs: Vec<u8> =
            text.bytes().filter(|b| !b" -".contains(b)).map(|b| b.to_ascii_uppercase()).collect();
        if signs.len() != 6 || !signs.iter().all(|b| Self::SIGNS.contains(b)) {
            return None;
        }
        let half = |part: &[u8]| part.iter().map(|b| char::from(*b)).collect::<String>();
        Some(Self(format!("{}-{}", half(&signs[..3]), half(&signs[3..]))))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
