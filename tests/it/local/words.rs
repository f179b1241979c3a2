//! The words of the workspace itself: each that it asks for is written, and each that is written is asked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every id that begins with `local-` in the text.
fn ids(text: &str) -> BTreeSet<String> {
    let sign = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let words = text.split(|c| !sign(c)).filter(|word| word.len() > "local-".len());
    words.filter(|word| word.starts_with("local-")).map(str::to_owned).collect()
}

fn asked_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            asked_in(&path, found);
        } else {
            found.extend(ids(&fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_word_of_the_workspace_is_written_and_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut asked = ids(&fs::read_to_string(root.join("src/cli/demo.toml")).unwrap());
    asked_in(&root.join("src/platforms/local"), &mut asked);
    // The journal's file, not a word.
    asked.remove("local-workspace");
    let written = fs::read_to_string(root.join("prompts/en-GB/local.ftl")).unwrap();
    let written: BTreeSet<String> =
        written.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).collect();
    let missing: Vec<_> = asked.difference(&written).collect();
    let unused: Vec<_> = written.difference(&asked).filter(|id| id.starts_with("local-")).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing: {missing:?}, unused: {unused:?}");
}
