//! Writes sheets that are laid out as a tagged PDF, with a head and a number on each.

use super::{CELL, Drawn, FONT, Filled, Kind, MARGIN, Part, SHEET, Sheets};
use crate::domain::Moment;
use anyhow::{Context, anyhow};
use chrono::{Datelike, Timelike};
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::Font;
use krilla::{Document, SerializeSettings};
use std::num::NonZeroU16;

/// What a file says of itself.
pub(in crate::cli::aup) struct About<'a> {
    pub title: &'a str,
    pub lang: &'a str,
    pub at: Moment,
}

impl Sheets {
    /// The file; `numbered` says which sheet of how many. That it can be read out is checked as it is written: else there
    /// is none.
    pub fn finish(
        self,
        about: &About<'_>,
        numbered: impl Fn(usize, usize) -> String,
    ) -> anyhow::Result<Vec<u8>> {
        let configuration =
            ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
        let configuration = configuration.map_err(|why| anyhow!("The PDF cannot be set up: {why:?}"))?;
        let settings =
            SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        let font = Font::new(FONT.into(), 0).context("The font inside cannot be read")?;
        let mut ids: Vec<Option<Identifier>> = (0..self.leaves).map(|_| None).collect();
        let of = self.pages.len();
        for (n, page) in self.pages.iter().enumerate() {
            let size = PageSettings::from_wh(SHEET.0, SHEET.1).context("A4 is a size")?;
            let mut sheet = document.start_page_with(size);
            let mut surface = sheet.surface();
            for filled in &page.behind {
                fill(&mut surface, filled);
            }
            surface.set_fill(None);
            for drawn in page.words.iter().chain(&self.around(about.title, &numbered(n + 1, of), n > 0)) {
                let tag = match drawn.leaf {
                    Some(_) => ContentTag::Span(SpanTag::empty()),
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                };
                let id = surface.start_tagged(tag);
                let start = Point::from_xy(drawn.x, drawn.y);
                let glyphs = self.glyphs(&drawn.text);
                surface.draw_glyphs(start, &glyphs, font.clone(), &drawn.text, drawn.size, false);
                surface.end_tagged();
                if let Some(leaf) = drawn.leaf {
                    ids[leaf] = Some(id);
                }
            }
            surface.finish();
            sheet.finish();
        }
        document.set_tag_tree(tree(&self.parts, &mut ids).with_lang(Some(about.lang.to_owned())));
        let mut outline = Outline::new();
        for (text, page, y) in &self.outline {
            outline.push_child(OutlineNode::new(
                text.clone(),
                XyzDestination::new(*page, Point::from_xy(MARGIN, *y)),
            ));
        }
        document.set_outline(outline);
        document.set_metadata(
            Metadata::new()
                .title(about.title.to_owned())
                .language(about.lang.to_owned())
                .creator("Hearken".to_owned())
                .creation_date(date_time(about.at)),
        );
        document.finish().map_err(|why| anyhow!("The PDF cannot be written: {why:?}"))
    }

    /// The head of a sheet but the first, whose title says it, and the foot. Each is shown, and not read out.
    fn around(&self, title: &str, number: &str, head: bool) -> Vec<Drawn> {
        let mut around = Vec::new();
        let mut draw = |text: &str, y: f32, right: bool| {
            let lines = self.wrapped(&self.known(text), CELL, SHEET.0 - 2.0 * MARGIN);
            let text = lines.into_iter().next().unwrap_or_default();
            let x = if right { SHEET.0 - MARGIN - self.width(&text, CELL) } else { MARGIN };
            around.push(Drawn { x, y, size: CELL, text, leaf: None });
        };
        if head {
            draw(title, MARGIN * 0.65, false);
        }
        draw(number, SHEET.1 - MARGIN / 2.0, true);
        around
    }
}

fn fill(surface: &mut Surface<'_>, filled: &Filled) {
    let Filled { x, y, width, height, lightness } = *filled;
    let Some(rect) = Rect::from_xywh(x, y, width, height) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(Some(Fill { paint: luma::Color::new(lightness).into(), ..Fill::default() }));
    surface.draw_path(&path);
    surface.end_tagged();
}

fn date_time(at: Moment) -> DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn tree(parts: &[Part], ids: &mut [Option<Identifier>]) -> TagTree {
    let mut leaves = |of: &[usize]| -> Vec<Node> {
        of.iter().filter_map(|leaf| ids.get_mut(*leaf)?.take()).map(Node::from).collect()
    };
    let level = |n: u16| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    let mut tree = TagTree::new();
    for part in parts {
        let group = match part {
            Part::Words(Kind::Title, text, of) => {
                TagGroup::with_children(Tag::Hn(level(1), Some(text.clone())), leaves(of))
            }
            Part::Words(Kind::Heading, text, of) => {
                TagGroup::with_children(Tag::Hn(level(2), Some(text.clone())), leaves(of))
            }
            Part::Words(Kind::Words, _, of) => TagGroup::with_children(Tag::P, leaves(of)),
            Part::Table(rows) => {
                let mut table = TagGroup::new(Tag::Table);
                for row in rows {
                    let mut line = TagGroup::new(Tag::TR);
                    for cell in &row.cells {
                        let mut group = match row.head {
                            true => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
                            false => TagGroup::new(Tag::TD),
                        };
                        for leaf in leaves(cell) {
                            group.push(leaf);
                        }
                        line.push(group);
                    }
                    table.push(line);
                }
                table
            }
        };
        tree.push(group);
    }
    tree
}
