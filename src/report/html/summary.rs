//! The summary: how much of what was found, and where in the files it stands.

use maud::{Markup, html};

use super::findings::rank;
use super::words::fill;
use super::{Page, shell};

/// Width of the longest bar and of a file's strip, in pixels.
const WIDE: usize = 240;
/// Height of a bar and of a strip.
const HIGH: usize = 14;

/// The names of the levels, in the order of their ranks.
pub(super) fn levels(page: &Page<'_>) -> [(&'static str, &'static str); 3] {
    [("error", page.words.error), ("warning", page.words.warning), ("info", page.words.info)]
}

/// The summary as HTML.
pub(super) fn summary(page: &Page<'_>) -> Markup {
    let w = page.words;
    let counts = page.checked.counts;
    let looked = fill(
        w.looked_at,
        &[
            ("files", counts.files),
            ("headings", counts.headings),
            ("captions", counts.captions),
            ("notes", counts.notes),
            ("acronyms", counts.acronyms),
            ("references", counts.references),
        ],
    );
    let accepted = page.checked.accepted.len();
    html! {
        section.summary aria-labelledby="summary-title" {
            h2 id="summary-title" { (w.summary) }
            (by_level(page))
            p.looked { (looked) @if accepted > 0 { " " (fill(w.accepted, &[("count", accepted)])) } }
            @if !page.checked.diagnostics.is_empty() {
                div.halves {
                    (by_lint(page))
                    (by_file(page))
                }
            }
        }
    }
}

fn by_level(page: &Page<'_>) -> Markup {
    let mut counts = [0_usize; 3];
    for diagnostic in &page.checked.diagnostics {
        if let Some(count) = counts.get_mut(rank(diagnostic.level)) {
            *count += 1;
        }
    }
    let total: usize = counts.iter().sum();
    if total == 0 {
        return html! { p.clear { (page.words.none_at_all) } };
    }
    html! {
        ul.levels {
            @for (i, ((class, name), count)) in levels(page).into_iter().zip(counts).enumerate() {
                li { a class=(class) href=(format!("#level/{i}")) { span.name { (name) } " " strong { (count) } } }
            }
        }
        (stack(&counts))
    }
}

/// The levels as one bar.
fn stack(counts: &[usize; 3]) -> Markup {
    let total = counts.iter().sum::<usize>().max(1);
    let mut done = 0;
    let parts: Vec<(usize, usize, usize)> = counts
        .iter()
        .enumerate()
        .map(|(i, count)| {
            let from = done * 1000 / total;
            done += count;
            (i, from, done * 1000 / total - from)
        })
        .collect();
    html! {
        svg.stack viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" {
            @for (i, x, width) in parts { @if width > 0 { rect class=(format!("level-{i}")) x=(x) y="0" width=(width) height="8" {} } }
        }
    }
}

fn by_lint(page: &Page<'_>) -> Markup {
    let w = page.words;
    let mut counts = vec![(0_usize, 2_usize); page.lints.len()];
    for diagnostic in &page.checked.diagnostics {
        if let Some((count, worst)) = page.lint(&diagnostic.lint).and_then(|i| counts.get_mut(i)) {
            *count += 1;
            *worst = (*worst).min(rank(diagnostic.level));
        }
    }
    let mut rows: Vec<(usize, usize, usize)> = counts.into_iter().enumerate().map(|(i, (count, worst))| (i, count, worst)).collect();
    rows.sort_by_key(|&(i, count, _)| (std::cmp::Reverse(count), i));
    let most = rows.first().map_or(1, |r| r.1).max(1);
    html! {
        table.bars {
            caption { (w.by_lint) }
            thead { tr { th scope="col" { (w.kind) } th.number scope="col" { (w.count) } td {} } }
            tbody {
                @for (i, count, worst) in rows {
                    @if let Some(lint) = page.lints.get(i) {
                        tr {
                            th scope="row" { a href=(format!("#lint/{i}")) title=(lint.page.front.name) { (lint.page.front.about.pick(page.language)) } }
                            td.number { (count) }
                            td.bar { svg width=(WIDE / 2) height=(HIGH) aria-hidden="true" {
                                rect class=(format!("level-{worst}")) x="0" y="2" width=((count * WIDE / 2 / most).max(2)) height=(HIGH - 4) rx="2" {}
                            } }
                        }
                    }
                }
            }
        }
    }
}

fn by_file(page: &Page<'_>) -> Markup {
    let w = page.words;
    html! { div {
        table.bars.files {
            caption { (w.by_file) }
            thead { tr { th scope="col" { (w.file) } th.number scope="col" { (w.count) } th scope="col" { (w.places) } } }
            tbody {
                @for (i, file) in page.checked.files.iter().enumerate() {
                    @let found = page.checked.of_file(i);
                    tr {
                        th scope="row" { @if found.is_empty() { a href=(format!("#text/{i}")) { (shell::path(page.name(i))) } } @else { a href=(format!("#file/{i}")) { (shell::path(page.name(i))) } } }
                        td.number { (found.len()) }
                        td.strip { (strip(found.iter().map(|d| (rank(d.level), d.span.start)), file.text.len())) }
                    }
                }
            }
        }
        p.hint { (w.by_file_help) }
    } }
}

/// Where in a file the findings stand: one path a level, the worst on top.
fn strip(found: impl Iterator<Item = (usize, u32)>, len: u32) -> Markup {
    const STEP: usize = 2;
    let mut seen = [[false; WIDE / STEP]; 3];
    for (level, at) in found {
        let x = u64::from(at) * (WIDE / STEP - 1) as u64 / u64::from(len.max(1));
        let slot = seen.get_mut(level).and_then(|row| row.get_mut(usize::try_from(x).unwrap_or(0)));
        if let Some(slot) = slot {
            *slot = true;
        }
    }
    let path = |row: &[bool]| {
        row.iter().enumerate().filter(|(_, s)| **s).map(|(x, _)| format!("M{} 1v{}", x * STEP + 1, HIGH - 2)).collect::<String>()
    };
    html! {
        svg.strip viewBox=(format!("0 0 {WIDE} {HIGH}")) preserveAspectRatio="none" aria-hidden="true" {
            rect.ground x="0" y="0" width=(WIDE) height=(HIGH) rx="2" {}
            @for (level, row) in seen.iter().enumerate().rev() {
                @let d = path(row);
                @if !d.is_empty() { path class=(format!("stroke-{level}")) d=(d) {} }
            }
        }
    }
}
