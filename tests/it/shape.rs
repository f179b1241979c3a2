//! Holds the shape of the house: imports point down, files stay short, both databases have the same migrations.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

mod source;

use source::Source;

/// What each top-level module may import, as a module or as one path inside it.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "cli",
        &[
            "http",
            "outbox",
            "schedule",
            "app",
            "records",
            "report",
            "platforms",
            "config",
            "store",
            "vault",
            "records",
            "audit",
            "forms",
            "chat",
            "domain",
            "clock",
        ],
    ),
    ("http", &["app", "platforms", "chat", "domain"]),
    ("app", &["forms", "records", "store", "vault", "audit", "clock", "chat", "domain"]),
    ("outbox", &["forms", "records", "store", "vault", "chat", "clock", "domain"]),
    ("schedule", &["store", "domain", "clock"]),
    ("report", &["store", "domain", "forms"]),
    ("records", &["store", "vault", "domain"]),
    ("audit", &["store", "domain"]),
    ("platforms", &["chat", "clock", "domain"]),
    ("forms", &["chat", "domain"]),
    ("store", &["domain", "vault::Sealed"]),
    ("chat", &["domain"]),
    ("vault", &["domain"]),
    ("clock", &["domain"]),
    ("config", &["domain"]),
    ("domain", &[]),
];

/// What `domain` never touches: it decides, others do.
const NOT_IN_DOMAIN: &[&str] = &[
    "sqlx",
    "axum",
    "tokio",
    "reqwest",
    "fluent_bundle",
    "async_trait",
    "tracing",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
];

/// Lines in a file at most: one idea fits, and a reader can hold it.
const LONGEST_SOURCE: usize = 400;
const LONGEST_TEST: usize = 600;

/// The crate's front doors name every module and belong to none.
const FRONT_DOORS: &[&str] = &["src/lib.rs", "src/main.rs"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the project: its path from the project's root, and its text.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|p| {
            (p.strip_prefix(root()).unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&p).unwrap())
        })
        .collect()
}

/// `src/http/router.rs` is `["http", "router"]`, `src/http/mod.rs` is `["http"]`.
fn module_of(file: &str) -> Vec<String> {
    let inside = file.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    inside.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
}

/// The imports of one file that the table does not allow, each as a sentence.
fn forbidden_imports(file: &str, text: &str) -> Vec<String> {
    let source = Source::new(text);
    let module = module_of(file);
    let here = module[0].as_str();
    let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| *from == here) else {
        return vec![format!("{file}: the module {here} is not on the map; give it its arrows")];
    };
    let mut found = Vec::new();
    for path in source.crate_paths(&module) {
        let inside = path.first().is_some_and(|top| top == here);
        let arrow = allowed.iter().any(|to| to.split("::").eq(path.iter().take(to.split("::").count())));
        if !inside && !arrow {
            found.push(format!("{file}: {here} may not use crate::{}", path.join("::")));
        }
    }
    if here == "domain" {
        for path in source.paths() {
            let outside = |name: &&&str| name.split("::").eq(path.iter().take(name.split("::").count()));
            if let Some(name) = NOT_IN_DOMAIN.iter().find(outside) {
                found.push(format!("{file}: domain may not use {name}"));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn imports_point_down() {
    let files = rust_files("src");
    let inner = files.iter().filter(|(file, _)| !FRONT_DOORS.contains(&file.as_str()));
    none(inner.flat_map(|(file, text)| forbidden_imports(file, text)).collect());
}

#[test]
fn an_import_that_points_up_is_caught_however_it_is_written() {
    let caught = |file: &str, text: &str| forbidden_imports(file, text).len();
    for text in [
        "use crate::store::Store;",
        "pub(crate) use crate::{id::Id, store};",
        "fn f() { let _ = crate::store::connect(); }",
        "use crate::{\n    domain::{id, school},\n    store::{self, Tx},\n};",
        "use super::super::store::Tx;",
        "use super::{school, super::store};",
        "mod tests { use super::super::super::store; }",
        "macro_rules! m { () => { $crate::store::Tx } }",
        "use crate as hearken;",
        "use crate::*;",
        "use sqlx::Row;",
        "async fn f() { tokio::time::sleep(d).await }",
        "use std::{fmt, fs};",
        "#[async_trait::async_trait] trait T {}",
    ] {
        assert!(caught("src/domain/id.rs", text) > 0, "not caught: {text}");
    }
    for text in [
        "use crate::domain::id::Id;",
        "use super::school::Identity;",
        "mod tests { use super::*; use super::super::id; }",
        "// use crate::store::Tx;\n/* crate::app */ /// [`crate::store`]",
        "const WHERE: &str = \"crate::store\"; const RAW: &str = r#\"use crate::store;\"#;",
        "fn f<'a>(c: char) -> bool { c == '\"' || c == '\\'' }",
        "pub(crate) fn tokio() {} use std::fmt;",
    ] {
        assert_eq!(caught("src/domain/id.rs", text), 0, "caught: {text}");
    }
    assert_eq!(caught("src/store/tx.rs", "use crate::vault::Sealed;"), 0);
    assert_eq!(caught("src/store/tx.rs", "use crate::vault::{Sealed, Keys};"), 1);
    assert_eq!(caught("src/app/home.rs", "use crate::platforms::slack;"), 1);
    assert_eq!(caught("src/attic.rs", ""), 1, "a module off the map");
}

#[test]
fn the_map_knows_no_module_that_points_at_itself_or_at_nothing() {
    let modules: BTreeSet<&str> = ARROWS.iter().map(|(from, _)| *from).collect();
    for (from, to) in ARROWS {
        for arrow in *to {
            let top = arrow.split("::").next().unwrap();
            assert!(modules.contains(top) && top != *from, "{from} → {arrow}");
        }
    }
}

#[test]
fn files_stay_short_enough_to_read() {
    let too_long = |folder, limit| {
        let longer = move |(_, text): &(String, String)| text.lines().count() > limit;
        let tell = move |(file, text): (String, String)| {
            format!("{file}: {} lines, {limit} at most", text.lines().count())
        };
        rust_files(folder).into_iter().filter(longer).map(tell)
    };
    none(too_long("src", LONGEST_SOURCE).chain(too_long("tests", LONGEST_TEST)).collect());
}

#[test]
fn every_module_says_what_it_owns() {
    let silent = |(file, text): &(String, String)| file != "src/main.rs" && !text.starts_with("//! ");
    none(
        rust_files("src")
            .into_iter()
            .filter(silent)
            .map(|(file, _)| format!("{file} does not begin with //!"))
            .collect(),
    );
}

#[test]
fn transactions_begin_in_one_place() {
    let elsewhere = |(file, text): &(String, String)| {
        file != "src/store/tx.rs"
            && Source::new(text).calls(&["begin", "begin_with", "try_begin", "try_begin_with"])
    };
    none(
        rust_files("src")
            .into_iter()
            .filter(elsewhere)
            .map(|(file, _)| format!("{file} begins a transaction"))
            .collect(),
    );
    assert!(Source::new("pool\n    .begin().await").calls(&["begin"]));
    assert!(!Source::new("// .begin()\nlet begin = \".begin()\"; begin();").calls(&["begin"]));
}

#[test]
fn a_lint_is_expected_with_a_reason_and_never_allowed() {
    let files = rust_files("src").into_iter().chain(rust_files("tests"));
    none(
        files
            .filter(|(_, text)| Source::new(text).allows_a_lint())
            .map(|(file, _)| format!("{file} has #[allow]"))
            .collect(),
    );
    assert!(Source::new("#![cfg_attr(test, allow(dead_code))]").allows_a_lint());
    assert!(!Source::new("// #[allow(dead_code)]\nfn allow() { self.allow(1) }").allows_a_lint());
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = root().join("migrations").join(database);
        let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert_eq!(names("sqlite").is_empty(), !root().join("src/store").exists(), "a store has migrations");
}
