//! hakusho (白書): clean reading text from what PDF extractors give.
//!
//! The modules, each using only those above it:
//!
//! * [`text`]: text, spans, edits, source maps, lines and columns, characters
//! * [`finding`]: what there is to say about a place
//! * [`layout`]: what kind of line a line is
//! * [`read`]: bytes to text
//! * [`stage`]: the clean-up, one stage a file
//! * [`doc`]: the cleaned text as blocks
//! * [`report`]: what was cleaned, one format a file
//! * [`cli`]: the command line

pub mod doc;
pub mod finding;
pub mod layout;
pub mod read;
pub mod report;
pub mod stage;
pub mod text;

pub mod cli;

pub use stage::{Cleaned, Options, clean};
