//! What the encoding of a file cost: lines with bytes that cannot be decoded, and
//! with characters that an earlier program could not decode.
//!
//! A finding for each byte would bury a draft in which two encodings are mixed, so
//! there is one for each line, and one more for all lines behind the first few;
//! behind the first one where the whole file is told to be in another encoding.

use memchr::memmem;

use crate::finding::Finding;
use crate::lint::{File, Offence, Offences};
use crate::read::{self, Charset, MALFORMED, MISMATCH};
use crate::text::{Span, class};

/// Lines of one file that are told one by one; more are counted.
const LISTED: usize = 20;

/// More bytes of a line are not spelled out, nor more of its characters.
const SPELLED: usize = 8;
const QUOTED: usize = 16;

/// Longer lines are not read in another encoding.
const READ: u32 = 1 << 16;

/// The offences of a file, in bytes of its decoded text; `findings` are those of
/// reading it.
pub(super) fn of(file: &File, findings: &[Finding]) -> Vec<Offence> {
    let mut lines: Vec<(u32, Span)> = Vec::new();
    let sign = "\u{FFFD}";
    for at in memmem::find_iter(file.text.as_bytes(), sign) {
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        let place = Span::new(start, start.saturating_add(3));
        match lines.last_mut().filter(|(line, _)| file.index.span(*line).is_some_and(|l| start < l.end)) {
            Some((_, hull)) => hull.end = place.end,
            None => lines.push((file.index.line(start), place)),
        }
    }
    let malformed: Vec<&Finding> = findings.iter().filter(|f| f.name == MALFORMED).collect();
    let most = if findings.iter().any(|f| f.name == MISMATCH) { 1 } else { LISTED };
    // what is counted are at least two
    let listed = if lines.len() > most + 1 { most } else { lines.len() };
    let mut out = Offences::default();
    for (line, place) in lines.iter().take(listed) {
        let whole = file.index.span(*line).unwrap_or(*place);
        one(file, whole, *place, &malformed, &mut out);
    }
    if let Some((_, place)) = lines.get(listed) {
        out.report(*place).message("more").with("lines", lines.len() - listed).with("at", file.places.to_file(*place).start);
    }
    out.list
}

/// What is to be said of one line, and of the place in it.
fn one(file: &File, line: Span, place: Span, malformed: &[&Finding], out: &mut Offences) {
    let raw = file.places.to_file(place);
    let from = malformed.partition_point(|f| f.span.end <= raw.start);
    let to = malformed.partition_point(|f| f.span.start < raw.end);
    let own = malformed.get(from..to).unwrap_or(&[]);
    let offence = out.report(place);
    let Some(first) = own.first() else {
        offence.message("lost").with("at", raw.start);
        return;
    };
    let value = |name: &str| first.values.iter().find(|v| v.0 == name).map_or("", |v| v.1.as_str());
    offence.with("at", first.span.start).with("charset", value("charset"));
    if let Some((other, words)) = elsewhere(file, line, value("charset")) {
        offence.message("other").with("other", other).with("words", words);
        return;
    }
    offence.with("count", own.iter().map(|f| f.span.len()).sum::<u32>()).with("bytes", spelled(own));
}

/// The first bytes of the findings, in hexadecimal digits.
fn spelled(findings: &[&Finding]) -> String {
    let bytes = |f: &&Finding| f.values.iter().find(|v| v.0 == "bytes").map_or_else(String::new, |v| v.1.clone());
    let all: Vec<String> = findings.iter().take(SPELLED).map(bytes).collect();
    let mut all: Vec<&str> = all.iter().flat_map(|b| b.split(' ')).filter(|b| *b != "…").collect();
    let whole = findings.iter().map(|f| f.span.len() as usize).sum::<usize>() <= SPELLED;
    all.truncate(SPELLED);
    if !whole {
        all.push("…");
    }
    all.join(" ")
}

/// The encoding in which a line makes sense as a whole, if it is another one than
/// that of its file, and the first words of it.
fn elsewhere(file: &File, line: Span, charset: &str) -> Option<(Charset, String)> {
    let bytes = file.places.bytes(line).filter(|_| line.len() <= READ)?;
    let guess = read::detect(bytes);
    if guess.charset.name() == charset || guess.rival.is_some() {
        return None;
    }
    let source = read::decode(bytes.to_vec(), Some(guess.charset)).ok()?;
    let text = source.text.as_str().trim();
    if !source.findings.is_empty() || !text.chars().any(class::is_japanese) {
        return None;
    }
    let mut words: String = text.chars().take(QUOTED).collect();
    if text.chars().nth(QUOTED).is_some() {
        words.push('…');
    }
    Some((guess.charset, words))
}
