//! Owns prompts in two languages for a test: those of `kings`, which is spoken to in English and in Spanish.

use hearken::forms::Prompts;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder for `--prompts`.
pub struct Languages(TempDir);

impl Languages {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        stand_in(folder.path());
        Self(folder)
    }

    pub fn folder(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    pub fn prompts(&self) -> Prompts {
        Prompts::load(Some(self.0.path())).unwrap()
    }

    /// What an id says in a language; it says it in no other.
    pub fn say(&self, locale: &str, id: &str) -> String {
        let prompts = self.prompts();
        let said = |locale| prompts.words(Some(locale)).say(id, &[]);
        assert_ne!(said("en-GB"), said("es-ES"), "{id} is the same in both languages");
        said(locale)
    }
}

/// Stands in for a profile and for words that are not there yet: each English word marked with an ñ.
fn stand_in(folder: &Path) {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts");
    fs::create_dir_all(folder.join("profiles")).unwrap();
    fs::create_dir_all(folder.join("es-ES")).unwrap();
    let kent = fs::read_to_string(ours.join("profiles/kent.toml")).unwrap();
    let kings = kent
        .replacen("id = \"kent\"", "id = \"kings\"", 1)
        .replacen("jurisdiction = \"GB-ENG\"", "jurisdiction = \"ES\"", 1)
        .replacen("zone = \"Europe/London\"", "zone = \"Europe/Madrid\"", 1)
        .replacen("locales = [\"en-GB\"]", "locales = [\"en-GB\", \"es-ES\"]", 1)
        .replacen("emergency = \"999\"", "emergency = \"112\"", 1);
    fs::write(folder.join("profiles/kings.toml"), kings).unwrap();
    for entry in fs::read_dir(ours.join("en-GB")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let marked: Vec<String> = text.lines().map(marked).collect();
        fs::write(folder.join("es-ES").join(path.file_name().unwrap()), marked.join("\n") + "\n").unwrap();
    }
}

fn marked(line: &str) -> String {
    let Some((id, said)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else {
        return line.to_owned();
    };
    match id {
        "local-lang" => "local-lang = es-ES".to_owned(),
        "language-name" => "language-name = Español".to_owned(),
        _ => format!("{id} = ñ {said}"),
    }
}
