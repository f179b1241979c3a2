//! Owns plain text that people wrote: wiped from memory when dropped, and never printed by accident.

use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What somebody wrote, or a name. No `Display` and no `Serialize`: the only way to the words is
/// [`Text::expose`], which is easy to search for.
#[derive(Clone, PartialEq, Eq, Default, Zeroize, ZeroizeOnDrop)]
pub struct Text(String);

impl Text {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The words themselves. Callers seal them, show them to a `Recipient`, or check them; they never log them.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The number of characters a person would count (Unicode scalar values).
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    pub fn is_blank(&self) -> bool {
        self.0.chars().all(char::is_whitespace)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(…)")
    }
}
