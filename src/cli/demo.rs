//! `hearken demo`: a sample school in a browser, on this machine alone.

use super::house::{House, Kind};
use super::logging;
use super::print::print;
use crate::app::App;
use crate::app::attest::Publication;
use crate::config::{PersonSettings, Settings};
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use crate::domain::school::Role;
use crate::forms::Profile;
use anyhow::Context;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

const SAMPLE: &str = include_str!("demo.toml");
const MORE: &str = include_str!("demo_more.toml");
/// What the sample school's people are to sign, in each language.
const POLICY: [(&str, &str); 2] = [
    ("en-GB", include_str!("../../assets/demo/aup.en-GB.md")),
    ("es-ES", include_str!("../../assets/demo/aup.es-ES.md")),
];

/// What the sample school has under some profiles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct More {
    #[serde(rename = "person")]
    people: Vec<PersonSettings>,
    /// By jurisdiction; anywhere else the sample's own count.
    numbers: BTreeMap<String, Numbers>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    phone: String,
    contacts: BTreeMap<Role, String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 4747)]
    port: u16,
    /// Where to keep what is reported; a folder of its own in the temporary folder if not given.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The profile that the sample school follows.
    #[arg(long, default_value = "kent")]
    profile: String,
    /// When a new demo begins, such as 2026-03-10T10:00:00Z; now if not given.
    #[arg(long, value_name = "TIME")]
    at: Option<Moment>,
    /// Begin without a policy to sign.
    #[arg(long)]
    nothing_to_sign: bool,
    #[command(flatten)]
    prompts: super::PromptsArgs,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut settings = Settings::built_in(SAMPLE).map_err(anyhow::Error::msg)?;
    logging::start(&settings.log);
    settings.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let prompts = args.prompts.load()?;
    let profile = prompts.profile(&args.profile)?;
    fit(&mut settings, profile)?;
    let locales = profile.locales.clone();
    let school = settings.schools.first().and_then(|school| SchoolId::parse(&school.id));
    settings.schools.iter_mut().for_each(|school| school.profile.clone_from(&args.profile));
    settings.prompts_dir = args.prompts.prompts;
    settings.data_dir = args.data.unwrap_or_else(|| std::env::temp_dir().join(folder(&args.profile)));
    let runtime = tokio::runtime::Runtime::new().context("The program cannot start its workers")?;
    runtime.block_on(async {
        let house = House::open(settings, Kind::Demo { at: args.at }).await?;
        if let Some((app, school)) = house.app().zip(school).filter(|_| !args.nothing_to_sign) {
            publish(app, &school, &locales).await?;
        }
        let url = house.url();
        print(&format!("Hearken's demo is at {url} (not for real concerns; end it with Ctrl+C).\n"))?;
        house.run().await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Gives a new sample school something to sign.
async fn publish(app: &App, school: &SchoolId, locales: &[String]) -> anyhow::Result<()> {
    let known = app.evidence(school, None, None).await.context("The store cannot be read")?;
    if !known.progress.is_empty() {
        return Ok(());
    }
    let spoken = POLICY.into_iter().filter(|(locale, _)| locales.iter().any(|known| known == locale));
    for (locale, text) in spoken {
        let publication = Publication {
            attestation: "aup".to_owned(),
            edition: None,
            locale: Some(locale.to_owned()),
            bytes: text.as_bytes().to_vec(),
            is_text: true,
            link: None,
            questions: Vec::new(),
            audience: None,
            opens: None,
            due: None,
            material: None,
            replaces: None,
            by: "demo".to_owned(),
        };
        let done = app.publish(school, publication, true).await.context("The store cannot be used")?;
        done.context("The sample school's policy cannot be published")?;
    }
    Ok(())
}

/// The sample school's settings under a profile, with its records in a folder.
pub(super) fn settings(
    profile: &str,
    data: Option<PathBuf>,
    prompts: super::PromptsArgs,
) -> anyhow::Result<Settings> {
    let mut settings = Settings::built_in(SAMPLE).map_err(anyhow::Error::msg)?;
    fit(&mut settings, prompts.load()?.profile(profile)?)?;
    settings.schools.iter_mut().for_each(|school| profile.clone_into(&mut school.profile));
    settings.prompts_dir = prompts.prompts;
    settings.data_dir = data.unwrap_or_else(|| std::env::temp_dir().join(folder(profile)));
    Ok(settings)
}

/// One school's cases would mean little under another's profile.
fn folder(profile: &str) -> String {
    if profile == "kent" { "hearken-demo".to_owned() } else { format!("hearken-demo-{profile}") }
}

/// Makes the sample school one of a profile: everybody has only roles that it knows, each role that its routes use
/// has somebody, and each of its languages is spoken by somebody.
fn fit(settings: &mut Settings, profile: &Profile) -> anyhow::Result<()> {
    let More { people, mut numbers } = toml::from_str(MORE).context("The sample school cannot be read")?;
    if let Some(numbers) = numbers.remove(&profile.jurisdiction)
        && let [school] = &mut settings.schools[..]
    {
        school.phone = numbers.phone;
        school.contacts = numbers.contacts;
    }
    let inside = |role: &Role| profile.roles.contains(role);
    let used: BTreeSet<Role> = profile
        .routes
        .iter()
        .flat_map(|route| route.lead.iter().chain(&route.copied).chain(&route.ladder))
        .copied()
        .filter(inside)
        .collect();
    settings.people.retain_mut(|person| has_work(person, inside));
    let spoken = |person: &PersonSettings| person.locale.as_ref().is_none_or(|l| profile.locales.contains(l));
    let more = people.into_iter().filter(spoken).filter_map(|mut person| {
        let role = |role: &Role| *role == Role::Staff || used.contains(role);
        has_work(&mut person, role).then_some(person)
    });
    let more: Vec<PersonSettings> = more.collect();
    for space in &mut settings.spaces {
        space.members.retain(|member| settings.people.iter().any(|person| person.user == *member));
        let here = |person: &&PersonSettings| !space.private && !person.roles.iter().any(|r| r.is_governor());
        space.members.extend(more.iter().filter(here).map(|person| person.user.clone()));
    }
    settings.people.extend(more);
    Ok(())
}

/// Leaves somebody the roles there are; whether they still have a part, as plain staff always do.
fn has_work(person: &mut PersonSettings, role: impl Fn(&Role) -> bool) -> bool {
    let plain = person.roles.iter().all(|role| *role == Role::Staff);
    person.roles.retain(role);
    plain || person.roles.iter().any(|role| *role != Role::Staff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Prompts;

    fn sample(profile: &Profile) -> Settings {
        let mut settings = Settings::built_in(SAMPLE).unwrap();
        fit(&mut settings, profile).unwrap();
        settings
    }

    /// Every profile that there is, and one in Spain that uses every role inside a school.
    fn profiles(prompts: &Prompts) -> Vec<Profile> {
        let mut wide = prompts.profile("kent").unwrap().clone();
        wide.jurisdiction = "ES".to_owned();
        wide.locales = vec!["en-GB".to_owned(), "es-ES".to_owned()];
        wide.roles = Role::ALL.iter().copied().filter(|role| !role.is_outside()).collect();
        wide.routes.iter_mut().for_each(|route| route.copied = wide.roles.clone());
        prompts.profiles.values().cloned().chain([wide]).collect()
    }

    #[test]
    fn under_every_profile_each_role_that_its_routes_use_has_somebody() {
        let prompts = Prompts::load(None).unwrap();
        for profile in profiles(&prompts) {
            let settings = sample(&profile);
            for route in &profile.routes {
                let inside = route.lead.iter().chain(&route.copied).chain(&route.ladder);
                for role in inside.filter(|role| profile.roles.contains(role)) {
                    let held = settings.people.iter().any(|person| person.roles.contains(role));
                    assert!(held, "{}: nobody is {role}", profile.id);
                }
            }
            for person in &settings.people {
                assert!(person.roles.iter().all(|r| profile.roles.contains(r)), "{person:?}");
                for words in prompts.locales() {
                    assert!(
                        words.find(&person.title(), &[]).is_some(),
                        "{}: {}",
                        words.locale(),
                        person.title()
                    );
                }
            }
            for member in settings.spaces.iter().flat_map(|space| &space.members) {
                assert!(settings.people.iter().any(|person| person.user == *member), "{member}");
            }
        }
    }

    #[test]
    fn somebody_speaks_spanish_where_spanish_is_offered_and_nowhere_else() {
        let prompts = Prompts::load(None).unwrap();
        for profile in profiles(&prompts) {
            let people = sample(&profile).people;
            let spanish = people.iter().filter(|person| person.locale.as_deref() == Some("es-ES")).count();
            let offered = profile.locales.contains(&"es-ES".to_owned());
            assert_eq!(spanish, usize::from(offered), "{}", profile.id);
        }
    }

    #[test]
    fn no_number_of_the_sample_school_rings_anywhere() {
        let prompts = Prompts::load(None).unwrap();
        for profile in profiles(&prompts) {
            let school = sample(&profile).schools.remove(0);
            let start = if profile.jurisdiction == "ES" { "000 000 0" } else { "01632 9600" };
            for number in school.contacts.values().chain([&school.phone]) {
                assert!(number.starts_with(start) || number == "101", "{}: {number}", profile.id);
            }
        }
    }

    #[test]
    fn under_kent_nobody_is_taken_out_of_the_sample_school() {
        let prompts = Prompts::load(None).unwrap();
        let users =
            |settings: Settings| settings.people.into_iter().map(|p| (p.user, p.roles)).collect::<Vec<_>>();
        let before = users(Settings::built_in(SAMPLE).unwrap());
        let after = users(sample(prompts.profile("kent").unwrap()));
        assert_eq!(after[..before.len()], before[..]);
    }
}
