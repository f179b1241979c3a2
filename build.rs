//! A new migration is a change to the program, although no source file changes with it.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
