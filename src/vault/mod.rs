//! Seals and opens what people wrote: keys, data keys per case, and the start-up canary.

mod sealed;

pub use sealed::Sealed;
