//! Owns prompts in two languages for a test: Kent's routes in English and Spanish.

use hearken::forms::Prompts;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
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
        Self(folder)
    }

    pub fn folder(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// What the folder holds: the same in every test, so read once.
    pub fn prompts(&self) -> Arc<Prompts> {
        static READ: OnceLock<Arc<Prompts>> = OnceLock::new();
        READ.get_or_init(|| Arc::new(Prompts::load(Some(self.0.path())).unwrap())).clone()
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

/// A file with another line for a key, where that stands first.
fn with_line(file: &str, key: &str, line: &str) -> String {
    let old = file.lines().find(|old| old.starts_with(&format!("{key} = ")));
    file.replacen(old.unwrap_or_else(|| panic!("no {key} in {file}")), line, 1)
}
