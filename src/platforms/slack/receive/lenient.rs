//! Owns how forgivingly a payload is read: what only helps may be missing, null or of a shape that nobody foresaw.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Maybe<T> {
    Read(T),
    Other(IgnoredAny),
}

/// For `#[serde(default, deserialize_with = "lenient")]`: nothing where it is not what it should be.
pub fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Ok(match Maybe::deserialize(from)? {
        Maybe::Read(value) => Some(value),
        Maybe::Other(_) => None,
    })
}
