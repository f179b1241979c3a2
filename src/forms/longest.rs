//! Owns what a variable is at its longest in one locale, so that words are measured as somebody will read them.

use super::card::contact_lines;
use super::load::Prompts;
use super::spoken::all_args;
use super::words::{Arg, Words};
use crate::domain::case::State;
use crate::domain::concern::CategoryGroup;
use crate::domain::progress::Stage;
use crate::domain::school::Role;
use crate::domain::unfit::Unfit;
use crate::domain::urgency::Urgency;

/// A number with its country and area, as long as they are written.
const NUMBER: &str = "+44 (0)1632 960 001";
/// What a card for somebody outside lists at most, and a few more.
pub(super) const NUMBERS: usize = 6;

/// Every argument that any words may be given.
pub(super) fn args(prompts: &Prompts, words: &Words) -> Vec<Arg<'static>> {
    let role = longest(Role::ALL.iter().map(|role| words.role(*role)));
    let moment = moment(words);
    let routes = || prompts.profiles.values().flat_map(|profile| &profile.routes);
    let with_on_call = |roles: &[Role]| [roles, &[Role::OnCall]].concat();
    let list = |roles: &[Role]| words.list(&words.roles(roles));
    let lead = longest(routes().map(|route| list(&with_on_call(&route.lead))));
    let readers =
        longest(routes().map(|route| list(&[&with_on_call(&route.lead)[..], &route.copied].concat())));
    let ladder = longest(routes().map(|route| words.ladder(&words.roles(&route.ladder))));
    let advice = longest(routes().map(|route| list(&route.outside)));
    let all = |say: fn(&Urgency) -> String| {
        longest(Urgency::ALL.iter().map(|u| words.say(&say(u), &COUNTS.map(owned))))
    };
    let status = Stage::ALL.iter().map(|stage| format!("status-{stage}.now"));
    let states = State::ALL.iter().map(|state| format!("state-{state}.reporter"));
    let numbers = [("phone", NUMBER), ("head", NUMBER), ("chair", NUMBER)].map(owned);
    let send = words.say("action-send", &[("lead", lead.clone())]);
    let ours = [
        ("send", send),
        ("schoolPhone", words.say("phone-either", &numbers)),
        ("lead", lead),
        ("readers", readers.clone()),
        ("ladder", ladder),
        ("adviceOnly", advice),
        ("who", readers.clone()),
        ("before", readers.clone()),
        ("roles", readers),
        ("name", role.clone()),
        ("colleague", "Wilhelmina Featherstonehaugh-Cholmondeley".to_owned()),
        ("role", role),
        ("due", moment.clone()),
        ("time", moment.clone()),
        ("since", moment.clone()),
        ("until", moment.clone()),
        ("received", moment.clone()),
        ("nextOpen", moment),
        ("contacts", contact_lines(words, &numbers_of(words))),
        ("urgency", all(|urgency| format!("urgency-{urgency}"))),
        ("deadline", all(|urgency| format!("urgency-{urgency}.deadline"))),
        (
            "group",
            longest(CategoryGroup::ALL.iter().map(|group| words.say(&format!("group-{group}.name"), &[]))),
        ),
        ("state", longest(status.chain(states).map(|id| words.say(&id, &[])))),
        ("to", "12".to_owned()),
        ("wrong", longest(Unfit::ALL.iter().map(|why| words.say(&format!("space-{why}"), &[])))),
        ("mend", longest(Unfit::ALL.iter().map(|why| words.say(&format!("space-{why}.mend"), &[])))),
    ];
    let mut args = all_args();
    args.retain(|(name, _)| !ours.iter().any(|(own, _)| own == name));
    args.extend(ours);
    args
}

const COUNTS: [(&str, &str); 2] = [("minutes", "120"), ("hours", "24")];

fn owned<'a>((name, value): (&'a str, &str)) -> Arg<'a> {
    (name, value.to_owned())
}

/// Contacts with the longest names.
pub(super) fn numbers_of(words: &Words) -> Vec<(String, String)> {
    let mut names: Vec<String> =
        Role::ALL.iter().map(|role| words.say(&format!("role-{role}.short"), &[])).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names.into_iter().take(NUMBERS).map(|name| (name, NUMBER.to_owned())).collect()
}

fn moment(words: &Words) -> String {
    let weekday = longest((1..=7).map(|day| words.say(&format!("weekday-{day}"), &[])));
    let month = longest((1..=12).map(|month| words.say(&format!("month-{month}"), &[])));
    let parts = [("weekday", &*weekday), ("day", "30"), ("month", &*month), ("time", "15:15")];
    words.say("moment-other", &parts.map(owned))
}

fn longest(texts: impl Iterator<Item = String>) -> String {
    texts.max_by_key(|text| text.chars().count()).unwrap_or_default()
}
