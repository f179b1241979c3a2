//! A chat platform that remembers every post, and that can be told to fail.

use super::{WORKSPACE, identity, said};
use async_trait::async_trait;
use hearken::chat::{Address, Card, Membership, Place, Platform, Receipt, SendError};
use hearken::domain::school::{Identity, PlatformKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// One post as it stands now.
#[derive(Debug, Clone)]
pub struct Post {
    pub place: Place,
    pub card: Card,
    pub key: String,
}

/// How a place misbehaves.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// Fails, and nothing was posted.
    Fails(SendError),
    /// Posts, and then fails to say so, once.
    PostsAndDrops,
    /// Never answers.
    Silent,
}

#[derive(Default)]
struct State {
    members: BTreeSet<Identity>,
    public: bool,
    strangers: bool,
    archived: bool,
    /// Workspaces that do not let us in.
    closed: BTreeSet<String>,
    posts: Vec<Post>,
    trouble: BTreeMap<String, Trouble>,
    /// Posts that somebody has deleted.
    deleted: BTreeSet<usize>,
    calls: usize,
}

#[derive(Default)]
pub struct FakeChat(Mutex<State>);

impl FakeChat {
    pub fn with_space(members: &[&str]) -> Self {
        let members = members.iter().map(|user| identity(user)).collect();
        Self(Mutex::new(State { members, ..State::default() }))
    }

    pub fn calls(&self) -> usize {
        self.0.lock().unwrap().calls
    }

    pub fn join(&self, user: &str) {
        self.0.lock().unwrap().members.insert(identity(user));
    }

    pub fn make_public(&self) {
        self.0.lock().unwrap().public = true;
    }

    pub fn make_private(&self) {
        self.0.lock().unwrap().public = false;
    }

    /// The space is gone, and so are we from it.
    pub fn archive(&self) {
        self.0.lock().unwrap().archived = true;
    }

    pub fn admit_strangers(&self) {
        self.0.lock().unwrap().strangers = true;
    }

    pub fn is_sent_away_from(&self, workspace: &str) {
        self.0.lock().unwrap().closed.insert(workspace.to_owned());
    }

    /// `place` is a user id, or the space's.
    pub fn trouble_at(&self, place: &str, trouble: Trouble) {
        self.0.lock().unwrap().trouble.insert(place.to_owned(), trouble);
    }

    /// Somebody deletes everything that stands in their direct messages.
    pub fn delete_everything_of(&self, user: &str) {
        let mut state = self.0.lock().unwrap();
        let theirs = |post: &Post| matches!(&post.place, Place::Direct { user: to } if to == user);
        let gone: Vec<usize> = (0..state.posts.len()).filter(|n| theirs(&state.posts[*n])).collect();
        state.deleted.extend(gone);
    }

    pub fn no_trouble(&self) {
        self.0.lock().unwrap().trouble.clear();
    }

    pub fn posts(&self) -> Vec<Post> {
        self.0.lock().unwrap().posts.clone()
    }

    /// Those after the first so many.
    pub fn posts_from(&self, n: usize) -> Vec<Post> {
        self.0.lock().unwrap().posts[n..].to_vec()
    }

    /// Everything a person finds in the chat: their direct messages, and the space if they are in it.
    pub fn seen_by(&self, user: &str) -> Vec<Post> {
        let state = self.0.lock().unwrap();
        let member = state.members.contains(&identity(user));
        let sees = |post: &&Post| match &post.place {
            Place::Direct { user: to } => to == user,
            Place::Space { .. } | Place::Thread { .. } => member || state.public,
        };
        let stands = |(n, _): &(usize, &Post)| !state.deleted.contains(n);
        let posts = state.posts.iter().enumerate().filter(stands).map(|(_, post)| post);
        posts.filter(sees).cloned().collect()
    }

    /// All of it as one text.
    pub fn text_for(&self, user: &str) -> String {
        self.seen_by(user).iter().map(|post| said(&post.card)).collect::<Vec<_>>().join("\n")
    }

    fn is_silent(&self, place: &str) -> bool {
        matches!(self.0.lock().unwrap().trouble.get(place), Some(Trouble::Silent))
    }

    fn put(&self, place: Place, card: &Card, key: &str) -> Result<Receipt, SendError> {
        let mut state = self.0.lock().unwrap();
        super::holds_words_only(&said(card));
        state.calls += 1;
        let name = match &place {
            Place::Direct { user } => user.clone(),
            Place::Space { space } | Place::Thread { space, .. } => space.clone(),
        };
        let trouble = state.trouble.get(&name).cloned();
        if let Some(Trouble::Fails(error)) = trouble {
            return Err(error);
        }
        let known = state.posts.iter().position(|post| post.key == key);
        let at = known.unwrap_or_else(|| {
            state.posts.push(Post { place: place.clone(), card: card.clone(), key: key.to_owned() });
            state.posts.len() - 1
        });
        if let Some(Trouble::PostsAndDrops) = trouble {
            state.trouble.remove(&name);
            return Err(SendError::Retry { after: None, code: "dropped" });
        }
        let place = state.posts[at].place.clone();
        let address = Address { platform: PlatformKind::Slack, workspace: WORKSPACE.to_owned(), place };
        Ok(Receipt { address, message: at.to_string() })
    }
}

#[async_trait]
impl Platform for FakeChat {
    fn kind(&self) -> PlatformKind {
        PlatformKind::Slack
    }

    fn reaches(&self, workspace: &str) -> bool {
        !self.0.lock().unwrap().closed.contains(workspace)
    }

    async fn post(&self, to: &Address, card: &Card, key: &str) -> Result<Receipt, SendError> {
        if let Place::Direct { user } = &to.place
            && self.is_silent(user)
        {
            std::future::pending::<()>().await;
        }
        self.put(to.place.clone(), card, key)
    }

    async fn update(&self, posted: &Receipt, card: &Card) -> Result<(), SendError> {
        let mut state = self.0.lock().unwrap();
        state.calls += 1;
        let at: usize = posted.message.parse().unwrap();
        if state.deleted.contains(&at) {
            return Err(SendError::Gone { code: "deleted" });
        }
        state.posts[at].card = card.clone();
        Ok(())
    }

    async fn open_thread(&self, space: &Address, card: &Card, key: &str) -> Result<Receipt, SendError> {
        let Place::Space { space } = &space.place else { panic!("a thread is opened in a space") };
        self.put(Place::Thread { space: space.clone(), thread: key.to_owned() }, card, key)
    }

    async fn membership(&self, _: &Address) -> Result<Membership, SendError> {
        let state = self.0.lock().unwrap();
        if state.archived {
            return Err(SendError::Gone { code: "archived" });
        }
        let (members, strangers) = (state.members.clone(), state.strangers);
        Ok(Membership { private: !state.public, members, strangers })
    }
}
