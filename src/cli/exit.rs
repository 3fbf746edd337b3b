//! The exit codes, in one place: they are a promise to scripts.

use std::process::ExitCode;

/// How a run ended. The greatest of several counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: all went well.
    #[default]
    Ok = 0,
    /// 1: `--check` found files that `--write` would change.
    Found = 1,
    /// 2: wrong usage, or at least one file could not be read or written.
    Error = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
