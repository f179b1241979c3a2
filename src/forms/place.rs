//! Owns where in a file of `prompts/` something is wrong, and how that is said to whoever edits the file.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong at one place, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub column: usize,
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.what)
    }
}

impl Problem {
    /// At the sign of `text` with this number of bytes before it.
    pub fn at(text: &str, offset: usize, what: impl Into<String>) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_starts = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[line_starts..].chars().count() + 1;
        Self { line: before.matches('\n').count() + 1, column, what: what.into() }
    }

    /// What the reader of TOML complains of, in plain words.
    pub fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let span = error.span().unwrap_or(0..0);
        let missing = error.message().starts_with("missing field");
        let at = if missing { first_words(text, &span) } else { span.start.min(text.len()) };
        Self::at(text, at, in_plain_words(error.message()))
    }
}

/// A missing key is told of at the whole table: its first sign that is no space or comment.
fn first_words(text: &str, span: &Range<usize>) -> usize {
    let from = span.start.min(text.len());
    let rest = text.get(from..).unwrap_or_default();
    let mut at = from;
    for line in rest.split_inclusive('\n') {
        let words = line.trim_start();
        if !words.is_empty() && !words.starts_with('#') {
            return at + (line.len() - words.len());
        }
        at += line.len();
    }
    from
}

/// The word among `known` that was probably meant.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let like = |known: &str| {
        let known = known.to_lowercase();
        let part = word.len() > 2 && known.len() > 2 && (known.contains(&word) || word.contains(&known));
        let like = strsim::jaro_winkler(&word, &known);
        if part { like.max(0.85) } else { like }
    };
    let scored = known.into_iter().map(|known| (like(known), known)).filter(|(like, _)| *like > 0.75);
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// ` Did you mean "head"?`, or nothing.
pub fn meant<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(word, known).map_or_else(String::new, |known| format!(" Did you mean \"{known}\"?"))
}

/// The reader's own messages name types of Rust and marks of TOML; an editor of a profile knows neither.
fn in_plain_words(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        let word = quoted.next().unwrap_or_default();
        let known: Vec<&str> = quoted.collect();
        let what = if message.starts_with("unknown field") {
            format!("\"{word}\" is no key that can stand here.")
        } else {
            format!("\"{word}\" is no word that is known here.")
        };
        let there =
            if known.is_empty() { String::new() } else { format!(" It can be: {}", known.join(", ")) };
        return format!("{what}{}{there}", meant(word, known.iter().copied()));
    }
    if let Some(key) = message.strip_prefix("missing field").and_then(|_| quoted.next()) {
        let example = EXAMPLES.iter().find(|(known, _)| *known == key);
        let example = example.map_or_else(String::new, |(_, line)| format!(", for example: {line}"));
        return format!("\"{key}\" is missing. Add it{example}");
    }
    if message.contains("untagged enum") {
        return "a condition is written as { field = [\"option\"] }, or as a list of these: [{ … }, { … }]"
            .to_owned();
    }
    if let Some((found, wanted)) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|rest| rest.rsplit_once(", expected "))
    {
        let wanted = match wanted {
            "a string" | "a borrowed string" | "string" => "words in quotes",
            "a sequence" => "a list in square brackets, such as [\"dsl\", \"head\"]",
            "a boolean" => "true or false",
            "u8" | "u16" | "u32" | "i64" => "a whole number that fits",
            "a map" => "lines of the form key = \"words\"",
            other if other.starts_with("struct") => {
                "a table: a line in square brackets, with its keys below it"
            }
            other if other.contains("enum") || other.contains("variant") => {
                "one of the known words, in quotes"
            }
            other => other,
        };
        return format!("here stands {found}, and it should be {wanted}");
    }
    if message.starts_with("duplicate key") {
        return "this key stands twice in the same table. Take one of them away".to_owned();
    }
    if RULES_OF_TOML.iter().any(|start| message.contains(start)) {
        return format!(
            "this line cannot be read ({message}). A line is key = \"words\", key = [\"a\", \"b\"], [table], \
             [[table]] or # a note"
        );
    }
    message.to_owned()
}

/// How the reader begins where the signs themselves make no sense.
const RULES_OF_TOML: &[&str] = &[
    "expected",
    "invalid",
    "unclosed",
    "unquoted",
    "unexpected",
    "missing",
    "must be",
    "unescaped",
    "extra",
];

/// Lines to show for a key that is missing.
const EXAMPLES: &[(&str, &str)] = &[
    ("id", "id = \"oak\""),
    ("jurisdiction", "jurisdiction = \"GB-ENG\""),
    ("zone", "zone = \"Europe/London\""),
    ("locales", "locales = [\"en-GB\"]"),
    ("roles", "roles = [\"staff\", \"dsl\", \"deputy_dsl\", \"head\", \"chair_of_governors\", \"on_call\"]"),
    ("contacts", "[contacts] and below it emergency = \"999\""),
    ("emergency", "emergency = \"999\""),
    ("hours", "[hours] and below it days, open, close and children_leave"),
    ("days", "days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]"),
    ("open", "open = \"08:00\""),
    ("close", "close = \"16:30\""),
    ("children_leave", "children_leave = \"15:15\""),
    ("deadlines", "[deadlines] and below it immediate, urgent, today and note"),
    ("immediate", "immediate = { kind = \"minutes\", n = 5, then = 5 }"),
    ("urgent", "urgent = { kind = \"minutes\", n = 15, then = 10 }"),
    ("today", "today = { kind = \"working_minutes\", n = 120, then = 60 }"),
    ("note", "note = { kind = \"next_school_day\", n = 1, then = 120 }"),
    ("n", "n = 15"),
    ("then", "then = 10"),
    ("route", "[[route]] and below it id, lead and source"),
    ("lead", "lead = [\"dsl\"]"),
    ("source", "source = \"our policy, page 4\""),
    ("name", "name = \"Autumn 2026\""),
    ("from", "from = \"2026-09-01\""),
    ("to", "to = \"2026-12-18\""),
    ("why", "why = \"Early May bank holiday\""),
    ("page", "[[page]] and below it id and actions"),
    ("actions", "actions = [\"carry_on\", \"back\"]"),
    ("kind", "kind = \"minutes\" for a deadline, kind = \"choice\" for a question"),
    ("pages", "pages = [\"what\"]"),
    ("force", "force = \"practice\""),
    ("edition", "edition = \"our policy, September 2026\""),
    ("reviewed_on", "reviewed_on = \"2026-09-01\""),
    ("rule", "[[rule]] and below it id, force, source, edition, reviewed_on and pages"),
    ("pack", "[pack] and below it dated = \"2026-09-01\""),
    ("dated", "dated = \"2026-09-01\""),
    ("owner", "owner = \"online_safety_lead\""),
    ("approver", "approver = \"the governors\""),
    ("cycle_months", "cycle_months = 12"),
    ("audience", "audience = [\"staff\"]"),
    ("due_after", "due_after = 28"),
    ("induction_days", "induction_days = 14"),
    ("day", "day = 1"),
];

/// Where each value of a file stands, by its path: `route.3.lead.0`.
#[derive(Debug, Clone, Default)]
pub struct Places {
    text: String,
    offsets: BTreeMap<String, usize>,
}

impl Places {
    pub fn of(text: &str) -> Self {
        let mut places = Self { text: text.to_owned(), offsets: BTreeMap::new() };
        if let Ok(table) = DeTable::parse(text) {
            places.table("", table.get_ref());
        }
        places
    }

    fn table(&mut self, path: &str, table: &DeTable<'_>) {
        for (key, value) in table.iter() {
            let path = join(path, key.get_ref());
            // A table of its own is named by its header, everything else by its key.
            let at = if value.get_ref().is_table() { value.span().start } else { key.span().start };
            self.put(&path, at, value);
        }
    }

    fn put(&mut self, path: &str, at: usize, value: &Spanned<DeValue<'_>>) {
        self.offsets.insert(path.to_owned(), at);
        match value.get_ref() {
            DeValue::Table(table) => self.table(path, table),
            DeValue::Array(values) => {
                for (n, value) in values.iter().enumerate() {
                    self.put(&join(path, &n.to_string()), value.span().start, value);
                }
            }
            _ => {}
        }
    }

    pub fn has(&self, path: &str) -> bool {
        self.offsets.contains_key(path)
    }

    /// A problem at a path, or where the nearest part of it stands.
    pub fn problem(&self, path: &str, what: impl Into<String>) -> Problem {
        let mut path = path;
        loop {
            if let Some(at) = self.offsets.get(path) {
                return Problem::at(&self.text, *at, what);
            }
            match path.rsplit_once('.') {
                Some((whole, _)) => path = whole,
                None => return Problem::at(&self.text, first_words(&self.text, &(0..0)), what),
            }
        }
    }
}

fn join(path: &str, part: &str) -> String {
    if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") }
}
