//! Writing a file so that at every moment the old or the new one is whole.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::failure::{Doing, Failure};
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
    let fail = |error: &io::Error| Failure::io(path, Doing::Write, error);
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => path.to_owned(),
        Err(error) => return Err(fail(&error)),
    };
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        if !old.is_file() {
            let what = ("cannot write: this is no regular file", "書き込めません（通常のファイルではありません）");
            let help = ("name a file, or use the standard output", "ファイル名を指定するか、標準出力を使ってください");
            return Err(Failure::of(path, what).help(help));
        }
        if old.permissions().readonly() {
            let what = ("cannot write: the file is marked read-only", "書き込めません（読み取り専用のファイルです）");
            return Err(Failure::of(path, what).help((
                "make it writable (`chmod u+w`), or write the result to another place",
                "書き込めるようにするか（`chmod u+w`）、別の場所を指定してください",
            )));
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

/// Writes results where the user wants them: into a file, or into what is none
/// (a pipe, `/dev/stderr`) as it comes.
///
/// # Errors
/// A [`Failure`]; a file that was there is then as it was.
pub(super) fn results(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(there) if !there.is_file() && !there.is_dir() => {
            let outcome = File::options().write(true).open(path).and_then(|mut file| file.write_all(contents));
            outcome.map_err(|error| Failure::io(path, Doing::Write, &error))
        }
        _ => replace(path, contents),
    }
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
