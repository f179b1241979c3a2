//! The `hearken` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    hearken::cli::main()
}
