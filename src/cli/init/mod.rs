//! `hakusho init`: a config to begin with, written after looking at the drafts
//! of a folder, and what was seen there.

mod books;
mod look;
mod show;
mod write;

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::choice::{self, LANGUAGES};
use super::exit::Exit;
use super::failure::{Doing, Failure};
use super::screen::Screen;
use super::{language, save};
use crate::config::{self, Config, LanguageName};
use crate::files::config::Finder;
use crate::lint::Language;

/// Look at a folder of drafts and write a hakusho.toml for it, with comments
///
/// Tells which encodings, numbers of headings and captions, and notes it found,
/// and suggests a preset and the files of the book in reading order. The config
/// changes nothing else; what is not sure stands in it as a comment.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho init --help")]
pub(super) struct Init {
    /// The folder with the drafts; the config is written into it
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,

    /// Replace a config that is there
    #[arg(long, conflicts_with = "stdout")]
    pub force: bool,

    /// Print the config and write nothing
    #[arg(long)]
    pub stdout: bool,

    /// The language of the comments and messages; otherwise the locale's
    #[arg(long, value_name = "LANGUAGE", value_parser = choice::of(LANGUAGES))]
    pub lang: Option<LanguageName>,
}

const EXAMPLES: &str = "\
Examples:
  hakusho init                             for the folder we are in
  hakusho init drafts --lang ja            注釈を日本語で
  hakusho init --stdout                    only show what would be written
  hakusho check                            then: check with it

Exit codes:
  0  all went well
  2  wrong usage, there is a config already, or it could not be written";

/// Runs the command.
pub(super) fn run(args: &Init) -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Auto, false).speaking(language::choose(args.lang));
    if let Err(failure) = init(args, &mut screen) {
        screen.fail(&failure);
    }
    screen.finish()
}

fn init(args: &Init, screen: &mut Screen) -> Result<(), Failure> {
    let folder = args.folder.as_path();
    std::fs::read_dir(folder).map_err(|e| Failure::io(folder, Doing::Read, &e))?;
    let target = if folder == Path::new(".") { PathBuf::from(config::FILE) } else { folder.join(config::FILE) };
    if !args.force && !args.stdout && target.symlink_metadata().is_ok() {
        return Err(Failure::of(&target, ("is there already; it stays as it is", "すでにあるので、変更しませんでした")).help((
            "`hakusho init --stdout` shows what would be written, --force replaces it",
            "`hakusho init --stdout`で内容だけを表示し、--forceで置き換えます",
        )));
    }
    let language = language::choose(args.lang);
    let seen = look::look(folder);
    for failure in &seen.failures {
        screen.warn((failure.show(Language::En), failure.show(Language::Ja)));
    }
    let text = write::config(&seen, language, args.lang.is_some());
    if let Err(bad) = Config::parse(&text) {
        return Err(Failure::of(&target, (format!("a fault in hakusho: {bad}"), format!("hakushoの不具合です（{bad}）")))
            .help(("please report it", "開発元へご報告ください")));
    }
    screen.tell(&show::seen(&seen, folder, language));
    if args.stdout {
        let _ = screen.print(text.as_bytes());
        return Ok(());
    }
    let above = std::fs::canonicalize(folder).ok().and_then(|f| Finder::default().find(f.parent().map(|p| p.join("x")).as_deref()));
    save::replace(&target, text.as_bytes())?;
    screen.tell(&show::written(&target, above.as_deref(), folder, language));
    Ok(())
}
