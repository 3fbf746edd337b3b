//! The files of the user, for the command line and the language server alike:
//! which ones are meant, what their config says, which of them make a book,
//! what their bytes say.

pub(crate) mod books;
pub(crate) mod config;
pub(crate) mod failure;
pub(crate) mod house;
pub(crate) mod input;
pub(crate) mod inputs;
pub(crate) mod language;
pub(crate) mod results;
pub(crate) mod walk;

use std::path::{Path, PathBuf};

/// A path of a config as one names it who is in the current folder, where it lies
/// below that; otherwise as it is.
pub(crate) fn near(path: &Path) -> PathBuf {
    let below = || path.strip_prefix(std::env::current_dir().ok()?).ok().filter(|p| p.file_name().is_some()).map(Path::to_owned);
    below().unwrap_or_else(|| path.to_owned())
}

/// A folder as it can be opened: that of a bare file name is empty and means the
/// one that we are in.
pub(crate) fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
