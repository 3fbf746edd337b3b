//! Days that no calendar has: 2月30日, 4月31日, 13月1日, 2023年2月29日.

use std::sync::LazyLock;

use memchr::{memchr2_iter, memmem};
use regex::{Captures, Regex};

use crate::doc::Kind;
use crate::doc::year::{self, Era, GREGORIAN, MONTH, MONTHS};
use crate::lint::{Context, Offences};
use crate::text::{Span, class, floor};

/// Between the two days of a range.
const TO: [char; 3] = ['～', '〜', '~'];

/// `30 February 2024`, `on June 31`, `June 31st`: with a year, an ordinal or
/// `on`, since `in February 30 ships sailed`.
static ENGLISH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u:\b)(?:(?P<d1>[0-9]{{1,2}})(?P<o1>st|nd|rd|th)?(?: of)? (?P<m1>{MONTH})|(?P<m2>{MONTH})\.? (?P<d2>[0-9]{{1,2}})(?P<o2>st|nd|rd|th)?)(?-u:\b)(?:,? (?P<year>[0-9]{{4}})(?-u:\b))?"
    ))
    .ok()
});

/// What all of them have.
static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&MONTHS.join("|")).ok());

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let text = context.document.text.as_str();
    for at in memmem::find_iter(text.as_bytes(), "月") {
        japanese(text, at, out);
    }
    for at in memchr2_iter(b'/', b'-', text.as_bytes()) {
        numeric(text, at, out);
    }
    if let (Some(date), Some(names)) = (ENGLISH.as_ref(), NAMES.as_ref()) {
        let mut done = 0;
        for found in names.find_iter(text).filter(|m| is_dated(text, m.end())) {
            if found.start() < done {
                continue;
            }
            // 30th of February 2024
            let from = floor(text, found.start().saturating_sub("30th of ".len()).max(done));
            let to = floor(text, found.end() + "September 30th, 2024 ".len());
            let Some(date) = text.get(from..to).and_then(|near| date.captures(near)) else { continue };
            done = from + date.get(0).map_or(0, |d| d.end());
            english(text, from, &date, out);
        }
    }
    out.list.retain(|o| context.document.block(o.span.start).is_none_or(|b| b.kind != Kind::Code));
    out.list.sort_by_key(|o| o.span);
}

/// The number at the end of `text`, and what stands before it. Characters a
/// numeral can have stand in one row: 第 and a decimal point make it another
/// thing.
fn number_before(text: &str) -> Option<(u32, &str)> {
    let near = text.strip_suffix(' ').unwrap_or(text);
    let run = near.char_indices().rev().take(5).take_while(|(_, c)| is_digit(*c)).last()?;
    let before = near.get(..run.0)?;
    let value = year::number(near.get(run.0..)?)?;
    (!before.ends_with(|c: char| is_digit(c) || matches!(c, '.' | '．' | ',' | '，' | '第' | '約' | '-' | '/'))).then_some((value, before))
}

/// The number at the start of `text`, and what stands behind it.
fn number_behind(text: &str) -> Option<(u32, &str)> {
    let near = text.strip_prefix(' ').unwrap_or(text);
    let len = near.char_indices().take(5).find(|(_, c)| !is_digit(*c)).map_or(near.len(), |(at, _)| at);
    let (number, rest) = near.split_at_checked(len)?;
    Some((year::number(number)?, rest.strip_prefix(' ').unwrap_or(rest)))
}

fn is_digit(c: char) -> bool {
    class::is_digit(c) || class::is_kanji_numeral(c)
}

/// The year that ends a text: none there, one of this calendar, or something
/// else (a duration, another calendar).
enum Before<'t> {
    Nothing,
    Year(u32, &'t str),
    Other,
}

/// Reads `2024年`, `令和6年`, `令和6（2024）年` at the end of `text`.
fn year_before(text: &str) -> Before<'_> {
    let near = text.strip_suffix(' ').unwrap_or(text);
    // 同年2月30日: there is none in any year
    if ["同年", "翌年", "本年", "毎年", "前年", "昨年", "来年", "今年"].iter().any(|w| near.ends_with(w)) {
        return Before::Nothing;
    }
    let Some(near) = near.strip_suffix('年') else {
        return if near.ends_with(['閏', '旧']) || ["暦", "暦の"].iter().any(|w| near.ends_with(w)) {
            Before::Other
        } else {
            Before::Nothing
        };
    };
    let near = near.strip_suffix([')', '）']).map_or(near, |inner| {
        inner.char_indices().rev().take(12).find(|(_, c)| matches!(c, '(' | '（')).and_then(|(at, _)| inner.get(..at)).unwrap_or(near)
    });
    let (value, before) = match near.strip_suffix('元') {
        Some(before) => (1, before),
        None => match number_before(near) {
            Some(found) => found,
            None => return Before::Other,
        },
    };
    let name = before.trim_end_matches(' ');
    let era = ["明治", "大正", "昭和", "平成", "令和"].iter().find_map(|e| Some((Era::of(e)?, name.strip_suffix(e)?)));
    let found = match era {
        Some((era, before)) => (era.year(value), before),
        None => (value, before),
    };
    if GREGORIAN.contains(&found.0) { Before::Year(found.0, found.1) } else { Before::Other }
}

/// A date around the 月 at `at`.
fn japanese(text: &str, at: usize, out: &mut Offences) {
    let behind = text.get(at + '月'.len_utf8()..).unwrap_or("");
    let Some((month, before)) = text.get(..at).and_then(number_before) else { return };
    let day = number_behind(behind).and_then(|(day, rest)| Some((day, rest.strip_prefix('日')?)));
    // most dates end here
    let possible = year::days(None, month).is_some_and(|last| day.is_none_or(|(day, _)| day < 29 || day <= last && month != 2));
    let ranges = day.is_some_and(|(_, rest)| rest.starts_with(TO));
    if possible && !ranges || month == 0 || day.is_some_and(|d| d.0 == 0) {
        return;
    }
    let (year, start) = match year_before(before) {
        Before::Other => return,
        Before::Nothing => (None, before),
        Before::Year(year, start) => (Some(year), start),
    };
    let start = start.len();
    let Some((day, rest)) = day else {
        // 13月分 is a number of months
        let counted = behind.starts_with(['分', '間', '期', '以', '目']);
        if !counted && year.is_some() && year::days(year, month).is_none() && month < 100 {
            report(text, start..at + '月'.len_utf8(), (year, month), out);
        }
        return;
    };
    let end = text.len() - rest.len();
    let of_a_penalty = |p: &str| before.ends_with(p) || rest.strip_prefix('の').is_some_and(|t| t.starts_with(p));
    let sentence = ["禁錮", "禁固", "懲役", "拘禁刑", "拘留"].iter().any(|penalty| of_a_penalty(penalty));
    if sentence || rest.starts_with(['間', '分', '目', '」', '』', '”']) || rest.starts_with("という") {
        return;
    }
    let Some(last) = year::days(year, month).filter(|last| day <= *last) else {
        return report(text, start..end, (year, month), out);
    };
    if let Some((to, len, rest)) = range_end(rest)
        && to > last
        && to <= 31
        && to > day
        && !rest.starts_with(['間', '分', '目', '以'])
    {
        report(text, end + len..text.len() - rest.len(), (year, month), out);
    }
}

/// The second day of `28日～31日`: it, how much stands before it, and what
/// stands behind it.
fn range_end(rest: &str) -> Option<(u32, usize, &str)> {
    let behind = rest.strip_prefix(TO)?;
    let (day, after) = number_behind(behind)?;
    Some((day, rest.len() - behind.len(), after.strip_prefix('日')?))
}

/// `2024/2/30`, `2024-02-30` around the first of its marks at `at`.
fn numeric(text: &str, at: usize, out: &mut Offences) {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.get(from..).unwrap_or(&[]).iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let value = |from: usize, to: usize| text.get(from..to).and_then(year::number);
    let Some(start) = at.checked_sub(4).filter(|s| bytes.get(*s..at).is_some_and(|y| y.iter().all(u8::is_ascii_digit))) else { return };
    let mark = bytes.get(at);
    let middle = at + 1 + digits(at + 1);
    let end = middle + 1 + digits(middle + 1);
    if bytes.get(middle) != mark || middle == at + 1 || end == middle + 1 || middle - at > 3 || end - middle > 3 {
        return;
    }
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '.' | '_' | '=' | '?' | ':'));
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).map(|t| t.strip_prefix('.').unwrap_or(t)).and_then(|t| t.chars().next());
    let (Some(year), Some(month), Some(day)) = (value(start, at), value(at + 1, middle), value(middle + 1, end)) else { return };
    let Some(last) = year::days(Some(year), month) else { return };
    // 2024-2-30 may be the number of a thing
    let written = mark == Some(&b'/') || middle - at == 3 && end - middle == 3;
    if written && day > last && day <= 31 && GREGORIAN.contains(&year) && apart(before) && apart(after) {
        report(text, start..end, (Some(year), month), out);
    }
}

/// Whether a digit stands near the name of a month that ends (or goes on) at
/// `at`.
fn is_dated(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let near = bytes.get(at.saturating_sub(12)..(at + 8).min(bytes.len())).unwrap_or(&[]);
    near.iter().any(u8::is_ascii_digit)
}

/// A date of which the match was made in the text from `offset` on.
fn english(text: &str, offset: usize, found: &Captures<'_>, out: &mut Offences) {
    let Some(whole) = found.get(0).map(|m| offset + m.start()..offset + m.end()) else { return };
    let (Some(name), Some(day)) = (found.name("m1").or(found.name("m2")), found.name("d1").or(found.name("d2"))) else { return };
    let month = year::month(name.as_str());
    let (Some(month), Some(day)) = (month, year::number(day.as_str())) else { return };
    let year = found.name("year").and_then(|y| year::number(y.as_str()));
    if year::days(year, month).is_none_or(|last| day <= last) {
        return;
    }
    let before = text.get(..whole.start).unwrap_or("");
    let after = text.get(whole.end..).unwrap_or("");
    let dated = year.is_some_and(|y| GREGORIAN.contains(&y));
    // on June 31,000 yen, the 94th May Day
    let amount = after.starts_with(['%', '％'])
        || after.trim_start().starts_with("percent")
        || after.strip_prefix([',', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let named = found.name("o1").or(found.name("o2")).is_some() || before.ends_with("on ") || before.ends_with("On ");
    let counted = named && !amount && day <= 31;
    let quoted = before.ends_with(['“', '"', '「']) && after.starts_with(['”', '"', '」']);
    if (dated || year.is_none() && counted)
        && !quoted
        && !after.starts_with('-')
        && !before.ends_with(|c: char| matches!(c, '.' | ',' | '-' | '/') || c.is_ascii_digit())
    {
        report(text, whole, (year, month), out);
    }
}

/// Reports a date in a month of a year, where that is known.
fn report(text: &str, range: std::ops::Range<usize>, (year, month): (Option<u32>, u32), out: &mut Offences) {
    let span = Span::new(u32::try_from(range.start).unwrap_or(0), u32::try_from(range.end).unwrap_or(0));
    let written = text.get(range).unwrap_or("").trim_start();
    let offence = out.report(Span::new(span.end - u32::try_from(written.len()).unwrap_or(0), span.end));
    let last = year::days(year, month);
    if last.is_none() {
        offence.message("month");
    } else if year.is_none() && month == 2 {
        offence.message("leap");
    }
    offence.with("date", written).with("month", month).with("last", last.unwrap_or(0));
}
