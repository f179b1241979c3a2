//! Owns what somebody wrote as patterns look at it: no accents, one kind of quotation mark, and the way back.

use super::names::plain;
use super::text::Text;
use std::ops::Range;
use zeroize::Zeroizing;

/// A text with its letters folded. Capitals stay: initials and names are told by them.
pub struct Folded<'t> {
    written: &'t Text,
    text: Zeroizing<String>,
    /// For every byte of `text`, and for its end, where its letter begins in what was written.
    from: Vec<usize>,
}

/// A word of a text: letters and digits, with `'` and `-` inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub at: Range<usize>,
    /// Only spaces, or a full stop and spaces, stand between it and the word before.
    pub follows: bool,
}

impl<'t> Folded<'t> {
    pub fn new(written: &'t Text) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(written.expose().len()));
        let mut from = Vec::with_capacity(written.expose().len() + 1);
        for (at, letter) in written.expose().char_indices() {
            if let Some(letter) = fold(letter) {
                text.push(letter);
                from.resize(text.len(), at);
            }
        }
        from.push(written.expose().len());
        Self { written, text, from }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands there as it was written, on one line; `most` signs of it at the most.
    pub fn written(&self, at: &Range<usize>, most: usize) -> Text {
        let written = &self.written.expose()[self.from[at.start]..self.from[at.end]];
        let line = Zeroizing::new(written.split_whitespace().collect::<Vec<_>>().join(" "));
        match line.char_indices().nth(most) {
            Some((end, _)) => Text::new(format!("{}…", line[..end].trim_end())),
            None => Text::new(line.as_str()),
        }
    }

    pub fn words(&self) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '-';
        let mut rest = 0;
        while let Some(start) = self.text[rest..].find(char::is_alphanumeric).map(|n| rest + n) {
            let end = self.text[start..].find(|c| !inside(c)).map_or(self.text.len(), |n| start + n);
            let word = self.text[start..end].trim_end_matches(['\'', '-']);
            let gap = words.last().map_or("\n", |last| &self.text[last.at.end..start]);
            let follows = gap.strip_prefix('.').unwrap_or(gap).chars().all(|c| c == ' ');
            words.push(Word { at: start..start + word.len(), follows });
            rest = end;
        }
        words
    }

    /// What stands between quotation marks: somebody else's words, most likely.
    pub fn quoted(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut open: Option<(char, usize)> = None;
        let mut before = ' ';
        let mut signs = self.text.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            let after = signs.peek().map_or(' ', |(_, next)| *next);
            // An apostrophe stands inside a word or at its end; a mark that opens has a word right behind it only.
            let opens = !before.is_alphanumeric() && after.is_alphanumeric();
            let closes = !after.is_alphanumeric();
            match open {
                Some((mark, start)) if sign == mark && (sign == '"' || closes) => {
                    found.push(start..at);
                    open = None;
                }
                None if sign == '"' || (sign == '\'' && opens) => open = Some((sign, at + sign.len_utf8())),
                _ => {}
            }
            before = sign;
        }
        found
    }
}

/// A name as lists sort it: Íñigo stands beside Inigo, and not behind Zoë.
pub fn filed(name: &str) -> String {
    name.chars().filter_map(fold).flat_map(char::to_lowercase).collect()
}

/// A letter as patterns see it; nothing for an accent that stands by itself.
pub fn fold(letter: char) -> Option<char> {
    Some(match letter {
        '\u{300}'..='\u{36f}' => return None,
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        // What is plain ASCII is looked through at full speed.
        '\u{a0}' | '\u{202f}' | '\t' | '¿' | '¡' => ' ',
        'º' | '°' => 'o',
        'ª' => 'a',
        '…' => '.',
        _ => {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(small), None) if small != letter => {
                    plain(small).to_uppercase().next().unwrap_or(letter)
                }
                _ => plain(letter),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<String> {
        let text = Text::new(text);
        let folded = Folded::new(&text);
        folded.quoted().iter().map(|at| folded.as_str()[at.clone()].to_owned()).collect()
    }

    #[test]
    fn accents_go_capitals_stay_and_the_way_back_leads_to_what_was_written() {
        let text = Text::new("A\u{301}lvaro dijo\n «¿Qué   pasó?»");
        let folded = Folded::new(&text);
        assert_eq!(folded.as_str(), "Alvaro dijo\n \" Que   paso?\"");
        let at = folded.as_str().find("Que").unwrap();
        let end = folded.as_str().find('?').unwrap();
        assert_eq!(folded.written(&(at..end), 60).expose(), "Qué pasó");
        assert_eq!(folded.written(&(0..7), 60).expose(), "A\u{301}lvaro ".trim_end());
        assert_eq!(folded.written(&(at..end), 3).expose(), "Qué…");
    }

    #[test]
    fn what_somebody_else_said_is_told_from_an_apostrophe() {
        assert_eq!(quoted("She said \"it's fine\" and left"), ["it's fine"]);
        assert_eq!(quoted("Dijo «no quiero» y luego “vale”"), ["no quiero", "vale"]);
        assert_eq!(quoted("He said 'don't tell' to me"), ["don't tell"]);
        assert_eq!(quoted("the girls' phones and the boys' bags"), [""; 0]);
        assert_eq!(quoted("Mia's phone isn't hers"), [""; 0]);
        assert_eq!(quoted("it begins \"and never ends"), [""; 0]);
    }

    #[test]
    fn words_keep_what_stands_inside_them_and_know_what_they_follow() {
        let text = Text::new("Mrs. O'Neill-Hale's car, 8B");
        let folded = Folded::new(&text);
        let words = folded.words();
        let said: Vec<_> = words.iter().map(|w| (&folded.as_str()[w.at.clone()], w.follows)).collect();
        assert_eq!(said, [("Mrs", false), ("O'Neill-Hale's", true), ("car", true), ("8B", false)]);
    }
}
