//! `check --fix` and `check --diff`: applying fixes until nothing changes, and
//! writing the files.

use std::path::{Path, PathBuf};

use super::failure::{Doing, Failure};
use super::input::Input;
use super::save;
use super::screen::Screen;
use super::session::Mend;
use crate::check::{self, Plan};
use crate::lint::{Checked, Diagnostic, File, Safety, fix};
use crate::read::{self, Charset};
use crate::report::diff;

/// What to do where the encoding of a file is in the way.
const UTF8_FIRST: (&str, &str) =
    ("`hakusho clean --write` makes it UTF-8; then fix it", "`hakusho clean --write`でUTF-8にしてから修正してください");

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
    /// Whether its text can be written back as its bytes.
    whole: bool,
}

impl Draft {
    /// What has to be known of a file to write it again.
    pub(super) fn new(path: Option<PathBuf>, input: &Input, asked: bool) -> Draft {
        let source = &input.source;
        // without the raw bytes nothing will be written
        let text = if input.raw.is_empty() { String::new() } else { source.text.as_str().to_owned() };
        let whole = input.raw.is_empty() || source.charset.encode(&text, source.bom).as_deref() == Some(&input.raw);
        Draft { asked, path, raw: input.raw.clone(), text, charset: source.charset, bom: source.bom, whole }
    }

    /// Why nothing is mended in it: some of its bytes would be lost.
    fn torn(&self) -> Failure {
        let what = (
            format!("cannot be written back byte for byte as {}; nothing was mended", self.charset),
            format!("{}のまま、元のバイト列を保って書き戻すことができないため、修正しませんでした", self.charset),
        );
        Failure::of(self.path.as_deref().unwrap_or(Path::new("-")), what).help((
            "`hakusho clean --write --force` makes it UTF-8, with U+FFFD for bytes that cannot be decoded; then fix it",
            "`hakusho clean --write --force`でUTF-8にして（復号できないバイトはU+FFFDになります）から修正してください",
        ))
    }
}

/// Files with their fixes applied.
pub(super) struct Mended {
    /// What was found in them then.
    pub checked: Checked,
    /// Of each file, whether nothing was mended although something should be: it
    /// cannot be written back.
    torn: Vec<bool>,
}

/// Applies the fixes of the findings that are `wanted` in memory and checks
/// again, until nothing changes.
pub(super) fn mend(
    checked: Checked,
    plan: &Plan<'_>,
    drafts: &[Draft],
    risk: Safety,
    mut wanted: impl FnMut(&Diagnostic, &File) -> bool,
) -> Mended {
    let mut mended = Mended { checked, torn: vec![false; drafts.len()] };
    for _ in 0..ROUNDS {
        let mut changed = false;
        let mut sources = Vec::new();
        let Mended { checked, torn } = &mut mended;
        for (i, ((file, draft), torn)) in checked.files.iter().zip(drafts).zip(torn).enumerate() {
            let text = file.text.as_str();
            let fixes = checked.of_file(i).iter().filter(|d| wanted(d, file)).filter_map(|d| d.fix.as_ref());
            let fixed = draft.asked.then(|| fix::apply(text, fixes, risk)).filter(|fixed| fixed.applied > 0);
            *torn |= !draft.whole && fixed.is_some();
            let fixed = fixed.filter(|_| draft.whole);
            changed |= fixed.is_some();
            let text = fixed.map_or_else(|| text.to_owned(), |fixed| fixed.text);
            match read::decode(text, Some(Charset::Utf8)) {
                Ok(source) => sources.push((file.name.clone(), source)),
                // what was a text before a fix is one behind it
                Err(_) => return mended,
            }
        }
        if !changed {
            break;
        }
        mended.checked = check::check(sources, plan);
    }
    mended
}

/// Writes what was mended, or shows it as a patch of the files as they are.
pub(super) fn finish(mended: &Mended, drafts: &[Draft], mend: &Mend, screen: &mut Screen) {
    let diff = mend.diff;
    let mut files = 0;
    for ((file, draft), torn) in mended.checked.files.iter().zip(drafts).zip(&mended.torn) {
        let new = file.text.as_str();
        if *torn {
            screen.fail(&draft.torn());
        }
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
        let done = if diff { show(draft, file, screen) } else { write(draft, new) };
        match done {
            Ok(()) => files += 1,
            Err(failure) => screen.fail(&failure),
        }
    }
    if files > 0 && !diff {
        let s = if files == 1 { "" } else { "s" };
        screen.say((format!("mended {files} file{s}"), format!("{files}ファイルを修正しました")));
    }
}

fn show(draft: &Draft, file: &File, screen: &mut Screen) -> Result<(), Failure> {
    let new = file.text.as_str();
    let bytes = encoded(draft, new)?;
    let _ = if screen.terminal || screen.colour {
        screen.print_shown(&diff::between_on_screen(&draft.text, new, &file.name, screen.colour))
    } else {
        let path = draft.path.as_deref().unwrap_or(Path::new(&file.name));
        screen.print(&diff::between(&draft.raw, &bytes, path.as_os_str().as_encoded_bytes()))
    };
    Ok(())
}

/// The bytes of a file with its mended text, if what is not mended keeps its own.
fn encoded(draft: &Draft, text: &str) -> Result<Vec<u8>, Failure> {
    let path = draft.path.as_deref().unwrap_or(Path::new("-"));
    draft.charset.encode(text, draft.bom).ok_or_else(|| {
        let what = (
            format!("cannot be written: a fix needs a character that {} does not have", draft.charset),
            format!("書き込めません。修正に必要な文字が{}にありません", draft.charset),
        );
        Failure::of(path, what).help(UTF8_FIRST)
    })
}

fn write(draft: &Draft, text: &str) -> Result<(), Failure> {
    let Some(path) = draft.path.as_deref() else { return Ok(()) };
    let bytes = encoded(draft, text)?;
    let now = std::fs::read(path).map_err(|e| Failure::io(path, Doing::Read, &e))?;
    if now != draft.raw {
        let what = ("was changed while it was checked; it stays as it is", "点検中に変更されたため、書き換えませんでした");
        return Err(Failure::of(path, what).help(("run `hakusho check --fix` again", "もう一度`hakusho check --fix`を実行してください")));
    }
    save::replace(path, &bytes)
}
