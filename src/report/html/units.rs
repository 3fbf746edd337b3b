//! Places in a text as JavaScript counts them: UTF-16 units from its start.

/// Bytes between two places that are known.
const STEP: usize = 256;

/// The UTF-16 units in front of every [`STEP`]th byte of a text.
#[derive(Debug, Default)]
pub(super) struct Units {
    marks: Vec<u32>,
}

impl Units {
    pub(super) fn of(text: &str) -> Units {
        let mut count = 0;
        let blocks = text.as_bytes().chunks(STEP);
        let marks = blocks.map(|block| {
            let before = count;
            count += units(block);
            before
        });
        Units { marks: marks.collect() }
    }

    /// The UTF-16 units in front of a byte of the text that this was made of.
    pub(super) fn at(&self, text: &str, byte: u32) -> u32 {
        let byte = (byte as usize).min(text.len());
        let block = (byte / STEP).min(self.marks.len().saturating_sub(1));
        let rest = text.as_bytes().get(block * STEP..byte).unwrap_or_default();
        self.marks.get(block).copied().unwrap_or(0) + units(rest)
    }
}

/// The UTF-16 units of the characters that begin in these bytes of UTF-8.
fn units(bytes: &[u8]) -> u32 {
    let of = |byte: &u8| match byte {
        0x80..=0xBF => 0,
        0xF0..=0xFF => 2,
        _ => 1,
    };
    bytes.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let text = "a漢𠮟る".repeat(200);
        let units = Units::of(&text);
        for (at, _) in text.char_indices() {
            let want: usize = text[..at].encode_utf16().count();
            assert_eq!(units.at(&text, u32::try_from(at).unwrap()) as usize, want);
        }
        assert_eq!(units.at(&text, u32::MAX) as usize, text.encode_utf16().count());
        assert_eq!(Units::of("").at("", 3), 0);
    }
}
