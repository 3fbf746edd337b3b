//! Acronyms and aliases: where they are expanded and where they are used.
//!
//! Japanese text expands an acronym in many orders (`宇宙状況監視（SSA：Space
//! Situational Awareness）`, `SSA（宇宙状況監視）`, `…（Space Situational
//! Awareness、以下「SSA」という。）`), so nothing here is a pattern over the text:
//! every word that can be an acronym is looked at with the bracket that it
//! stands in, or that stands behind it.

mod alias;
mod bracket;
mod expand;
mod explain;
pub mod known;
pub mod spelling;
mod token;

use super::{Block, Kind, Outline};
use crate::text::{Span, Text, class};
use spelling::Fit;
use token::Token;

/// The acronyms and aliases of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acronyms {
    /// Where an acronym is expanded, in the order of the text.
    pub definitions: Vec<Definition>,
    /// Every other place where an acronym stands, in the order of the text.
    pub uses: Vec<Use>,
    /// Short names for long ones (`（以下「本法」という。）`), in the order of the
    /// text.
    pub aliases: Vec<Alias>,
    /// The same in Latin letters (`（以下「RWB」という。）`), which are acronyms as
    /// well.
    pub shortened: Vec<Alias>,
}

/// An expansion: `宇宙状況監視（SSA：Space Situational Awareness）`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The acronym.
    pub acronym: Span,
    /// The words it stands for, in Latin letters, if given.
    pub latin: Option<Span>,
    /// What it is called in Japanese, if given.
    pub japanese: Option<Span>,
    /// How it is expanded.
    pub form: Form,
    /// How the Latin words and the acronym agree.
    pub fit: Fit,
}

/// How an acronym is expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// In running text, with its words in Latin letters.
    Full,
    /// In running text, beside a Japanese name: `地理情報システム（GIS）`.
    Named,
    /// In a row of a list of abbreviations.
    List,
    /// Something that explains it stands beside it, but perhaps no expansion:
    /// `GISとは…`, `支援（GIS等）`. Enough to be silent about it.
    Beside,
}

/// Where a use stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// In running text.
    Text,
    /// In a note.
    Note,
    /// In a heading, a caption, a table, a pointer.
    Apart,
}

/// One use of an acronym.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where it stands.
    pub span: Span,
    /// With what is written together with it: the digits of a note mark
    /// (`GIS1`), the other half of `HA/DR`. When that is itself an acronym of
    /// the book, it is meant.
    pub whole: Span,
    /// Where it stands.
    pub site: Site,
    /// Whether it is certainly an acronym used as a word, and not a part of a
    /// name, a title, a designation.
    pub sure: bool,
    /// Whether a word beside it says that it is the name of a company, a form,
    /// a model.
    pub named: bool,
}

/// A short name for a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The short name, without its quotes.
    pub alias: Span,
    /// The long name, if it is clear where it begins.
    pub name: Option<Span>,
    /// How often the short name stands behind its definition.
    pub uses: usize,
    /// Where the long name stands again behind it.
    pub bypassed: Vec<Span>,
}

/// The acronyms of a text.
#[must_use]
pub fn find(text: &Text, outline: &Outline) -> Acronyms {
    let mut found = Acronyms::default();
    for block in &outline.blocks {
        if block.kind == Kind::Code {
            continue;
        }
        let body = text.slice(block.body);
        let tokens = token::scan(body);
        if tokens.is_empty() {
            continue;
        }
        let japanese = is_japanese(body);
        let line = Line { body, japanese, prose: is_prose(body, japanese), rest: text.get(block.body.end as usize..).unwrap_or(""), block };
        for (i, token) in tokens.iter().enumerate() {
            line.token(token, i.checked_sub(1).and_then(|i| tokens.get(i)), tokens.get(i + 1), &mut found);
        }
    }
    (found.aliases, found.shortened) = alias::find(text, outline);
    found
}

fn is_japanese(body: &str) -> bool {
    body.bytes().any(|b| matches!(b, 0xE3..=0xE9))
}

fn is_prose(body: &str, japanese: bool) -> bool {
    if japanese {
        return body.contains(['。', '．']);
    }
    // at least a clause, with an end
    body.contains(' ')
        && body.contains(|c: char| c.is_lowercase())
        && (body.contains(". ") || body.ends_with(['.', '?', '!', ':', ';', ',']))
}

/// A body and what is known of it.
struct Line<'a> {
    body: &'a str,
    japanese: bool,
    /// Whether it holds a sentence, and is not the words of a title or a cell.
    prose: bool,
    /// What follows it in the text.
    rest: &'a str,
    block: &'a Block,
}

/// Acronyms that are numerals: I to XXXIX.
fn is_roman(name: &str) -> bool {
    let ones = name.trim_start_matches('X');
    name.len() - ones.len() <= 3 && matches!(ones, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

/// Words behind a name in capitals that say whose name it is.
const NAMED_BEHIND: &[&str] = &[
    "社",
    "グループ",
    "ホールディングス",
    "株式会社",
    "コーポレーション",
    "銀行",
    "放送",
    "テレビ",
    "（株）",
    "㈱",
    " Inc",
    " Corp",
    " Ltd",
    " Co.",
    "製",
    "票",
    "型",
    "級",
    "判",
    "形",
    "号",
    "番線",
    "線",
    "賞",
    "杯",
    "氏",
    "駅",
    "大学",
];

/// Words in front of a name in capitals that say whose name it is.
const NAMED_BEFORE: &[&str] = &["株式会社", "（株）", "㈱", "(株)", "有限会社", "合同会社"];

impl Line<'_> {
    fn before(&self, at: usize) -> &str {
        self.body.get(..at).unwrap_or("")
    }

    fn after(&self, at: usize) -> &str {
        self.body.get(at..).unwrap_or("")
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let offset = |n: usize| self.block.body.start + u32::try_from(n).unwrap_or(u32::MAX);
        Span::new(offset(start), offset(end))
    }

    fn token(&self, token: &Token, last: Option<&Token>, next: Option<&Token>, found: &mut Acronyms) {
        if token.code || self.is_designation(token) {
            return;
        }
        if let Some(definition) = expand::at(self, token) {
            found.definitions.push(definition);
            return;
        }
        let site = match self.block.kind {
            Kind::Paragraph | Kind::ListItem | Kind::Quote if self.prose => Site::Text,
            Kind::Note => Site::Note,
            _ => Site::Apart,
        };
        let whole = self.span(token.start, token.end);
        let plain = token.pieces.len() == 1
            || token
                .pieces
                .get(1..)
                .unwrap_or(&[])
                .iter()
                .all(|&(a, b)| self.after(a).get(..b - a).unwrap_or("").chars().all(char::is_lowercase));
        let named = NAMED_BEHIND.iter().any(|w| self.after(token.end).starts_with(w))
            || NAMED_BEFORE.iter().any(|w| self.before(token.start).ends_with(w));
        let word = plain && self.is_word(token, last, next);
        // 「ELIZA」
        let quoted = self.before(token.start).ends_with(['「', '『', '“']) && self.after(token.end).starts_with(['」', '』', '”']);
        let named = named || quoted;
        for &(start, end) in &token.pieces {
            let piece = self.after(start).get(..end - start).unwrap_or("");
            let stem = piece.trim_end_matches(class::is_digit);
            let end = start + stem.len();
            let name = spelling::name(stem);
            if stem.is_empty() || name.chars().filter(char::is_ascii_uppercase).count() < 2 || is_roman(&name) {
                continue;
            }
            let sure = word && !named && stem.len() == piece.len() && is_shaped(&name);
            found.uses.push(Use { span: self.span(start, end), whole, site, sure, named });
        }
    }

    /// Whether the run names a model, a standard, a form: `SM-3`, `C-F`, `B2B`.
    fn is_designation(&self, token: &Token) -> bool {
        let single = |&(a, b): &(usize, usize)| b == a + self.after(a).chars().next().map_or(0, char::len_utf8);
        let hyphens = self.before(token.end).get(token.start..).is_some_and(|w| w.contains(class::is_hyphen));
        let numbered = |&(a, _): &(usize, usize)| self.after(a).starts_with(class::is_digit);
        hyphens && token.pieces.len() > 1 && (token.pieces.iter().any(single) || token.pieces.iter().any(numbered))
            || numbered(&(token.start, token.end)) && !hyphens
            || self.after(token.end).strip_prefix(class::is_hyphen).is_some_and(|r| r.starts_with(class::is_roman_numeral))
    }

    /// Whether the token stands as a word of its own in running text.
    fn is_word(&self, token: &Token, last: Option<&Token>, next: Option<&Token>) -> bool {
        let (before, after) = (self.before(token.start), self.after(token.end));
        let inner_before = before.strip_suffix(' ').and_then(|b| b.chars().next_back());
        let inner_after = after.strip_prefix(' ').and_then(|a| a.chars().next());
        if inner_before.is_some_and(class::is_digit) || inner_after.is_some_and(class::is_digit) {
            return false;
        }
        if after.starts_with(['-', '.', '+', '/', '_', ':'])
            && after.get(1..).is_some_and(|a| a.starts_with(|c: char| class::is_digit(c) || class::is_latin(c)))
        {
            return false;
        }
        if self.japanese {
            // one word of a foreign phrase or title
            let latin = |c: Option<char>| c.is_some_and(class::is_latin);
            return !latin(inner_before) && !latin(inner_after);
        }
        // shouting
        let shouts = |other: Option<&Token>| {
            other.is_some_and(|t| {
                let between = if t.start < token.start { self.body.get(t.end..token.start) } else { self.body.get(token.end..t.start) };
                between == Some(" ") && self.body.get(t.start..t.end).is_some_and(|w| !w.contains(char::is_lowercase))
            })
        };
        !shouts(last) && !shouts(next)
    }
}

/// Whether a word in the singular looks like an acronym: `GIS`, `MaaS`.
fn is_shaped(name: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    let small = name.bytes().filter(u8::is_ascii_lowercase).count();
    let edge = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_uppercase());
    capitals + small == name.len()
        && (2..=7).contains(&name.len())
        && (small == 0 || small <= 2 && capitals >= 2 && name.len() <= 6 && edge(name.bytes().next()) && edge(name.bytes().last()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::parse;

    fn definitions(text: &str) -> String {
        let text = Text::from(text);
        let found = find(&text, &parse(&text));
        let part = |s: Option<Span>| s.map_or("-", |s| text.slice(s)).to_owned();
        let got: Vec<String> = found
            .definitions
            .iter()
            .map(|d| format!("{:?} {}={}={}", d.form, text.slice(d.acronym), part(d.latin), part(d.japanese)))
            .collect();
        got.join(" / ")
    }

    fn check(text: &str, want: &str, uses: &str) {
        let text = Text::from(text);
        let found = find(&text, &parse(&text));
        assert_eq!(definitions(text.as_str()), want, "{}", text.as_str());
        let got: Vec<String> = found.uses.iter().map(|u| format!("{}{}", text.slice(u.span), if u.sure { "" } else { "?" })).collect();
        assert_eq!(got.join(" "), uses, "{}", text.as_str());
    }

    #[test]
    fn forms_of_definitions() {
        let rwb = "River Water Board";
        for (text, want) in [
            ("河川水委員会（RWB：River Water Board）を置く。", "Full RWB=River Water Board=河川水委員会"),
            ("河川水委員会（River Water Board：RWB）を置く。", "Full RWB=River Water Board=河川水委員会"),
            ("河川水委員会(River Water Board: RWB)を置く。", "Full RWB=River Water Board=河川水委員会"),
            ("河川水委員会（River Water Board、RWB）を置く。", "Full RWB=River Water Board=河川水委員会"),
            ("河川水委員会（RWB、River Water Board）を置く。", "Full RWB=River Water Board=河川水委員会"),
            ("河川水委員会（River Water Board、以下「RWB」という。）を置く。", "Full RWB=River Water Board=河川水委員会"),
            ("河川水委員会（River Water Board。以下「RWB」という。）を置く。", "Full RWB=River Water Board=河川水委員会"),
            ("河川水委員会（RWB）を置く。", "Named RWB=-=河川水委員会"),
            ("「河川水委員会（RWB）」を置く。", "Named RWB=-=河川水委員会"),
            ("河川水委員会（以下「RWB」という。）を置く。", "Named RWB=-=河川水委員会"),
            ("河川水委員会（RWB、以下同じ。）を置く。", "Named RWB=-=河川水委員会"),
            ("河川水委員会（略称：RWB）を置く。", "Named RWB=-=河川水委員会"),
            ("この RWB（River Water Board）は", "Full RWB=River Water Board=-"),
            ("次のRWB（河川水委員会）は", "Named RWB=-=河川水委員会"),
            ("次のRWB（河川水委員会：River Water Board）は", "Full RWB=River Water Board=河川水委員会"),
            ("次のRWB（River Water Board：河川水委員会）は", "Full RWB=River Water Board=河川水委員会"),
            ("次のRWB（River Water Boardの略）は", "Full RWB=River Water Board=-"),
            ("The River Water Board (RWB) met.", "Full RWB=River Water Board=-"),
            ("The RWB (River Water Board) met.", "Full RWB=River Water Board=-"),
            ("RWB　River Water Board　河川水委員会", "List RWB=River Water Board=河川水委員会"),
            ("| RWB | River Water Board | 河川水委員会 |", "List RWB=River Water Board=河川水委員会"),
            ("RWBとは、河川の委員会をいう。", "Beside RWB=-=-"),
            ("RWBは、River Water Boardの略である。", "Full RWB=River Water Board=-"),
            ("RWBとはRiver Water Board（河川水委員会）の略。", "Full RWB=River Water Board=河川水委員会"),
            ("RWBは、河川水委員会（River Water Board）の略称で、", "Full RWB=River Water Board=河川水委員会"),
            ("RWB：「River Water Board」の略", "Full RWB=River Water Board=-"),
            ("RWBは、河川水委員会の略称である。", "Named RWB=-=河川水委員会"),
            ("RWBは河川の委員会の頭文字をとった。", "Beside RWB=-=-"),
            ("河川水委員会の略称がRWBである。", "Named RWB=-=河川水委員会"),
            ("河川水委員会をRWBと略す。", "Named RWB=-=河川水委員会"),
            ("河川の会を、以下、RWBと呼ぶ。", "Beside RWB=-=-"),
            ("RWBは、その後の略式の手続による。", ""),
            ("RWBは河川を調べる。GISの略である。", ""),
            ("RWB stands for River Water Board and meets.", "Full RWB=River Water Board=-"),
            ("The River Water Board, or RWB, met.", "Full RWB=River Water Board=-"),
            ("The council, or RWB, met.", ""),
            ("河川水委員会（ＲＷＢ：River Water Board）を", "Full ＲＷＢ=River Water Board=河川水委員会"),
            ("河川水委員会（ＲＷＢ5）を", "Named ＲＷＢ=-=河川水委員会"),
            (
                "水に関する政府間会合（Intergovernmental Meeting on Water：IMW）を",
                "Full IMW=Intergovernmental Meeting on Water=水に関する政府間会合",
            ),
            ("河川水委員会（River Board：RWB）を", "Full RWB=River Board=河川水委員会"),
            ("The River Board (RWB) met.", "Full RWB=River Board=-"),
            ("災害救援（HA/DR：Humanitarian Assistance/Disaster Relief）を", "Full HA/DR=Humanitarian Assistance/Disaster Relief=災害救援"),
        ] {
            assert_eq!(definitions(text), want, "{text} ({rwb})");
        }
    }

    #[test]
    fn uses() {
        check("RWBの会合を開く。", "", "RWB");
        check("この RWB の会合を開く。", "", "RWB");
        check("HAPsとMaaSとSM-3とC-F票とB2Bと10 GBとPM2.5を見る。", "", "HAPs MaaS B2B? GB?");
        check("第II章とA社とAA社とNIST Special Paper 8を見る。", "", "AA? NIST?");
        check("RWB1を置く。", "", "RWB?");
        check("`RWB` www.RWB.org x_RWB https://a.b/RWB", "", "");
        check("THE WATER BOARD met.\n", "", "THE? WATER? BOARD?");
        check("The RWB met. RWB-based work.", "", "RWB RWB");
        check("端末（PC、携帯、LAN）を使う。", "", "PC LAN");
        check("支援（GIS等）を使う。", "Beside GIS=-=-", "");
    }
}
