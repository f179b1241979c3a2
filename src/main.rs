//! The `hearken` program.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Many small things are allocated for each event, by several threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    hearken::cli::main()
}
