//! Characters that an extractor wrote for others.
//!
//! Whole-text normalization is the wrong tool: NFKC breaks ①, Ⅲ, ³, ㈱ and （）,
//! NFC changes the ideographs in people's names. So each kind of damage is
//! looked for by itself, and only the run that holds it is rewritten. What
//! cannot be decided without the reader (private-use characters, radicals that
//! stand for nothing Japanese) stays; [`undecided`] lists it, [`findings`] tells
//! of it.

mod kana;
mod mend;
mod mojibake;
mod radicals;
mod undecided;

pub use undecided::{Undecided, findings, undecided};

use super::{Options, scan};
use crate::text::{Edits, Span, Text, class, floor};
use mend::{Around, mend};

/// Mojibake, control and invisible characters, hyphen signs, radicals,
/// ligatures, vertical forms, half-width katakana, voicing marks, and NFC.
#[must_use]
pub fn run(text: &Text, options: &Options) -> Edits {
    let mut edits = Edits::new();
    let mut around: Option<Around<'_>> = None;
    let mut done = 0;
    scan::each(text.as_bytes(), suspicious, |at| {
        let at = floor(text, at);
        if at < done {
            return;
        }
        if !is_candidate(text, at, options) {
            // what holds of one em space holds of those behind it
            if let spaces @ 1.. = em_spaces(text, at) {
                done = at + spaces;
            }
            return;
        }
        let (start, end) = extent(text, at, done, options);
        done = end;
        let facts = around.get_or_insert_with(|| about(text, options));
        let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let around = Around { before, after, ..*facts };
        let run = text.get(start..end).unwrap_or_default();
        // by far the most frequent damage where there is any
        let mut chars = run.chars();
        if let (Some(ideograph), None) = (chars.next().and_then(radicals::ideograph), chars.next()) {
            edits.replace(span(start, end), ideograph.to_string(), &mend::RADICAL);
            return;
        }
        if let Some((new, cause)) = mend(run, &around) {
            let (span, new) = narrowed(start, run, &new);
            edits.replace(span, new.to_owned(), cause);
        }
    });
    edits
}

/// A test without branches, true for some byte of each character that
/// [`is_candidate`] accepts, and for few others.
#[inline(always)]
fn suspicious(earlier: u8, before: u8, byte: u8) -> bool {
    let control = (byte < 9) | (byte.wrapping_sub(14) < 18) | (byte == 0x7F);
    // Latin-1, combining marks, Greek; Hebrew to Hangul Jamo and Greek Extended; beyond the BMP
    let lead = (byte.wrapping_sub(0xC2) < 2) | (byte.wrapping_sub(0xCC) < 3) | (byte.wrapping_sub(0xD6) < 12) | (byte >= 0xF0);
    // U+2000.., U+2100.., U+2300.., U+2E80..
    let symbol = (before == 0xE2) & ((byte & 0xFE == 0x80) | (byte == 0x84) | (byte == 0x8C) | (byte >= 0xBA));
    let voicing = (earlier == 0xE3) & (before == 0x82) & (byte.wrapping_sub(0x99) < 4);
    let form = (before == 0xEF) & (byte != 0xBC);
    control | lead | symbol | voicing | form
}

/// Whether the fast test sees `c`. It passes over some marks of scripts that
/// extractors do not take apart.
fn noticed(c: char) -> bool {
    let mut buffer = [0; 4];
    let bytes = c.encode_utf8(&mut buffer).as_bytes();
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    (0..bytes.len()).any(|at| suspicious(byte(at.checked_sub(2)), byte(at.checked_sub(1)), byte(Some(at))))
}

fn is_candidate(text: &str, at: usize, options: &Options) -> bool {
    let Some(c) = char_at(text, at) else { return false };
    match c {
        '\u{9}'..='\u{D}' | ' '..='~' | '\u{85}' => false,
        '\u{AD}' | '\u{FF61}'..='\u{FF9F}' | '\u{309B}' | '\u{309C}' => true,
        '\u{C2}'..='\u{F4}' => char_at(text, at + 2).and_then(mojibake::byte).is_some_and(|b| b < 0xC0),
        _ if mend::is_em_space(c) => stands_in_japanese(text, at, at + c.len_utf8()),
        mend::HYPHENATION_POINT => stands_in_japanese(text, at, at + c.len_utf8()),
        '\u{2E80}'..='\u{2FDF}' => radicals::ideograph(c).is_some(),
        _ if mend::is_compatibility_ideograph(c) => options.compatibility_ideographs,
        _ if mend::is_control(c)
            || mend::is_hyphen_sign(c)
            || mend::is_invisible(c)
            || mend::ligature(c).is_some()
            || mend::upright(c).is_some() =>
        {
            true
        }
        _ => mend::may_not_be_nfc(c) && noticed(c),
    }
}

/// Whether the letter in front of a space or the one behind it is Japanese, other
/// spaces of the kind aside. To be asked once for all of them.
fn stands_in_japanese(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches(mend::is_em_space).chars().next_back();
    let after = || text.get(end..).unwrap_or_default().trim_start_matches(mend::is_em_space).chars().next();
    before.is_some_and(class::is_japanese) || after().is_some_and(class::is_japanese)
}

/// The length of the em spaces that begin at `at`.
fn em_spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(mend::is_em_space).len()
}

/// Whether `c` may unite with the character before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{309B}' | '\u{309C}' | '\u{FF9E}' | '\u{FF9F}') || mend::may_not_be_nfc(c)
}

/// The run of candidates that starts at `at`, with the base character of its
/// marks and with what may be bytes of the same garbled text. `done` is the end
/// of the run before.
fn extent(text: &str, at: usize, done: usize, options: &Options) -> (usize, usize) {
    let mut end = at;
    let mut marks = false;
    while let Some(c) = char_at(text, end) {
        if mojibake::byte(c).is_none() && !is_candidate(text, end, options) {
            break;
        }
        marks |= is_mark(c);
        end += em_spaces(text, end).max(c.len_utf8());
    }
    let left = text.get(done..at).unwrap_or_default();
    let garbled = left.trim_end_matches(|c| mojibake::byte(c).is_some());
    let base = garbled.chars().next_back().filter(|&c| marks && !c.is_ascii_control());
    (done + garbled.len() - base.map_or(0, char::len_utf8), end)
}

/// What the whole document says; looked up once, when there is something to mend.
fn about<'t>(text: &Text, options: &Options) -> Around<'t> {
    let mut around = Around { compatibility_ideographs: options.compatibility_ideographs, ..Around::default() };
    // lead bytes of Hebrew to N'Ko, Samaritan to Arabic Extended, and presentation forms
    let mut before = b' ';
    let mut found = false;
    for byte in text.bytes() {
        let form = (before == 0xEF) & ((byte.wrapping_sub(0xAD) < 11) | (byte & 0xFE == 0xBA) & (byte != 0xBB));
        found |= (byte.wrapping_sub(0xD6) < 10) | ((before == 0xE0) & (byte.wrapping_sub(0xA0) < 4)) | form;
        before = byte;
    }
    around.right_to_left = found;
    // beside a digit or a space a soft hyphen is not one
    let bytes = text.as_bytes();
    around.soft_hyphens_are_hyphens = memchr::memmem::find_iter(bytes, "\u{AD}").any(|at| {
        let side = |i: Option<usize>, what: fn(&u8) -> bool| i.and_then(|i| bytes.get(i)).is_some_and(what);
        let (left, right) = (at.checked_sub(1), Some(at + 2));
        side(left, u8::is_ascii_digit) || side(right, u8::is_ascii_digit) || side(left, |&b| b == b' ') && side(right, |&b| b == b' ')
    });
    around
}

/// The part of the replacement that differs.
fn narrowed<'n>(start: usize, old: &str, new: &'n str) -> (Span, &'n str) {
    let head: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail: usize = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (span(start + head, start + old.len() - tail), new_rest.get(..new_rest.len() - tail).unwrap_or_default())
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|t| t.chars().next())
}

fn span(start: usize, end: usize) -> Span {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(at(start), at(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cleaned(source: &str, options: &Options) -> String {
        let text = Text::from(source);
        let edits = run(&text, options);
        assert_eq!(edits.refused(), 0, "{source:?}");
        let (out, map) = edits.apply(&text).unwrap();
        assert!(map.lost().is_empty());
        let again = run(&out, options);
        assert!(again.is_empty(), "{source:?} -> {:?} -> {again:?}", out.as_str());
        out.into_string()
    }

    fn check(cases: &[(&str, &str)]) {
        for (source, want) in cases {
            assert_eq!(cleaned(source, &Options::default()), *want, "{source:?}");
        }
    }

    #[test]
    fn what_was_written_for_something_else() {
        check(&[
            ("⽇⽶同盟の⻑所と⺠⽣", "日米同盟の長所と民生"),
            ("全⼾の⿈⾊い⾨", "全戸の黄色い門"),
            ("ﾊﾞﾝｸとﾒｰﾙｱﾄﾞﾚｽ", "バンクとメールアドレス"),
            ("｢ﾊﾟﾝ｣､ﾀﾞﾒ｡", "「パン」、ダメ。"),
            ("東京｡大阪", "東京。大阪"),
            ("カ゛イト゛か\u{3099}は゜は\u{309A}ハﾞ", "ガイドがぱぱバ"),
            ("eﬃcient ﬂow ﬁle oﬀ ﬅone", "efficient flow file off stone"),
            ("︵登録︶第一条︑﹁登録﹂とは︙︒", "（登録）第一条、「登録」とは…。"),
            ("cafe\u{301} A\u{30A}ngstrom \u{212B} \u{212A}", "café Ångstrom Å K"),
            ("\u{1112}\u{1161}\u{11AB}글", "한글"),
            ("第１章\u{2003}総則、\u{2003}\u{2003}資料\u{2001}AI", "第１章　総則、　　資料　AI"),
            ("軍縮‧不拡散、‧森", "軍縮・不拡散、・森"),
            ("é˜²è¡›ç™½æ›¸、itâ€™s", "防衛白書、it’s"),
        ]);
    }

    #[test]
    fn em_spaces_of_a_gap_of_any_width() {
        for (left, right) in [("氏名", "住所"), ("氏名", "a"), ("a", "住所")] {
            let gap = |space: &str| format!("{left}{}{right}", space.repeat(300));
            assert_eq!(cleaned(&gap("\u{2003}"), &Options::default()), gap("\u{3000}"));
        }
    }

    #[test]
    fn what_is_invisible() {
        check(&[
            ("防\0衛\u{1B}白\u{7F}書\u{9B}", "防衛白書"),
            ("\u{FEFF}目\u{200B}的\u{2060}は\u{FEFF}何", "目的は何"),
            ("日\u{200E}本\u{202A}語\u{202C} ab\u{200D}c\u{200C}d", "日本語 abcd"),
            ("co\u{AD}operation", "cooperation"),
            ("govern\u{AD}\nment and 1\u{AD}\n2", "govern\u{AD}\nment and 1-\n2"),
            ("2020\u{AD}21, long\u{AD}term", "2020-21, long-term"),
            ("a\u{AD}\nâ¡²日", "a\n⡲日"),
            ("か\u{200B}\u{3099}", "が"),
        ]);
    }

    #[test]
    fn hyphen_signs() {
        check(&[
            ("the govern\u{2}ment", "the govern-\nment"),
            ("man-in-the\u{FFFE}middle", "man-in-the-\nmiddle"),
            ("SM\u{FFFE}\n3", "SM-\n3"),
            ("5\u{2}6 と第\u{FFFE}章", "5-6 と第-章"),
            ("https://example.com/zero\u{2}trust/a", "https://example.com/zero-trust/a"),
        ]);
    }

    #[test]
    fn what_must_stay() {
        for text in [
            "①②⑳Ⅲⅳ³²㈱㈲½¼㌔㍻℃№™（）［］！？〜～‐–—―ー々〆〇ヽヾゝゞ",
            "葛\u{E0100}城 辻\u{E0101}　神\u{FA19}﨑塚\u{FA10}", // IVS, compatibility ideographs
            "👨\u{200D}👩\u{200D}👧 ❤\u{FE0F} 🇯🇵 ☎\u{FE0E}",
            "\u{F06C} 適正\u{E000}",
            "⺡⻌偏",
            "あ゛っ 丸゜",
            "ガパヴヷ が",
            "می\u{200C}خواهم \u{200F}שלום\u{200E}",
            "ภาษา\u{200B}ไทย",
            "café” – “naïve”… Å «IRMÃ» São 100 €",
            "Ｆ－１５　ＡＩ ＡＢＣ１２３",
            "a\tb\u{C}c\nd \u{A0}e\u{2003}f",
            "syl‧la‧ble",
            "½ × 3 ÷ 2 ± 1° §5 ©2020 ¥500",
            "",
        ] {
            assert_eq!(cleaned(text, &Options::default()), text);
        }
    }

    #[test]
    fn compatibility_ideographs_on_request() {
        let options = Options { compatibility_ideographs: true, ..Options::default() };
        assert_eq!(cleaned("\u{FA19}田と福\u{FA1B}\u{2F80F}", &options), "神田と福福兔");
    }

    #[test]
    fn an_edit_is_no_longer_than_it_must_be() {
        let text = Text::from("これはか\u{3099}い");
        let edits = run(&text, &Options::default());
        let spans: Vec<&str> = edits.list().iter().map(|e| text.slice(e.span)).collect();
        assert_eq!(spans, ["か\u{3099}"]);
    }

    /// The fast test finds every candidate.
    #[test]
    fn no_candidate_is_missed() {
        let options = Options { compatibility_ideographs: true, ..Options::default() };
        for c in '\0'..=char::MAX {
            let text = format!("{c}\u{A0}");
            assert!(!is_candidate(&text, 0, &options) || noticed(c), "{c:?}");
        }
    }

    proptest! {
        /// Twice is once, and no letter is eaten.
        #[test]
        fn stable(text in "[aé Ãâ€˜²è¡›”…か゛゜\u{3099}\u{309A}ﾊﾞﾟ｡｢⽇⻌ﬁ\u{AD}\u{2}\u{FFFE}\u{200B}\u{200D}\u{FEFF}\0\n日1\u{301}\u{327}\u{FA19}한각א👨\u{85}]{0,24}") {
            let out = cleaned(&text, &Options::default());
            for c in ['日', '1', '\u{FA19}', '⻌', '👨', 'א', '\n'] {
                prop_assert!(out.matches(c).count() >= text.matches(c).count());
            }
            cleaned(&text, &Options { compatibility_ideographs: true, ..Options::default() });
        }

        #[test]
        fn any_text_is_fine(text in "\\PC{0,40}|(?s).{0,40}") {
            cleaned(&text, &Options::default());
        }
    }
}
