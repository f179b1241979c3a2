//! Owns the one form in which anything written by people reaches the store.

use std::fmt;

/// Sealed bytes: a version byte, a nonce and the ciphertext with its tag. Made by [`super::Vault`], or read back
/// from the store.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Bytes as they stand in the store; opening them fails if they are not what was sealed.
    pub fn from_store(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}
