//! The two streams to the user: results and messages.

use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Stderr, Stdout, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::exit::Exit;
use super::failure::{Doing, Failure};
use super::language;
use crate::config;
use crate::files::near;
use crate::files::results::Kind;
use crate::lint::Language;
use crate::lint::page::Words;
use crate::report::visible;

/// Standard output and standard error, and what became of the run so far.
pub(super) struct Screen {
    out: BufWriter<Stdout>,
    err: Stderr,
    /// Whether results may be coloured.
    pub colour: bool,
    /// Whether messages may be coloured.
    pub colour_messages: bool,
    /// Whether results go to a terminal.
    pub terminal: bool,
    quiet: bool,
    exit: Exit,
    /// The language of messages.
    language: Language,
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default();

impl Screen {
    /// `quiet` leaves out all messages but errors.
    pub(super) fn new(choice: ColorChoice, quiet: bool) -> Screen {
        let resolve = |auto: ColorChoice| if choice == ColorChoice::Auto { auto } else { choice } != ColorChoice::Never;
        Screen {
            colour: resolve(AutoStream::choice(&io::stdout())),
            colour_messages: resolve(AutoStream::choice(&io::stderr())),
            terminal: io::stdout().is_terminal(),
            out: BufWriter::with_capacity(1 << 16, io::stdout()),
            err: io::stderr(),
            quiet,
            exit: Exit::Ok,
            language: language::choose(None),
        }
    }

    /// The same in a language that was asked for; otherwise it is the locale's.
    pub(super) fn speaking(self, language: Language) -> Screen {
        Screen { language, ..self }
    }

    /// Goes on in a language.
    pub(super) fn speak(&mut self, language: Language) {
        self.language = language;
    }

    /// Writes results that hold the bytes of unknown files: byte for byte, on
    /// a terminal without what could steer it. A reader that went away
    /// (`| head`) ends the run silently, any other failure with an error.
    pub(super) fn print(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        if self.terminal {
            return self.print_shown(visible::text(&String::from_utf8_lossy(bytes)).as_bytes());
        }
        self.print_shown(bytes)
    }

    /// Writes results that are fit for a terminal, with their colours.
    pub(super) fn print_shown(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        let outcome = self.out.write_all(bytes);
        self.written(outcome)
    }

    /// Writes results to the standard error, behind those that have taken the
    /// standard output.
    pub(super) fn print_beside(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        self.flush()?;
        let outcome = self.err.write_all(bytes);
        self.written(outcome)
    }

    fn written(&mut self, outcome: io::Result<()>) -> ControlFlow<()> {
        let Err(error) = outcome else { return ControlFlow::Continue(()) };
        if error.kind() != ErrorKind::BrokenPipe {
            let mut failure = Failure::io(Path::new("standard output"), Doing::Write, &error);
            failure.path = None;
            failure.help =
                failure.help.map(|_| ("make room, or send the output elsewhere", "空きを作るか、別の場所に出力してください").into());
            failure.what.en.insert_str(0, "standard output: ");
            failure.what.ja.insert_str(0, "標準出力：");
            self.fail(&failure);
        }
        ControlFlow::Break(())
    }

    /// Tells of a failure; the run goes on and ends with [`Exit::Error`].
    pub(super) fn fail(&mut self, failure: &Failure) {
        let (error, help) = if self.colour_messages { (ERROR, HELP) } else { (Style::new(), Style::new()) };
        let (wrong, remedy) = match self.language {
            Language::En => ("error:", "help:"),
            Language::Ja => ("エラー:", "対処:"),
        };
        // configs are found, not named
        let found = failure.path.as_deref().filter(|path| path.ends_with(config::FILE)).map(|path| failure.clone().at(near(path)));
        let what = found.as_ref().unwrap_or(failure).show(self.language);
        let _ = writeln!(self.err, "{error}{wrong}{error:#} {}", visible::line(&what));
        if let Some(words) = &failure.help {
            let _ = writeln!(self.err, "  {help}{remedy}{help:#} {}", visible::line(words.pick(self.language)));
        }
        self.note(Exit::Error);
    }

    /// Writes a message, unless the run is quiet.
    pub(super) fn tell(&mut self, text: &str) {
        if !self.quiet {
            self.alert(text);
        }
    }

    /// Writes a message, also when the run is quiet.
    pub(super) fn alert(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Writes a message of one line, unless the run is quiet.
    pub(super) fn say(&mut self, words: impl Into<Words>) {
        let words = words.into();
        self.tell(&format!("{}\n", visible::line(words.pick(self.language))));
    }

    /// Warns of something that does not stop the run.
    pub(super) fn warn(&mut self, words: impl Into<Words>) {
        let Words { en, ja } = words.into();
        self.say((format!("warning: {en}"), format!("警告: {ja}")));
    }

    /// Tells which files of folders are not read, since hakusho wrote them.
    pub(super) fn left_out(&mut self, own: &[(PathBuf, Kind)]) {
        const NAMED: usize = 5;
        let ja = self.language == Language::Ja;
        if own.is_empty() {
            return;
        }
        let mut names: Vec<String> = own
            .iter()
            .take(NAMED)
            .map(|(path, kind)| {
                let (name, kind) = (path.display(), if ja { kind.ja } else { kind.en });
                if ja { format!("{name}（{kind}）") } else { format!("{name} ({kind})") }
            })
            .collect();
        if let Some(more) = own.len().checked_sub(NAMED).filter(|more| *more > 0) {
            names.push(if ja { format!("ほか{more}件") } else { format!("{more} more") });
        }
        self.say((
            format!("not read, since hakusho wrote it: {}", names.join(", ")),
            format!("hakushoの出力なので読みません：{}", names.join("、")),
        ));
    }

    /// Records how a part of the run ended.
    pub(super) fn note(&mut self, exit: Exit) {
        self.exit = self.exit.max(exit);
    }

    /// Whether something has failed so far.
    pub(super) fn failed(&self) -> bool {
        self.exit == Exit::Error
    }

    /// Writes out what is still held back; breaks when nobody reads it.
    pub(super) fn flush(&mut self) -> ControlFlow<()> {
        let outcome = self.out.flush();
        self.written(outcome)
    }

    /// Writes out what is still held back; the exit code of the run.
    pub(super) fn finish(mut self) -> Exit {
        let outcome = self.out.flush();
        let _ = self.written(outcome);
        // what could not be written must not be tried again when dropped
        let (_, _) = self.out.into_parts();
        self.exit
    }
}
