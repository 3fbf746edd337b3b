//! The baseline of a run: accepting what it lists, and writing one that keeps
//! what the run had no eyes for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Session;
use crate::cli::failure::{Doing, Failure, not_a_baseline};
use crate::cli::save;
use crate::cli::screen::Screen;
use crate::files::config::relative;
use crate::files::here;
use crate::lint::baseline::Baseline;
use crate::lint::{Checked, Language, Lint};

/// Which lints looked at which files.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// By file, relative to the baseline: the lints that did not run there.
    idle: BTreeMap<String, BTreeSet<String>>,
}

impl Looked {
    /// Adds the files of a run that were asked for.
    pub(super) fn add(&mut self, checked: &Checked, baseline: &Path, lints: &[Lint], runs: impl Fn(&Lint, &str) -> bool) {
        for file in checked.files.iter().filter(|file| file.asked) {
            let idle = lints.iter().filter(|lint| !runs(lint, &file.name)).map(|lint| lint.page.front.name.clone());
            self.idle.entry(relative(&file.name, baseline)).or_default().extend(idle);
        }
    }

    fn at(&self, path: &str, lint: &str) -> bool {
        self.idle.get(path).is_some_and(|idle| !idle.contains(lint))
    }

    /// Whether an entry of a baseline is none of this run's business. Those of
    /// files that are gone go.
    fn leaves(&self, path: &str, lint: &str, baseline: &Path) -> bool {
        let there = || path == "-" || baseline.parent().is_some_and(|folder| here(folder).join(path).exists());
        if self.idle.contains_key(path) { !self.at(path, lint) } else { there() }
    }
}

/// Takes out what the baseline `source` accepts, and tells what is gone.
pub(super) fn accept(
    checked: &mut Checked,
    source: &Path,
    looked: &Looked,
    language: Language,
    screen: &mut Screen,
) -> Result<(), Failure> {
    let text = std::fs::read_to_string(source).map_err(|e| {
        let command = format!("`hakusho check --write-baseline {}`", source.display());
        Failure::io(source, Doing::Read, &e).help((format!("{command} makes it"), format!("{command}で作れます")))
    })?;
    let baseline = Baseline::parse(&text).map_err(|e| not_a_baseline(source, &e))?;
    let gone = baseline.accept(checked, |name| relative(name, source), |path, lint| looked.at(path, lint));
    let name = source.display();
    match (gone, language) {
        (0, _) => {}
        (1, Language::En) => screen.tell(&format!("{name}: 1 accepted finding is gone; --write-baseline takes it out\n")),
        (_, Language::En) => screen.tell(&format!("{name}: {gone} accepted findings are gone; --write-baseline takes them out\n")),
        (_, Language::Ja) => screen.tell(&format!("{name}：許容済みの指摘のうち{gone}件がなくなりました。--write-baselineで除けます\n")),
    }
    Ok(())
}

/// Says that no baseline was written.
pub(in crate::cli) fn unwritten(target: &Path, screen: &mut Screen) {
    let what = ("not written, since not everything could be checked", "すべてを点検できなかったため、書き込みませんでした");
    let help = ("mend or leave out what is told above", "上のエラーを直すか、対象から外してください");
    screen.fail(&Failure::of(target, what).help(help));
}

impl Session<'_> {
    /// Writes the findings of all books into one baseline, if all could be
    /// checked: what is missing in it would be told as new. What was not looked
    /// at stays in it.
    pub(super) fn write_baseline(&self, target: &Path, checked: &mut Checked, looked: &Looked, screen: &mut Screen) {
        if screen.failed() {
            return unwritten(target, screen);
        }
        let older = match std::fs::read_to_string(target) {
            Ok(text) if text.trim().is_empty() => Ok(Baseline::default()),
            Ok(text) => Baseline::parse(&text).map_err(|e| not_a_baseline(target, &e)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Baseline::default()),
            Err(error) => Err(Failure::io(target, Doing::Read, &error)),
        };
        let mut written = Baseline::of(checked, |name| relative(name, target));
        let outcome = older.and_then(|older| {
            let kept = written.keep(older, |path, lint| looked.leaves(path, lint, target));
            save::replace(target, written.show().as_bytes()).map(|()| kept)
        });
        match outcome {
            Ok(kept) => {
                screen.tell(&told(&target.display().to_string(), written.count(), kept, self.language()));
                checked.diagnostics.clear();
            }
            Err(failure) => screen.fail(&failure),
        }
    }
}

fn told(name: &str, count: usize, kept: usize, language: Language) -> String {
    match language {
        Language::En => {
            let (s, are) = if count == 1 { ("", "is") } else { ("s", "are") };
            let kept = match kept {
                0 => String::new(),
                1 => " (1 of them from before: its file or its lint was not looked at)".to_owned(),
                n => format!(" ({n} of them from before: their files or lints were not looked at)"),
            };
            format!("{name}: {count} finding{s} {are} accepted from now on{kept}\n")
        }
        Language::Ja => {
            let kept = match kept {
                0 => String::new(),
                n => format!("（うち{n}件は、今回調べなかったファイルや項目のもので、以前のまま残しました）"),
            };
            format!("{name}：今後、{count}件の指摘を許容します{kept}\n")
        }
    }
}
