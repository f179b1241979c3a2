//! Owns the page that opens on a command: but for the draft that it begins it is mostly the same for everybody, and then
//! its JSON is written once.

use super::render::{modal, reference};
use crate::chat::{Block, Field, FieldKind, Page, Speech};
use axum::body::Bytes;
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The last such page of each workspace and language.
#[derive(Default)]
pub(super) struct Openings(Mutex<HashMap<(String, String), Opening>>);

struct Opening {
    page: Page,
    /// The window, from behind what it carries for itself alone to its end.
    rest: String,
}

impl Openings {
    /// What opens a page by a trigger; `None` where somebody has begun to fill it in: then it is theirs alone.
    pub fn body(
        &self,
        page: &Page,
        (workspace, trigger): (&str, &str),
        speech: &dyn Speech,
    ) -> Option<Bytes> {
        let key = (workspace.to_owned(), page.lang.clone());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.get(&key).is_some_and(|opening| looks_like(&opening.page, page)) {
            known.insert(key.clone(), Opening::of(page, speech)?);
        }
        let rest = &known.get(&key)?.rest;
        let (trigger, carried) = (json!(trigger), json!(json!(reference(page)).to_string()));
        Some(format!(r#"{{"trigger_id":{trigger},"view":{{"private_metadata":{carried},{rest}}}"#).into())
    }
}

impl Opening {
    fn of(page: &Page, speech: &dyn Speech) -> Option<Self> {
        if !is_blank(page) {
            return None;
        }
        let mut view = modal(page, speech);
        view.as_object_mut()?.remove("private_metadata");
        let rest = view.to_string().strip_prefix('{')?.to_owned();
        // Everybody has a draft of their own.
        (!rest.contains(page.draft.as_str())).then(|| Self { page: page.clone(), rest })
    }
}

/// Whether nobody has written or chosen anything that stands on it.
fn is_blank(page: &Page) -> bool {
    let left_out = |field: &Field| match &field.kind {
        FieldKind::Short { value }
        | FieldKind::Long { value }
        | FieldKind::Date { value }
        | FieldKind::Time { value } => value.expose().is_empty(),
        FieldKind::Choice { chosen, .. } => chosen.is_none(),
        FieldKind::Choices { chosen, .. } | FieldKind::Person { chosen } => chosen.is_empty(),
        FieldKind::Tick { ticked } => !ticked,
    };
    let ours = |block: &Block| matches!(block, Block::Text(_) | Block::Guidance(_) | Block::Divider);
    page.error.is_none()
        && page.intro.iter().all(ours)
        && page.fields.iter().all(|field| left_out(field) && field.error.is_none() && field.hints.is_empty())
}

/// Whether two pages differ in the draft alone.
fn looks_like(page: &Page, other: &Page) -> bool {
    let Page { draft: _, revision, id, lang, title, intro, fields, actions, progress, error, note } = page;
    (revision, id, lang, title) == (&other.revision, &other.id, &other.lang, &other.title)
        && (intro, fields, actions) == (&other.intro, &other.fields, &other.actions)
        && (progress, error, note) == (&other.progress, &other.error, &other.note)
}

#[cfg(test)]
mod tests {
    use super::super::answer::answer;
    use super::super::surface::{At, Surface};
    use super::*;
    use crate::chat::{Button, Style, View};
    use crate::domain::id::DraftId;
    use crate::domain::text::Text;
    use serde_json::Value;

    struct Ids;

    impl Speech for Ids {
        fn say(&self, locale: &str, id: &str, _: &[(&str, String)]) -> String {
            format!("{locale} {id} \"ñ\"")
        }
    }

    fn page(draft: u8) -> Page {
        let field = |id: &str, kind| Field {
            id: id.to_owned(),
            label: "What \"happened\"?".to_owned(),
            hint: None,
            required: true,
            kind,
            error: None,
            hints: Vec::new(),
        };
        let button = |id: &str, style| Button {
            id: id.to_owned(),
            label: "Carry on".to_owned(),
            value: String::new(),
            style,
        };
        Page {
            draft: DraftId::from_random([draft; 16]),
            revision: 1,
            id: "safe".to_owned(),
            lang: "en-GB".to_owned(),
            title: "Before you write".to_owned(),
            intro: vec![Block::Text("Words of ours.".to_owned())],
            fields: vec![
                field("what", FieldKind::Long { value: Text::default() }),
                field("who", FieldKind::Person { chosen: Vec::new() }),
            ],
            actions: vec![button("carry_on", Style::Primary), button("need_someone", Style::Danger)],
            progress: Some((1, 5)),
            error: None,
            note: None,
        }
    }

    /// As it opens by itself.
    fn alone(page: &Page, trigger: &str) -> Value {
        let surface = Surface {
            workspace: "T1".to_owned(),
            user: "U1".to_owned(),
            perhaps: None,
            trigger: Some(trigger.to_owned()),
            at: At::Command,
            again: None,
        };
        answer(&View::Form(page.clone()), &surface, &Ids).calls.remove(0).body
    }

    fn opened(openings: &Openings, page: &Page, trigger: &str) -> Option<Value> {
        let body = openings.body(page, ("T1", trigger), &Ids)?;
        Some(serde_json::from_slice(&body).unwrap())
    }

    #[test]
    fn what_opens_for_everybody_is_what_would_open_for_each() {
        let openings = Openings::default();
        let changed = |change: fn(&mut Page)| {
            let mut page = page(3);
            change(&mut page);
            page
        };
        let pages = [
            page(1),
            page(2),
            changed(|page| page.note = Some("What was typed is not kept.".to_owned())),
            page(4),
            changed(|page| page.lang = "es-ES".to_owned()),
            changed(|page| page.title.push('!')),
            changed(|page| page.revision = 2),
            changed(|page| page.id = "danger".to_owned()),
            changed(|page| page.progress = Some((1, 6))),
            changed(|page| page.intro.clear()),
            changed(|page| page.fields[0].label.push('!')),
            changed(|page| page.fields.truncate(1)),
            changed(|page| page.actions[0].value = "v".to_owned()),
            changed(|page| page.actions.truncate(1)),
            page(5),
        ];
        for page in &pages {
            // By a trigger that would break out, if it could.
            for trigger in ["1.2", "\"}\\"] {
                assert_eq!(opened(&openings, page, trigger).unwrap(), alone(page, trigger));
            }
        }
        assert_eq!(openings.0.lock().unwrap().len(), 2, "one for each language");
    }

    #[test]
    fn what_somebody_wrote_or_chose_is_never_kept_for_others() {
        let openings = Openings::default();
        let typed = || Text::new("zanzibarquartz");
        let kinds = [
            FieldKind::Short { value: typed() },
            FieldKind::Long { value: typed() },
            FieldKind::Date { value: typed() },
            FieldKind::Time { value: typed() },
            FieldKind::Choice { options: Vec::new(), chosen: Some("a".to_owned()) },
            FieldKind::Choices { options: Vec::new(), chosen: vec!["a".to_owned()] },
            FieldKind::Person { chosen: vec!["U1".to_owned()] },
            FieldKind::Tick { ticked: true },
        ];
        let mut pages: Vec<Page> = kinds
            .map(|kind| {
                let mut page = page(1);
                page.fields[0].kind = kind;
                page
            })
            .into();
        let more: [fn(&mut Page); 5] = [
            |page| page.error = Some("It could not be saved.".to_owned()),
            |page| page.fields[1].error = Some("Nobody is picked.".to_owned()),
            |page| page.fields[1].hints = vec![Text::new("zanzibarquartz")],
            |page| page.intro.push(Block::Quote { label: String::new(), text: Text::new("zanzibarquartz") }),
            |page| page.intro.push(Block::Facts(vec![("Who".to_owned(), "zanzibarquartz".to_owned())])),
        ];
        pages.extend(more.map(|change| {
            let mut page = page(1);
            change(&mut page);
            page
        }));
        // Nor what would show somebody another's draft.
        let mut named = page(1);
        named.intro.push(Block::Text(named.draft.as_str().to_owned()));
        pages.push(named);
        for page in &pages {
            assert_eq!(opened(&openings, page, "t"), None, "{page:?}");
        }
        assert!(openings.0.lock().unwrap().is_empty());
    }
}
