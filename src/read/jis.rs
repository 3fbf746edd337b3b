//! The tables of the Japanese character sets.
//!
//! They are taken out of `encoding_rs` (WHATWG Encoding Standard: CP932 with
//! the characters of NEC and IBM) when a file first needs them. Its decoders
//! themselves are not used: they do not tell how many bytes each character
//! took, and every position must be told in bytes of the file.

use std::sync::LazyLock;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, WINDOWS_1252};

/// The tables, made at first use.
pub(super) static JIS: LazyLock<Jis> = LazyLock::new(Jis::new);

/// Characters by their place in each set; all are in the BMP, 0 is no
/// character.
pub(super) struct Jis {
    x0208: Vec<u16>,
    x0212: Vec<u16>,
    cp1252: Vec<u16>,
}

/// Cells in a row of Shift_JIS and of the other encodings.
const SJIS_ROW: usize = 188;
const ROW: usize = 94;

impl Jis {
    fn new() -> Jis {
        let leads = (0x81..=0x9F).chain(0xE0..=0xFC);
        let pairs = leads.flat_map(|lead| (0x40..=0x7E).chain(0x80..=0xFC).map(move |trail| [lead, trail]));
        let triples = (0xA1..=0xFE).flat_map(|a| (0xA1..=0xFE).map(move |b| [0x8F, a, b]));
        Jis { x0208: table(SHIFT_JIS, pairs), x0212: table(EUC_JP, triples), cp1252: table(WINDOWS_1252, (0x80..=0xFF).map(|byte| [byte])) }
    }

    /// The character of two bytes of Shift_JIS.
    pub(super) fn shift_jis(&self, lead: u8, trail: u8) -> Option<char> {
        let row = match lead {
            0x81..=0x9F => lead - 0x81,
            0xE0..=0xFC => lead - 0xC1,
            _ => return None,
        };
        let cell = match trail {
            0x40..=0x7E => trail - 0x40,
            0x80..=0xFC => trail - 0x41,
            _ => return None,
        };
        get(&self.x0208, usize::from(row) * SJIS_ROW + usize::from(cell))
    }

    /// The character at a row and a cell (bytes 0x21 to 0x7E) of JIS X 0208.
    pub(super) fn x0208(&self, row: u8, cell: u8) -> Option<char> {
        get(&self.x0208, index(row, cell)?)
    }

    /// The character at a row and a cell (bytes 0x21 to 0x7E) of JIS X 0212.
    pub(super) fn x0212(&self, row: u8, cell: u8) -> Option<char> {
        get(&self.x0212, index(row, cell)?)
    }

    /// The character of a byte from 0x80 of Windows-1252.
    pub(super) fn windows_1252(&self, byte: u8) -> Option<char> {
        get(&self.cp1252, usize::from(byte.checked_sub(0x80)?))
    }

    /// All characters of CP932 with their row (from 0; rows 15 to 46 are the
    /// kanji of level 1, 47 to 83 those of level 2).
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, u16)> + '_ {
        self.x0208.iter().enumerate().filter(|&(_, &unit)| unit != 0).map(|(i, &unit)| (i / ROW, unit))
    }
}

fn index(row: u8, cell: u8) -> Option<usize> {
    let inside = (0x21..=0x7E).contains(&row) && (0x21..=0x7E).contains(&cell);
    inside.then(|| usize::from(row - 0x21) * ROW + usize::from(cell - 0x21))
}

fn get(table: &[u16], index: usize) -> Option<char> {
    table.get(index).filter(|&&unit| unit != 0).and_then(|&unit| char::from_u32(u32::from(unit)))
}

/// What each of `codes` decodes to, all in one go, a code a line.
fn table<const N: usize>(encoding: &'static Encoding, codes: impl Iterator<Item = [u8; N]>) -> Vec<u16> {
    let mut bytes = Vec::new();
    for code in codes {
        bytes.extend_from_slice(&code);
        bytes.push(b'\n');
    }
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    let unit = |line: &str| {
        let mut units = line.encode_utf16();
        match (units.next(), units.next()) {
            (Some(unit), None) if unit != 0xFFFD => unit,
            _ => 0,
        }
    };
    text.lines().map(unit).collect()
}
