//! Writing a file so that at every moment the old or the new one is whole.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::failure::Failure;
use crate::files::here;

/// Replaces the contents of an existing file, or makes a new one.
///
/// The new contents go to a temporary file in the same folder, which takes the
/// old one's permissions and then its name in one step. A symbolic link stays;
/// the file it leads to is replaced.
///
/// # Errors
/// A [`Failure`]; the old file is then as it was.
pub(super) fn replace(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    let fail = |error: &io::Error| Failure::io(path, "write", error);
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => path.to_owned(),
        Err(error) => return Err(fail(&error)),
    };
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        if !old.is_file() {
            return Err(Failure::of(path, "cannot write: this is no regular file").help("use --output DIR, or the standard output"));
        }
        if old.permissions().readonly() {
            return Err(Failure::of(path, "cannot write: the file is marked read-only")
                .help("make it writable (`chmod u+w`), or use --output DIR to write the result elsewhere"));
        }
    }
    let folder = here(target.parent().unwrap_or(Path::new(""))).to_owned();
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hakusho-").suffix(".tmp");
    #[cfg(unix)]
    if old.is_none() {
        // a new file gets what the umask leaves of rw-rw-rw-
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(&folder).map_err(|e| fail(&e))?;
    temporary.write_all(contents).map_err(|e| fail(&e))?;
    if let Some(old) = &old {
        keep_owner(temporary.as_file(), old);
        temporary.as_file().set_permissions(old.permissions()).map_err(|e| fail(&e))?;
    }
    temporary.as_file().sync_all().map_err(|e| fail(&e))?;
    temporary.persist(&target).map_err(|e| fail(&e.error))?;
    Ok(())
}

/// Owner and group, where the system lets us; it is no error when it does not.
#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let same = file.metadata().is_ok_and(|new| (new.uid(), new.gid()) == (old.uid(), old.gid()));
    if !same && fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        let _ = fchown(file, None, Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}
