//! Turns what is to be signed into lines of somebody's morning: no names but titles, and how many people.

use super::title;
use crate::chat::view::{Button, Card, Style};
use crate::domain::agenda::{Agenda, Signs};
use crate::domain::attestation::AttestationDef;
use crate::domain::attestation::campaign::{Rules, Standing, leads};
use crate::domain::id::PersonId;
use crate::domain::reminder::Item;
use crate::forms::card::Scene;
use crate::forms::register_card::when;
use crate::forms::review::day;
use crate::forms::words::Arg;
use chrono::NaiveDate;

/// When it is due, a message of its own, a line among others, and what is pressed there. `None` for whatever is not about signing, and
/// for what stands no more.
pub fn morning(
    scene: Scene<'_>,
    agenda: &Agenda<'_>,
    reader: &PersonId,
    item: &Item,
) -> Option<(NaiveDate, Card, String, Button)> {
    let words = scene.words;
    if let Item::Leaver { person, last } = item {
        let mut alone = scene.plain("notice-leaver", &[]);
        let button = scene.button("leaver", person.as_str(), Style::Primary);
        alone.buttons.push(button.clone());
        return Some((*last, alone, words.say("remind-leaver", &[]), button));
    }
    let (Item::Sign { campaign, .. } | Item::Unsigned { campaign, .. }) = item else { return None };
    let Signs { signing, defs, .. } = agenda.signs?;
    let campaign = signing.campaign(campaign)?;
    let def = AttestationDef::of(defs, &campaign.attestation);
    let rules = Rules { def: &def, hours: &agenda.hours };
    let named = title(words, defs, &campaign.attestation);
    let me = agenda.staff.person(reader)?;
    if let Item::Unsigned { .. } = item {
        let late = signing.unsigned(campaign, agenda.staff, rules, agenda.day).into_iter().filter(
            |(person, due)| {
                *due < agenda.day && (leads(me) || person.employment.manager.as_ref() == Some(reader))
            },
        );
        let count = late.count();
        let args: [Arg<'_>; 3] =
            [("title", named.clone()), ("count", count.to_string()), ("date", day(words, campaign.due_on))];
        let mut alone = scene.plain("notice-unsigned", &args);
        alone.buttons.push(scene.button("unsigned", campaign.id.as_str(), Style::Primary));
        let button = scene.named_button("unsigned", "unsigned_named", &named, campaign.id.as_str());
        return (count > 0).then(|| (campaign.due_on, alone, words.say("remind-unsigned", &args), button));
    }
    let Standing::Asked(window) = signing.standing(campaign, me, rules, agenda.day) else { return None };
    let args =
        [("title", named.clone()), ("date", day(words, window.due)), ("when", when(window.due, agenda.day))];
    let mut alone = scene.plain("notice-sign", &args);
    alone.buttons.push(scene.button("read_and_sign", campaign.id.as_str(), Style::Primary));
    let button = scene.named_button("read_and_sign", "sign_named", &named, campaign.id.as_str());
    Some((window.due, alone, words.say("remind-sign", &args), button))
}
