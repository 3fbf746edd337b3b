//! A day of the week beside a date that falls on another one.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::doc::year::{self, Day, Era, GREGORIAN, MONTH};
use crate::lint::{Context, Offences, Safety};
use crate::text::{Span, class, floor};

const NUMBER: &str = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}";
const DAYS: &str = "日月火水木金土";
const NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const NAME: &str = "Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?";

/// How far to look back for the date, and for the year of its sentence, in
/// bytes.
const NEAR: usize = 90;
const FAR: usize = 600;

struct Patterns {
    /// A day of the week behind a date: `（木）`, `(木・祝)`, `木曜日`.
    day: Regex,
    /// A date at the end of a text.
    date: Regex,
    /// `2024/5/1` at the end of a text.
    slashes: Regex,
    /// A year in running text.
    year: Regex,
    /// `Thursday, 1 May 2024`
    english: Regex,
    /// `(Thu)`
    english_day: Regex,
    /// An English date at the end of a text.
    english_date: Regex,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let era = "(?P<era>明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]|[MTSHRＭＴＳＨＲ][.．]?)";
    let year = format!("(?:{era} ?(?P<count>元|{NUMBER})|(?P<year>[0-9０-９]{{4}}|[〇一二三四五六七八九]{{4}}))");
    let beside = r"(?:[（(][^（）()]{1,18}[）)])?";
    let order = format!(
        "(?:(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{MONTH})|(?P<m2>{MONTH})\\.? (?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?),? (?P<year>[0-9]{{4}})"
    );
    Some(Patterns {
        day: Regex::new(&format!("[（(［\\[〔](?:[祝休]・)?(?P<in>[{DAYS}])(?:曜日?)?(?:[・/／,、][祝休振][^（）()]{{0,4}})?[）)］\\]〕]|(?P<out>[{DAYS}])曜日?")).ok()?,
        date: Regex::new(&format!("(?:{year} ?{beside} ?年 ?{beside} ?)?(?:(?P<month>{NUMBER}) ?月 ?)?(?P<day>{NUMBER}) ?日 ?$")).ok()?,
        slashes: Regex::new(&format!("{year}(?:[/／](?P<m1>[0-9０-９]{{1,2}})[/／](?P<d1>[0-9０-９]{{1,2}})|[.．](?P<m2>[0-9０-９]{{1,2}})[.．](?P<d2>[0-9０-９]{{1,2}})|-(?P<m3>[0-9]{{1,2}})-(?P<d3>[0-9]{{1,2}})) ?$")).ok()?,
        year: Regex::new(&format!("{year} ?{beside} ?年(?P<fiscal>度)?(?: ?{beside} ?(?P<month>{NUMBER}) ?月)?|(?P<vague>翌|前年|昨年|来年|今年|本年|去年|毎年|例年)")).ok()?,
        english: Regex::new(&format!("(?P<name>{NAME})\\.?,? (?:the )?{order}")).ok()?,
        english_day: Regex::new(&format!("[（(](?P<name>{NAME})\\.?[）)]")).ok()?,
        english_date: Regex::new(&format!("(?:{order}|(?P<y3>[0-9]{{4}})[-/](?P<m3>[0-9]{{1,2}})[-/](?P<d3>[0-9]{{1,2}})) ?$")).ok()?,
    })
});

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let Some(patterns) = PATTERNS.as_ref() else { return };
    let text = context.document.text.as_str();
    for found in patterns.day.captures_iter(text) {
        japanese(patterns, text, &found, out);
    }
    for found in patterns.english.captures_iter(text) {
        let (Some(whole), Some(name), Some(day)) = (found.get(0), found.name("name"), english(&found)) else { continue };
        let after = text.get(whole.end()..).and_then(|t| t.chars().next());
        let before = text.get(..whole.start()).and_then(|t| t.chars().next_back());
        if !after.is_some_and(|c| c.is_ascii_alphanumeric()) && !before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            compare_english(name.as_str(), span(name.start(), name.end()), day, span(whole.start(), whole.end()), out);
        }
    }
    for found in patterns.english_day.captures_iter(text) {
        let (Some(whole), Some(name)) = (found.get(0), found.name("name")) else { continue };
        let from = floor(text, whole.start().saturating_sub(NEAR));
        let Some(date) = text.get(from..whole.start()).and_then(|t| patterns.english_date.captures(t)) else { continue };
        let (Some(day), Some(start)) = (english(&date), date.get(0)) else { continue };
        compare_english(name.as_str(), span(name.start(), name.end()), day, span(from + start.start(), whole.end()), out);
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(u32::try_from(start).unwrap_or(0), u32::try_from(end).unwrap_or(0))
}

fn japanese(patterns: &Patterns, text: &str, found: &Captures<'_>, out: &mut Offences) {
    let (Some(whole), Some(name)) = (found.get(0), found.name("in").or_else(|| found.name("out"))) else { return };
    let Some(written) = DAYS.chars().position(|c| name.as_str().starts_with(c)) else { return };
    let from = floor(text, whole.start().saturating_sub(NEAR));
    let Some(before) = text.get(from..whole.start()) else { return };
    // whether `date-impossible` tells of the date when there is no such day
    let told;
    let (start, years, month, day) = if let Some(date) = patterns.date.captures(before) {
        let Some(at) = date.get(0) else { return };
        let number = |name: &str| date.name(name).and_then(|m| year::number(m.as_str()));
        let Some(day) = number("day") else { return };
        // the rest of a longer number
        if before.get(..at.start()).is_some_and(|t| t.ends_with(|c: char| class::is_digit(c) || c == '第' || c == '約')) {
            return;
        }
        match (own_year(&date), number("month")) {
            (Some(year), Some(month)) => {
                told = true;
                (at.start(), vec![year], month, day)
            }
            (None, month) => {
                let Some((years, month)) = carried(patterns, text, from + at.start(), month, day) else { return };
                let follows = |word: &str| before.get(..at.start()).is_some_and(|t| t.ends_with(word));
                // 同月32日 is read here alone
                told = !follows("同月") && year::days(None, month).is_none_or(|last| day > last);
                let taken_up = if follows("同月") || follows("同年") { "同月".len() } else { 0 };
                (at.start().saturating_sub(taken_up), years, month, day)
            }
            _ => return,
        }
    } else if let Some(date) = patterns.slashes.captures(before) {
        let Some(at) = date.get(0) else { return };
        let number = |names: [&str; 3]| names.iter().find_map(|n| date.name(n)).and_then(|m| year::number(m.as_str()));
        let (Some(year), Some(month), Some(day)) = (own_year(&date), number(["m1", "m2", "m3"]), number(["d1", "d2", "d3"])) else {
            return;
        };
        told = at.as_str().bytes().take(4).all(|b| b.is_ascii_digit()) && at.as_str().is_ascii() && at.as_str().contains(['/', '-']);
        (at.start(), vec![year], month, day)
    } else {
        return;
    };
    // the calendar was another one
    if years.iter().any(|y| !GREGORIAN.contains(y)) {
        return;
    }
    let right: Vec<Option<usize>> = years.iter().map(|y| year::weekday((*y, month, day))).collect();
    if right.contains(&Some(written)) {
        return;
    }
    let whole = span(from + start, whole.end());
    let (Some(&year), Some(&right)) = (years.first(), right.first()) else { return };
    match right.and_then(|right| DAYS.chars().nth(right).map(|c| (right, c))) {
        Some((right, c)) if years.len() == 1 => {
            values(out.report(whole), (year, month, day), right, written)
                .fix(Safety::Unsafe, vec![(span(name.start(), name.end()), c.to_string())]);
        }
        // two years could be meant; neither fits
        Some((right, _)) => {
            values(out.report(whole), (year, month, day), right, written);
        }
        None if told => {}
        None => {
            values(out.report(whole).message("none"), (year, month, day), 0, written);
        }
    }
}

fn values(offence: &mut crate::lint::Offence, (year, month, day): Day, right: usize, written: usize) -> &mut crate::lint::Offence {
    let english = |n: usize| NAMES.get(n).copied().unwrap_or_default();
    let japanese = |n: usize| DAYS.chars().nth(n).map(String::from).unwrap_or_default();
    offence
        .with("date", format!("{year:04}-{month:02}-{day:02}"))
        .with("year", year)
        .with("month", month)
        .with("day", day)
        .with("right", english(right))
        .with("written", english(written))
        .with("right_ja", japanese(right))
        .with("written_ja", japanese(written))
}

/// The year that stands in the date itself.
fn own_year(found: &Captures<'_>) -> Option<u32> {
    let number = |name: &str| found.name(name).and_then(|m| year::number(m.as_str()));
    match found.name("era") {
        Some(era) => Some(Era::of(era.as_str())?.year(number("count")?)),
        None => number("year"),
    }
}

/// The years that a date without one can be in, when its sentence says: all
/// years in front of it are one year. A month that is earlier than the one
/// before may be one of the next year. A day without a month has that of the
/// date before it, as in `5月1日（水）～3日（金）`.
fn carried(patterns: &Patterns, text: &str, at: usize, month: Option<u32>, day: u32) -> Option<(Vec<u32>, u32)> {
    let from = floor(text, at.saturating_sub(FAR));
    let before = text.get(from..at)?;
    if let Some(found) = same(patterns, before, month) {
        return (day > 0).then(|| (vec![found.0], found.1));
    }
    let before = before.rsplit(['。', '\n', '\u{c}']).next()?;
    let (mut year, mut earlier) = (None, None);
    for found in patterns.year.captures_iter(before) {
        if found.name("vague").is_some() || found.name("fiscal").is_some() {
            return None;
        }
        let own = own_year(&found)?;
        if year.is_some_and(|y| y != own) {
            return None;
        }
        year = Some(own);
        earlier = found.name("month").and_then(|m| year::number(m.as_str())).or(earlier);
    }
    let year = year?;
    let Some(month) = month else {
        // only right behind the first day of a range
        let tail = before
            .trim_end_matches(class::is_space)
            .trim_end_matches(['～', '〜', '~', '、', '・', '，'])
            .trim_end_matches("から")
            .trim_end_matches("及び")
            .trim_end_matches('と');
        let range = tail.len() < before.len() && tail.ends_with(['）', ')', '日']);
        let month =
            earlier.filter(|_| range && tail.matches('月').count() == tail.matches("（月").count() + tail.matches("(月").count() + 1)?;
        return (day > 0).then(|| (vec![year], month));
    };
    // a month of its own year, or of the next
    let years = if earlier.is_some_and(|e| month < e) { vec![year, year + 1] } else { vec![year] };
    Some((years, month))
}

/// The year and the month that `同月`, or `同年` in front of a month, at the end
/// of a text takes up: those of the date before it in its paragraph.
fn same(patterns: &Patterns, text: &str, month: Option<u32>) -> Option<(u32, u32)> {
    let before = text.strip_suffix(if month.is_some() { "同年" } else { "同月" })?;
    let before = before.rsplit(['\n', '\u{c}']).next()?;
    let mut named = patterns.year.captures_iter(before);
    let first = named.next()?;
    let year = own_year(&first)?;
    // of several years it may be any
    let last = named.try_fold(first, |_, next| (own_year(&next) == Some(year)).then_some(next))?;
    if last.name("vague").is_some() || last.name("fiscal").is_some() {
        return None;
    }
    if month.is_some() {
        return Some((year, month?));
    }
    // another month in between
    let behind = before.get(last.get(0)?.end()..)?;
    let numbered =
        |(at, _): (usize, &str)| behind.get(..at).is_some_and(|t| t.ends_with(|c: char| class::is_digit(c) || class::is_kanji_numeral(c)));
    let other = behind.match_indices('月').any(numbered) || ["翌月", "前月", "来月", "先月"].iter().any(|w| behind.contains(w));
    let month = last.name("month").and_then(|m| year::number(m.as_str()))?;
    (!other).then_some((year, month))
}

fn english(found: &Captures<'_>) -> Option<Day> {
    let digits = |names: &[&str]| names.iter().find_map(|n| found.name(n)).and_then(|m| year::number(m.as_str()));
    let month = match found.name("m1").or_else(|| found.name("m2")) {
        Some(name) => year::month(name.as_str())?,
        None => digits(&["m3"])?,
    };
    Some((digits(&["year", "y3"])?, month, digits(&["d1", "d2", "d3"])?))
}

fn compare_english(name: &str, at: Span, day: Day, whole: Span, out: &mut Offences) {
    let Some(written) = NAMES.iter().position(|n| name.get(..3).is_some_and(|s| n.starts_with(s))) else { return };
    if !GREGORIAN.contains(&day.0) {
        return;
    }
    let Some(right) = year::weekday(day) else { return };
    if right != written {
        let full = NAMES.get(right).copied().unwrap_or_default();
        let new = if name.ends_with("day") { full } else { full.get(..3).unwrap_or(full) };
        values(out.report(whole), day, right, written).fix(Safety::Unsafe, vec![(at, new.to_owned())]);
    }
}
