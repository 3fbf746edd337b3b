//! The title that running heads repeat.
//!
//! A chapter's or a report's first page often has its title where the other pages
//! have the head. It is the title when the text has it nowhere else, nothing but it
//! stands at that edge of its page, and no sentence goes on from the page before; it
//! is one with the heads when a page number stands beside it.

use super::key::Key;
use super::page::{Page, State, Unit};
use super::paged::{STRIDE, Seen};
use crate::layout::{End, Lead, end};
use crate::text::{Line, Text, class};
use rustc_hash::FxHashSet;

/// Letters of the shortest title that has no number.
const SHORTEST: u16 = 4;

/// Keeps the first of the lines `seen` if it is the title of those behind it, which
/// are heads at the `side` of their pages.
pub(super) fn keep(text: &Text, pages: &mut [Page], seen: &[Seen], side: usize) {
    let outermost = |s: &&Seen| s.rank.get(side) == Some(&0);
    let Some(first) = seen.iter().find(outermost) else { return };
    let edges: FxHashSet<usize> = seen.iter().filter(outermost).filter_map(|s| s.unit(pages)).map(|unit| unit.line).collect();
    if !is_title(text, pages, seen, first, side) || is_said_again(text, pages, first, &edges) {
        return;
    }
    if let Some(unit) = pages.get_mut(first.page).and_then(|p| p.units.get_mut(first.unit)) {
        unit.state = State::Kept;
    }
}

/// Whether the line stands on its page as a title does.
fn is_title(text: &Text, pages: &[Page], seen: &[Seen], first: &Seen, side: usize) -> bool {
    let Some((page, own)) = pages.get(first.page).zip(first.unit(pages)) else { return false };
    let number = |at: Option<usize>| at.and_then(|at| page.units.get(at)).is_some_and(|unit| unit.key.lone);
    if number(Some(first.unit + 1)) || number(first.unit.checked_sub(1)) {
        return false;
    }
    let everywhere = first.page == 0 && seen.len() * 10 >= pages.len() * 9;
    let alone = side == 0 && page.layers[0] == 0 && (own.key.heading || own.key.letters >= SHORTEST);
    own.key.heading && !everywhere || alone && begins(text, pages, seen, first)
}

/// Whether a page that begins with the line begins a text: no sentence goes on
/// around it, and what stands below is no chapter of its own, nor one more head.
fn begins(text: &Text, pages: &[Page], seen: &[Seen], first: &Seen) -> bool {
    let lines = text.lines();
    let body = |unit: &Unit| lines.get(unit.line).map_or("", |line| text.slice(line.body));
    let left = |unit: &&Unit| unit.state != State::Taken;
    let before = pages.iter().take(first.page).rev().find_map(|page| page.units.iter().rev().find(left));
    if before.is_some_and(|unit| end::of(body(unit)) != End::Sentence) || first.unit(pages).is_none_or(|unit| names_part(body(unit))) {
        return false;
    }
    let next = |seen: &Seen| pages.get(seen.page).and_then(|page| page.units.get(seen.unit + 1));
    let Some(below) = next(first) else { return false };
    let others = || seen.iter().filter(|seen| seen.page != first.page);
    let head = below.key.letters > 0 && others().filter_map(next).any(|unit| unit.key == below.key);
    let blank = |seen: &Seen| seen.unit(pages).and_then(|unit| lines.get(unit.line + 1)).is_some_and(Line::is_blank);
    let set_off = blank(first) && !others().any(blank);
    !head && end::lead(body(below)) != Lead::Continues && (set_off || !names_chapter(body(below)))
}

/// Whether a line begins like the heading of a chapter: `第3章`, `Chapter 3`.
fn names_chapter(body: &str) -> bool {
    Key::of(body).heading && !body.starts_with(class::is_digit)
}

/// Whether a line names the part of a book, which has its title on a page before.
fn names_part(body: &str) -> bool {
    let number = |c: char| class::is_digit(c) || class::is_kanji_numeral(c) || class::is_roman_numeral(c) || class::is_space(c);
    body.strip_prefix('第').is_some_and(|rest| rest.trim_start_matches(number).starts_with(['部', '編']))
}

/// Whether the line, or all of it but its number, stands near it elsewhere than at
/// the `edges` of the pages.
fn is_said_again(text: &Text, pages: &[Page], first: &Seen, edges: &FxHashSet<usize>) -> bool {
    let lines = text.lines();
    let Some((own, line)) = first.unit(pages).and_then(|unit| Some((unit, lines.get(unit.line)?))) else { return true };
    let said = text.slice(line.body);
    // other spaces, or digits of the other width
    let width = line.width + 8;
    let title = said.split_once(class::is_space).map_or("", |(_, rest)| rest.trim_matches(class::is_space));
    let same = |other: &Line| {
        let body = text.slice(other.body);
        other.first == line.first && other.width <= width && Key::of(body) == own.key || !title.is_empty() && body == title
    };
    let near = pages.get(first.page.saturating_sub(STRIDE)..pages.len().min(first.page + STRIDE + 1)).unwrap_or(&[]);
    near.iter().flat_map(|page| page.lines.clone()).any(|at| !edges.contains(&at) && lines.get(at).is_some_and(same))
}

#[cfg(test)]
mod tests {
    use crate::stage::{Options, furniture};
    use crate::text::Text;

    /// What is left of pages without their body, joined by `|`; the last line of each
    /// body ends as `last` says.
    fn left(tops: &[&str], last: &str) -> String {
        let kanji: Vec<char> = "山川海空森林田畑村町港橋道駅店家庭花木草石水火土風雲雨雪星月".chars().collect();
        let pick = |n: usize| kanji.get(n % kanji.len()).copied().unwrap_or('山');
        let line = |n: usize| format!("この計画では、{}と{}を守る取組を進め、", pick(n), pick(n * 7 + n / 30));
        let body = |n: usize| (0..8).map(|i| line(n * 8 + i) + "\n").collect::<String>() + &format!("その{}を公表{last}", pick(n));
        let pages: Vec<String> = tops.iter().enumerate().map(|(n, top)| format!("{top}\n{}\n{}", body(n), n + 1)).collect();
        let text = Text::from(pages.join("\x0C").as_str());
        let edits = furniture::run(&text, &Options::default());
        let out = edits.apply(&text).map(|(text, _)| text.into_string()).unwrap_or_default();
        let own = |l: &&str| !l.is_empty() && !l.starts_with("この計画") && !l.starts_with("その");
        out.split(['\n', '\x0C']).filter(own).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn the_title_that_heads_repeat_stays_once() {
        let one = ["森林と林業の現状"; 4];
        assert_eq!(left(&one, "した。"), "森林と林業の現状");
        assert_eq!(left(&["Forests and water"; 4], "した。"), "Forests and water");
        assert_eq!(left(&["第1章　森"; 4], "した。"), "第1章　森");
        let two = ["森林の手入れ", "森林の手入れ", "森林の手入れ", "海の観測", "海の観測", "海の観測"];
        assert_eq!(left(&two, "した。"), "森林の手入れ|海の観測");
        assert_eq!(left(&["森林の現状\n1　はじめに", "森林の現状", "森林の現状"], "した。"), "森林の現状|1　はじめに");
        assert_eq!(left(&["森林の現状\n\n第1章　森", "森林の現状", "森林の現状"], "した。"), "森林の現状|第1章　森");
    }

    #[test]
    fn heads_that_are_no_titles_go() {
        for (tops, last, want) in [
            // a sentence goes on around the head of a later chapter
            (["森林の手入れ", "森林の手入れ", "森林の手入れ", "海の観測", "海の観測", "海の観測"].as_slice(), "", "森林の手入れ"),
            (&["森林白書\nを進める。", "森林白書", "森林白書"], "した。", "を進める。"),
            // the title is there as well
            (&["森林の現状\n森林の現状", "森林の現状", "森林の現状"], "した。", "森林の現状"),
            (&["森林白書\n第1章　森", "森林白書", "森林白書"], "した。", "第1章　森"),
            (&["第Ⅲ部　森\n1　木", "第Ⅲ部　森", "第Ⅲ部　森"], "した。", "1　木"),
            // page numbers stand beside all of them
            (&["森林の現状\n4", "森林の現状\n5", "森林の現状\n6"], "した。", ""),
        ] {
            assert_eq!(left(tops, last).trim_end_matches(|c: char| c == '|' || c.is_ascii_digit()), want, "{tops:?}");
        }
    }
}
