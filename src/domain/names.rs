//! Owns the search for people's names in what somebody wrote. A match only ever asks a question.

use super::text::Text;
use std::collections::BTreeSet;

/// Words before a name that are not part of it.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "rev", "the", "prof"];

/// The words of a text, folded: lower case, letters and digits only; `O'Neill` is one word.
fn words(text: &Text) -> BTreeSet<String> {
    text.expose()
        .replace(['\'', '\u{2019}'], "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether any part of `name` stands in one of the texts as a word of its own. Initials are left out.
pub fn mentioned<'t>(name: &Text, texts: impl IntoIterator<Item = &'t Text>) -> bool {
    let mut parts = words(name);
    parts.retain(|part| part.chars().count() > 1 && !TITLES.contains(&part.as_str()));
    texts.into_iter().any(|text| !words(text).is_disjoint(&parts))
}
