//! The bytes of a file as they come.

use std::io::{ErrorKind, Read, Result};

/// The bytes of a file.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// They are UTF-8 throughout.
    Utf8(String),
    /// They may be anything.
    Any(Vec<u8>),
}

/// Bytes that are read at a time: they are looked at while a processor's cache holds
/// them.
const CHUNK: usize = 64 << 10;

impl Bytes {
    /// Reads to the end; `room` is how many bytes to expect.
    ///
    /// # Errors
    /// Those of reading.
    pub fn read(mut from: impl Read, room: usize) -> Result<Bytes> {
        let mut text = String::with_capacity(room);
        let mut chunk = vec![0; CHUNK];
        // of a character that the end of the chunk before cuts
        let mut kept = 0;
        loop {
            let read = match from.read(chunk.get_mut(kept..).unwrap_or_default()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            let filled = chunk.get(..kept + read).unwrap_or_default();
            let end = if read == 0 { filled.len() } else { whole(filled) };
            let Ok(valid) = simdutf8::basic::from_utf8(filled.get(..end).unwrap_or_default()) else {
                let mut bytes = text.into_bytes();
                bytes.extend_from_slice(filled);
                from.read_to_end(&mut bytes)?;
                return Ok(Bytes::Any(bytes));
            };
            text.push_str(valid);
            if read == 0 {
                return Ok(Bytes::Utf8(text));
            }
            kept = filled.len() - end;
            chunk.copy_within(end..end + kept, 0);
        }
    }

    /// The string that the bytes are.
    ///
    /// # Errors
    /// The bytes, when they are not UTF-8.
    pub(super) fn into_string(self) -> std::result::Result<String, Bytes> {
        match self {
            Bytes::Utf8(text) => Ok(text),
            Bytes::Any(bytes) => String::from_utf8(bytes).map_err(|error| Bytes::Any(error.into_bytes())),
        }
    }

    /// The bytes.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        match self {
            Bytes::Utf8(text) => text.into_bytes(),
            Bytes::Any(bytes) => bytes,
        }
    }
}

/// How many bytes stand in front of a character that may be cut at the end.
fn whole(bytes: &[u8]) -> usize {
    const LONGEST: usize = 4;
    let lead = bytes.iter().rev().take(LONGEST).position(|byte| byte & 0xC0 != 0x80);
    match lead.map(|back| bytes.len() - 1 - back) {
        Some(at) if bytes.get(at).is_some_and(|lead| *lead >= 0xC0) => at,
        _ => bytes.len(),
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Utf8(text) => text.as_bytes(),
            Bytes::Any(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes::Any(bytes)
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Bytes {
        Bytes::Utf8(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes a few at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, to: &mut [u8]) -> Result<usize> {
            let len = self.1.min(self.0.len()).min(to.len());
            let (now, later) = self.0.split_at(len);
            to[..len].copy_from_slice(now);
            self.0 = later;
            Ok(len)
        }
    }

    #[test]
    fn bytes_are_read_as_they_are_however_they_come() {
        let text = "a漢字é𠮷".repeat(3000);
        let good = text.as_bytes();
        let cut = &good[..good.len() - 1];
        let bad = [good, b"\xE3\x81", good].concat();
        for step in [1, 2, 3, 5, 1000, usize::MAX] {
            for room in [0, 10, good.len()] {
                assert!(matches!(Bytes::read(Slow(good, step), room), Ok(Bytes::Utf8(read)) if read == text));
                for bytes in [cut, &bad] {
                    assert!(matches!(Bytes::read(Slow(bytes, step), room), Ok(Bytes::Any(read)) if read == bytes));
                }
            }
        }
    }
}
