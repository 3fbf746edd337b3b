//! Bytes to text.
//!
//! Files come in any encoding that Japanese text was ever saved in, often
//! damaged, often not in the encoding they claim. Reading them never fails: what
//! cannot be decoded stays visible as U+FFFD and becomes a finding with its
//! place, and every place of the text can be told in bytes of the file
//! ([`Places`]). Only what is no text at all is [`Refused`].

mod bytes;
mod charset;
mod detect;
mod jis;
mod places;
mod refuse;
#[cfg(test)]
mod tests;
mod units;

pub use bytes::Bytes;
pub use charset::{Charset, UnknownCharset};
pub use detect::{Guess, detect};
pub use places::Places;
pub use refuse::Refused;

use crate::finding::{Finding, Level};
use crate::text::{Span, Text};
use places::{Mark, STEP};
use units::{Mode, Units, What};

/// The name of the finding of bytes that cannot be decoded.
pub const MALFORMED: &str = "encoding-malformed";

/// The name of the finding of a file that was not written in the encoding that
/// was declared.
pub const MISMATCH: &str = "encoding-mismatch";

/// A file that was read.
///
/// The fields may be taken apart; [`Places`] works on without the text.
#[derive(Debug)]
pub struct Source {
    /// The text, without the byte order mark. Line ends and control characters
    /// are as in the file.
    pub text: Text,
    /// The encoding that was used.
    pub charset: Charset,
    /// Whether the encoding was guessed: neither declared nor told by a byte
    /// order mark.
    pub detected: bool,
    /// Whether the file had a byte order mark.
    pub bom: bool,
    /// `encoding-mismatch`, `encoding-uncertain` and `encoding-malformed`, in this
    /// order.
    pub findings: Vec<Finding>,
    /// The way back to the file.
    pub places: Places,
}

impl Source {
    /// The bytes of the file that `span` of the text came from; see
    /// [`Places::to_file`].
    #[must_use]
    pub fn to_file(&self, span: Span) -> Span {
        self.places.to_file(span)
    }

    /// How the file was written, where it is not what is written of it again:
    /// UTF-8 without a byte order mark.
    #[must_use]
    pub fn foreign(&self) -> Option<String> {
        match (self.charset, self.bom) {
            (Charset::Utf8, false) => None,
            (Charset::Utf8, true) => Some("UTF-8 with a byte order mark".to_owned()),
            (charset, _) => Some(charset.to_string()),
        }
    }
}

/// Decodes a file, as `declared` or as its byte order mark or its content
/// tells. (A byte order mark decides the order of a declared UTF-16.)
///
/// # Errors
/// When the file is no text, or too long.
pub fn decode(bytes: impl Into<Bytes>, declared: Option<Charset>) -> Result<Source, Refused> {
    let bytes = bytes.into();
    if bytes.len() > Text::MAX_LEN {
        return Err(Refused::TooLong { len: bytes.len() });
    }
    if let Some(refused) = refuse::by_magic(&bytes) {
        return Err(refused);
    }
    let mark = Charset::of_bom(&bytes);
    let mark = mark.filter(|m| declared.is_none_or(|d| d == m.0 || (d.is_utf16() && m.0.is_utf16())));
    let (told, skip) = mark.map_or((declared, 0), |(charset, len)| (Some(charset), len));
    // valid UTF-8 is not copied
    let plain = told.map_or_else(|| detect::is_plain(&bytes), |charset| charset == Charset::Utf8);
    let decoded = if plain { sound(bytes, skip) } else { Err(bytes) };
    let mut other = None;
    let (charset, (text, mut findings, places)) = match decoded {
        Ok(decoded) => (Charset::Utf8, decoded),
        Err(bytes) => {
            other = declared.filter(|_| mark.is_none()).and_then(|declared| mismatch(&bytes, declared));
            decode_hard(bytes, told, skip)?
        }
    };
    findings.splice(0..0, other);
    if let Some(refused) = refuse::by_controls(&text) {
        return Err(refused);
    }
    Ok(Source { text, charset, detected: told.is_none(), bom: mark.is_some(), findings, places })
}

type Decoded = (Text, Vec<Finding>, Places);

/// What is not simply valid UTF-8.
fn decode_hard(bytes: Bytes, told: Option<Charset>, skip: usize) -> Result<(Charset, Decoded), Refused> {
    let Some(charset) = told else {
        let guess = detect::by_cost(&bytes);
        if let Some(refused) = refuse::by_cost(bytes.len(), guess.cost) {
            return Err(refused);
        }
        let unsure = guess.rival.map(|rival| uncertain(&bytes, guess.charset, rival));
        let (charset, mut decoded) = decode_hard(bytes, Some(guess.charset), skip)?;
        decoded.1.splice(0..0, unsure);
        return Ok((charset, decoded));
    };
    // UTF-8 may still be valid, with NUL or escapes in it
    let decoded = if charset == Charset::Utf8 { sound(bytes, skip) } else { Err(bytes) };
    Ok((charset, decoded.or_else(|bytes| decode_units(bytes.into_vec(), charset, skip))?))
}

/// Takes valid UTF-8 over without a copy; gives anything else back.
fn sound(bytes: Bytes, skip: usize) -> Result<Decoded, Bytes> {
    let mut string = bytes.into_string()?;
    string.drain(..skip);
    // no longer than the file, so not too long
    let text = Text::new(string).unwrap_or_default();
    let places = Places::shifted(offset(skip), text.len());
    Ok((text, Vec::new(), places))
}

fn decode_units(file: Vec<u8>, charset: Charset, skip: usize) -> Result<Decoded, Refused> {
    let mut text = String::with_capacity(file.len() + file.len() / 2);
    let mut marks: Vec<Mark> = Vec::with_capacity(text.capacity() / STEP + 1);
    let mut bad: Vec<Span> = Vec::new();
    let mut next_mark = 0;
    let mut units = Units::new(&file, skip, charset, Mode::Ascii);
    loop {
        let mode = units.mode();
        let Some(unit) = units.next() else { break };
        if text.len() >= next_mark {
            marks.push(Mark { text: offset(text.len()), file: offset(unit.at), mode });
            next_mark = text.len() + STEP;
        }
        match unit.what {
            What::Copy(run) => text.push_str(run),
            What::Char(c) => text.push(c),
            What::Escape => {}
            What::Bad => {
                text.push(char::REPLACEMENT_CHARACTER);
                let span = Span::new(offset(unit.at), offset(unit.at + unit.len));
                match bad.last_mut() {
                    Some(last) if last.end == span.start => last.end = span.end,
                    _ => bad.push(span),
                }
            }
        }
    }
    let text = Text::new(text).ok_or(Refused::TooLong { len: file.len() })?;
    let findings = bad.into_iter().map(|span| malformed(&file, charset, span)).collect();
    let places = Places::decoded(file, charset, marks, text.len());
    Ok((text, findings, places))
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// More bytes of a malformed run are not spelled out.
const SPELLED: usize = 8;

fn malformed(file: &[u8], charset: Charset, span: Span) -> Finding {
    let run = file.get(span.range()).unwrap_or_default();
    let mut hex: Vec<String> = run.iter().take(SPELLED).map(|byte| format!("{byte:02X}")).collect();
    if run.len() > SPELLED {
        hex.push("…".to_owned());
    }
    let (count, noun) = (run.len(), if run.len() == 1 { "byte is" } else { "bytes are" });
    Finding {
        name: MALFORMED,
        level: Level::Error,
        span,
        message: format!("{count} {noun} not valid {charset} ({})", hex.join(" ")),
        help: "the text is damaged here, U+FFFD stands for what was lost: look it up in the original; if there are many such places, \
               the encoding may be another one, say it with --encoding"
            .into(),
        values: vec![
            ("at", span.start.to_string()),
            ("count", count.to_string()),
            ("bytes", hex.join(" ")),
            ("charset", charset.to_string()),
        ],
    }
}

/// Where an encoding begins to matter.
fn first_unusual(bytes: &[u8]) -> Span {
    let first = offset(bytes.iter().position(|&b| b >= 0x80 || b == 0x1B || b == 0).unwrap_or(0));
    Span::new(first, first.saturating_add(1))
}

/// What is told of a file that makes clearly more sense in another encoding than
/// in the one that was declared.
fn mismatch(bytes: &[u8], declared: Charset) -> Option<Finding> {
    let other = match Charset::of_bom(bytes) {
        Some((charset, _)) => charset,
        None => detect::instead_of(declared, bytes)?,
    };
    Some(Finding {
        name: MISMATCH,
        level: Level::Warning,
        span: first_unusual(bytes),
        message: format!("read as {declared}, as was asked for, but it is probably {other}"),
        help: format!("leave the encoding out to have it found out, or give --encoding {}", other.name().to_ascii_lowercase()).into(),
        values: vec![("charset", declared.to_string()), ("other", other.to_string()), ("option", other.name().to_ascii_lowercase())],
    })
}

fn uncertain(bytes: &[u8], charset: Charset, rival: Charset) -> Finding {
    Finding {
        name: "encoding-uncertain",
        level: Level::Info,
        span: first_unusual(bytes),
        message: format!("read as {charset}, but it could be {rival}"),
        help: format!("nothing in the file tells which; if the text is wrong, give --encoding {}", rival.name().to_ascii_lowercase())
            .into(),
        values: vec![("charset", charset.to_string()), ("rival", rival.to_string())],
    }
}
