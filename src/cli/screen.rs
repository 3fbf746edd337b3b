//! The two streams to the user: results and messages.

use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Stderr, Stdout, Write};
use std::ops::ControlFlow;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::exit::Exit;
use super::failure::Failure;
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
        }
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

    fn written(&mut self, outcome: io::Result<()>) -> ControlFlow<()> {
        let Err(error) = outcome else { return ControlFlow::Continue(()) };
        if error.kind() != ErrorKind::BrokenPipe {
            let failure = Failure::io("standard output".as_ref(), "write", &error);
            self.fail(&Failure { help: None, ..failure });
        }
        ControlFlow::Break(())
    }

    /// Tells of a failure; the run goes on and ends with [`Exit::Error`].
    pub(super) fn fail(&mut self, failure: &Failure) {
        let (error, help) = if self.colour_messages { (ERROR, HELP) } else { (Style::new(), Style::new()) };
        let text = visible::line(&failure.to_string()).into_owned();
        let _ = writeln!(self.err, "{error}error:{error:#} {text}");
        if let Some(text) = &failure.help {
            let _ = writeln!(self.err, "  {help}help:{help:#} {}", visible::line(text));
        }
        self.note(Exit::Error);
    }

    /// Writes a message, unless the run is quiet.
    pub(super) fn tell(&mut self, text: &str) {
        if !self.quiet {
            let _ = self.err.write_all(text.as_bytes());
        }
    }

    /// Warns of something that does not stop the run.
    pub(super) fn warn(&mut self, text: &str) {
        self.tell(&format!("warning: {}\n", visible::line(text)));
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
