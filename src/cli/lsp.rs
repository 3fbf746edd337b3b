//! `hakusho lsp`.

use clap::Args;

use super::exit::Exit;

/// Serve an editor: the language server, on standard input and output
///
/// Editors start it; see docs/editors.md for how to set them up.
#[derive(Args, Debug)]
pub(super) struct Lsp {
    /// What many editors add; it is all there is
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// Runs the command.
pub(super) fn run(_: &Lsp) -> Exit {
    if crate::lsp::serve() { Exit::Ok } else { Exit::Found }
}
