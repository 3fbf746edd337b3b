//! `--watch`: a command that is run again whenever something it reads changes.
//!
//! The system tells that *something* happened in a folder; what that means is
//! decided by looking at the files themselves: only a run whose files differ
//! from those of the run before is a new run. So it does not matter how an
//! editor saves, whether the run writes files of its own, or what else happens
//! in the folders. Where the system tells nothing (network shares, containers)
//! the files are looked at from time to time.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::exit::Exit;
use super::failure::{Doing, Failure};
use super::language;
use super::screen::Screen;
use crate::files::here;
use crate::files::inputs::Inputs;
use crate::lint::Language;
use crate::report::visible;

/// How long nothing must change before a run begins: editors write a file in
/// several steps, and save all files at once.
const SETTLE: Duration = Duration::from_millis(50);

/// How long a run waits for files that do not stop changing.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often the files are looked at when the system tells of no change. Longer
/// where looking takes long: it must cost next to nothing.
const ROUND: Duration = Duration::from_secs(2);

/// Runs `run` at once and again after each change of what `inputs` names, until
/// the user stops the program or nobody reads its results any more (`run` then
/// breaks). `inputs` is asked anew each time, since a config may name others.
///
/// Runs only if `arguments`, the files that the user named, are there.
pub(super) fn watch(screen: Screen, arguments: &[&Path], inputs: impl Fn() -> Inputs, mut run: impl FnMut() -> ControlFlow<()>) -> Exit {
    let mut screen = screen;
    for path in arguments {
        if path.as_os_str() == "-" {
            let failure = Failure::new(("--watch cannot watch the standard input", "--watchは標準入力には使えません"));
            screen.fail(&failure.help(("name files or folders", "ファイルかフォルダーを指定してください")));
        } else if let Err(error) = std::fs::metadata(path) {
            screen.fail(&Failure::io(path, Doing::Read, &error));
        }
    }
    if screen.failed() {
        return screen.finish();
    }
    let mut bell = Bell::new();
    let mut changed = Vec::new();
    loop {
        // what changes while the run reads is a change behind this picture
        let wanted = inputs();
        bell.hang(&wanted.folders);
        let before = Picture::of(&wanted);
        let language = language::choose(wanted.language);
        announce(&mut screen, &changed, language);
        if run().is_break() {
            return screen.finish();
        }
        let there = before.files.values().flatten().count();
        screen.tell(&match language {
            Language::En => format!("watching {there} file{}; Ctrl-C ends\n", if there == 1 { "" } else { "s" }),
            Language::Ja => format!("{there}ファイルの変更を待っています（Ctrl-Cで終了）\n"),
        });
        let now = before.wait(&mut bell, &inputs);
        changed = before.differences(&now);
    }
}

/// Clears a terminal, and says what has changed.
fn announce(screen: &mut Screen, changed: &[PathBuf], language: Language) {
    let Some(first) = changed.first() else { return };
    if io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb") {
        // what has scrolled out of the screen stays
        let mut out = io::stdout();
        let _ = out.write_all(b"\x1b[2J\x1b[H").and_then(|()| out.flush());
    } else {
        screen.tell("\n");
    }
    let here = std::env::current_dir().ok();
    let name = here.and_then(|here| first.strip_prefix(here).ok()).unwrap_or(first).display().to_string();
    let name = visible::line(&name);
    screen.tell(&match (language, changed.len()) {
        (Language::En, 1) => format!("changed: {name}\n"),
        (Language::En, n) => format!("changed: {name} and {} more\n", n - 1),
        (Language::Ja, 1) => format!("変更：{name}\n"),
        (Language::Ja, n) => format!("変更：{name} ほか{}件\n", n - 1),
    });
}

/// The files of a run as they were at one moment.
#[derive(Debug, PartialEq, Eq)]
struct Picture {
    /// Length, time of the last change and, where there is one, the number of
    /// the file; `None`: it is not there.
    files: BTreeMap<PathBuf, Option<(u64, Option<SystemTime>, u64)>>,
}

impl Picture {
    fn of(inputs: &Inputs) -> Picture {
        let state = |path: &PathBuf| {
            let data = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
            Some((data.len(), data.modified().ok(), number(&data)))
        };
        Picture { files: inputs.files.iter().map(|path| (path.clone(), state(path))).collect() }
    }

    /// Files that came, went or changed.
    fn differences(&self, now: &Picture) -> Vec<PathBuf> {
        let all: BTreeSet<&PathBuf> = self.files.keys().chain(now.files.keys()).collect();
        let state = |picture: &Picture, path: &PathBuf| picture.files.get(path).copied().flatten();
        all.into_iter().filter(|path| state(self, path) != state(now, path)).cloned().collect()
    }

    /// The first picture that is another one and does not change any more.
    fn wait(&self, bell: &mut Bell, inputs: &impl Fn() -> Inputs) -> Picture {
        loop {
            let start = Instant::now();
            let wanted = inputs();
            let mut now = Picture::of(&wanted);
            let took = start.elapsed();
            if self.differences(&now).is_empty() {
                // a new folder may have got its files before its bell
                if !bell.hang(&wanted.folders) {
                    bell.listen(ROUND.max(took.saturating_mul(50)));
                }
                continue;
            }
            while start.elapsed() < PATIENCE {
                std::thread::sleep(SETTLE);
                let next = Picture::of(&inputs());
                if now.differences(&next).is_empty() {
                    break;
                }
                now = next;
            }
            // saved and taken back at once
            if !self.differences(&now).is_empty() {
                return now;
            }
        }
    }
}

#[cfg(unix)]
fn number(data: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_: &std::fs::Metadata) -> u64 {
    0
}

/// What rings when something happens in a folder.
struct Bell {
    /// `None`: the system gives none.
    watcher: Option<RecommendedWatcher>,
    rings: Receiver<()>,
    folders: BTreeSet<PathBuf>,
}

impl Bell {
    fn new() -> Bell {
        let (ring, rings) = mpsc::channel();
        let told = move |event: notify::Result<notify::Event>| {
            // the run itself opens files
            if !event.is_ok_and(|e| e.kind.is_access()) {
                let _ = ring.send(());
            }
        };
        Bell { watcher: notify::recommended_watcher(told).ok(), rings, folders: BTreeSet::new() }
    }

    /// Hangs it in these folders and in no others; whether one is new. One that
    /// cannot be watched is left to the rounds.
    fn hang(&mut self, folders: &BTreeSet<PathBuf>) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        if self.folders == *folders {
            return false;
        }
        for gone in self.folders.difference(folders) {
            let _ = watcher.unwatch(here(gone));
        }
        for new in folders.difference(&self.folders) {
            let _ = watcher.watch(here(new), RecursiveMode::NonRecursive);
        }
        self.folders.clone_from(folders);
        true
    }

    /// Waits until it rings, at most for `time`.
    fn listen(&self, time: Duration) {
        match self.rings.recv_timeout(time) {
            Ok(()) => while self.rings.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            // nothing will ring any more
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(time),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        let picture = || {
            let files = ["a", "b", "c"].map(at).into_iter().collect();
            Picture::of(&Inputs { files, ..Inputs::default() })
        };
        std::fs::write(at("a"), "1").unwrap();
        std::fs::write(at("b"), "1").unwrap();
        let old = picture();
        assert_eq!(old.differences(&picture()), Vec::<PathBuf>::new());
        std::fs::remove_file(at("a")).unwrap();
        // the same length, put in the place of the old one
        std::fs::write(at("new"), "2").unwrap();
        std::fs::rename(at("new"), at("b")).unwrap();
        assert_eq!(old.differences(&picture()), [at("a"), at("b")]);
        std::fs::write(at("c"), "").unwrap();
        assert_eq!(old.differences(&picture()), [at("a"), at("b"), at("c")]);
    }
}
