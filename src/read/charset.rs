//! The encodings that are read, and the names people give them.

use std::fmt;
use std::str::FromStr;

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(into = "&'static str")]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Shift_JIS as Windows writes it (CP932, with NEC and IBM characters).
    ShiftJis,
    /// EUC-JP with JIS X 0212.
    EucJp,
    /// ISO-2022-JP ("JIS"), with half-width katakana and JIS X 0212.
    Iso2022Jp,
    /// Windows-1252, the superset of Latin-1.
    Windows1252,
}

/// The usual labels, without regard to case, `-`, `_`, `.` and spaces.
const LABELS: &[(&str, Charset)] = &[
    ("ansi", Charset::Windows1252),
    ("ascii", Charset::Utf8),
    ("cp1252", Charset::Windows1252),
    ("cp51932", Charset::EucJp),
    ("cp932", Charset::ShiftJis),
    ("csiso2022jp", Charset::Iso2022Jp),
    ("csshiftjis", Charset::ShiftJis),
    ("eucjp", Charset::EucJp),
    ("eucjpms", Charset::EucJp),
    ("iso2022jp", Charset::Iso2022Jp),
    ("iso88591", Charset::Windows1252),
    ("jis", Charset::Iso2022Jp),
    ("latin1", Charset::Windows1252),
    ("mskanji", Charset::ShiftJis),
    ("shiftjis", Charset::ShiftJis),
    ("sjis", Charset::ShiftJis),
    ("ujis", Charset::EucJp),
    ("usascii", Charset::Utf8),
    ("utf16", Charset::Utf16Le),
    ("utf16be", Charset::Utf16Be),
    ("utf16le", Charset::Utf16Le),
    ("utf8", Charset::Utf8),
    ("windows1252", Charset::Windows1252),
    ("windows31j", Charset::ShiftJis),
    ("xeucjp", Charset::EucJp),
    ("xsjis", Charset::ShiftJis),
];

impl Charset {
    /// All of them; on equal evidence an earlier one is believed.
    pub const ALL: [Charset; 7] =
        [Charset::Utf8, Charset::ShiftJis, Charset::EucJp, Charset::Iso2022Jp, Charset::Utf16Le, Charset::Utf16Be, Charset::Windows1252];

    /// The name as the WHATWG Encoding Standard writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Charset::Utf8 => "UTF-8",
            Charset::Utf16Le => "UTF-16LE",
            Charset::Utf16Be => "UTF-16BE",
            Charset::ShiftJis => "Shift_JIS",
            Charset::EucJp => "EUC-JP",
            Charset::Iso2022Jp => "ISO-2022-JP",
            Charset::Windows1252 => "windows-1252",
        }
    }

    /// The encoding that the byte order mark of `bytes` tells, and the length
    /// of the mark in bytes.
    pub(super) fn of_bom(bytes: &[u8]) -> Option<(Charset, usize)> {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Some((Charset::Utf8, 3)),
            [0xFF, 0xFE, ..] => Some((Charset::Utf16Le, 2)),
            [0xFE, 0xFF, ..] => Some((Charset::Utf16Be, 2)),
            _ => None,
        }
    }

    /// A text in this encoding, behind a byte order mark if `bom`. `None` when
    /// it has a character that the encoding does not.
    #[must_use]
    pub fn encode(self, text: &str, bom: bool) -> Option<Vec<u8>> {
        let mark = if bom { "\u{FEFF}" } else { "" };
        let units = || mark.encode_utf16().chain(text.encode_utf16());
        let encoding = match self {
            Charset::Utf8 => return Some([mark, text].concat().into_bytes()),
            Charset::Utf16Le => return Some(units().flat_map(u16::to_le_bytes).collect()),
            Charset::Utf16Be => return Some(units().flat_map(u16::to_be_bytes).collect()),
            Charset::ShiftJis => encoding_rs::SHIFT_JIS,
            Charset::EucJp => encoding_rs::EUC_JP,
            Charset::Iso2022Jp => encoding_rs::ISO_2022_JP,
            Charset::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        let (bytes, _, unmappable) = encoding.encode(text);
        (!unmappable).then(|| bytes.into_owned())
    }

    /// Whether it is UTF-16 in either order.
    pub(super) const fn is_utf16(self) -> bool {
        matches!(self, Charset::Utf16Le | Charset::Utf16Be)
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl From<Charset> for &'static str {
    fn from(charset: Charset) -> &'static str {
        charset.name()
    }
}

/// A label that names no encoding that is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown encoding `{0}`: hakusho reads utf-8, utf-16le, utf-16be, shift_jis (cp932), euc-jp, iso-2022-jp (jis) and windows-1252 (latin1); convert the file to UTF-8 first"
)]
pub struct UnknownCharset(pub String);

impl UnknownCharset {
    /// The same in Japanese.
    #[must_use]
    pub fn japanese(&self) -> String {
        format!(
            "`{}`という文字コードは読めません。読めるのはutf-8、utf-16le、utf-16be、shift_jis（cp932）、euc-jp、iso-2022-jp（jis）、windows-1252（latin1）です。先にファイルをUTF-8に変換してください",
            self.0
        )
    }
}

impl FromStr for Charset {
    type Err = UnknownCharset;

    fn from_str(label: &str) -> Result<Charset, UnknownCharset> {
        let bare: String = label.chars().filter(|c| !matches!(c, '-' | '_' | '.' | ' ')).map(|c| c.to_ascii_lowercase()).collect();
        let row = LABELS.iter().find(|(name, _)| *name == bare);
        row.map(|&(_, charset)| charset).ok_or_else(|| UnknownCharset(label.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding() {
        let check =
            |charset: Charset, text: &str, want: Option<&[u8]>| assert_eq!(charset.encode(text, false).as_deref(), want, "{charset}");
        check(Charset::Utf8, "白", Some("白".as_bytes()));
        check(Charset::Utf16Le, "白", Some(&[0x7D, 0x76]));
        check(Charset::Utf16Be, "白", Some(&[0x76, 0x7D]));
        check(Charset::ShiftJis, "白", Some(&[0x94, 0x92]));
        check(Charset::EucJp, "白", Some(&[0xC7, 0xF2]));
        check(Charset::Windows1252, "白", None);
        assert_eq!(Charset::Utf16Be.encode("a", true).as_deref(), Some(&[0xFE, 0xFF, 0, b'a'][..]));
    }

    #[test]
    fn labels() {
        assert!(LABELS.is_sorted_by_key(|row| row.0));
        for charset in Charset::ALL {
            assert_eq!(charset.to_string().parse(), Ok(charset));
        }
        for (label, charset) in [
            ("sjis", Charset::ShiftJis),
            ("Shift-JIS", Charset::ShiftJis),
            ("CP932", Charset::ShiftJis),
            ("Windows-31J", Charset::ShiftJis),
            ("euc_jp", Charset::EucJp),
            ("JIS", Charset::Iso2022Jp),
            ("UTF8", Charset::Utf8),
            ("utf-16", Charset::Utf16Le),
            ("ISO-8859-1", Charset::Windows1252),
        ] {
            assert_eq!(label.parse(), Ok(charset), "{label}");
        }
        assert_eq!("koi8-r".parse::<Charset>(), Err(UnknownCharset("koi8-r".to_owned())));
    }
}
