//! A report that no window of Slack's can hold is read in full all the same, part by part.

use super::fake::Entry;
use super::world::{ENGLISH, Plan, World};
use crate::store::harness::Database;
use std::collections::BTreeSet;

on_both_databases!(a_report_at_its_longest_with_many_additions_is_read_to_its_end);

/// The longest answer that a field takes.
const LONGEST: usize = 3000;
/// Questions that are asked and answered later, as long as they may be.
const ROUNDS: usize = 9;
/// Pages behind the receipt, and the second look at some of them.
const PAGES: usize = 20;

/// Texts of which no word stands twice, in letters that take the most room on their way to Slack.
#[derive(Default)]
struct Texts(usize);

impl Texts {
    fn next(&mut self) -> String {
        self.0 += 1;
        let mut text = String::new();
        for n in 0.. {
            let word = format!("{}{}x{n} ", "é".repeat(20), self.0);
            if text.chars().count() + word.chars().count() > LONGEST {
                return text.trim_end().to_owned();
            }
            text.push_str(&word);
        }
        text
    }
}

async fn a_report_at_its_longest_with_many_additions_is_read_to_its_end(database: Database) {
    let world = World::with(database, Plan { space: &[], ..Plan::default() }).await;
    let (robin, dsl) = (world.person("teacher"), world.person("dsl"));
    let (mut texts, mut written) = (Texts::default(), Vec::new());
    let mut write = || {
        written.push(texts.next());
        written.last().cloned().unwrap_or_default()
    };
    robin.reports("pupil", "bullying", &write(), &[]).await;
    robin.clicks("add_more").await;
    for _ in 0..PAGES {
        if robin.page().is_none() {
            break;
        }
        for field in robin.fields().iter().filter(|field| field.element["multiline"] == true) {
            if robin.holds(&field.block)["value"].as_str().unwrap_or_default().is_empty() {
                robin.fills(&field.block, &Entry::Write(&write()));
            }
        }
        robin.goes_on().await;
    }
    assert_eq!(robin.page(), None, "{}", robin.sees());
    world.settle().await;
    for _ in 0..ROUNDS {
        dsl.clicks_in_chat("read").await;
        dsl.clicks("ask_reporter").await;
        dsl.fills("question", &Entry::Write(&write()));
        dsl.goes_on().await;
        world.settle().await;
        robin.clicks_in_chat("read_question").await;
        robin.clicks("answer_question").await;
        robin.fills("answer", &Entry::Write(&write()));
        robin.goes_on().await;
        world.settle().await;
    }

    dsl.clicks_in_chat("read").await;
    let reference = world.cases().await[0].reference.to_string();
    let (next, before) = (world.say(ENGLISH, "slack-part-next"), world.say(ENGLISH, "slack-part-before"));
    let (mut read, mut parts) = (String::new(), 1);
    loop {
        let seen = dsl.sees();
        assert!(seen.contains(&reference), "each part says what it is of: {seen:.200}");
        assert!(!seen.contains(&world.say(ENGLISH, "slack-more_view")), "nothing is left out");
        assert!(
            dsl.can_press().contains(&world.say(ENGLISH, "action-ask_reporter")),
            "{:?}",
            dsl.can_press()
        );
        assert_eq!(dsl.can_press().contains(&before), parts > 1);
        read += &seen;
        if !dsl.can_press().contains(&next) {
            break;
        }
        dsl.presses(&next).await;
        parts += 1;
    }
    assert!(parts > 1, "it is long enough to need parts");
    let read: BTreeSet<&str> = read.split_whitespace().collect();
    for (number, text) in written.iter().enumerate() {
        let missing = text.split(' ').filter(|word| !read.contains(word)).count();
        assert_eq!(missing, 0, "of {} words of text {number}", text.split(' ').count());
    }
    dsl.presses(&before).await;
    assert!(dsl.can_press().contains(&next), "and back again");
    dsl.clicks("ask_reporter").await;
    assert!(dsl.page().is_some(), "its buttons work from every part: {}", dsl.sees());
    assert!(world.cases().await.len() == 1 && written.len() > 2 * ROUNDS + 1, "{}", written.len());
}
