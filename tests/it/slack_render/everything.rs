//! Every page and card that the forms can show is something that Slack takes.

use super::{Said, refused, refused_message, texts};
use crate::walks::{answered, paths, school, shown, spanish};
use crate::world::built_in;
use hearken::chat::{Button, Card, FieldKind, Page, Style};
use hearken::domain::concern::About;
use hearken::domain::text::Text;
use hearken::forms::fit::everything;
use hearken::platforms::slack::render::{card_modal, cards_modal, home, message, modal};
use std::collections::BTreeSet;

/// The same page with something in every field.
fn filled(mut page: Page) -> Page {
    for field in &mut page.fields {
        match &mut field.kind {
            FieldKind::Choice { options, chosen } => {
                *chosen = options.first().map(|option| option.id.clone())
            }
            FieldKind::Choices { options, chosen } => {
                *chosen = options.iter().map(|option| option.id.clone()).collect();
            }
            FieldKind::Person { chosen } => *chosen = vec!["U1".to_owned(), "U2".to_owned()],
            FieldKind::Date { value } | FieldKind::Time { value } => *value = Text::new("half past nine"),
            _ => {}
        }
        field.hints = vec![Text::new("You wrote \"always\". What did you see?"), Text::new("Which day?")];
    }
    page
}

/// The same card with more buttons than any has.
fn with_buttons(mut card: Card) -> Card {
    for (n, style) in
        [Style::Primary, Style::Plain, Style::Danger, Style::Plain].into_iter().cycle().take(8).enumerate()
    {
        let (id, label) = (format!("button_{n}"), "Take someone off this".to_owned());
        card.buttons.push(Button { id, label, value: "7".repeat(64), style });
    }
    card
}

/// Every label, rule and paragraph is somewhere in the view.
fn says_all(page: &Page, said: &[String]) {
    let labels = page.fields.iter().map(|field| field.label.clone());
    let buttons = page.actions.iter().map(|action| action.label.clone());
    for words in labels.chain(buttons).chain(page.error.clone()).chain(page.note.clone()) {
        assert!(said.iter().any(|text| text.contains(&words)), "{}: nobody reads: {words}", page.id);
    }
}

#[test]
fn every_page_and_every_card_at_its_longest_fits() {
    let prompts = built_in();
    let speech = Said(&prompts);
    let mut seen = 0;
    for words in prompts.locales() {
        let (pages, cards) = everything(&prompts, words);
        for page in pages.into_iter().flat_map(|page| [page.clone(), filled(page)]) {
            let view = modal(&page, &speech);
            assert_eq!(refused(&view), [""; 0], "{}: {}", page.lang, page.id);
            says_all(&page, &texts(&view));
            seen += 1;
        }
        for card in cards.into_iter().flat_map(|card| [card.clone(), with_buttons(card)]) {
            let views = [card_modal(&card, &speech), home(std::slice::from_ref(&card), &speech)];
            assert_eq!(views.iter().flat_map(refused).collect::<Vec<_>>(), [""; 0], "{}", card.heading);
            assert_eq!(refused_message(&message(&card, &speech)), [""; 0], "{}", card.heading);
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn every_page_of_every_school_fits() {
    let prompts = built_in();
    let speech = Said(&prompts);
    let profiles = prompts.profiles.values().cloned().chain([spanish(&prompts)]);
    for school in profiles.map(school) {
        for words in prompts.locales() {
            // Most ways through the form show the same pages.
            let mut seen = BTreeSet::new();
            let worst = |(about, _, picture): &(About, _, Option<&str>)| {
                matches!(about, About::Pupil | About::Head) && *picture != Some("no")
            };
            for (about, category, picture) in paths().into_iter().filter(worst) {
                let answers = answered(about, category, picture);
                for page in prompts.concern.path(false, &answers).chain(prompts.concern.path(true, &answers))
                {
                    let page = shown(&prompts, words, &school, page, &answers);
                    if seen.insert(format!("{page:?}")) {
                        let wrong = refused(&modal(&page, &speech));
                        assert_eq!(wrong, [""; 0], "{}, {category}: {}", school.profile.id, page.id);
                    }
                }
            }
            assert!(seen.len() > 30, "{}", seen.len());
        }
    }
}

#[test]
fn more_cards_than_a_window_holds_keep_every_button() {
    let prompts = built_in();
    let (_, cards) = everything(&prompts, prompts.words(None));
    let cards: Vec<Card> = cards.into_iter().take(60).map(with_buttons).collect();
    let speech = Said(&prompts);
    for view in [cards_modal(&cards, &speech), home(&cards, &speech)] {
        assert_eq!(refused(&view), [""; 0]);
        let blocks = view["blocks"].as_array().unwrap();
        let buttons: usize = blocks
            .iter()
            .filter_map(|block| block["elements"].as_array())
            .flatten()
            .filter(|e| e["type"] == "button")
            .count();
        assert_eq!(buttons, 60 * 8);
        assert!(texts(&view).iter().any(|text| text.contains("does not fit in this window")));
    }
}
