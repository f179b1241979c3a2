//! Owns the workspace's state: who is here, what was posted where, and who may see it.

use super::kept::{Entry, KeptCard};
use super::{Persona, Space};
use crate::chat::{Address, Card, Place, Receipt};
use crate::domain::Moment;
use crate::domain::school::{Identity, PlatformKind, WorkspaceKey};
use std::collections::HashMap;

pub struct Workspace {
    pub key: String,
    pub personas: Vec<Persona>,
    pub spaces: Vec<Space>,
    posts: Vec<Post>,
    by_key: HashMap<String, usize>,
}

/// A message as everybody who may see it sees it.
#[derive(Debug, Clone)]
pub struct Post {
    /// Counts from 1 over the whole workspace.
    pub number: u64,
    pub place: Place,
    pub at: Moment,
    pub card: Card,
    /// The first message of a thread.
    pub opens_thread: bool,
}

impl Post {
    pub fn id(&self) -> String {
        format!("m{}", self.number)
    }
}

impl Workspace {
    pub fn new(key: String, personas: Vec<Persona>, spaces: Vec<Space>) -> Self {
        Self { key, personas, spaces, posts: Vec::new(), by_key: HashMap::new() }
    }

    pub fn workspace_key(&self) -> WorkspaceKey {
        WorkspaceKey { platform: PlatformKind::Local, workspace: self.key.clone() }
    }

    pub fn identity(&self, user: &str) -> Identity {
        Identity { platform: PlatformKind::Local, workspace: self.key.clone(), user: user.to_owned() }
    }

    pub fn persona(&self, user: &str) -> Option<&Persona> {
        self.personas.iter().find(|p| p.user == user)
    }

    pub fn space(&self, id: &str) -> Option<&Space> {
        self.spaces.iter().find(|s| s.id == id)
    }

    /// Whether a place exists; a thread exists once its first message was posted.
    pub fn has(&self, place: &Place) -> bool {
        match place {
            Place::Direct { user } => self.persona(user).is_some(),
            Place::Space { space } => self.space(space).is_some(),
            Place::Thread { space, .. } => {
                self.space(space).is_some() && self.posts.iter().any(|p| p.place == *place)
            }
        }
    }

    pub fn may_see(&self, user: &str, place: &Place) -> bool {
        let member = |space: &Space| space.members.iter().any(|m| m == user);
        match place {
            Place::Direct { user: owner } => owner == user,
            Place::Space { space } => self.space(space).is_some_and(|s| !s.private || member(s)),
            Place::Thread { space, .. } => self.space(space).is_some_and(member),
        }
    }

    /// Everybody who may see a place.
    pub fn audience<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a str> {
        self.personas.iter().map(|p| p.user.as_str()).filter(move |user| self.may_see(user, place))
    }

    pub fn posts_in<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a Post> {
        self.posts.iter().filter(move |p| p.place == *place)
    }

    /// The first messages of a space's threads.
    pub fn threads_in<'a>(&'a self, space: &'a str) -> impl Iterator<Item = &'a Post> {
        let here = move |p: &&Post| matches!(&p.place, Place::Thread { space: s, .. } if s == space);
        self.posts.iter().filter(|p| p.opens_thread).filter(here)
    }

    /// The number of a place's newest message; 0 for none.
    pub fn last_in(&self, place: &Place) -> u64 {
        self.posts_in(place).last().map_or(0, |p| p.number)
    }

    pub fn post(&self, message: &str) -> Option<&Post> {
        self.position(message).map(|at| &self.posts[at])
    }

    /// The receipt given when this key was used first.
    pub fn receipt_for(&self, key: &str) -> Option<Receipt> {
        self.by_key.get(key).map(|at| self.receipt(&self.posts[*at]))
    }

    /// Makes a change that is already in the journal. The same entries always give the same ids.
    pub fn apply(&mut self, entry: Entry) -> Option<&Post> {
        match entry {
            Entry::Post { key, place, at, card } => Some(self.add(key, place, at, card, false)),
            Entry::Thread { key, space, at, card } => {
                let thread = format!("t{}", self.posts.len() + 1);
                Some(self.add(key, Place::Thread { space, thread }, at, card, true))
            }
            Entry::Update { message, card } => {
                let post = self.position(&message).map(|at| &mut self.posts[at])?;
                post.card = card.into();
                Some(post)
            }
        }
    }

    pub fn receipt(&self, post: &Post) -> Receipt {
        let place = post.place.clone();
        let address = Address { platform: PlatformKind::Local, workspace: self.key.clone(), place };
        Receipt { address, message: post.id() }
    }

    fn add(&mut self, key: String, place: Place, at: Moment, card: KeptCard, opens_thread: bool) -> &Post {
        let index = self.posts.len();
        let number = index as u64 + 1;
        self.by_key.insert(key, index);
        self.posts.push(Post { number, place, at, card: card.into(), opens_thread });
        &self.posts[index]
    }

    fn position(&self, message: &str) -> Option<usize> {
        let number: usize = message.strip_prefix('m')?.parse().ok()?;
        let index = number.checked_sub(1)?;
        (index < self.posts.len()).then_some(index)
    }
}

/// A place as a page names it: `direct`, `space:ID` or `thread:SPACE:THREAD`.
pub fn place_name(place: &Place) -> String {
    match place {
        Place::Direct { .. } => "direct".to_owned(),
        Place::Space { space } => format!("space:{space}"),
        Place::Thread { space, thread } => format!("thread:{space}:{thread}"),
    }
}

/// The place that a name means to one persona: `direct` is always their own.
pub fn place_named(name: &str, user: &str) -> Option<Place> {
    let parts: Vec<&str> = name.split(':').collect();
    match parts.as_slice() {
        ["direct"] => Some(Place::Direct { user: user.to_owned() }),
        ["space", space] => Some(Place::Space { space: (*space).to_owned() }),
        ["thread", space, thread] => {
            Some(Place::Thread { space: (*space).to_owned(), thread: (*thread).to_owned() })
        }
        _ => None,
    }
}
