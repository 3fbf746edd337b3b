//! `hakusho lsp`.

use clap::Args;

use super::exit::Exit;

/// Serve an editor: the language server, on standard input and output
///
/// Editors start it; see docs/editors.md for how to set them up.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Lsp {
    /// What many editors add; it is all there is
    #[arg(long, hide = true)]
    pub stdio: bool,
}

const EXAMPLES: &str = "\
Examples:
  Neovim        vim.lsp.config('hakusho', { cmd = { 'hakusho', 'lsp' },
                  filetypes = { 'text', 'markdown' } })
                vim.lsp.enable('hakusho')
  Emacs         (add-to-list 'eglot-server-programs
                  '((text-mode markdown-mode) . (\"hakusho\" \"lsp\")))

Exit codes:
  0  the editor ended it
  1  the editor went away without ending it";

/// Runs the command.
pub(super) fn run(_: &Lsp) -> Exit {
    if crate::lsp::serve() { Exit::Ok } else { Exit::Found }
}
