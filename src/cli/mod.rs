//! The command line.

use std::io::Write as _;
use std::process::ExitCode;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let Some(path) = std::env::args().last() else { return ExitCode::from(2) };
    let Ok(text) = std::fs::read_to_string(path) else { return ExitCode::from(2) };
    let options = crate::Options { gloss: crate::stage::Gloss::Drop, ..Default::default() };
    let Some(text) = crate::text::Text::new(text) else { return ExitCode::from(2) };
    let out = crate::clean(text, &options);
    let _ = std::io::stdout().write_all(out.text.as_bytes());
    ExitCode::SUCCESS
}
