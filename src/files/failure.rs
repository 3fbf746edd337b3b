//! What the user is told when something could not be done.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file, what went wrong with it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The file or folder; `None` when it is no matter of one file.
    pub path: Option<PathBuf>,
    /// What went wrong: one sentence without a capital and a full stop.
    pub what: String,
    /// What to do about it, if there is something to do.
    pub help: Option<String>,
}

impl Failure {
    /// A failure of one file.
    #[must_use]
    pub(crate) fn of(path: &Path, what: impl Into<String>) -> Failure {
        Failure { path: Some(path.to_owned()), what: what.into(), help: None }
    }

    /// The same with a remedy.
    #[must_use]
    pub(crate) fn help(self, help: impl Into<String>) -> Failure {
        Failure { help: Some(help.into()), ..self }
    }

    /// An error of the operating system while doing `what` (`read`, `write`).
    #[must_use]
    pub(crate) fn io(path: &Path, what: &str, error: &io::Error) -> Failure {
        let failure = Failure::of(path, format!("cannot {what}: {}", plain(error)));
        match remedy(error.kind()) {
            Some(help) => failure.help(help),
            None => failure,
        }
    }
}

/// The text of an error without Rust's `(os error 13)`.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

fn remedy(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::NotFound => "check the spelling; the file may also have been moved while hakusho ran",
        io::ErrorKind::PermissionDenied => "check the permissions of the file and its folder (`ls -ld`)",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room, then run again; the original file is whole"
        }
        io::ErrorKind::ReadOnlyFilesystem => "use --output DIR to write the results elsewhere",
        _ => return None,
    })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            let name = if path.as_os_str() == "-" { Path::new("standard input") } else { path };
            write!(f, "{}: ", name.display())?;
        }
        f.write_str(&self.what)
    }
}
