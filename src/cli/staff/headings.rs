//! Owns which heading means what, in the exports of the systems that schools use.

mod known;

use crate::domain::folded::fold;
use anyhow::{bail, ensure};
use known::KNOWN;
use std::collections::BTreeMap;

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Name,
    First,
    Last,
    /// A second surname, as Spanish names have.
    Last2,
    Email,
    Number,
    Audience,
    Starts,
    Ends,
    LeaveFrom,
    LeaveTo,
    Manager,
}

/// As `--map` names them.
const FIELDS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("first", Field::First),
    ("last", Field::Last),
    ("last2", Field::Last2),
    ("email", Field::Email),
    ("number", Field::Number),
    ("audience", Field::Audience),
    ("starts", Field::Starts),
    ("ends", Field::Ends),
    ("leave_from", Field::LeaveFrom),
    ("leave_to", Field::LeaveTo),
    ("manager", Field::Manager),
];

/// A heading as it compares: `Legal forename*`, `legalForename` and `Legal Forename [Required]` are one.
fn folded(heading: &str) -> String {
    let plain = heading.split(['[', '(']).next().unwrap_or_default();
    let mut words = String::new();
    let mut before = ' ';
    for letter in plain.chars().filter_map(fold) {
        if !letter.is_alphanumeric() {
            words.push(' ');
        } else {
            if letter.is_uppercase() && before.is_lowercase() {
                words.push(' ');
            }
            words.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a heading means, and how near the front of its kind it stands.
fn known(heading: &str) -> Option<(Field, usize)> {
    let heading = folded(heading);
    KNOWN.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|name| *name == heading)?;
        Some((*field, rank))
    })
}

/// The columns of each field, the best first.
#[derive(Debug, Default)]
pub(super) struct Columns(BTreeMap<Field, Vec<usize>>);

impl Columns {
    pub fn of(&self, field: Field) -> &[usize] {
        self.0.get(&field).map_or(&[], Vec::as_slice)
    }

    pub fn has(&self, field: Field) -> bool {
        self.0.contains_key(&field)
    }

    /// Somebody can be told apart by these.
    fn is_enough(&self) -> bool {
        let named = self.has(Field::Name) || (self.has(Field::First) && self.has(Field::Last));
        named || (self.has(Field::Last) && (self.has(Field::Email) || self.has(Field::Number)))
    }
}

/// What the person who reads the list in says of its headings: `Heading=field`, with commas between.
#[derive(Debug, Clone, Default)]
pub(super) struct Mapping(Vec<(String, Option<Field>)>);

impl Mapping {
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut told = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((heading, field)) = pair.rsplit_once('=') else {
                bail!("{pair}: it must be like \"Heading=field\"");
            };
            let field = field.trim();
            let known = FIELDS.iter().find(|(name, _)| *name == field).map(|(_, field)| *field);
            if known.is_none() && field != "ignore" {
                let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
                bail!("There is no field {field}. There are: {}, ignore", names.join(", "));
            }
            told.push((folded(heading), known));
        }
        Ok(Self(told))
    }

    /// Every heading that was told of is there.
    pub fn fits(&self, headings: &[String]) -> anyhow::Result<()> {
        for (told, _) in &self.0 {
            ensure!(
                headings.iter().any(|heading| folded(heading) == *told),
                "The file has no heading like \"{told}\". It has: {}",
                headings.join(", ")
            );
        }
        Ok(())
    }

    /// What the columns under these headings mean; `None` if nobody could be told apart by them.
    pub fn columns(&self, headings: &[String]) -> Option<Columns> {
        let mut found: BTreeMap<Field, Vec<(usize, usize)>> = BTreeMap::new();
        for (column, heading) in headings.iter().enumerate() {
            let told = self.0.iter().position(|(told, _)| *told == folded(heading));
            let (field, rank) = match told {
                Some(at) => match self.0[at].1 {
                    Some(field) => (field, 0),
                    None => continue,
                },
                None => match known(heading) {
                    // Behind whatever was told of.
                    Some((field, rank)) => (field, rank + 1),
                    None => continue,
                },
            };
            found.entry(field).or_default().push((rank, column));
        }
        let columns = found.into_iter().map(|(field, mut columns)| {
            columns.sort_unstable();
            (field, columns.into_iter().map(|(_, column)| column).collect())
        });
        let columns = Columns(columns.collect());
        columns.is_enough().then_some(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Mapping, folded};

    fn fields(headings: &str) -> Vec<Field> {
        let headings: Vec<String> = headings.split(',').map(str::to_owned).collect();
        let columns = Mapping::default().columns(&headings).unwrap_or_default();
        let of = |column| {
            let all = super::FIELDS.iter().map(|(_, field)| *field);
            all.into_iter().find(|field| columns.of(*field).contains(&column))
        };
        (0..headings.len()).filter_map(of).collect()
    }

    #[test]
    fn the_exports_of_school_systems_are_understood() {
        use Field::*;
        // SIMS, Arbor, Bromcom, iSAMS, Google, Microsoft, and a Spanish one.
        for headings in [
            "Staff Code,Legal Forename,Legal Surname,Work Email,Role,Employment Start Date,Date of Leaving,Line Manager",
            "Arbor Staff ID,Legal first name,Legal last name,Work email,Staff type,Start date,End date,Line manager",
            "StaffCode,LegalFirstName,LegalLastName,WorkEmail,ContractType,StartDate,EndDate,LineManager",
            "User Code,Forename,Surname,School Email Address,Category,Date Joined,Leaving Date,Reports To",
            "Employee ID,First Name [Required],Last Name [Required],Email Address [Required],Employee Type,Start Date,\
             End Date,Manager Email",
            "employeeId,givenName,surname,mail,employeeType,employeeHireDate,employeeLeaveDateTime,manager",
            "Código de empleado,Nombre,Apellidos,Correo electrónico,Tipo de contrato,Fecha de alta,Fecha de baja,\
             Responsable",
        ] {
            assert_eq!(
                fields(headings),
                [Number, First, Last, Email, Audience, Starts, Ends, Manager],
                "{headings}"
            );
        }
        assert_eq!(fields("Nombre,Primer apellido,Segundo apellido,Correo"), [First, Last, Last2, Email]);
        assert_eq!(
            fields("Personal Email,Home Phone,Full Name*"),
            [Name],
            "a private address is none of ours"
        );
        assert_eq!(fields("Date,Amount,Balance"), []);
    }

    #[test]
    fn what_a_person_says_of_the_headings_goes_before_what_we_know() {
        let headings = ["Who", "Post", "Email", "Role"].map(str::to_owned);
        let told = Mapping::parse("Who=name, post = audience,Role=ignore").unwrap();
        told.fits(&headings).unwrap();
        let columns = told.columns(&headings).unwrap();
        assert_eq!(columns.of(Field::Name), [0]);
        assert_eq!(columns.of(Field::Audience), [1]);
        assert!(Mapping::parse("Who").is_err() && Mapping::parse("Who=shoe").is_err());
        assert!(Mapping::parse("Whom=name").unwrap().fits(&headings).is_err());
    }

    #[test]
    fn headings_compare_without_what_does_not_matter() {
        for heading in ["Legal forename*", "legalForename", "LEGAL  FORENAME", "Legal_Forename [Required]"] {
            assert_eq!(folded(heading), "legal forename", "{heading}");
        }
    }
}
