//! All lines that begin with a number or have Markdown's heading marks, and
//! how far each looks like a heading by itself.

use crate::doc::number::{self, Form, Step, Unit};
use crate::doc::{Block, Kind, Outline};
use crate::layout::{Counter, End, Lead, Start, end, start};
use crate::text::{Span, Text, class};

/// How sure it is, of a line alone, that it is a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// An item of a list, a note, or running text that begins with a number.
    Item,
    /// A heading or a note: its number was seen as a mark in the text.
    Doubtful,
    /// A heading or an item.
    Likely,
    /// A heading.
    Sure,
}

/// A line that may be a heading.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub block: usize,
    /// How many heading marks of Markdown it has.
    pub hashes: u8,
    pub form: Option<Form>,
    pub steps: Vec<Step>,
    pub number: Option<Span>,
    pub title: Span,
    pub look: Look,
    /// Whether it may as well be the beginning of a sentence: commas stand in
    /// it, or it ends in a particle.
    pub loose: bool,
}

impl Candidate {
    /// The value of the last step; 0 without a number.
    pub(super) fn value(&self) -> u32 {
        self.steps.last().map_or(0, |s| s.value)
    }

    pub(super) fn counter(&self) -> Option<Counter> {
        self.form.map(|f| f.counter)
    }
}

/// Titles that have no number and are headings all the same.
const UNNUMBERED: [&str; 15] = [
    "はじめに",
    "おわりに",
    "終わりに",
    "むすび",
    "結び",
    "まえがき",
    "あとがき",
    "序論",
    "結論",
    "序文",
    "Introduction",
    "Conclusion",
    "Conclusions",
    "Executive Summary",
    "Foreword",
];

/// Columns of the widest heading without Markdown's marks.
const WIDEST: u32 = 100;

pub(super) fn all(text: &Text, outline: &Outline) -> Vec<Candidate> {
    let block = |(index, block): (usize, &Block)| of(text, index, block);
    outline.blocks.iter().enumerate().filter_map(block).collect()
}

fn of(text: &Text, index: usize, block: &Block) -> Option<Candidate> {
    if matches!(block.kind, Kind::Code | Kind::Table | Kind::Quote | Kind::Reference) {
        return None;
    }
    let body = text.slice(block.body);
    let marks = text.slice(Span::new(block.span.start, block.body.start));
    let hashes = u8::try_from(marks.bytes().take_while(|b| *b == b'#').count()).unwrap_or(0);
    if hashes == 0 && !marks.is_empty() {
        return None;
    }
    let place = |at: usize| block.body.start + u32::try_from(at).unwrap_or(0);
    let Some(lead) = number::leading(body) else {
        let look = if hashes > 0 || is_unnumbered(body) { Look::Sure } else { return None };
        return Some(Candidate {
            block: index,
            hashes,
            form: None,
            steps: Vec::new(),
            number: None,
            title: block.body,
            look,
            loose: false,
        });
    };
    let title = body.get(lead.title..).unwrap_or("");
    let look = if hashes > 0 { Look::Sure } else { look(body, title, lead.form, block.kind) };
    Some(Candidate {
        block: index,
        hashes,
        form: Some(lead.form),
        steps: lead.steps,
        number: Some(Span::new(place(0), place(lead.len))),
        title: Span::new(place(lead.title), block.body.end),
        look,
        loose: title.contains(['、', '，']) || end::of(title) == End::Particle,
    })
}

fn is_unnumbered(body: &str) -> bool {
    if body.len() > 200 {
        return false;
    }
    let chapter =
        |rest: &str| rest.is_empty() || rest.starts_with(class::is_space) && end::of(rest) == End::Plain && !rest.contains(['。', '、']);
    UNNUMBERED.contains(&body) || ["序章", "終章", "補章"].iter().any(|w| body.strip_prefix(w).is_some_and(chapter))
}

fn look(body: &str, title: &str, form: Form, kind: Kind) -> Look {
    if !is_title(body, title, form) {
        return Look::Item;
    }
    match form.counter {
        Counter::Named if form.unit == Unit::Unnamed => Look::Likely,
        Counter::Named => Look::Sure,
        Counter::Decimal => {
            let first = title.chars().next();
            let begins =
                first.is_some_and(|c| class::is_japanese(c) && !class::is_digit(c) || c.is_uppercase() || class::is_opening(c) || c == '"');
            let letters = first.is_some_and(|c| !class::is_counter(c)) || title.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
            if begins && letters { Look::Sure } else { Look::Item }
        }
        _ if kind == Kind::Note => Look::Doubtful,
        _ => Look::Likely,
    }
}

/// Whether the words behind a number can be a title.
fn is_title(body: &str, title: &str, form: Form) -> bool {
    // three bytes and two columns for a letter of Japanese
    if body.len() > 200 || title.contains('。') || form.counter != Counter::Named && title.is_empty() {
        return false;
    }
    if crate::text::width::of(body) > WIDEST {
        return false;
    }
    if UNNUMBERED.contains(&title) || title.ends_with("とは") && !title.contains('、') {
        return true;
    }
    if start::of(title) == Start::Address {
        return false;
    }
    // また、…
    if end::lead(title) == Lead::Continues || title.contains('、') && end::lead(title) == Lead::Starts {
        return false;
    }
    match end::of(body) {
        End::Sentence => title.ends_with(['？', '！', '?', '!']),
        End::Leaders | End::Open | End::Colon => false,
        End::Particle => form.unit != Unit::Unnamed || !title.ends_with(['に', 'と', 'も', 'や']),
        End::Plain => title.is_empty() || title.chars().any(char::is_alphabetic),
    }
}
