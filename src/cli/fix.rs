//! `check --fix` and `check --diff`: applying fixes until nothing changes, and
//! writing the files.

use std::path::PathBuf;

use super::failure::Failure;
use super::input::Input;
use super::save;
use super::screen::Screen;
use crate::check::{self, Plan};
use crate::lint::{Checked, Diagnostic, File, Safety, fix};
use crate::read::{self, Charset};

/// More rounds than fixes that follow from each other need.
const ROUNDS: usize = 20;

/// A file that may be changed.
pub(super) struct Draft {
    /// Whether the user asked for it; others are not changed.
    pub asked: bool,
    path: Option<PathBuf>,
    raw: Vec<u8>,
    text: String,
    charset: Charset,
    bom: bool,
}

impl Draft {
    /// What has to be known of a file to write it again.
    pub(super) fn new(path: Option<PathBuf>, input: &Input, asked: bool) -> Draft {
        let source = &input.source;
        // without the raw bytes nothing will be written
        let text = if input.raw.is_empty() { String::new() } else { source.text.as_str().to_owned() };
        Draft { asked, path, raw: input.raw.clone(), text, charset: source.charset, bom: source.bom }
    }
}

/// Applies the fixes of the findings that are `wanted` in memory and checks
/// again, until nothing changes.
pub(super) fn mend(
    mut checked: Checked,
    plan: &Plan<'_>,
    drafts: &[Draft],
    risk: Safety,
    mut wanted: impl FnMut(&Diagnostic, &File) -> bool,
) -> Checked {
    for _ in 0..ROUNDS {
        let mut changed = false;
        let mut sources = Vec::new();
        for (i, (file, draft)) in checked.files.iter().zip(drafts).enumerate() {
            let text = file.text.as_str();
            let fixes = checked.of_file(i).iter().filter(|d| wanted(d, file)).filter_map(|d| d.fix.as_ref());
            let fixed = draft.asked.then(|| fix::apply(text, fixes, risk)).filter(|fixed| fixed.applied > 0);
            changed |= fixed.is_some();
            let text = fixed.map_or_else(|| text.to_owned(), |fixed| fixed.text);
            match read::decode(text.into_bytes(), Some(Charset::Utf8)) {
                Ok(source) => sources.push((file.name.clone(), source)),
                // what was a text before a fix is one behind it
                Err(_) => return checked,
            }
        }
        if !changed {
            break;
        }
        checked = check::check(sources, plan);
    }
    checked
}

/// Writes what was mended, or shows it.
pub(super) fn finish(checked: &Checked, drafts: &[Draft], diff: bool, screen: &mut Screen) {
    let mut files = 0;
    for (file, draft) in checked.files.iter().zip(drafts) {
        let new = file.text.as_str();
        if draft.path.is_none() && !diff {
            // the result of mending the standard input is its text
            let bytes = draft.charset.encode(new, draft.bom).unwrap_or_else(|| new.as_bytes().to_vec());
            files += usize::from(new != draft.text);
            let _ = screen.print(if new == draft.text { &draft.raw } else { &bytes });
            continue;
        }
        if !draft.asked || new == draft.text {
            continue;
        }
        if diff {
            let old = draft.text.as_str();
            let patch = similar::TextDiff::from_lines(old, new);
            let _ = screen.print(patch.unified_diff().header(&file.name, &file.name).to_string().as_bytes());
            continue;
        }
        match write(draft, new) {
            Ok(()) => files += 1,
            Err(failure) => screen.fail(&failure),
        }
    }
    if files > 0 && !diff {
        screen.tell(&format!("mended {files} file{}\n", if files == 1 { "" } else { "s" }));
    }
}

fn write(draft: &Draft, text: &str) -> Result<(), Failure> {
    let Some(path) = draft.path.as_deref() else { return Ok(()) };
    let bytes = draft.charset.encode(text, draft.bom).ok_or_else(|| {
        Failure::of(path, format!("cannot be written: a fix needs a character that {} does not have", draft.charset))
            .help("`hakusho clean --write` makes it UTF-8; then fix it")
    })?;
    // what is not touched must keep its bytes
    if draft.charset.encode(&draft.text, draft.bom).as_deref() != Some(&draft.raw) {
        return Err(Failure::of(path, format!("cannot be written back byte for byte as {}", draft.charset))
            .help("`hakusho clean --write` makes it UTF-8; then fix it"));
    }
    let now = std::fs::read(path).map_err(|e| Failure::io(path, "read", &e))?;
    if now != draft.raw {
        return Err(Failure::of(path, "was changed while it was checked; it stays as it is").help("run `hakusho check --fix` again"));
    }
    save::replace(path, &bytes)
}
