//! The readings of kanji, from the Unicode Han Database.
//!
//! `readings.txt` has one line a kanji, sorted by code point: the kanji, then
//! its readings with a space between them, Sino-Japanese ones in katakana and
//! native ones in hiragana with their okurigana (`kJapanese` of Unihan 17.0,
//! UAX #38; row by row the same as `Unihan/kJapanese.txt` of version 17.0 in the
//! Unicode Consortium's repository unicodetools). It holds the kanji that Windows' Shift_JIS can write and the
//! everyday ones that it cannot. The ignored test below makes it.

use std::sync::OnceLock;

/// See `LICENSE-UNICODE`.
const TABLE: &str = include_str!("readings.txt");

/// The readings of a kanji, in katakana or hiragana; none when it is not in
/// the table.
pub(super) fn of(kanji: char) -> impl Iterator<Item = &'static str> + Clone {
    let index = INDEX.get_or_init(Index::new);
    let place = (kanji as usize).checked_sub(FIRST).and_then(|n| index.places.get(n)).copied();
    let row = match place {
        Some(n) => index.rows.get(usize::from(n)),
        None => index.rows.binary_search_by_key(&kanji, |row| row.0).ok().and_then(|n| index.rows.get(n)),
    };
    row.map_or("", |row| row.1).split_ascii_whitespace()
}

/// The kanji with their readings; made when the first reading is asked for.
static INDEX: OnceLock<Index> = OnceLock::new();

struct Index {
    rows: Vec<(char, &'static str)>,
    /// The row of each kanji of the main block; `u16::MAX` when it has none.
    places: Vec<u16>,
}

/// The main block of kanji (U+4E00 to U+9FFF).
const FIRST: usize = 0x4E00;
const KANJI: usize = 0xA000 - FIRST;

impl Index {
    fn new() -> Index {
        let row = |line: &'static str| {
            let mut chars = line.chars();
            Some((chars.next()?, chars.as_str()))
        };
        let rows: Vec<_> = TABLE.lines().filter_map(row).collect();
        let mut places = vec![u16::MAX; KANJI];
        for (n, (kanji, _)) in rows.iter().enumerate() {
            if let Some(place) = (*kanji as usize).checked_sub(FIRST).and_then(|at| places.get_mut(at)) {
                *place = u16::try_from(n).unwrap_or(u16::MAX);
            }
        }
        Index { rows, places }
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, of};

    #[test]
    fn every_kanji_is_found() {
        let mut last = '\0';
        for line in TABLE.lines() {
            let kanji = line.chars().next().unwrap();
            assert!(last < kanji, "{kanji} is not in its place");
            last = kanji;
            assert_eq!(of(kanji).collect::<Vec<_>>().join(" "), line[kanji.len_utf8()..]);
        }
        assert_eq!(of('あ').count() + of('\u{10FFFF}').count() + of('\0').count(), 0);
        assert!(of('岳').any(|r| r == "ガク"));
        assert!(of('\u{20B9F}').any(|r| r == "しかる"));
    }

    /// `HAKUSHO_UNIHAN=Unihan_Readings.txt cargo test -- --ignored unihan`,
    /// with `BLESS=1` to write the table. The file is part of Unihan.zip of
    /// Unicode 17.0.
    #[test]
    #[ignore = "needs the Unicode Han Database"]
    fn the_table_is_what_unihan_says() {
        let path = std::env::var("HAKUSHO_UNIHAN").expect("HAKUSHO_UNIHAN names Unihan_Readings.txt");
        let mut rows: Vec<String> = std::fs::read_to_string(path).unwrap().lines().filter_map(row).collect();
        rows.sort();
        let made = rows.join("\n") + "\n";
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/stage/readings/readings.txt"), &made).unwrap();
        } else {
            assert!(made == TABLE, "the table differs from Unihan; BLESS=1 rewrites it");
        }
    }

    fn row(line: &str) -> Option<String> {
        let mut fields = line.split('\t');
        let code = fields.next()?.strip_prefix("U+")?;
        if fields.next()? != "kJapanese" {
            return None;
        }
        let kanji = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
        // 𠮟塡剝頰 are the jōyō kanji that JIS X 0208 does not have
        let written = !encoding_rs::SHIFT_JIS.encode(kanji.encode_utf8(&mut [0; 4])).2 || "𠮟塡剝頰".contains(kanji);
        written.then(|| format!("{kanji}{}", fields.next().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")))
    }
}
