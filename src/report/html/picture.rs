//! The map of a book as a picture: its chapters down the page, an arc for the
//! references from one to another, red and grey stubs for those that lead
//! nowhere and outside.

use maud::{Markup, html};

use super::Page;
use super::chapters::{Chapters, End};
use super::excerpt::first;

/// Height of a chapter's line, in pixels.
const LINE: usize = 30;
/// Room for the titles.
const TITLES: usize = 330;
/// Room for the arcs.
const ARCS: usize = 300;
/// Room for each of the two columns at the end.
const COLUMN: usize = 96;
/// Room above the first line.
const HEAD: usize = 34;
/// Characters of a title.
const SHOWN: usize = 19;
/// How far a section is set in from its chapter, in pixels.
const INDENT: usize = 20;

/// Draws the map of a book.
pub(super) fn draw(page: &Page<'_>, book: usize, chapters: &Chapters) -> Markup {
    let w = page.words;
    let (nowhere, outside) = (chapters.ends(End::Nowhere), chapters.ends(End::Outside));
    let (width, height) = (TITLES + ARCS + 2 * COLUMN, HEAD + chapters.list.len() * LINE + 8);
    let column = |n: usize| TITLES + ARCS + n * COLUMN + COLUMN / 2;
    html! {
        svg.map viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) role="group" aria-label=(w.map_picture) {
            defs {
                marker id=(format!("tip-{book}")) viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"
                    markerUnits="userSpaceOnUse" orient="auto" { path.tip d="M0 0 8 4 0 8z" {} }
            }
            text.head x=(column(0)) y="18" text-anchor="middle" { (w.nowhere) }
            text.head x=(column(1)) y="18" text-anchor="middle" { (w.outside) }
            @for (i, chapter) in chapters.list.iter().enumerate() {
                @let y = middle(i);
                line.rule x1="0" x2=(width) y1=(y + LINE / 2) y2=(y + LINE / 2) {}
                a.chapter href=(page.place(book, chapter.place).address()) data-chapter=(i) {
                    title { (chapter.number) " " (chapter.title) }
                    text.top[chapter.depth == 0] x=(4 + chapter.depth.min(4) * INDENT) y=(y + 5) {
                        @if !chapter.number.is_empty() { tspan.number { (first(&chapter.number, 12)) } " " }
                        (first(&chapter.title, SHOWN.saturating_sub(chapter.number.chars().count() / 2)))
                    }
                    circle cx=(TITLES) cy=(y) r="3.5" {}
                }
                (stub(column(0), y, "nowhere", count(&nowhere, i)))
                (stub(column(1), y, "outside", count(&outside, i)))
            }
            g.arcs {
                @for ((from, to), (count, _)) in chapters.pairs() { (arc(book, from, to, count, chapters.list.len())) }
            }
        }
    }
}

fn middle(index: usize) -> usize {
    HEAD + index * LINE + LINE / 2
}

fn count(list: &[usize], index: usize) -> usize {
    list.get(index).copied().unwrap_or(0)
}

/// One arc: thicker for more references, wider for longer ways, never wider
/// than the room.
fn arc(book: usize, from: usize, to: usize, count: usize, chapters: usize) -> Markup {
    let x = TITLES + 8;
    let weight = 1 + usize::try_from(count.ilog2()).unwrap_or(0);
    let path = if from == to {
        let y = middle(from);
        format!("M{x} {}c22-4 22 14 0 10", y.saturating_sub(5))
    } else {
        let reach = 30 + (ARCS - 60) * from.abs_diff(to) / chapters.max(2);
        // away from the middle, so that there and back are two arcs
        let (out, back) =
            if from < to { (middle(from) + 4, middle(to).saturating_sub(4)) } else { (middle(from).saturating_sub(4), middle(to) + 4) };
        let bend = x + reach * 4 / 3;
        format!("M{x} {out}C{bend} {out} {bend} {back} {x} {back}")
    };
    let class = if from == to {
        "arc self"
    } else if from < to {
        "arc"
    } else {
        "arc back"
    };
    html! {
        path class=(class) d=(path) stroke-width=(weight) data-from=(from) data-to=(to) marker-end=(format!("url(#tip-{book})")) {}
    }
}

/// A circle with a count, larger for more.
fn stub(x: usize, y: usize, class: &str, count: usize) -> Markup {
    if count == 0 {
        return html! {};
    }
    let radius = 9 + 2 * usize::try_from(count.ilog2()).unwrap_or(0).min(2);
    html! {
        g class=(class) {
            circle cx=(x) cy=(y) r=(radius) {}
            text x=(x) y=(y + 4) text-anchor="middle" { (count) }
        }
    }
}
