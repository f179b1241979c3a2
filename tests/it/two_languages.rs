//! Owns prompts in two languages for a test: Kent's routes in English and Spanish, and the profile `kings`.

use hearken::forms::Prompts;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder for `--prompts`.
pub struct Languages(TempDir);

impl Languages {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts");
        fs::create_dir_all(folder.path().join("profiles")).unwrap();
        let kent = fs::read_to_string(ours.join("profiles/kent.toml")).unwrap();
        let both = with_line(&with_line(&kent, "id", &format!("id = \"{BOTH}\"")), "locales", LOCALES);
        fs::write(folder.path().join(format!("profiles/{BOTH}.toml")), both).unwrap();
        stand_in(folder.path(), &ours);
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

/// Kent's routes, in two languages.
pub const BOTH: &str = "both";
const LOCALES: &str = "locales = [\"en-GB\", \"es-ES\"]";

/// Stands in for whatever is not there yet: the profile `kings` in both languages, and Spanish words, for which the
/// English ones are marked with an ñ.
fn stand_in(folder: &Path, ours: &Path) {
    let profile = |id: &str| fs::read_to_string(ours.join(format!("profiles/{id}.toml")));
    let kings = profile("kings").unwrap_or_else(|_| {
        let spain =
            [("id", "kings"), ("jurisdiction", "ES"), ("zone", "Europe/Madrid"), ("emergency", "112")];
        spain.into_iter().fold(profile("kent").unwrap(), |kent, (key, value)| {
            with_line(&kent, key, &format!("{key} = \"{value}\""))
        })
    });
    fs::write(folder.join("profiles/kings.toml"), with_line(&kings, "locales", LOCALES)).unwrap();
    if ours.join("es-ES").is_dir() {
        return;
    }
    fs::create_dir_all(folder.join("es-ES")).unwrap();
    for entry in fs::read_dir(ours.join("en-GB")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let marked: Vec<String> = text.lines().map(marked).collect();
        fs::write(folder.join("es-ES").join(path.file_name().unwrap()), marked.join("\n") + "\n").unwrap();
    }
}

/// A file with another line for a key, where that stands first.
fn with_line(file: &str, key: &str, line: &str) -> String {
    let old = file.lines().find(|old| old.starts_with(&format!("{key} = ")));
    file.replacen(old.unwrap_or_else(|| panic!("no {key} in {file}")), line, 1)
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
