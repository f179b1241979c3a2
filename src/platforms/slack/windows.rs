//! Owns which answer stands in each window: one that was overtaken on its way is not shown over what came after it.
//!
//! A page's revision grows with everything that is saved, so of two pages of one report the greater is newer, whichever
//! was pressed for first. Where there is no revision, whoever acted later has the later answer.

use super::surface::{At, Surface, ViewRef};
use crate::chat::View;
use crate::domain::id::DraftId;
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Windows remembered: more than are open at any time.
const REMEMBERED: usize = 4096;

/// When something came in, among everything that did.
pub type Turn = u64;

#[derive(Default)]
pub struct Windows {
    turns: AtomicU64,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    windows: HashMap<String, Window>,
    /// The oldest first.
    order: VecDeque<String>,
}

#[derive(Default)]
struct Window {
    /// Updates are made one at a time: what is under way together arrives in any order.
    gate: Arc<tokio::sync::Mutex<()>>,
    stands: Option<Stands>,
}

/// What was shown last.
#[derive(Clone)]
struct Stands {
    turn: Turn,
    mark: Option<Mark>,
}

/// How far a report was when this was shown.
#[derive(Clone, PartialEq, Eq)]
struct Mark {
    draft: DraftId,
    revision: i64,
    /// A card stands there, which came after the page of this revision.
    card: bool,
}

impl Windows {
    pub fn turn(&self) -> Turn {
        self.turns.fetch_add(1, Ordering::Relaxed)
    }

    /// Held while the window that somebody acted in is updated; none where they acted in none.
    pub fn gate(&self, surface: &Surface) -> Option<Arc<tokio::sync::Mutex<()>>> {
        let window = acted_in(surface)?;
        Some(self.with(&window.id, |window| window.gate.clone()))
    }

    /// Notes that `view` is shown where somebody acted; false where something newer stands, which is to be left.
    pub fn put(&self, surface: &Surface, turn: Turn, view: &View) -> bool {
        let Some(acted) = acted_in(surface) else { return true };
        self.with(&acted.id, |window| {
            if window.stands.as_ref().is_some_and(|stands| stands.is_newer(turn, view, acted)) {
                return false;
            }
            let before = window.stands.take().and_then(|stands| stands.mark);
            window.stands = Some(Stands { turn, mark: mark(view, acted, before) });
            true
        })
    }

    /// Whether the answer to this is still what was shown last.
    pub fn stands(&self, surface: &Surface, turn: Turn) -> bool {
        let Some(acted) = acted_in(surface) else { return true };
        self.with(&acted.id, |window| window.stands.as_ref().is_none_or(|stands| stands.turn == turn))
    }

    fn with<T>(&self, id: &str, then: impl FnOnce(&mut Window) -> T) -> T {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.windows.contains_key(id) {
            known.order.push_back(id.to_owned());
            if known.order.len() > REMEMBERED
                && let Some(oldest) = known.order.pop_front()
            {
                known.windows.remove(&oldest);
            }
        }
        then(known.windows.entry(id.to_owned()).or_default())
    }
}

fn acted_in(surface: &Surface) -> Option<&ViewRef> {
    match &surface.at {
        At::Submission(view) | At::View(view) => Some(view),
        _ => None,
    }
}

impl Stands {
    fn is_newer(&self, turn: Turn, view: &View, acted: &ViewRef) -> bool {
        match (view, &acted.page, &self.mark) {
            (View::Form(page), Some(_), Some(mark)) if mark.draft == page.draft => {
                (page.revision, false) < (mark.revision, mark.card)
            }
            // What came of a page, a receipt or whom to call, is always shown.
            (View::Card(_) | View::Private { .. } | View::Home(_), Some(_), _) => false,
            _ => self.turn > turn,
        }
    }
}

fn mark(view: &View, acted: &ViewRef, before: Option<Mark>) -> Option<Mark> {
    if let View::Form(page) = view {
        return Some(Mark { draft: page.draft.clone(), revision: page.revision, card: false });
    }
    let Some(page) = &acted.page else { return before.map(|mark| Mark { card: true, ..mark }) };
    let before = before.filter(|mark| mark.draft == page.draft).map_or(page.revision, |mark| mark.revision);
    Some(Mark { draft: page.draft.clone(), revision: before.max(page.revision), card: true })
}

#[cfg(test)]
mod tests {
    use super::super::surface::PageRef;
    use super::*;
    use crate::chat::{Card, Page};

    fn draft(id: &str) -> DraftId {
        DraftId::parse(id).unwrap()
    }

    /// Somebody acts on the page of this revision, or on a card.
    fn on(window: &str, revision: Option<i64>) -> Surface {
        let page = revision.map(|revision| PageRef { draft: draft("d1"), revision, page: "what".to_owned() });
        let at = At::View(ViewRef { id: window.to_owned(), hash: None, page });
        Surface {
            workspace: "T1".to_owned(),
            user: "U1".to_owned(),
            perhaps: None,
            trigger: None,
            at,
            again: None,
        }
    }

    fn page(revision: i64) -> View {
        View::Form(Page {
            draft: draft("d1"),
            revision,
            id: "what".to_owned(),
            lang: String::new(),
            title: String::new(),
            intro: Vec::new(),
            fields: Vec::new(),
            actions: Vec::new(),
            progress: None,
            error: None,
            note: None,
        })
    }

    fn card() -> View {
        View::Card(Card {
            lang: String::new(),
            heading: String::new(),
            blocks: Vec::new(),
            buttons: Vec::new(),
            push: String::new(),
        })
    }

    #[test]
    fn an_older_page_never_follows_a_newer_one_in_the_same_window() {
        let windows = Windows::default();
        let (first, second) = (windows.turn(), windows.turn());
        assert!(windows.put(&on("V1", Some(3)), second, &page(5)));
        assert!(!windows.put(&on("V1", Some(3)), first, &page(4)));
        assert!(!windows.put(&on("V1", Some(3)), windows.turn(), &page(4)), "whenever it was pressed for");
        assert!(windows.stands(&on("V1", None), second));
        assert!(windows.put(&on("V2", Some(3)), first, &page(4)), "another window");
        // The same page with what is wrong on it, and the next one.
        assert!(windows.put(&on("V1", Some(5)), windows.turn(), &page(5)));
        assert!(!windows.stands(&on("V1", None), second));
        assert!(windows.put(&on("V1", Some(5)), windows.turn(), &page(6)));
    }

    #[test]
    fn a_receipt_is_always_shown_and_no_page_before_it_follows() {
        let windows = Windows::default();
        let slow = windows.turn();
        assert!(windows.put(&on("V1", Some(7)), windows.turn(), &card()));
        assert!(!windows.put(&on("V1", Some(6)), slow, &page(7)));
        assert!(windows.put(&on("V1", Some(7)), slow, &card()), "the same receipt, to the same press");
        assert!(!windows.put(&on("V1", Some(6)), windows.turn(), &page(7)));
        // From the receipt it goes on, also with a page as it was.
        assert!(windows.put(&on("V1", None), windows.turn(), &page(7)));
    }

    #[test]
    fn of_two_presses_on_a_card_the_later_one_is_answered() {
        let windows = Windows::default();
        let (first, second) = (windows.turn(), windows.turn());
        assert!(windows.put(&on("V1", None), second, &page(1)));
        assert!(!windows.put(&on("V1", None), first, &card()));
        assert!(windows.put(&on("V1", None), windows.turn(), &card()));
    }

    #[test]
    fn the_oldest_windows_are_forgotten() {
        let windows = Windows::default();
        assert!(windows.put(&on("V0", Some(3)), windows.turn(), &page(5)));
        for n in 1..=REMEMBERED {
            assert!(windows.put(&on(&format!("V{n}"), Some(3)), windows.turn(), &page(4)));
        }
        assert!(windows.put(&on("V0", Some(3)), windows.turn(), &page(4)));
        assert_eq!(windows.known.lock().unwrap().windows.len(), REMEMBERED);
    }
}
