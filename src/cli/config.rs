//! `hakusho config`.

use super::exit::Exit;
use super::screen::Screen;
use crate::config::{Config, Preset};

/// Runs `config schema`.
pub(super) fn schema() -> Exit {
    print(&Config::schema())
}

/// Runs `config preset`.
pub(super) fn preset(preset: Preset) -> Exit {
    print(preset.text())
}

fn print(text: &str) -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Never, false);
    let _ = screen.print_shown(text.as_bytes());
    screen.finish()
}
