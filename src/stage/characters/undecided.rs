//! What stays because nothing in the text says what it is, and what is said
//! about it.

use super::{char_at, radicals, scan, span};
use crate::finding::{Finding, Level};
use crate::text::{Span, Text, floor};

/// Why a character was left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// A private-use character: only the font of the PDF knows what it shows.
    PrivateUse,
    /// A radical whose ideograph is not one of Japanese text.
    Radical,
}

/// More characters of a run are not spelled out.
const SPELLED: usize = 8;

/// The characters that [`super::run`] leaves because nothing in the text says
/// what they are: runs of one kind with their places (bytes of `text`), from
/// left to right.
#[must_use]
pub fn undecided(text: &Text) -> Vec<(Span, Undecided)> {
    let mut list: Vec<(Span, Undecided)> = Vec::new();
    // lead bytes of U+E000..U+F8FF and of the planes 15 and 16; U+2E80..U+2FDF
    let test = |_: u8, before: u8, byte: u8| {
        (byte == 0xEE) | ((before == 0xEF) & (byte < 0xA4)) | (byte >= 0xF3) | ((before == 0xE2) & (byte >= 0xBA))
    };
    scan::each(text.as_bytes(), test, |at| {
        let at = floor(text, at);
        let Some(c) = char_at(text, at) else { return };
        let kind = match c {
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Undecided::PrivateUse,
            _ if radicals::is_radical(c) && radicals::ideograph(c).is_none() => Undecided::Radical,
            _ => return,
        };
        let place = span(at, at + c.len_utf8());
        match list.last_mut() {
            // the scan may stop at more than one byte of a character
            Some((last, of)) if *of == kind && last.end >= place.start => *last = last.hull(place),
            _ => list.push((place, kind)),
        }
    });
    list
}

/// `character-private` and `radical-undecided`: findings for what
/// [`undecided`] listed of `text`, in file order; `to_file` tells where a place
/// of the text is in the file. Of each kind the first
/// `limit` runs; the last of them tells how many more there are.
#[must_use]
pub fn findings(text: &Text, runs: &[(Span, Undecided)], limit: usize, to_file: impl Fn(Span) -> Span) -> Vec<Finding> {
    let mut list: Vec<Finding> = Vec::new();
    for kind in [Undecided::PrivateUse, Undecided::Radical] {
        let mut of_kind = runs.iter().filter(|run| run.1 == kind);
        let before = list.len();
        list.extend(of_kind.by_ref().take(limit).map(|&(span, _)| kind.finding(text.slice(span), to_file(span))));
        let more = of_kind.count();
        if let Some(last) = list.get_mut(before..).and_then(<[Finding]>::last_mut)
            && more > 0
        {
            let noun = if more == 1 { "place" } else { "places" };
            last.message.push_str(&format!("; {more} more such {noun} in the file"));
            last.values.push(("more", more.to_string()));
        }
    }
    list.sort_by_key(|f| f.span.start);
    list
}

impl Undecided {
    fn finding(self, run: &str, span: Span) -> Finding {
        let count = run.chars().count();
        let mut codes: Vec<String> = run.chars().take(SPELLED).map(|c| format!("U+{:04X}", u32::from(c))).collect();
        if count > SPELLED {
            codes.push("…".to_owned());
        }
        let (noun, name, help) = match self {
            Undecided::PrivateUse => (
                "private-use character",
                "character-private",
                "only the font of the original knows what it shows, so it is kept: look it up there",
            ),
            Undecided::Radical => (
                "radical that stands for no ideograph of Japanese text",
                "radical-undecided",
                "it is kept: look in the original which character was meant",
            ),
        };
        let what = if count == 1 { format!("a {noun}") } else { format!("{count} times a {noun}") };
        let codes = codes.join(" ");
        let message = format!("{what} ({codes})");
        Finding { name, level: Level::Info, span, message, help: help.into(), values: vec![("codes", codes), ("count", count.to_string())] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undecided_characters_are_listed() {
        let text = Text::from("a\u{F06C}日⻌（⽇\u{10FFFD}\u{E000}⻌⻌");
        let list: Vec<(&str, Undecided)> = undecided(&text).into_iter().map(|(s, k)| (text.slice(s), k)).collect();
        let (private, radical) = (Undecided::PrivateUse, Undecided::Radical);
        assert_eq!(list, [("\u{F06C}", private), ("⻌", radical), ("\u{10FFFD}\u{E000}", private), ("⻌⻌", radical)]);
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        // places are those of the file: UTF-16 with its mark
        let file: Vec<u8> =
            "\u{FEFF}\u{E000}あ\u{E001}\u{E002}あ\u{E003}あ⻌あ\u{E004}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let source = crate::read::decode(file, None).unwrap();
        let told = |limit: usize| {
            let list = findings(&source.text, &undecided(&source.text), limit, |span| source.to_file(span));
            list.into_iter().map(|f| (f.name, f.span.start, f.span.end, f.message)).collect::<Vec<_>>()
        };
        let private = |start, end, message: &str| ("character-private", start, end, message.to_owned());
        let radical = ("radical-undecided", 16, 18, "a radical that stands for no ideograph of Japanese text (U+2ECC)".to_owned());
        let first = private(2, 4, "a private-use character (U+E000)");
        let two = "2 times a private-use character (U+E001 U+E002)";
        assert_eq!(told(2), [first.clone(), private(6, 10, &format!("{two}; 2 more such places in the file")), radical.clone()]);
        let third = "a private-use character (U+E003)";
        assert_eq!(
            told(3),
            [first.clone(), private(6, 10, two), private(12, 14, &format!("{third}; 1 more such place in the file")), radical.clone(),]
        );
        let last = private(20, 22, "a private-use character (U+E004)");
        assert_eq!(told(9), [first, private(6, 10, two), private(12, 14, third), radical, last]);
    }
}
