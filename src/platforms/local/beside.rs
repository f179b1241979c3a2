//! Owns the page with two people side by side, each in a frame of their own.

use super::render::{around_time, finish, iso, title};
use super::workspace::Workspace;
use super::{Persona, Shared, Spoken};
use crate::domain::Moment;
use askama::Template;

#[derive(Template)]
#[template(path = "beside.html")]
struct BesidePage<'a> {
    local: Spoken<'a>,
    title: String,
    sides: [Side<'a>; 2],
    personas: &'a [Persona],
    now: Moment,
}

/// One half of the page: its name in the address and its label's words, and who is there.
struct Side<'a> {
    id: &'static str,
    label: &'static str,
    who: &'a Persona,
}

/// Whoever is not named is chosen; `None` for somebody who is not there.
pub fn page(local: &Shared, left: Option<&str>, right: Option<&str>) -> Option<String> {
    let workspace = local.workspace();
    let named = |user| workspace.persona(user);
    let (left, right) = match (left, right) {
        (Some(left), Some(right)) => (named(left)?, named(right)?),
        (Some(left), None) => (named(left)?, partner(&workspace, left)?),
        (None, Some(right)) => (partner(&workspace, right)?, named(right)?),
        (None, None) => {
            let first = workspace.personas.first()?;
            (first, partner(&workspace, &first.user)?)
        }
    };
    let sides = [
        Side { id: "left", label: "local-left", who: left },
        Side { id: "right", label: "local-right", who: right },
    ];
    // Each half speaks to whoever is in it; what is around both, to anybody.
    let local = local.to_all();
    let title = title(&local, &local.say("local-together_title"));
    let now = local.time.now();
    Some(finish(BesidePage { local, title, sides, personas: &workspace.personas, now }))
}

/// Whom to see beside somebody: the first who is in a private space, for they are told what others are not. Beside
/// them, the first of all.
fn partner<'a>(workspace: &'a Workspace, user: &str) -> Option<&'a Persona> {
    let told = workspace.spaces.iter().filter(|space| space.private).flat_map(|space| &space.members).next();
    let told = told.and_then(|member| workspace.persona(member));
    let others = told.into_iter().filter(|p| p.user != user);
    others.chain(workspace.personas.iter().filter(|p| p.user != user)).next().or(workspace.personas.first())
}
