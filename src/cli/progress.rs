//! The progress bar: only on a terminal, only when it takes longer than a second.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take before the bar shows.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that counts files.
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
    wanted: bool,
}

impl Progress {
    /// For `files` files; never shown when not `wanted`.
    pub(super) fn new(files: usize, wanted: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {elapsed} (about {eta} to go)");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress { bar, start: Instant::now(), wanted: wanted && files > 1 && std::io::stderr().is_terminal() }
    }

    /// One file is done.
    pub(super) fn step(&mut self) {
        if self.wanted && self.start.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.wanted = false;
        }
        self.bar.inc(1);
    }

    /// Does something that writes to the terminal, with the bar out of the way.
    pub(super) fn aside<R>(&self, f: impl FnOnce() -> R) -> R {
        self.bar.suspend(f)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
