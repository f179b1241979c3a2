//! Owns what a persona finds in the side bar, and in one place.

use super::Spoken;
use super::workspace::{Post, Workspace, place_name};
use crate::chat::{Card, Place};
use crate::domain::Moment;

/// The places in one persona's side bar.
pub struct Nav {
    pub direct: u64,
    pub spaces: Vec<NavSpace>,
}

pub struct NavSpace {
    pub place: String,
    pub name: String,
    pub private: bool,
    pub last: u64,
    pub threads: Vec<NavThread>,
}

pub struct NavThread {
    pub place: String,
    pub lang: String,
    pub heading: String,
    pub last: u64,
}

/// One place with its messages.
pub struct Pane {
    pub title: String,
    /// Of the title, where that is a message's heading.
    pub lang: Option<String>,
    pub private: bool,
    pub members: Vec<String>,
    /// The space a thread belongs to.
    pub within: Option<String>,
    pub lines: Vec<Line>,
}

pub enum Line {
    Message(Post),
    Thread { place: String, lang: String, heading: String, at: Moment, messages: usize },
}

pub fn nav_of(workspace: &Workspace, user: &str) -> Nav {
    let thread = |post: &Post| NavThread {
        place: place_name(&post.place),
        lang: post.card.lang.clone(),
        heading: post.card.heading.clone(),
        last: workspace.last_in(&post.place),
    };
    let space = |space: &super::Space| {
        let place = Place::Space { space: space.id.clone() };
        let theirs = workspace.threads_in(&space.id).filter(|post| workspace.may_see(user, &post.place));
        workspace.may_see(user, &place).then(|| NavSpace {
            place: place_name(&place),
            name: space.name.clone(),
            private: space.private,
            last: workspace.last_in(&place),
            threads: theirs.map(thread).collect(),
        })
    };
    Nav {
        direct: workspace.last_in(&Place::Direct { user: user.to_owned() }),
        spaces: workspace.spaces.iter().filter_map(space).collect(),
    }
}

pub fn pane_of(local: &Spoken<'_>, workspace: &Workspace, user: &str, place: &Place) -> Option<Pane> {
    if !workspace.has(place) || !workspace.may_see(user, place) {
        return None;
    }
    let mut lines: Vec<(u64, Line)> =
        workspace.posts_in(place).map(|post| (post.number, Line::Message(post.clone()))).collect();
    let mut lang = None;
    let (title, private, members, within) = match place {
        Place::Direct { .. } => (local.say("local-bot"), true, Vec::new(), None),
        Place::Space { space } => {
            let space = workspace.space(space)?;
            let theirs = workspace.threads_in(&space.id).filter(|post| workspace.may_see(user, &post.place));
            lines.extend(theirs.map(|post| (post.number, thread_line(workspace, post))));
            lines.sort_by_key(|(number, _)| *number);
            (space.name.clone(), space.private, names(workspace, &space.members), None)
        }
        Place::Thread { space, .. } => {
            let space = workspace.space(space)?;
            let Card { heading, lang: said_in, .. } = &workspace.posts_in(place).next()?.card;
            lang = Some(said_in.clone());
            (heading.clone(), true, names(workspace, &space.members), Some(space.name.clone()))
        }
    };
    let lines = lines.into_iter().map(|(_, line)| line).collect();
    Some(Pane { title, lang, private, members, within, lines })
}

fn thread_line(workspace: &Workspace, post: &Post) -> Line {
    Line::Thread {
        place: place_name(&post.place),
        lang: post.card.lang.clone(),
        heading: post.card.heading.clone(),
        at: post.at,
        messages: workspace.posts_in(&post.place).count(),
    }
}

fn names(workspace: &Workspace, users: &[String]) -> Vec<String> {
    users.iter().filter_map(|user| workspace.persona(user)).map(|p| p.name.clone()).collect()
}
