//! Notes, and the marks in the running text that call them.
//!
//! Every number in the text that is written like a mark or stands like a
//! note's own number is a candidate (`scan`). Which of them are notes, and
//! where their numbers start again, is told by the sequence they form
//! (`runs`); which are marks, by the notes that are due (`chain`). What does
//! not fit is a [`Fault`], one for each mistake (`fault`).

mod bare;
mod chain;
mod family;
mod fault;
mod label;
mod listed;
mod lost;
mod runs;
mod scan;
mod scope;
mod spoken;
mod system;

use rustc_hash::FxHashMap;

use super::Outline;
use super::heading::Heading;
use crate::layout::start;
use crate::text::{Span, Text};

pub use fault::{Fault, Mistake};
pub use scope::faults;

/// The notes of a text and the marks that call them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The marks in the running text, in its order.
    pub marks: Vec<Mark>,
    /// The notes, in the order of the text.
    pub notes: Vec<Note>,
    /// What does not fit, in the order of the text; one for each mistake.
    pub faults: Vec<Fault>,
}

/// How a mark or a note's own number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `1`
    Bare,
    /// `１`
    Wide,
    /// `<sup>1</sup>`
    Sup,
    /// `¹`
    Raised,
    /// `※1`
    Kome,
    /// `*1`, `＊1`
    Star,
    /// `[1]`
    Bracket,
    /// `（注1）`
    Chu,
    /// `1）`
    Paren,
    /// `[^1]`
    Label,
    /// `1.`; of a note only
    Dotted,
}

/// A mark in the running text: `1`, `<sup>2</sup>`, `※3`, `[^4]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The whole mark.
    pub span: Span,
    /// Its number; 0 when it has none.
    pub number: u32,
    /// The scope (page, section, chapter) in which numbers are counted, from 0.
    pub scope: usize,
    /// How it is written.
    pub style: Style,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its block, as an index into [`Outline::blocks`].
    pub block: usize,
    /// Its number as it is written; where it has lost it, the empty span at
    /// which the number should stand.
    pub span: Span,
    /// Its number; 0 when it has none.
    pub number: u32,
    /// The scope in which numbers are counted, from 0.
    pub scope: usize,
    /// How its number is written.
    pub style: Style,
}

impl Notes {
    /// The marks, in their order, with the notes that they call. Of notes with
    /// the same number or name the first is called.
    pub fn calls<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = (&'a Mark, Option<&'a Note>)> {
        // the numbers of one scope are counted together, whatever their style;
        // names are taken as they are written
        let key = |span: Span, number: u32, scope: usize, style: Style| {
            if style == Style::Label { (scope, 0, text.slice(span)) } else { (scope, number, "") }
        };
        let mut notes: FxHashMap<(usize, u32, &str), &Note> = FxHashMap::default();
        for note in &self.notes {
            notes.entry(key(note.span, note.number, note.scope, note.style)).or_insert(note);
        }
        self.marks.iter().map(move |m| (m, notes.get(&key(m.span, m.number, m.scope, m.style)).copied()))
    }
}

/// Where the numbers of notes start again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scoping<'a> {
    /// Where the numbers tell.
    #[default]
    Auto,
    /// At these places (in bytes, sorted), and only there.
    At(&'a [u32]),
}

/// The notes and marks of a text.
#[must_use]
pub fn find(text: &Text, outline: &Outline, headings: &[Heading]) -> Notes {
    find_in(text, outline, headings, Scoping::Auto)
}

/// The same with the scopes given.
#[must_use]
pub fn find_in(text: &Text, outline: &Outline, headings: &[Heading], scoping: Scoping<'_>) -> Notes {
    let found = scan::all(text, outline, headings);
    let mut notes = family::best(text, outline, &found, scoping);
    label::read(text, outline, &mut notes);
    fault::doubt(&notes.notes, &lone(text, outline), &mut notes.faults);
    notes.marks.sort_by_key(|m| m.span);
    notes.notes.sort_by_key(|n| n.span);
    notes.faults.sort_by_key(|f| f.span);
    notes
}

/// The numbers that stand alone on a line, sorted.
fn lone(text: &Text, outline: &Outline) -> Vec<u32> {
    let short = outline.blocks.iter().filter(|b| b.body.len() <= 9);
    let mut list: Vec<u32> = short
        .map(|b| (start::number(text.slice(b.body)), b.body.len()))
        .filter(|&((value, len), all)| value > 0 && value <= scan::HIGHEST && len == all as usize)
        .map(|((value, _), _)| value)
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{heading, parse};

    fn check(source: &str, want: &str) {
        let text = Text::from(source);
        let outline = parse(&text);
        let headings = heading::find(&text, &outline);
        let notes = find(&text, &outline, &headings);
        let mut got: Vec<String> = Vec::new();
        let numbers = |list: &mut dyn Iterator<Item = (usize, u32)>| list.map(|(s, n)| format!("{s}.{n}")).collect::<Vec<_>>().join(" ");
        got.push(numbers(&mut notes.marks.iter().map(|m| (m.scope, m.number))));
        got.push(numbers(&mut notes.notes.iter().map(|n| (n.scope, n.number))));
        for fault in &notes.faults {
            let sure = if fault.sure { "" } else { "?" };
            got.push(format!("{:?}{sure} {} {} at {}", fault.mistake, fault.number, fault.other, text.slice(fault.span)));
        }
        assert_eq!(got.join(" / "), want, "{source}");
    }

    /// A document with these marks in its text, and these notes; `x` is the
    /// number.
    fn made(mark: &str, marks: &[u32], note: &str, notes: &[u32]) -> String {
        let mut text = String::from("第1章　港\n\n");
        for n in marks {
            text += &format!("港の整備が進んでいる{}。2019年に始まり、5隻で行う。\n\n", mark.replace('x', &n.to_string()));
        }
        for n in notes {
            text += &format!("{}計画の一部にあたり、推計による。\n\n", note.replace('x', &n.to_string()));
        }
        text
    }

    const STYLES: [(&str, &str); 11] = [
        ("x", "x "),
        ("<sup>x</sup>", "<sup>x</sup> "),
        ("※x", "※x　"),
        ("*x", "*x "),
        ("＊x", "＊x　"),
        ("[x]", "[x] "),
        ("（注x）", "（注x）"),
        ("注x）", "注x）"),
        ("注x)", "注x) "),
        ("x）", "x）"),
        ("<sup>x</sup>", "x "),
    ];

    #[test]
    fn every_style() {
        for (mark, note) in STYLES {
            let span = |with: &str, n: u32| with.trim_end().replace('x', &n.to_string());
            check(&made(mark, &[1, 2, 3], note, &[1, 2, 3]), "0.1 0.2 0.3 / 0.1 0.2 0.3");
            check(&made(mark, &[1, 2, 4], note, &[1, 2, 4]), &format!("0.1 0.2 0.4 / 0.1 0.2 0.4 / Gap 3 3 at {}", span(note, 4)));
            check(&made(mark, &[1, 2, 3], note, &[1, 3]), &format!("0.1 0.2 0.3 / 0.1 0.3 / Undefined 2 0 at {}", span(mark, 2)));
            check(&made(mark, &[1, 3], note, &[1, 2, 3]), &format!("0.1 0.3 / 0.1 0.2 0.3 / Unreferenced 2 0 at {}", span(note, 2)));
            check(
                &made(mark, &[1, 2, 3, 4], note, &[1, 2, 2, 4]),
                &format!("0.1 0.2 0.3 0.4 / 0.1 0.2 0.2 0.4 / Duplicate 2 3 at {}", span(note, 2)),
            );
            check(
                &made(mark, &[1, 3, 2, 4], note, &[1, 2, 3, 4]),
                &format!("0.1 0.3 0.2 0.4 / 0.1 0.2 0.3 0.4 / LateMark 2 3 at {}", span(mark, 2)),
            );
        }
    }

    #[test]
    fn lists_of_marks() {
        for (marks, note) in [
            ("（注1、2）#（注3）", "（注x）"),
            ("（注１、注２）#（注３）", "（注x）"),
            ("（注1・2）#（注3）", "（注x）"),
            ("（注1）#（注2、3）", "注x）"),
            ("（注1～3）", "（注x）"),
            ("※1,2#※3", "※x　"),
            ("[1][2]#[3]", "[x] "),
            ("<sup>1)</sup>#<sup>2)</sup>#<sup>3)</sup>", "x) "),
            ("¹⁾#²⁾#³⁾", "x) "),
            ("<sup>注1</sup>#<sup>注2</sup>#<sup>注3</sup>", "注x　"),
        ] {
            let text = marks.replace('#', "。船を造る") + "。\n\n";
            check(
                &format!("港を整備する{text}{}", made("", &[], note, &[1, 2, 3]).replace("第1章　港\n", "")),
                "0.1 0.2 0.3 / 0.1 0.2 0.3",
            );
        }
        // a quantity, a link
        check("港は※1,200である※2。\n\n※1 甲である。\n\n※2 乙である。", "0.1 0.2 / 0.1 0.2");
    }

    #[test]
    fn scopes() {
        let page = made("x", &[1, 2], "x ", &[1, 2]);
        check(&format!("{page}{page}"), "0.1 0.2 1.1 1.2 / 0.1 0.2 1.1 1.2");
        let one = made("x", &[1], "x ", &[1]);
        check(&format!("{one}{one}{page}"), "0.1 1.1 2.1 2.2 / 0.1 1.1 2.1 2.2");
        // notes at the end of the book
        let marks = made("※x", &[1, 2, 3], "", &[]);
        let notes = made("", &[], "※x　", &[1, 2, 3, 1, 2, 3]).replace("第1章　港", "注");
        check(&format!("{marks}{marks}{notes}"), "0.1 0.2 0.3 1.1 1.2 1.3 / 0.1 0.2 0.3 1.1 1.2 1.3");
        // an extract without its notes
        check(&marks, " / ");
    }

    #[test]
    fn bare_numbers() {
        check("船は5隻、港は3。第2に、F-15と78を比べた。\n\n1 船の数である。", " / ");
        check("港の整備1は進み、レベル2とレベル3の訓練も進んだ2。\n\n1 計画の第一期。\n\n2 漁船を含む。", "0.1 0.2 / 0.1 0.2");
        check("港の整備1、船の数23が増えた。\n\n1 計画。\n\n2 漁船。\n\n3 推計。", "0.1 0.2 0.3 / 0.1 0.2 0.3");
        check("保有率は84％1、利用率は80％1と高く、法律2もできた。\n\n1 白書。\n\n2 法律。", "0.1 0.2 / 0.1 0.2");
    }

    #[test]
    fn lost_numbers() {
        check(
            "港湾整備計画1と漁業協定<sup>2</sup>と調査3がある。\n\n港湾の整備に関する計画\n\n漁業に関する協定 2\n\n航路に関する調査",
            "0.1 0.2 0.3 / 0.1 0.2 0.3 / Unnumbered 1 0 at 1 / Mixed 0 1 at <sup>2</sup> / Unnumbered 3 0 at 3",
        );
    }

    #[test]
    fn names() {
        check("一つ[^1]、二つ[^b]。\n\n[^1]: 甲\n\n[^b]: 乙", "0.1 0.0 / 0.1 0.0");
        check("一つ[^1]、二つ[^c]。\n\n[^1]: 甲\n\n[^b]: 乙", "0.1 0.0 / 0.1 0.0 / Undefined 0 0 at [^c] / Unreferenced 0 0 at [^b]");
        check("一つ[^1]、二つ[^3]。\n\n[^1]: 甲\n\n[^3]: 乙", "0.1 0.3 / 0.1 0.3 / Gap 2 2 at [^3]");
    }

    /// Each mark with the note that it calls.
    fn calls(source: &str, want: &str) {
        let text = Text::from(source);
        let outline = parse(&text);
        let notes = find(&text, &outline, &heading::find(&text, &outline));
        let body = |n: Option<&Note>| n.map_or("-", |n| text.slice(outline.blocks[n.block].span));
        let got: Vec<String> = notes.calls(&text).map(|(m, n)| format!("{} {}", text.slice(m.span), body(n))).collect();
        assert_eq!(got.join(" / "), want, "{source}");
    }

    #[test]
    fn what_marks_call() {
        calls("一つ[^1]、二つ[^b]。\n\n[^b]: 甲\n\n[^1]: 乙", "[^1] [^1]: 乙 / [^b] [^b]: 甲");
        // a name is another one in other letters, also if it is the same number
        calls("一つ[^01]、二つ[^b]、三つ[^B]。\n\n[^1]: 甲\n\n[^b]: 乙\n\n[^b]: 丙", "[^01] - / [^b] [^b]: 乙 / [^B] -");
        // two marks in one place
        calls("港の整備1、船の数23が増えた。\n\n1 計画。\n\n2 漁船。\n\n3 推計。", "1 1 計画。 / 23 2 漁船。 / 23 3 推計。");
        // numbers that start again; a note for the number and one for the name
        let page = "港の整備※1が進む。[^1]\n\n※1　計画。\n\n";
        calls(&format!("{page}{page}[^1]: 甲"), "※1 ※1　計画。 / [^1] [^1]: 甲 / ※1 ※1　計画。 / [^1] [^1]: 甲");
    }
}
