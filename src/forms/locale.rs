//! Owns in which of the languages that there are somebody is spoken to.

use super::load::Prompts;
use super::profile::Profile;
use super::words::Words;
use fluent_langneg::{NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages};

/// Longer than any language's tag; only what is no tag has more characters.
const LONGEST: usize = 35;

impl Prompts {
    /// The words for somebody at a school of this profile who is known to speak these languages, the best first. A
    /// language that the profile does not offer gives way to the next, and in the end to the profile's first.
    pub fn words_at<'w>(&self, profile: &Profile, spoken: impl IntoIterator<Item = &'w str>) -> &Words {
        let mut spoken = spoken.into_iter().peekable();
        // Mostly it is one of them to the letter.
        if let Some(same) = spoken.peek().and_then(|told| profile.locales.iter().find(|known| known == told))
        {
            return self.words(Some(same));
        }
        let fits = negotiate(spoken, &profile.locales);
        self.words(fits.or(profile.locales.first().map(String::as_str)))
    }

    /// The words for somebody whose school is not known.
    pub fn words_anywhere<'w>(&self, spoken: impl IntoIterator<Item = &'w str>) -> &Words {
        let all: Vec<String> = self.locales().map(|words| words.locale().to_owned()).collect();
        self.words(negotiate(spoken, &all))
    }

    /// The languages of a profile that there are words for.
    pub fn spoken_at(&self, profile: &Profile) -> impl Iterator<Item = &Words> {
        self.locales().filter(|words| profile.locales.iter().any(|locale| locale == words.locale()))
    }
}

/// A language's tag as it is kept; `None` for anything else.
pub fn tag(told: &str) -> Option<String> {
    let [tag] =
        &convert_vec_str_to_langids_lossy([told].into_iter().filter(|told| told.len() <= LONGEST))[..]
    else {
        return None;
    };
    Some(tag.to_string())
}

/// The offered language that fits best: the same one, else one of another region.
fn negotiate<'o, 'w>(spoken: impl IntoIterator<Item = &'w str>, offered: &'o [String]) -> Option<&'o str> {
    let spoken = convert_vec_str_to_langids_lossy(spoken.into_iter().filter(|told| told.len() <= LONGEST));
    let known = convert_vec_str_to_langids_lossy(offered);
    let fits = *negotiate_languages(&spoken, &known, None, NegotiationStrategy::Lookup).first()?;
    offered.iter().map(String::as_str).find(|locale| fits == locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at_kings(spoken: &[&str]) -> Option<&'static str> {
        let offered = ["en-GB", "es-ES"].map(str::to_owned);
        let found = negotiate(spoken.iter().copied(), &offered)?;
        ["en-GB", "es-ES"].into_iter().find(|locale| *locale == found)
    }

    #[test]
    fn the_same_tag_fits_and_then_another_region_of_the_language() {
        for tag in ["es-ES", "es", "es-MX", "es-419", "es_ES", "ES-es", "es-Latn-ES"] {
            assert_eq!(at_kings(&[tag]), Some("es-ES"), "{tag}");
        }
        for tag in ["en-GB", "en", "en-US", "en_AU"] {
            assert_eq!(at_kings(&[tag]), Some("en-GB"), "{tag}");
        }
        let two_regions = ["en-US", "en-GB"].map(str::to_owned);
        assert_eq!(negotiate(["en-GB"], &two_regions), Some("en-GB"));
    }

    #[test]
    fn what_is_not_offered_gives_way_to_the_next() {
        assert_eq!(at_kings(&["ca-ES", "es-MX", "en-GB"]), Some("es-ES"));
        for nothing in [&["fr-FR"][..], &["ca-ES"], &["und"], &[]] {
            assert_eq!(at_kings(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn what_is_no_tag_fits_nothing_and_is_not_kept() {
        let long = "es-".repeat(100_000);
        for odd in ["", "-", "*", "es--ES", "🇪🇸", "es-ES; DROP TABLE people", "<script>", "español", &long]
        {
            assert_eq!((at_kings(&[odd]), tag(odd)), (None, None), "{odd:.40}");
            assert_eq!(at_kings(&[odd, "es"]), Some("es-ES"), "{odd:.40}");
        }
        assert_eq!(tag("ES_mx").as_deref(), Some("es-MX"));
    }

    proptest! {
        #[test]
        fn no_tag_from_outside_panics(told in ".{0,60}", like in "[a-zA-Z0-9_-]{0,40}") {
            for told in [told, like] {
                at_kings(&[told.as_str()]);
                prop_assert!(tag(&told).is_none_or(|kept| tag(&kept) == Some(kept.clone()) && kept.len() <= LONGEST));
            }
        }
    }
}
