//! `hakusho stages`: the table of the stages, in order.

use std::fmt::Write as _;

use super::exit::Exit;
use super::screen::Screen;
use crate::stage::STAGES;

pub(super) fn run() -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Never, false);
    let width = STAGES.iter().map(|s| s.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for stage in STAGES {
        let _ = writeln!(out, "{:width$}  {}", stage.name, stage.about);
    }
    let _ = screen.print_shown(out.as_bytes());
    screen.finish()
}
