//! Decides who a line is: by the staff number, else by the address; never by a name alone.

use super::{Decided, Kind, Known, Number, Plan, Row};
use crate::domain::folded::fold;
use crate::domain::text::Text;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What stands before a name and is no part of it.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", "prof", "sr", "sra", "srta", "d", "dna",
    "don", "dona",
];

pub(super) struct Matched {
    /// Lines to be taken, in their order, each with whose it is among those known.
    pub rows: Vec<(Row, Option<usize>)>,
    /// Whoever is on the list, held back or not: none of them is missing.
    pub present: HashSet<usize>,
}

/// A name as it compares: its words without accents, capitals, titles and order.
pub(super) fn folded(name: &Text) -> String {
    let plain: String = name.expose().chars().filter_map(fold).flat_map(char::to_lowercase).collect();
    let mut words: Vec<&str> = plain.split(|sign: char| !sign.is_alphanumeric()).collect();
    words.retain(|word| !word.is_empty() && !TITLES.contains(word));
    words.sort_unstable();
    words.join(" ")
}

pub(super) fn address(email: &Text) -> String {
    email.expose().trim().to_lowercase()
}

/// Whether two names may be one person's: they share a word that is no initial.
fn alike(one: &str, other: &str) -> bool {
    let words: HashSet<&str> = one.split(' ').filter(|word| word.chars().count() > 1).collect();
    other.split(' ').any(|word| words.contains(word))
}

/// Whether somebody still has the staff number that they had: schools give the initials of whoever has left to the next
/// with the same. A name changes in part, of somebody who works here; of a leaver who comes back nothing does, unless the
/// address is theirs too.
fn keeps_number(had: &Known, row: &Row, name: &str, today: NaiveDate) -> bool {
    let (before, same_address) = (folded(&had.name), row.email.as_ref().map(address));
    let same_address = same_address.is_some() && same_address == had.email.as_ref().map(address);
    let has_left = had.employment.ends_on.is_some_and(|last| last < today);
    before == name || alike(&before, name) && (same_address || !has_left)
}

/// Who is known, by what they are known by.
struct Index {
    numbers: HashMap<Number, usize>,
    addresses: HashMap<String, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
}

impl Index {
    fn of(known: &[Known]) -> Self {
        let mut index = Self { numbers: HashMap::new(), addresses: HashMap::new(), names: HashMap::new() };
        for (at, had) in known.iter().enumerate() {
            if let Some(number) = had.number {
                index.numbers.insert(number, at);
            }
            if let Some(email) = &had.email {
                index.addresses.entry(address(email)).or_default().push(at);
            }
            index.names.entry(folded(&had.name)).or_default().push(at);
        }
        index
    }

    /// Whose an address is: whoever the settings give it to, else whoever has it alone.
    fn by_address(&self, email: &Text, known: &[Known]) -> Option<usize> {
        let all = self.addresses.get(&address(email))?;
        let mut settings = all.iter().filter(|at| known[**at].in_settings);
        match (settings.next(), settings.next(), &all[..]) {
            (Some(at), None, _) | (None, None, [at]) => Some(*at),
            // On the list before goes before known by an account alone.
            _ => all.iter().find(|at| known[**at].on_list).or(all.first()).copied(),
        }
    }
}

pub(super) fn matched(
    rows: Vec<Row>,
    known: &[Known],
    decided: &Decided,
    today: NaiveDate,
    plan: &mut Plan,
) -> Matched {
    let index = Index::of(known);
    let names: Vec<String> = rows.iter().map(|row| folded(&row.name)).collect();
    let mut held: Vec<bool> = vec![false; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        if let Some(kind) = row.unfit {
            held[at] = true;
            plan.say(kind, vec![row.line]);
        }
    }
    let doubles = same_twice(&rows, &names, &mut held, plan);
    let mut who: Vec<Option<usize>> = vec![None; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        if !held[at] && !doubles.contains(&at) {
            match by_number_or_address(row, &names[at], &index, known, (decided, today)) {
                Ok(found) => who[at] = found,
                Err(kind) => {
                    held[at] = true;
                    plan.say(kind, vec![row.line]);
                }
            }
        }
    }
    // Two lines that lead to one person: neither is taken.
    let mut taken: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, found) in who.iter().enumerate() {
        if let Some(found) = found {
            taken.entry(*found).or_default().push(at);
        }
    }
    for lines in taken.values().filter(|lines| lines.len() > 1) {
        plan.say(Kind::TwoPeople, lines.iter().map(|at| rows[*at].line).collect());
        lines.iter().for_each(|at| held[*at] = true);
    }
    for at in 0..rows.len() {
        if held[at] || who[at].is_some() || doubles.contains(&at) {
            continue;
        }
        match by_name(&rows[at], &names[at], &index, known, decided, &taken) {
            Ok(Some(found)) => {
                taken.entry(found).or_default().push(at);
                who[at] = Some(found);
            }
            Ok(None) => {}
            Err(kind) => {
                held[at] = true;
                plan.say(kind, vec![rows[at].line]);
            }
        }
    }
    namesakes(&rows, &names, &held, &doubles, plan);
    let mut present: HashSet<usize> = who.iter().flatten().copied().collect();
    for at in (0..rows.len()).filter(|at| held[*at]) {
        present.extend(may_be(&rows[at], &names[at], &index));
    }
    let rows = rows.into_iter().enumerate().filter(|(at, _)| !held[*at] && !doubles.contains(at));
    Matched { rows: rows.map(|(at, row)| (row, who[at])).collect(), present }
}

/// Lines that are one person's: the first is taken. One number or one address for several names: none is. Gives back
/// the lines that say no more than an earlier one.
fn same_twice(rows: &[Row], names: &[String], held: &mut [bool], plan: &mut Plan) -> HashSet<usize> {
    let mut doubles = HashSet::new();
    let mut numbers: HashMap<Number, Vec<usize>> = HashMap::new();
    let mut addresses: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| !held[*at]) {
        if let Some(number) = row.number {
            numbers.entry(number).or_default().push(at);
        }
        if let Some(email) = &row.email {
            addresses.entry(address(email)).or_default().push(at);
        }
    }
    let mut groups: Vec<(Kind, Vec<usize>)> =
        numbers.into_values().map(|lines| (Kind::SharedNumber, lines)).collect();
    groups.extend(addresses.into_values().map(|lines| (Kind::SharedAddress, lines)));
    groups.retain(|(_, lines)| lines.len() > 1);
    groups.sort_by(|a, b| a.1.cmp(&b.1));
    let mut told = HashSet::new();
    for (kind, lines) in groups {
        let one_name = lines.iter().all(|at| names[*at] == names[lines[0]]);
        let numbers: HashSet<_> = lines.iter().filter_map(|at| rows[*at].number).collect();
        let one_person = one_name && (kind == Kind::SharedNumber || numbers.len() < 2);
        if one_person {
            doubles.extend(lines[1..].iter().copied());
        } else {
            lines.iter().for_each(|at| held[*at] = true);
        }
        let kind = if one_person { Kind::Twice } else { kind };
        let lines: Vec<u64> = lines.iter().map(|at| rows[*at].line).collect();
        if told.insert((kind, lines.clone())) {
            plan.say(kind, lines);
        }
    }
    doubles.retain(|at| !held[*at]);
    doubles
}

fn by_number_or_address(
    row: &Row,
    name: &str,
    index: &Index,
    known: &[Known],
    (decided, today): (&Decided, NaiveDate),
) -> Result<Option<usize>, Kind> {
    let mut by_number = row.number.and_then(|number| index.numbers.get(&number).copied());
    let by_address = row.email.as_ref().and_then(|email| index.by_address(email, known));
    let is_same = decided.same.contains(&row.line);
    if let Some(found) = by_number.filter(|at| !is_same && !keeps_number(&known[*at], row, name, today)) {
        if by_address == Some(found) {
            return Err(Kind::OtherName);
        }
        if !decided.new.contains(&row.line) {
            return Err(Kind::ReusedNumber);
        }
        by_number = None;
    }
    match (by_number, by_address) {
        (Some(one), Some(other)) if one != other => Err(Kind::TwoPeople),
        (Some(found), _) => Ok(Some(found)),
        (None, Some(found)) => {
            let had = &known[found];
            if is_same {
                return Ok(Some(found));
            }
            if had.number.is_some() && row.number.is_some() {
                return Err(Kind::OtherNumber);
            }
            if alike(&folded(&had.name), name) { Ok(Some(found)) } else { Err(Kind::OtherName) }
        }
        (None, None) => Ok(None),
    }
}

/// Whoever has this name and no line of their own. With an address or a number on either side that is no proof.
fn by_name(
    row: &Row,
    name: &str,
    index: &Index,
    known: &[Known],
    decided: &Decided,
    taken: &HashMap<usize, Vec<usize>>,
) -> Result<Option<usize>, Kind> {
    let same = index.names.get(name).map_or(&[][..], Vec::as_slice);
    let free: Vec<usize> = same.iter().copied().filter(|at| !taken.contains_key(at)).collect();
    let bare = |email: &Option<Text>, number: &Option<Number>| email.is_none() && number.is_none();
    match &free[..] {
        [] => Ok(None),
        [only] if decided.same.contains(&row.line) => Ok(Some(*only)),
        _ if decided.new.contains(&row.line) => Ok(None),
        [only] if bare(&row.email, &row.number) && bare(&known[*only].email, &known[*only].number) => {
            Ok(Some(*only))
        }
        _ => Err(Kind::OtherAddress),
    }
}

/// Everybody whom a line may mean.
fn may_be(row: &Row, name: &str, index: &Index) -> Vec<usize> {
    let number = row.number.and_then(|number| index.numbers.get(&number));
    let addresses = row.email.as_ref().and_then(|email| index.addresses.get(&address(email)));
    let names = if name.is_empty() { None } else { index.names.get(name) };
    number
        .into_iter()
        .chain(addresses.into_iter().flatten())
        .chain(names.into_iter().flatten())
        .copied()
        .collect()
}

/// Several lines with one name: they are taken, and worth a look.
fn namesakes(rows: &[Row], names: &[String], held: &[bool], doubles: &HashSet<usize>, plan: &mut Plan) {
    let mut groups: HashMap<&str, Vec<u64>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if !held[at] && !doubles.contains(&at) {
            groups.entry(&names[at]).or_default().push(row.line);
        }
    }
    for lines in groups.into_values().filter(|lines| lines.len() > 1) {
        plan.say(Kind::Namesakes, lines);
    }
}
