//! The command as its users meet it: screens, files, exit codes.
#![expect(clippy::unwrap_used, reason = "what a test cannot do fails it")]

mod files;
mod formats;
mod init;
mod languages;
mod shell;

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::{assert_data_eq, str};

/// A text with a broken line, and what becomes of it.
const RAW: &str = "防衛省は、関係する機関との協力を進めるため、\n新しい部隊を置くこととしている。\n";
const CLEAN: &str = "防衛省は、関係する機関との協力を進めるため、新しい部隊を置くこととしている。\n";

/// A folder for one test, and the program in it.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn with(files: &[(&str, &str)]) -> Place {
        let place = Place::new();
        for (name, contents) in files {
            place.write(name, contents.as_bytes());
        }
        place
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, contents: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).args(args).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn hakusho(&self, args: &[&str]) -> Ran {
        ran(self.command(BIN, args))
    }

    pub(crate) fn with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(BIN, args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        result(&child.wait_with_output().unwrap())
    }
}

pub(crate) const BIN: &str = env!("CARGO_BIN_EXE_hakusho");

pub(crate) fn ran(mut command: Command) -> Ran {
    result(&command.output().unwrap())
}

fn result(output: &std::process::Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub(crate) fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        skipped(&format!("there is no `{tool}` here"));
    }
    found
}

#[expect(clippy::print_stderr, reason = "tells what was not tested")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

#[test]
fn one_file_or_the_standard_input() {
    let place = Place::with(&[("a.txt", RAW)]);
    for args in [&["clean", "a.txt"][..], &["clean", "./a.txt", "a.txt"]] {
        let ran = place.hakusho(args);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), CLEAN, ""), "{args:?}");
    }
    for args in [&["clean"][..], &["clean", "-"]] {
        let ran = place.with_input(args, RAW.as_bytes());
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), CLEAN, ""), "{args:?}");
    }
    assert_eq!(place.read("a.txt"), RAW);
}

#[test]
fn small_inputs() {
    let place = Place::new();
    for input in ["", "\n", "a", "あ\n", "\u{c}"] {
        for format in ["text", "markdown", "json"] {
            let ran = place.with_input(&["clean", "--format", format], input.as_bytes());
            assert_eq!(ran.code, Some(0), "{input:?} as {format}: {}", ran.err);
            assert!(format == "json" || ran.out.trim() == input.trim(), "{input:?} as {format}: {:?}", ran.out);
        }
    }
}

#[test]
fn several_files_have_headers_and_an_order() {
    let place = Place::with(&[
        ("b.txt", RAW),
        ("a/2.md", "二\n"),
        ("a/1.txt", "一\n"),
        ("a/x.rs", "fn\n"),
        ("a/.hidden.txt", "h"),
        ("a/skip.txt", "s\n"),
        ("a/.gitignore", "skip*\n"),
    ]);
    for jobs in ["1", "4"] {
        let ran = place.hakusho(&["clean", "--jobs", jobs, "b.txt", "a"]);
        assert_eq!(ran.code, Some(0));
        assert_eq!(ran.out, format!("==> b.txt <==\n{CLEAN}\n==> a/1.txt <==\n一\n\n==> a/2.md <==\n二\n"));
        assert_data_eq!(
            ran.err,
            str![[r#"
3 files cleaned, 1 would change; [..] bytes in [..] s, [..] MB/s
1 edit: lines 1

"#]]
        );
    }
    let ran = place.hakusho(&["clean", "-q", "a/x.rs", "a/skip.txt", "--format", "markdown"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert_eq!(ran.out, "<!-- a/x.rs -->\n\nfn\n\n<!-- a/skip.txt -->\n\ns\n");
}

#[test]
fn order_holds_over_many_files() {
    let place = Place::new();
    for i in 0..300 {
        place.write(format!("d/{i:03}.txt"), RAW.repeat(1 + i % 7 * 20).as_bytes());
    }
    let one = place.hakusho(&["clean", "-j1", "d"]);
    let many = place.hakusho(&["clean", "-j8", "d"]);
    assert!(one.out == many.out);
    let names: Vec<&str> = one.out.lines().filter(|l| l.starts_with("==> ")).collect();
    assert!(names.len() == 300 && names.is_sorted());
}

#[test]
fn check_lists_what_would_change() {
    let place = Place::with(&[("a.txt", RAW), ("b.txt", CLEAN), ("c.txt", RAW), ("d.txt", &CLEAN.replace('\n', "\r\n"))]);
    let ran = place.hakusho(&["clean", "--check", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), "a.txt\nc.txt\nd.txt\n"));
    assert!(ran.err.starts_with("4 files cleaned, 3 would change; "), "{}", ran.err);
    assert_eq!(place.hakusho(&["clean", "--check", "b.txt"]).code, Some(0));
    // an error weighs more than a change
    assert_eq!(place.hakusho(&["clean", "--check", "a.txt", "none.txt"]).code, Some(2));
}

#[test]
fn stages_can_be_left_out() {
    let place = Place::with(&[("a.txt", RAW)]);
    let stages = place.hakusho(&["stages"]);
    assert_eq!(stages.out.lines().count(), hakusho::stage::STAGES.len());
    assert_eq!(stages.out, place.hakusho(&["clean", "--list-stages"]).out);
    let all: Vec<&str> = hakusho::stage::STAGES.iter().flat_map(|s| ["--skip", s.name]).collect();
    assert_eq!(place.hakusho(&[&["clean", "a.txt"], &all[..]].concat()).out, RAW);
    let ran = place.hakusho(&["clean", "--skip", "linse", "a.txt"]);
    assert!(ran.code == Some(2) && ran.err.contains("a similar value exists: 'lines'"), "{}", ran.err);
}

#[test]
fn encodings() {
    let place = Place::new();
    place.write("a.txt", &encoding_rs::EUC_JP.encode(RAW).0);
    assert_eq!(place.hakusho(&["clean", "a.txt"]).out, CLEAN);
    assert_eq!(place.hakusho(&["clean", "--encoding", "EUC-JP", "a.txt"]).out, CLEAN);
    let ran = place.hakusho(&["clean", "--encoding", "klingon", "a.txt"]);
    assert!(ran.code == Some(2) && ran.err.contains("klingon") && ran.err.contains("shift_jis"), "{}", ran.err);
    // damage is told with its place and stays visible
    let mut bytes = RAW.as_bytes().to_vec();
    bytes[15] = 0xFF;
    let ran = place.with_input(&["clean"], &bytes);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains('\u{FFFD}') && ran.err.contains("encoding-malformed") && ran.err.contains("-:1:6"), "{}", ran.err);
    assert_eq!(place.with_input(&["clean", "-q"], &bytes).err, ran.err);
}

#[test]
fn wrong_usage() {
    let place = Place::with(&[("a.txt", RAW)]);
    for (args, message) in [
        (&["clean", "--write", "--format", "json", "a.txt"][..], "only --format text can"),
        (&["clean", "--write", "-"], "cannot change the standard input"),
        (&["clean", "--write", "--diff", "a.txt"], "cannot be used with"),
        (&["clean", "--jobs", "0", "a.txt"], "--jobs"),
        (&["clean", "--gloss", "x", "a.txt"], "inline, drop, keep"),
        (&["claen", "a.txt"], "a similar subcommand exists: 'clean'"),
        (&[], "Usage: hakusho"),
    ] {
        let ran = place.hakusho(args);
        assert!(ran.code == Some(2) && ran.err.contains(message) && ran.out.is_empty(), "{args:?}: {}", ran.err);
    }
    assert_eq!(place.read("a.txt"), RAW);
}

#[test]
fn a_file_without_a_command_gets_a_tip() {
    let place = Place::with(&[("a.txt", RAW), ("d/b.txt", RAW)]);
    for args in [&["a.txt"][..], &["d"], &["-"], &["a.txt", "d"]] {
        let ran = place.hakusho(args);
        let tip = format!("did you mean `hakusho clean {}`?", args[0]);
        assert!(ran.code == Some(2) && ran.out.is_empty() && ran.err.contains(&tip), "{args:?}: {}", ran.err);
    }
    assert!(!place.hakusho(&["b.txt"]).err.contains("did you mean"));
}

#[test]
fn help_teaches() {
    let place = Place::new();
    let help = place.hakusho(&["clean", "--help"]);
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    for part in ["Examples:", "Exit codes:", "What to do:", "How to clean:", "How to run:"] {
        assert!(help.out.contains(part), "{part}");
    }
    hakusho::cli::command().debug_assert();
    assert_eq!(place.hakusho(&["--version"]).out, format!("hakusho {}\n", env!("CARGO_PKG_VERSION")));
}
