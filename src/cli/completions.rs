//! `hakusho completions`: what a shell needs to complete the command line.

use clap::Args;
use clap_complete::Shell;

use super::exit::Exit;
use super::screen::Screen;

/// Print what makes a shell complete commands, options, lints and files
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "Where it goes: hakusho completions --help")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  bash        hakusho completions bash \\
                > ~/.local/share/bash-completion/completions/hakusho
  zsh         hakusho completions zsh > ~/.zfunc/_hakusho
              and, before compinit in ~/.zshrc: fpath+=~/.zfunc
  fish        hakusho completions fish > ~/.config/fish/completions/hakusho.fish
  PowerShell  hakusho completions powershell >> $PROFILE
  elvish      hakusho completions elvish >> ~/.config/elvish/rc.elv
  A new shell has it. Write it anew after an update of hakusho.

Exit codes:
  0  all went well
  2  wrong usage";

/// What clap makes for bash completes options before files where both fit, and
/// no word behind a comma. This does.
const BASH: &str = r#"
_hakusho_words() {
    local head="" word words=()
    if [[ "$2" == *,* && "$3" == --* ]]; then
        head="${2%,*},"
    fi
    _hakusho "$1" "${2#"$head"}" "$3"
    for word in "${COMPREPLY[@]}"; do
        if [[ "$2" == -* || "$word" != -* ]]; then
            words+=("$head$word")
        fi
    done
    COMPREPLY=(${words[@]+"${words[@]}"})
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _hakusho_words -o nosort -o bashdefault -o default hakusho
else
    complete -F _hakusho_words -o bashdefault -o default hakusho
fi
"#;

/// Runs the command.
pub(super) fn run(args: &Completions) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "hakusho", &mut script);
    if args.shell == Shell::Bash {
        script.extend_from_slice(BASH.as_bytes());
    }
    let mut screen = Screen::new(anstream::ColorChoice::Never, false);
    let _ = screen.print_shown(&script);
    screen.finish()
}
