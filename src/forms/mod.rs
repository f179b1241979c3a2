//! `prompts/` as typed values: the form, the guidance register, the profiles, and every word a person reads.

mod adapters;
mod agenda;
pub mod card;
pub mod case_file;
pub mod case_list;
mod casework;
pub mod check;
pub mod coaching;
mod complete;
pub mod explain;
pub mod fit;
pub mod form;
pub mod guidance;
mod load;
pub mod locale;
mod longest;
pub mod morning_card;
pub mod page;
pub mod paper;
mod place;
pub mod profile;
pub mod register_card;
mod register_words;
pub mod reporter_card;
pub mod review;
pub mod show;
mod spoken;
mod technician;
pub mod validate;
pub mod words;

pub use form::{FieldDef, FieldType, Form, PageDef, PageKind};
pub use guidance::Register;
pub use load::{LoadError, Prompts};
pub use place::Problem;
pub use profile::{Profile, School};
pub use words::Words;
