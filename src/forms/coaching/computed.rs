//! The rules that no list of phrases can hold: who reads this route, surnames, and initials.

use super::Around;
use crate::domain::folded::{Folded, Word};
use crate::domain::school::Role;
use crate::domain::text::Text;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;

/// The name of somebody who may read the report, or what they are called.
#[derive(Debug)]
pub(super) struct Readers {
    pub honorifics: BTreeSet<String>,
    pub titles: Vec<(Role, Regex)>,
}

/// A first name with a surname, of somebody who does not work here.
#[derive(Debug)]
pub(super) struct Surnames {
    pub known: BTreeSet<String>,
}

/// A child named by initials, where the name stands nowhere.
#[derive(Debug)]
pub(super) struct Initials {
    pub known: BTreeSet<String>,
    pub more: Option<Regex>,
}

/// A word of the text with what is asked of it.
struct Seen<'t> {
    word: Word,
    written: &'t str,
    plain: String,
}

impl Seen<'_> {
    fn has_capital(&self) -> bool {
        self.written.chars().next().is_some_and(char::is_uppercase)
    }

    /// `Jones`, and not `JONES`, `J` or `8B`.
    fn like_a_name(&self) -> bool {
        let mut letters = self.plain.chars();
        self.has_capital()
            && letters.clone().count() > 1
            && letters.all(char::is_alphabetic)
            && self.written.chars().any(char::is_lowercase)
    }

    fn all_capitals(&self) -> bool {
        self.written.chars().all(char::is_uppercase)
    }
}

fn seen<'t>(text: &'t Folded<'_>) -> Vec<Seen<'t>> {
    let see = |word: Word| {
        let written = &text.as_str()[word.at.clone()];
        let lower = written.to_lowercase();
        let plain = lower.strip_suffix("'s").unwrap_or(&lower).replace(['\'', '-'], "");
        Seen { word, written, plain }
    };
    text.words().into_iter().map(see).collect()
}

/// The parts of a name, without what only stands before it.
fn parts(name: &Text, honorifics: &BTreeSet<String>) -> Vec<String> {
    let folded = Folded::new(name);
    let words = seen(&folded);
    let counts = |part: &String| part.chars().count() > 1 && !honorifics.contains(part);
    words.into_iter().map(|seen| seen.plain).filter(counts).collect()
}

impl Readers {
    pub fn all(&self, text: &Folded<'_>, around: &Around<'_>) -> Vec<Range<usize>> {
        let names: Vec<Vec<String>> =
            around.readers.iter().map(|name| parts(name, &self.honorifics)).collect();
        let words = seen(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for (n, this) in words.iter().enumerate() {
            let before = n.checked_sub(1).map(|n| &words[n]).filter(|_| this.word.follows);
            let after = words.get(n + 1).filter(|next| next.word.follows);
            let is_called = before.filter(|before| self.honorifics.contains(&before.plain));
            for name in &names {
                let Some((first, rest)) = name.split_first() else { continue };
                let with_first = before.filter(|before| before.plain == *first);
                // One letter more or less decides who it is: a surname by itself must look like one.
                let alone = this.like_a_name()
                    && rest.last() == Some(&this.plain)
                    && !before.is_some_and(|before| before.like_a_name())
                    && !after.is_some_and(Seen::like_a_name);
                match is_called.or(with_first) {
                    Some(before)
                        if rest.contains(&this.plain) || is_called.is_some() && *first == this.plain =>
                    {
                        found.push(before.word.at.start..this.word.at.end);
                    }
                    _ if alone => found.push(this.word.at.clone()),
                    _ => {}
                }
            }
        }
        for (_, title) in self.titles.iter().filter(|(role, _)| around.roles.contains(role)) {
            found.extend(title.find_iter(text.as_str()).map(|found| found.range()));
        }
        found.sort_by_key(|at| at.start);
        found
    }
}

impl Surnames {
    pub fn all(&self, text: &Folded<'_>, around: &Around<'_>) -> Vec<Range<usize>> {
        let staff: BTreeSet<String> =
            around.staff.iter().flat_map(|name| parts(name, &BTreeSet::new())).collect();
        let words = seen(text);
        let name = |seen: &Seen<'_>| {
            seen.like_a_name() && !self.known.contains(&seen.plain) && !staff.contains(&seen.plain)
        };
        let pairs = words.windows(2).filter(|pair| pair.iter().all(name) && apart_by_space(text, pair));
        pairs.map(|pair| pair[0].word.at.start..pair[1].word.at.end).collect()
    }
}

fn apart_by_space(text: &Folded<'_>, pair: &[Seen<'_>]) -> bool {
    text.as_str()[pair[0].word.at.end..pair[1].word.at.start].chars().all(|c| c == ' ')
}

impl Initials {
    pub fn all(&self, text: &Folded<'_>) -> Vec<Range<usize>> {
        let letters = || text.as_str().chars().filter(|c| c.is_alphabetic());
        // Somebody who writes in capitals names nobody by them.
        if letters().filter(|c| c.is_uppercase()).count() * 2 > letters().count() {
            return Vec::new();
        }
        let words = seen(text);
        let mut found = Vec::new();
        for (n, this) in words.iter().enumerate() {
            let next = words.get(n + 1).filter(|next| next.word.follows);
            let (initials, at) = match next {
                // `J.S.` and `J. S.`
                Some(next) if single(this) && single(next) && dotted(text, this) => {
                    (this.plain.clone() + &next.plain, this.word.at.start..next.word.at.end)
                }
                _ if this.all_capitals() && this.plain.chars().count() == 2 => {
                    (this.plain.clone(), this.word.at.clone())
                }
                _ => continue,
            };
            let loud = |other: Option<&Seen<'_>>| {
                other.is_some_and(|other| other.all_capitals() && other.plain.chars().count() > 2)
            };
            let shouted = loud(next) || loud(n.checked_sub(1).map(|n| &words[n]));
            let spelled_out = words.windows(2).any(|pair| {
                let first = |seen: &Seen<'_>| seen.plain.chars().next();
                pair.iter().all(Seen::like_a_name)
                    && pair.iter().filter_map(first).eq(initials.chars())
                    && pair[1].word.follows
            });
            if !shouted && !spelled_out && !self.known.contains(&initials) {
                found.push(at);
            }
        }
        found.extend(self.more.iter().flat_map(|more| more.find_iter(text.as_str())).map(|m| m.range()));
        found.sort_by_key(|at| at.start);
        found
    }
}

fn single(seen: &Seen<'_>) -> bool {
    seen.all_capitals() && seen.written.chars().count() == 1
}

fn dotted(text: &Folded<'_>, seen: &Seen<'_>) -> bool {
    text.as_str()[seen.word.at.end..].starts_with('.')
}
