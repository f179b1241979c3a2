//! Owns printing: a reader who has seen enough (`| head`) is no error, and a full disk is one.

use anyhow::Context;
use std::io::{self, Write};

/// Prints to standard output, whole.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    write_to(&mut io::stdout().lock(), text.as_bytes()).context("The output cannot be written")
}

/// Prints to standard error, where nothing can be said about a failure any more.
pub(super) fn complain(text: &str) {
    drop(writeln!(io::stderr().lock(), "hearken: {text}"));
}

fn write_to(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    match to.write_all(bytes).and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
