//! A year of a Japanese era beside another year of the common era, and days
//! that an era does not have.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::doc::reference;
use crate::doc::year::{self, Era};
use crate::finding::Level;
use crate::lint::{Context, Offences, Safety};
use crate::text::{Span, class, floor};

const ERA: &str = "明治|大正|昭和|平成|令和|Meiji|Taisho|Taishō|Showa|Shōwa|Heisei|Reiwa|[㍾㍽㍼㍻㋿]";
const INITIAL: &str = r"[MTSHRＭＴＳＨＲ][.．]?";
const NUMBER: &str = "(?:元|[0-9０-９]{1,2}|[一二三四五六七八九十]{1,4})";
const WESTERN: &str = "(?:西暦 ?)?(?:[0-9０-９]{4}|[〇一二三四五六七八九]{4})";
/// What stands behind the number of a year: unit, month, day.
const REST: &str = "(?: ?年度?(?: ?[0-9０-９一二三四五六七八九十]{1,3} ?月(?: ?[0-9０-９一二三四五六七八九十]{1,3} ?日)?)?)?";
const TO: &str = "(?: ?(?:[～〜~–—―－・、，,／/-]|から|及び|と|より) ?)";
const OPEN: &str = r"[（(［\[〔]";
const CLOSE: &str = r"[）)］\]〕]";

/// The patterns.
struct Patterns {
    /// `令和2（2020）年`
    era_first: Regex,
    /// `H30(2018)`
    initial_first: Regex,
    /// `（令和2）年`, in front of which a year is looked for.
    era_second: Regex,
    /// `(H30)`
    initial_second: Regex,
    /// Years of the common era at the end of a text.
    western_before: Regex,
    /// One year of a list.
    item: Regex,
    /// `令和元年4月1日`, `平成31（2019）年5月`
    dated: Regex,
    /// `昭和65年に始まった`: what has happened.
    past: Regex,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let western = format!("{WESTERN}{REST}(?:{TO}{WESTERN}{REST})*");
    let eras = |name: &str| format!("(?:{name}) ?{NUMBER}{REST}(?:{TO}(?:{name})? ?{NUMBER}{REST})*");
    let (full, short) = (eras(ERA), eras(INITIAL));
    let first = |eras: &str| Regex::new(&format!("(?P<left>{eras})(?P<gap> ?){OPEN}(?P<right>{western}){CLOSE}(?P<unit>年度?)?")).ok();
    let second = |eras: &str| Regex::new(&format!("{OPEN}(?P<right>{eras}){CLOSE}(?P<unit>年度?)?")).ok();
    let deeds = "設立|設置|制定|施行|公布|公表|策定|締結|発足|開始|開設|創設|開催|発生|成立|改正|廃止|開通|完成|導入|実施|発効|署名|批准|加盟|終了|開業|建設|着工|竣工";
    Some(Patterns {
        era_first: first(&full)?,
        initial_first: first(&short)?,
        era_second: second(&full)?,
        initial_second: second(&short)?,
        western_before: Regex::new(&format!("(?P<left>{western})(?P<gap> ?)$")).ok()?,
        item: Regex::new(&format!(
            "(?P<era>{ERA}|{INITIAL})? ?(?P<number>[0-9０-９]{{4}}|[〇一二三四五六七八九]{{4}}|{NUMBER})(?: ?(?P<unit>年度?)(?: ?(?P<month>[^年月日 ]{{1,3}}) ?月(?: ?(?P<day>[^年月日 ]{{1,3}}) ?日)?)?)?"
        ))
        .ok()?,
        past: Regex::new(&format!(
            "(?P<whole>(?P<era>明治|大正|昭和|平成) ?(?P<count>{NUMBER}) ?年)(?:[^年月日。、\n]{{1,3}}月)?(?:[^年月日。、\n]{{1,3}}日)?に(?:(?:{deeds})(?:した|された)|始まった|始め(?:た|られた)|行(?:った|われた)|起きた|終わった)"
        ))
        .ok()?,
        dated: Regex::new(&format!("(明治|大正|昭和|平成|令和) ?({NUMBER})(?: ?{OPEN}{WESTERN}年?{CLOSE})? ?年 ?([0-9０-９一二三四五六七八九十]{{1,3}}) ?月(?: ?([0-9０-９一二三四五六七八九十]{{1,3}}) ?日)?")).ok()?,
    })
});

/// The greatest difference of years that a slip can make where only an initial
/// tells the era: `H3（2023）` may be the name of a thing.
const SLIP: u32 = 10;

/// How far to look back for the year in front of a bracket, in bytes.
const BEFORE: usize = 120;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let Some(patterns) = PATTERNS.as_ref() else { return };
    let text = context.document.text.as_str();
    for (pattern, named) in [(&patterns.era_first, true), (&patterns.initial_first, false)] {
        for found in pattern.captures_iter(text) {
            let (Some(whole), Some(left), Some(right)) = (found.get(0), found.name("left"), found.name("right")) else { continue };
            let gap = found.name("gap").is_some_and(|g| !g.is_empty());
            if (!named && stands_in_word(text, whole.start())) || (gap && is_row(text, whole.start(), whole.end())) {
                continue;
            }
            let unit = Unit::of(found.name("unit").map_or("", |u| u.as_str()));
            let pair = Pair {
                eras: items(patterns, left.as_str(), left.start(), unit),
                western: items(patterns, right.as_str(), right.start(), Unit::None),
                unit,
                named,
            };
            pair.compare(whole.start()..whole.end(), out);
        }
    }
    for (pattern, named) in [(&patterns.era_second, true), (&patterns.initial_second, false)] {
        for found in pattern.captures_iter(text) {
            let (Some(whole), Some(right)) = (found.get(0), found.name("right")) else { continue };
            let window = whole.start() - floor(text, whole.start().saturating_sub(BEFORE));
            let Some(before) = text.get(whole.start() - window..whole.start()) else { continue };
            let Some(left) = patterns.western_before.captures(before).and_then(|c| Some((c.name("left")?, c.name("gap")?))) else {
                continue;
            };
            let (left, gap) = left;
            let start = whole.start() - window + left.start();
            // the last digits of a longer number
            if text.get(..start).is_some_and(|t| t.ends_with(|c: char| class::is_digit(c) || c == ',' || c == '.'))
                || (!gap.is_empty() && is_row(text, start, whole.end()))
            {
                continue;
            }
            let unit = Unit::of(found.name("unit").map_or("", |u| u.as_str()));
            let pair = Pair {
                eras: items(patterns, right.as_str(), right.start(), Unit::None),
                western: items(patterns, left.as_str(), start, unit),
                unit,
                named,
            };
            pair.compare(start..whole.end(), out);
        }
    }
    for found in patterns.dated.captures_iter(text) {
        outside_its_era(text, &found, out);
    }
    for found in patterns.past.captures_iter(text) {
        past_its_era(text, &found, out);
    }
}

/// Whether the letter at `at` is a part of a word or a number in front of it.
fn stands_in_word(text: &str, at: usize) -> bool {
    text.get(..at)
        .and_then(|t| t.chars().next_back())
        .is_some_and(|c| class::is_latin(c) || class::is_digit(c) || matches!(c, '-' | '－' | '_' | '/'))
}

/// Whether years stand beside it as in the head of a table, where a bracket
/// belongs to another column.
fn is_row(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).map(|t| t.trim_end_matches(class::is_space));
    let after = text.get(end..).map(|t| t.trim_start_matches(class::is_space));
    before.is_some_and(|t| t.len() < start && t.ends_with(|c: char| class::is_digit(c) || matches!(c, '年' | '度' | '元' | '）' | ')')))
        || after.is_some_and(|t| t.starts_with(['（', '(', '［', '[', '〔']))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    None,
    Year,
    Fiscal,
}

impl Unit {
    fn of(text: &str) -> Unit {
        match text {
            "年度" => Unit::Fiscal,
            "年" => Unit::Year,
            _ => Unit::None,
        }
    }

    fn or(self, other: Unit) -> Unit {
        if self == Unit::None { other } else { self }
    }
}

/// One year as it is written.
struct Item<'t> {
    era: Option<Era>,
    /// The era and its number, or the number alone.
    text: &'t str,
    value: u32,
    /// Where the number stands, in bytes of the document.
    digits: Span,
    written: &'t str,
    unit: Unit,
    month: Option<u32>,
}

/// The years of a list; what has no unit of its own has that of the next, the
/// last that behind the bracket.
fn items<'t>(patterns: &Patterns, list: &'t str, at: usize, unit: Unit) -> Vec<Item<'t>> {
    let mut items: Vec<Item<'t>> = Vec::new();
    for found in patterns.item.captures_iter(list) {
        let Some(digits) = found.name("number") else { continue };
        let era = found.name("era");
        let own = era.and_then(|e| Era::of(e.as_str())).or_else(|| items.last().and_then(|i| i.era));
        let Some(value) = year::number(digits.as_str()) else { continue };
        let part = |name: &str| found.name(name).and_then(|m| year::number(m.as_str()));
        items.push(Item {
            era: own,
            text: list.get(era.map_or(digits.start(), |e| e.start())..digits.end()).unwrap_or_default(),
            value,
            digits: span(at + digits.start(), at + digits.end()),
            written: digits.as_str(),
            unit: Unit::of(found.name("unit").map_or("", |u| u.as_str())),
            month: part("month"),
        });
    }
    let mut behind = unit;
    for item in items.iter_mut().rev() {
        item.unit = item.unit.or(behind);
        behind = item.unit;
    }
    items
}

fn span(start: usize, end: usize) -> Span {
    Span::new(u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(0))
}

/// Years of eras and the years of the common era beside them.
struct Pair<'t> {
    eras: Vec<Item<'t>>,
    western: Vec<Item<'t>>,
    unit: Unit,
    /// Whether the era has its name and not only an initial.
    named: bool,
}

impl Pair<'_> {
    fn compare(&self, whole: std::ops::Range<usize>, out: &mut Offences) {
        let whole = span(whole.start, whole.end);
        if self.eras.len() == self.western.len() {
            for (era, western) in self.eras.iter().zip(&self.western) {
                if !self.agree(era, western) {
                    let all = if self.eras.len() == 1 { whole } else { western.digits };
                    report(era, western, all, out);
                }
            }
        } else if let ([.., last], [western]) = (self.eras.as_slice(), self.western.as_slice())
            && !self.eras.iter().any(|era| self.agree(era, western))
        {
            report(last, western, whole, out);
        }
    }

    /// Whether the two can be the same year; so is what cannot be compared.
    fn agree(&self, era: &Item<'_>, western: &Item<'_>) -> bool {
        let Some(name) = era.era else { return true };
        let (right, written) = (name.year(era.value), western.value);
        if era.value == 0 || !(1850..=2200).contains(&written) {
            return true;
        }
        if era.month.zip(western.month).is_some_and(|(a, b)| a != b) {
            return true;
        }
        let one_more = match (era.unit.or(self.unit), western.unit.or(self.unit)) {
            // a month of a fiscal year may be in the next calendar year
            (Unit::Fiscal, Unit::Year) => written == right + 1,
            (Unit::Year, Unit::Fiscal) => written + 1 == right,
            // the lunar year went on into the next year of the common era
            _ => name == Era::Meiji && era.value <= 5 && written == right + 1,
        };
        let initial = !self.named && era.unit == Unit::None && western.unit == Unit::None && self.unit == Unit::None;
        right == written || one_more || (!self.named && right.abs_diff(written) > SLIP && initial)
    }
}

fn report(era: &Item<'_>, western: &Item<'_>, whole: Span, out: &mut Offences) {
    let Some(name) = era.era else { return };
    let right = name.year(era.value);
    out.report(whole)
        .with("era", era.text)
        .with("right", right)
        .with("written", western.value)
        .fix(Safety::Unsafe, vec![(western.digits, year::write_like(right, western.written))]);
}

/// A day that was before the first day of the era or behind its last one.
fn outside_its_era(text: &str, found: &Captures<'_>, out: &mut Offences) {
    let (Some(whole), Some(era)) = (found.get(0), found.get(1).and_then(|e| Era::of(e.as_str()))) else { return };
    let number = |group: usize| found.get(group).and_then(|m| year::number(m.as_str()));
    let (Some(count), Some(month), day) = (number(2), number(3), number(4)) else { return };
    if count == 0 || !(1..=12).contains(&month) {
        return;
    }
    let span = span(whole.start(), whole.end());
    let written = (era.year(count), month, day.unwrap_or(31));
    // until 1872 the months were those of the moon
    if era != Era::Meiji && written < era.first() {
        let (year, month, day) = era.first();
        let before = Era::ALL.iter().rev().find(|e| **e < era);
        let name = before.map_or(String::new(), |e| format!("{}{}年", e.name(), year + 1 - e.first().0));
        let offence = out.report(span).message("early").with("written", whole.as_str()).with("era", era.name()).with("before", name);
        offence.with("year", year).with("month", month).with("day", day).level(Level::Warning);
        return;
    }
    let (Some(end), Some(next)) = (era.end(), Era::ALL.iter().find(|e| **e > era)) else { return };
    // the day of a change has two names; in 1989 and 2019 the new one came with the next day
    let behind = (written.0, month, day.unwrap_or(1)) > end || (written.0, month, day.unwrap_or(1)) == end && era >= Era::Showa;
    if behind && written.0 == end.0 && names_beside(text, span, next.name()) {
        let offence = out.report(span).message("late").with("written", whole.as_str()).with("era", era.name());
        offence.with("after", format!("{}元年", next.name())).with("year", end.0).with("month", end.1).with("day", end.2);
        offence.level(Level::Warning);
    }
}

/// A year behind the last one of its era in which something is said to have
/// happened; what is planned may be counted so.
fn past_its_era(text: &str, found: &Captures<'_>, out: &mut Offences) {
    let (Some(whole), Some(era)) = (found.name("whole"), found.name("era").and_then(|e| Era::of(e.as_str()))) else { return };
    let (Some(count), Some(end)) = (found.name("count").and_then(|m| year::number(m.as_str())), era.end()) else { return };
    let last = end.0 + 1 - era.first().0;
    // 平成35年に廃止した場合
    let rest = found.get(0).and_then(|all| text.get(all.end()..)).unwrap_or("");
    let supposed = ["場合", "とき", "時", "際", "後", "上で", "ら", "と仮定", "として"].iter().any(|word| rest.starts_with(word));
    if count > last && count < 100 && !supposed {
        let offence = out.report(span(whole.start(), whole.end())).message("over").with("written", whole.as_str());
        offence.with("era", era.name()).with("last", last).level(Level::Warning);
    }
}

/// Whether the sentence of a date, or the quotation that it stands in, names the
/// era as well. A plan of 2017 speaks of 平成33年4月, for nobody knew; and it may
/// be quoted in a sentence of today.
fn names_beside(text: &str, date: Span, era: &str) -> bool {
    let (before, after) = reference::sentence(text, date);
    let before = before.rsplit(['「', '『']).next().unwrap_or(before);
    let after = after.split(['」', '』']).next().unwrap_or(after);
    before.contains(era) || after.contains(era)
}
