//! Owns what a concern is: who it is about, what kind it is, and the answers given.

use super::id::PersonId;
use super::school::{Identity, LAST_YEAR, words};
use super::text::Text;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How long an unfinished report is kept, in hours: then it is destroyed.
pub const DRAFT_HOURS: i64 = 24;
/// How long somebody may pause in a report before they are reminded of it, in minutes.
pub const DRAFT_PAUSE_MINUTES: i64 = 10;

words! {
    /// Who a concern is about, asked first because it decides the route.
    About {
        Pupil = "pupil",
        Pupils = "pupils",
        Staff = "staff",
        Head = "head",
        SafeguardingTeam = "safeguarding_team",
        Governor = "governor",
        Outsider = "outsider",
        Nobody = "nobody",
        Unsure = "unsure",
    }
}

impl About {
    /// An adult who works or governs here: such a concern goes up, never sideways.
    pub fn is_adult_here(self) -> bool {
        matches!(self, Self::Staff | Self::Head | Self::SafeguardingTeam | Self::Governor)
    }
}

words! {
    /// What kind of concern it is.
    Category {
        Nudes = "nudes",
        SexualHarassment = "sexual_harassment",
        Grooming = "grooming",
        IndecentImages = "indecent_images",
        Bullying = "bullying",
        OnlineHate = "online_hate",
        Radicalisation = "radicalisation",
        SelfHarm = "self_harm",
        HarmfulContent = "harmful_content",
        FilteringBreach = "filtering_breach",
        AccountSecurity = "account_security",
        DataBreach = "data_breach",
        StaffConduct = "staff_conduct",
        ScamGambling = "scam_gambling",
        DeviceMisuse = "device_misuse",
        OffensiveMessage = "offensive_message",
        WelfareOther = "welfare_other",
    }
}

words! {
    /// The group a kind belongs to: the four C's (tiffin 3), and two of our own for what is none of them.
    CategoryGroup {
        Conduct = "conduct",
        Contact = "contact",
        Content = "content",
        Commerce = "commerce",
        Systems = "systems",
        Welfare = "welfare",
    }
}

impl Category {
    /// The one group under which a kind is offered and counted (domain: four C's; kent table).
    pub fn group(self) -> CategoryGroup {
        use Category::*;
        match self {
            Nudes | SexualHarassment | Bullying | StaffConduct | DeviceMisuse => CategoryGroup::Conduct,
            Grooming | OffensiveMessage => CategoryGroup::Contact,
            IndecentImages | OnlineHate | Radicalisation | SelfHarm | HarmfulContent | FilteringBreach => {
                CategoryGroup::Content
            }
            ScamGambling => CategoryGroup::Commerce,
            AccountSecurity | DataBreach => CategoryGroup::Systems,
            WelfareOther => CategoryGroup::Welfare,
        }
    }
}

/// Somebody picked in a form: matched to a person, or an identity nobody has linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    Person(PersonId),
    Unmatched(Identity),
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(Text),
    Choice(String),
    Choices(Vec<String>),
    Date(NaiveDate),
    Time(NaiveTime),
    People(Vec<Named>),
    Tick(bool),
}

/// Every answer so far, by field id. The order is the fields' alphabetical order, so an encoding is canonical.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(BTreeMap<String, Value>);

impl Answers {
    pub fn set(&mut self, field: &str, value: Value) {
        self.0.insert(field.to_owned(), value);
    }

    /// Lays later answers over these.
    pub fn absorb(&mut self, later: &Answers) {
        self.0.extend(later.0.iter().map(|(field, value)| (field.clone(), value.clone())));
    }

    pub fn clear(&mut self, field: &str) {
        self.0.remove(field);
    }

    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v))
    }

    /// The options chosen in a field: one for a choice, none when unanswered.
    pub fn chosen(&self, field: &str) -> Vec<&str> {
        match self.0.get(field) {
            Some(Value::Choice(option)) => vec![option.as_str()],
            Some(Value::Choices(options)) => options.iter().map(String::as_str).collect(),
            Some(Value::Tick(true)) => vec!["yes"],
            _ => Vec::new(),
        }
    }

    pub fn text(&self, field: &str) -> Option<&Text> {
        match self.0.get(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub fn people(&self, field: &str) -> &[Named] {
        match self.0.get(field) {
            Some(Value::People(people)) => people,
            _ => &[],
        }
    }

    pub fn about(&self) -> Option<About> {
        self.chosen("about").first().and_then(|w| About::parse(w))
    }

    pub fn category(&self) -> Option<Category> {
        self.chosen("category").first().and_then(|w| Category::parse(w))
    }

    /// The year groups of the pupils, as far as they were given; 0 for the early years.
    pub fn years(&self) -> BTreeSet<u8> {
        let year = |option: &str| match option {
            "early_years" => Some(0),
            _ => option.parse().ok().filter(|year| (1..=LAST_YEAR).contains(year)),
        };
        self.chosen("year").into_iter().filter_map(year).collect()
    }
}
