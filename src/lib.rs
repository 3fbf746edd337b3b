//! hakusho (白書): clean reading text from what PDF extractors give.
//!
//! The modules, each using only those above it:
//!
//! * [`text`]: text, spans, edits, source maps, lines and columns, characters
//! * [`finding`]: what there is to say about a place
//! * [`layout`]: what kind of line a line is
//! * [`read`]: bytes to text
//! * [`stage`]: the clean-up, one stage a file
//! * [`doc`]: the cleaned text as blocks, and what stands in them
//! * [`book`]: all documents of one work, indexed once
//! * [`lint`]: what a lint is
//! * [`lints`]: the lints, page and check side by side
//! * [`config`]: the config file
//! * [`report`]: what was cleaned or found, one format a file
//! * [`check`]: reads, cleans and checks the files of a book
//! * `files`: which files are meant, their config, which make a book
//! * [`lsp`]: the language server
//! * [`cli`]: the command line

pub mod book;
pub mod check;
pub mod config;
pub mod doc;
pub mod finding;
pub mod layout;
pub mod lint;
#[path = "../lints/mod.rs"]
pub mod lints;
pub mod read;
pub mod report;
pub mod stage;
pub mod text;

pub mod cli;
mod files;
pub mod lsp;

pub use stage::{Cleaned, Options, clean, clean_text};
