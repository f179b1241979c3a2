//! Owns the recovery passphrase: made for paper, read aloud, and typed again years later.

use super::random;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Nothing here sounds or looks like another sign; what is typed for a sign that is missing is understood.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 6;
/// Four random signs of five bits each, and one that tells whether they were typed as they were printed.
const GROUP: usize = 5;

/// Six groups such as `7KQF2`: 120 random bits. Wiped when dropped, never printed by accident.
pub struct Passphrase(Zeroizing<String>);

/// What is wrong with something typed, without a sign of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    #[error("the passphrase has 6 groups of 5 letters and digits; this has {0} letters and digits")]
    Length(usize),
    #[error("there is a mistake in group {0} of the passphrase; compare it with the paper")]
    Group(usize),
}

impl Passphrase {
    pub fn fresh() -> Self {
        let bytes = Zeroizing::new(random::<{ GROUPS * (GROUP - 1) }>());
        let mut signs = Zeroizing::new(Vec::with_capacity(GROUPS * GROUP));
        for (n, four) in bytes.chunks(GROUP - 1).enumerate() {
            signs.extend(four.iter().map(|byte| SIGNS[usize::from(byte % 32)]));
            let check = check(n, &signs[n * GROUP..]);
            signs.push(check);
        }
        Self::of(&signs)
    }

    /// What somebody typed: spaces, dashes and case do not matter, and neither do O for 0, or I and L for 1.
    pub fn parse(typed: &str) -> Result<Self, Mistyped> {
        let mut signs = Zeroizing::new(Vec::with_capacity(typed.len()));
        signs.extend(typed.chars().filter(|sign| !sign.is_whitespace() && !"-–—.".contains(*sign)).map(
            |sign| match sign.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                sign => u8::try_from(sign).unwrap_or(b'?'),
            },
        ));
        if signs.len() != GROUPS * GROUP {
            return Err(Mistyped::Length(signs.len()));
        }
        for (n, group) in signs.chunks(GROUP).enumerate() {
            let (last, four) = group.split_last().expect("a chunk is not empty");
            if !four.iter().all(|sign| SIGNS.contains(sign)) || *last != check(n, four) {
                return Err(Mistyped::Group(n + 1));
            }
        }
        Ok(Self::of(&signs))
    }

    fn of(signs: &[u8]) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP + 1)));
        for (n, sign) in signs.iter().enumerate() {
            if n > 0 && n % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(*sign));
        }
        Self(text)
    }

    /// As it stands on paper, and as the stock `age` program takes it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The place counts, so that two groups in the wrong order are noticed.
fn check(place: usize, four: &[u8]) -> u8 {
    let place = u8::try_from(place).expect("there are six groups");
    let mut digest = Sha256::new();
    digest.update([place]);
    digest.update(four);
    SIGNS[usize::from(digest.finalize()[0] % 32)]
}

#[cfg(test)]
mod tests {
    use super::{Mistyped, Passphrase, SIGNS};

    #[test]
    fn a_passphrase_is_typed_back_however_it_was_read() {
        for _ in 0..50 {
            let printed = Passphrase::fresh();
            let printed = printed.expose();
            assert_eq!(printed.len(), 35);
            let sloppy = printed.to_lowercase().replace('-', "  ").replace('0', "o").replace('1', "l");
            for typed in [printed.to_owned(), printed.replace('-', ""), format!(" {sloppy}\n")] {
                let typed = Passphrase::parse(&typed).unwrap_or_else(|why| panic!("{why}"));
                assert_eq!(typed.expose(), printed);
            }
        }
    }

    #[test]
    fn most_slips_are_told_by_their_group_and_none_is_taken_for_what_was_printed() {
        let (mut told, mut slips) = (0, 0);
        for _ in 0..20 {
            let printed = Passphrase::fresh();
            let printed = printed.expose();
            for (at, was) in printed.bytes().enumerate().filter(|(_, sign)| *sign != b'-') {
                let other = SIGNS.iter().find(|sign| **sign != was).copied().unwrap();
                let mut slip = printed.as_bytes().to_vec();
                slip[at] = other;
                let slip = String::from_utf8(slip).unwrap();
                slips += 1;
                match Passphrase::parse(&slip) {
                    Err(why) => {
                        assert_eq!(why, Mistyped::Group(at / 6 + 1));
                        told += 1;
                    }
                    Ok(typed) => assert_ne!(typed.expose(), printed),
                }
            }
        }
        assert!(told * 10 > slips * 9, "{told} of {slips}");
    }

    #[test]
    fn what_is_no_passphrase_is_said_without_repeating_it() {
        for (typed, expected) in
            [("", Mistyped::Length(0)), ("correct horse", Mistyped::Length(12)), ("é", Mistyped::Length(1))]
        {
            let why = Passphrase::parse(typed).map(|_| ()).unwrap_err();
            assert_eq!(why, expected);
        }
        let why = Passphrase::parse(&"U".repeat(30)).map(|_| ()).unwrap_err();
        assert_eq!(why, Mistyped::Group(1));
        assert!(!why.to_string().contains('U'));
    }
}
