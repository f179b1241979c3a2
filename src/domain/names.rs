//! Owns the search for people's names in what somebody wrote. A match only ever asks a question.

use super::text::Text;
use std::collections::BTreeSet;

/// Words before a name that are not part of it.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "rev", "the", "prof"];

/// A letter as it compares: many people leave accents out.
pub(super) fn plain(letter: char) -> char {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '´' => '\'',
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// The words of a text, folded: lower case, letters and digits only, no accents. `O'Neill` is one word, and
/// `Smith's` is `Smith` as well.
fn words(text: &Text) -> BTreeSet<String> {
    let accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let folded: String =
        text.expose().chars().flat_map(char::to_lowercase).filter(|c| !accent(c)).map(plain).collect();
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .flat_map(|word| [Some(word), word.strip_suffix("'s")])
        .flatten()
        .map(|word| word.replace('\'', ""))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The parts of a name that may stand for the whole of it. Initials are left out.
fn parts(name: &Text) -> BTreeSet<String> {
    let apart: String = name.expose().chars().map(|c| if plain(c) == '\'' { ' ' } else { c }).collect();
    let all = words(name).into_iter().chain(words(&Text::new(apart)));
    all.filter(|part| part.chars().count() > 1 && !TITLES.contains(&part.as_str())).collect()
}

/// What somebody wrote, to be searched for several names.
pub struct Written(BTreeSet<String>);

impl Written {
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Self {
        Self(texts.into_iter().flat_map(words).collect())
    }

    /// Whether any part of `name` stands in it as a word of its own.
    pub fn mentions(&self, name: &Text) -> bool {
        parts(name).iter().any(|part| self.0.contains(part))
    }
}
