//! Reading one input; the only place that knows how bytes become a text.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::failure::{Doing, Failure};
use crate::read::{self, Bytes, Charset, Source};
use crate::text::Text;

/// The bytes of one input as they came, and what they say.
pub(crate) struct Input {
    /// The bytes of the file; empty unless they were asked for.
    pub raw: Vec<u8>,
    /// Length of the file in bytes.
    pub len: u64,
    /// The text.
    pub source: Source,
}

/// Reads a file (`None`: the standard input). `raw`: also keep the bytes.
///
/// # Errors
/// A [`Failure`] when it cannot be read or is no text.
pub(crate) fn read(path: Option<&Path>, declared: Option<Charset>, raw: bool) -> Result<Input, Failure> {
    let name = path.unwrap_or(Path::new("-"));
    // one byte more than a text may have tells that it is too long
    let limit = Text::MAX_LEN as u64 + 1;
    let outcome = match path {
        Some(path) => File::open(path).and_then(|file| {
            // room at once, as far as the length is known and credible
            let len = file.metadata().map_or(0, |m| m.len());
            Bytes::read(file.take(limit), usize::try_from(len.min(limit)).unwrap_or(0))
        }),
        None => Bytes::read(std::io::stdin().lock().take(limit), 0),
    };
    let bytes = outcome.map_err(|e| Failure::io(name, Doing::Read, &e))?;
    let len = bytes.len() as u64;
    let raw = if raw { bytes.to_vec() } else { Vec::new() };
    match read::decode(bytes, declared) {
        Ok(source) => Ok(Input { raw, len, source }),
        Err(refused) => Err(Failure::of(name, (refused.to_string(), refused.japanese()))),
    }
}
