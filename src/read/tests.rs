//! Reading, tried on the fixtures in every encoding, whole, in pieces, and
//! damaged.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

const FIXTURES: [&str; 2] =
    [include_str!("../../fixtures/seed000.pdf-markdown/raw.txt"), include_str!("../../fixtures/seed004.text-layer/raw.txt")];

const ENGLISH: &str = "The Department\u{2019}s White Paper \u{2014} \u{201c}Defense of Japan\u{201d} \u{2014} cites section \u{a7} 3.2 (caf\u{e9}, na\u{ef}ve, Fran\u{e7}ois) \u{2013} see Chapter\u{a0}3.";

fn oracle(charset: Charset) -> &'static Encoding {
    match charset {
        Charset::Utf8 => UTF_8,
        Charset::Utf16Le => UTF_16LE,
        Charset::Utf16Be => UTF_16BE,
        Charset::ShiftJis => SHIFT_JIS,
        Charset::EucJp => EUC_JP,
        Charset::Iso2022Jp => ISO_2022_JP,
        Charset::Windows1252 => WINDOWS_1252,
    }
}

/// `text` in an encoding; characters it does not have are left out.
fn encode(text: &str, charset: Charset) -> Vec<u8> {
    match charset {
        Charset::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Charset::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => oracle(charset).encode(&encodable(text, charset)).0.into_owned(),
    }
}

fn encodable(text: &str, charset: Charset) -> String {
    if matches!(charset, Charset::Utf8 | Charset::Utf16Le | Charset::Utf16Be) {
        return text.to_owned();
    }
    text.chars().filter(|c| !oracle(charset).encode(c.encode_utf8(&mut [0; 4])).2).collect()
}

fn pieces(text: &str, chars: usize) -> Vec<String> {
    let all: Vec<char> = text.chars().collect();
    all.chunks(chars).map(|c| c.iter().collect()).collect()
}

/// Small and fixed, so that a failure can be seen again (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}

const JAPANESE: [Charset; 6] = [Charset::Utf8, Charset::ShiftJis, Charset::EucJp, Charset::Iso2022Jp, Charset::Utf16Le, Charset::Utf16Be];

#[test]
fn whole_files() {
    for text in FIXTURES {
        for charset in JAPANESE {
            for declared in [None, Some(charset)] {
                let source = decode(encode(text, charset), declared).unwrap();
                assert_eq!((source.charset, source.detected, source.bom), (charset, declared.is_none(), false));
                assert_eq!(source.text.as_str(), encodable(text, charset), "{charset}");
                assert_eq!(source.findings, []);
            }
        }
    }
    let source = decode(encode(ENGLISH, Charset::Windows1252), None).unwrap();
    assert_eq!((source.charset, source.text.as_str()), (Charset::Windows1252, ENGLISH));
}

#[test]
fn pieces_of_16_characters() {
    for charset in JAPANESE {
        let (mut all, mut right) = (0, 0);
        for piece in FIXTURES.iter().flat_map(|text| pieces(text, 16)) {
            if piece.is_ascii() && charset != Charset::Utf16Le && charset != Charset::Utf16Be {
                continue;
            }
            let guess = detect(&encode(&piece, charset));
            all += 1;
            right += usize::from(guess.charset == charset);
        }
        assert!(right * 100 >= all * 99, "{charset}: {right} of {all}");
    }
}

#[test]
fn damaged_text() {
    let mut dice = Dice(12345);
    for charset in JAPANESE {
        for damage in [1, 3, 10] {
            for piece in FIXTURES.iter().flat_map(|text| pieces(text, 1000)) {
                if piece.chars().count() < 1000 {
                    continue;
                }
                for _ in 0..2 {
                    let mut bytes = encode(&piece, charset);
                    for _ in 0..damage {
                        let at = dice.below(bytes.len());
                        if !charset.is_utf16() && dice.below(2) == 0 {
                            bytes.remove(at);
                        } else {
                            bytes[at] = u8::try_from(dice.below(256)).unwrap();
                        }
                    }
                    let guess = detect(&bytes);
                    assert_eq!((guess.charset, guess.rival), (charset, None), "{damage} bytes damaged");
                }
            }
        }
    }
}

#[test]
fn short_english() {
    for text in [ENGLISH, "Chapter 3 \u{2014} Overview", "It\u{2019}s done.", "\u{a9} 2024 MOD", "5\u{b0}C \u{b1} 2", "na\u{ef}ve"] {
        let guess = detect(&encode(text, Charset::Windows1252));
        assert_eq!(guess.charset, Charset::Windows1252, "{text}");
    }
}

#[test]
fn uncertain_encoding_is_told() {
    let source = decode(b"It\x92s done.".to_vec(), None).unwrap();
    assert_eq!(source.text.as_str(), "It\u{2019}s done.");
    let [finding] = source.findings.as_slice() else { panic!("{:?}", source.findings) };
    assert_eq!((finding.name, finding.level, finding.span), ("encoding-uncertain", Level::Info, Span::new(2, 3)));
    assert_eq!(finding.message, "read as windows-1252, but it could be Shift_JIS");
    assert_eq!(decode(b"It\x92s done.".to_vec(), Some(Charset::Windows1252)).unwrap().findings, []);
}

#[test]
fn byte_order_marks() {
    type Case = (&'static [u8], Option<Charset>, Charset, &'static str, bool);
    let cases: &[Case] = &[
        (b"\xEF\xBB\xBFab", None, Charset::Utf8, "ab", true),
        (b"\xFF\xFEa\0", None, Charset::Utf16Le, "a", true),
        (b"\xFE\xFF\0a", None, Charset::Utf16Be, "a", true),
        (b"\xFE\xFF\0a", Some(Charset::Utf16Le), Charset::Utf16Be, "a", true),
        (b"\xEF\xBB\xBFa", Some(Charset::Windows1252), Charset::Windows1252, "ï»¿a", false),
        (b"\xEF\xBB\xBF", None, Charset::Utf8, "", true),
        (b"", None, Charset::Utf8, "", false),
        (b"a", None, Charset::Utf8, "a", false),
    ];
    for &(bytes, declared, charset, text, bom) in cases {
        let source = decode(bytes.to_vec(), declared).unwrap();
        assert_eq!((source.charset, source.text.as_str(), source.bom), (charset, text, bom), "{bytes:?}");
        let (start, end) = (if bom { bytes.len() - encode(text, charset).len() } else { 0 }, bytes.len());
        assert_eq!(source.to_file(source.text.span()).range(), start.min(end)..end);
    }
}

/// Malformed bytes: the text, and the places in the file.
#[test]
fn malformed_bytes() {
    use Charset::{EucJp, Iso2022Jp, ShiftJis, Utf8, Utf16Be, Utf16Le};
    type Case<'a> = (Charset, &'a [u8], &'a str, &'a [(u32, u32)]);
    let cases: &[Case<'_>] = &[
        (Utf8, b"a\xE3\x81b\xFF\xFEc\xE3\x81", "a\u{FFFD}b\u{FFFD}\u{FFFD}c\u{FFFD}", &[(1, 3), (4, 6), (7, 9)]),
        (ShiftJis, b"\x82\xA0\x82 \x82", "あ\u{FFFD} \u{FFFD}", &[(2, 3), (4, 5)]),
        (ShiftJis, b"\x87\x40\xED\x40\xFF", "①纊\u{FFFD}", &[(4, 5)]),
        (EucJp, b"\xA4\xA2\xA4\n\x8F\xA2\xAF\x8E\xB1\xA4", "あ\u{FFFD}\n˘ｱ\u{FFFD}", &[(2, 3), (9, 10)]),
        (Utf16Le, b"\x42\x30\x3D\xD8\x42\x30\x00\xDE\x42", "あ\u{FFFD}あ\u{FFFD}\u{FFFD}", &[(2, 4), (6, 9)]),
        (Utf16Be, b"\xD8\x3D\xDE\x00\xD8\x3D", "😀\u{FFFD}", &[(4, 6)]),
        (Iso2022Jp, b"\x1b$B$\"\x1b(Ba\x80\x1b$B$", "あa\u{FFFD}\u{FFFD}", &[(9, 10), (13, 14)]),
        // escapes in a row, a line end in two-byte text, half-width kana, X 0212
        (Iso2022Jp, b"\x1b(B\x1b$B$\"\na\x1b(I1\x1b$(D\"/", "あ\naｱ˘", &[]),
        (Iso2022Jp, b"\x1b[0m", "\u{FFFD}[0m", &[(0, 1)]),
    ];
    for &(charset, bytes, text, places) in cases {
        let source = decode(bytes.to_vec(), Some(charset)).unwrap();
        assert_eq!(source.text.as_str(), text, "{charset}");
        let spans: Vec<(u32, u32)> = source.findings.iter().map(|f| (f.span.start, f.span.end)).collect();
        assert_eq!(spans, places, "{charset} {bytes:?}");
        assert!(source.findings.iter().all(|f| f.name == "encoding-malformed" && !f.message.is_empty()));
    }
}

/// Files of a few bytes of which the last character was cut: what is left of it
/// stays visible, and is no character of another encoding.
#[test]
fn torn_characters() {
    use Charset::{EucJp, ShiftJis, Utf8, Windows1252};
    type Case<'a> = (&'a [u8], Charset, &'a str, Option<(u32, u32)>);
    let cases: &[Case<'_>] = &[
        (b"\xE9\x98", Utf8, "\u{FFFD}", Some((0, 2))),
        (b"\xE3\x81", Utf8, "\u{FFFD}", Some((0, 2))),
        (b"\xEF\xBB", Utf8, "\u{FFFD}", Some((0, 2))),
        (b"\xF0\x9F", Utf8, "\u{FFFD}", Some((0, 2))),
        (b"\xF0\x9F\x98", Utf8, "\u{FFFD}", Some((0, 3))),
        (b"a\xE9\x98", Utf8, "a\u{FFFD}", Some((1, 3))),
        (b"It\xE2\x80", Utf8, "It\u{FFFD}", Some((2, 4))),
        (b"caf\xC3", Utf8, "caf\u{FFFD}", Some((3, 4))),
        (b"\xE9\x98\xB2\xE8", Utf8, "防\u{FFFD}", Some((3, 4))),
        (b"\xE9\x98\xB2\xE8\xA1", Utf8, "防\u{FFFD}", Some((3, 5))),
        (b"\xEF\xBB\xBF\xE9\x98", Utf8, "\u{FFFD}", Some((3, 5))),
        (b"\x82\xA0\x82", ShiftJis, "あ\u{FFFD}", Some((2, 3))),
        (b"\x83\x65\x83", ShiftJis, "テ\u{FFFD}", Some((2, 3))),
        (b"\xA4\xA2\xA4", EucJp, "あ\u{FFFD}", Some((2, 3))),
        (b"\xA4\xB3\xA4\xCE\xA4", EucJp, "この\u{FFFD}", Some((4, 5))),
        // whole ones
        (b"caf\xE9", Windows1252, "café", None),
        (b"\x82\xA0", ShiftJis, "あ", None),
        (b"\xA4\xA2", EucJp, "あ", None),
        (b"\xC3\xBD\xC4", ShiftJis, "ﾃｽﾄ", None),
    ];
    for &(bytes, charset, text, place) in cases {
        let source = decode(bytes.to_vec(), None).unwrap();
        assert_eq!((source.charset, source.text.as_str()), (charset, text), "{bytes:X?}");
        let bad = source.findings.iter().find(|finding| finding.name == MALFORMED);
        assert_eq!(bad.map(|finding| (finding.span.start, finding.span.end)), place, "{bytes:X?}");
    }
    for byte in 0x80..=0xFF {
        let source = decode(vec![byte], None).unwrap();
        assert_eq!((source.text.as_str(), source.findings.len()), ("\u{FFFD}", 1));
    }
    // Japanese text, cut behind each of its first bytes
    for text in ["防衛白書", "この国の", "データ", "「平和」", "令和"] {
        let bytes = text.as_bytes();
        for len in 1..=bytes.len().min(8) {
            let source = decode(bytes[..len].to_vec(), None).unwrap();
            assert_eq!(source.text.as_str(), String::from_utf8_lossy(&bytes[..len]), "{:X?}", &bytes[..len]);
        }
    }
}

#[test]
fn damage_behind_a_long_sound_start() {
    let mut bytes = "白書は正しい。\n".repeat(20_000).into_bytes();
    let at = bytes.len() - 5;
    bytes[at] = 0xFF;
    let source = decode(bytes, None).unwrap();
    assert_eq!((source.charset, source.findings.len()), (Charset::Utf8, 1));
    // a single line of Japanese at the end of much ASCII
    let bytes = ["plain text, all of it\n".repeat(20_000).into_bytes(), encode("白書は正しい。", Charset::EucJp)].concat();
    assert_eq!(detect(&bytes).charset, Charset::EucJp);
}

#[test]
fn refused() {
    let mut dice = Dice(99);
    let noise: Vec<u8> = (0..5000).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
    let cases: &[(&[u8], bool)] = &[
        (b"%PDF-1.4", true),
        (&noise, true),
        (&[0; 100], true),
        (b"\x01\x02\x03\x04\x05 program \x06\x07", true),
        (b"page one\x0Cpage two \0 with a NUL\x1A", false),
        (&encode("short", Charset::Utf16Le), false),
        (&encode(&"Привет, мир. ".repeat(30), Charset::Utf16Le), false),
        (&encode(&"مرحبا بالعالم ".repeat(30), Charset::Utf16Be), false),
        (&encode(&"방위백서를 읽는다. ".repeat(30), Charset::Utf16Be), false),
    ];
    for &(bytes, expected) in cases {
        let got = decode(bytes.to_vec(), None);
        assert_eq!(got.is_err(), expected, "{got:?}");
    }
}

/// Every pair of bytes means what the Encoding Standard says.
#[test]
fn all_pairs() {
    for charset in [Charset::ShiftJis, Charset::EucJp] {
        for lead in 0x80..=0xFF {
            let bytes: Vec<u8> = (0..=0xFF).flat_map(|trail| [lead, trail, b'\n']).collect();
            check_oracle(&bytes, charset);
        }
    }
    let triples: Vec<u8> = (0x80..=0xFF).flat_map(|a| (0..=0xFF).flat_map(move |b| [0x8F, a, b, b'\n'])).collect();
    check_oracle(&triples, Charset::EucJp);
}

fn check_oracle(bytes: &[u8], charset: Charset) {
    let (text, ..) = decode_units(bytes.to_vec(), charset, 0).unwrap();
    assert_eq!(text.as_str(), oracle(charset).decode_without_bom_handling(bytes).0, "{charset}");
}

/// Every character of the text, mapped back, is the bytes that decode to it;
/// spans grow with their ends; nothing of the file is left out but escapes.
fn check_places(bytes: &[u8], charset: Charset) {
    let (text, _, places) = decode_units(bytes.to_vec(), charset, 0).unwrap();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let span = Span::new(offset(at), offset(at + c.len_utf8()));
        let file = places.to_file(span);
        assert!(file.start >= end && !file.is_empty(), "{charset}: {c:?} {file:?}");
        if at % 64 < 3 {
            assert_eq!(places.to_file(Span::empty(span.start)), Span::empty(file.start));
            assert_eq!(places.to_file(Span::new(0, span.end)), Span::new(places.to_file(Span::empty(0)).start, file.end));
        }
        let own = &bytes[file.range()];
        if charset == Charset::Iso2022Jp {
            assert!(!own.contains(&0x1B) || c == char::REPLACEMENT_CHARACTER);
            assert!(bytes[end as usize..file.start as usize].is_empty() || bytes[end as usize] == 0x1B);
        } else {
            assert_eq!(file.start, end, "{charset}: nothing between characters");
            let again = decode_units(own.to_vec(), charset, 0).unwrap().0;
            assert_eq!(again.as_str(), c.to_string(), "{charset}: {own:?}");
        }
        end = file.end;
    }
    assert!(charset == Charset::Iso2022Jp || end as usize == bytes.len());
    assert_eq!(places.to_file(Span::empty(text.len())), Span::empty(places.file_len()));
}

#[test]
fn places_of_the_fixtures() {
    for charset in JAPANESE {
        check_places(&encode(FIXTURES[0], charset), charset);
    }
}

/// Bytes that look like an encoding, mostly.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..4),
        proptest::collection::vec(0x21..0x7Fu8, 1..6),
        proptest::sample::select(vec![
            &b"\x1b$B"[..],
            b"\x1b(B",
            b"\x1b(I",
            b"\x1b(J",
            b"\x1b$(D",
            b"\n",
            b"\x82\xA0",
            b"\xA4\xA2",
            b"\xE3\x81\x82"
        ])
        .prop_map(<[u8]>::to_vec),
        any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ];
    proptest::collection::vec(token, 0..60).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn never_panics(bytes in soup(), which in 0..8usize) {
        let declared = Charset::ALL.get(which).copied();
        if let Ok(source) = decode(bytes, declared) {
            let _ = source.to_file(Span::new(1, u32::MAX));
            let bad = source.text.matches(char::REPLACEMENT_CHARACTER).count();
            prop_assert!(source.findings.len() <= bad + 1);
        }
    }

    #[test]
    fn places_of_anything(bytes in soup()) {
        for charset in Charset::ALL {
            check_places(&bytes, charset);
        }
    }

    #[test]
    fn same_as_the_standard(bytes in soup()) {
        for charset in Charset::ALL {
            if charset != Charset::Iso2022Jp && !(charset.is_utf16() && bytes.len() % 2 == 1) {
                check_oracle(&bytes, charset);
            }
        }
    }
}
