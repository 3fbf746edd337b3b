//! `hakusho config`.

use super::exit::Exit;
use super::screen::Screen;
use crate::config::Config;

/// Runs `config schema`.
pub(super) fn schema() -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Never, false);
    let _ = screen.print_shown(Config::schema().as_bytes());
    screen.finish()
}
