//! `--watch`: a process that runs on while files are edited.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::{BAD, MENDED};
use crate::cli::{BIN, Place, has};

/// What a busy machine may take for one run.
const LIMIT: Duration = Duration::from_secs(60);

/// A process that watches, and the lines it has written to both streams.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(place: &Place, args: &[&str]) -> Watching {
        let all: Vec<&str> = ["check", "--watch", "--output-format", "concise"].iter().chain(args).copied().collect();
        Watching::command(place, &all)
    }

    fn command(place: &Place, args: &[&str]) -> Watching {
        let mut command = place.command(BIN, args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (send, lines) = channel();
        read(child.stdout.take().unwrap(), send.clone());
        read(child.stderr.take().unwrap(), send);
        Watching { child, lines }
    }

    /// The lines of the next run, sorted: the two streams come as they like.
    fn run(&mut self) -> Vec<String> {
        let start = Instant::now();
        let mut run = Vec::new();
        loop {
            let line = self.lines.recv_timeout(LIMIT.saturating_sub(start.elapsed()));
            assert!(line.is_ok(), "no run came to its end: {run:#?}");
            let line = line.unwrap();
            let last = line.starts_with("watching ") || line.ends_with("の変更を待っています（Ctrl-Cで終了）");
            run.push(line);
            if last {
                break;
            }
        }
        // what was written to the other stream before the last line
        while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(100)) {
            run.push(line);
        }
        run.retain(|line| !line.is_empty());
        run.sort();
        run
    }

    /// Nothing more has been written for a while.
    fn rests(&mut self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(2500)).is_err()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(stream: impl Read + Send + 'static, send: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { return };
            if send.send(line).is_err() {
                return;
            }
        }
    });
}

#[track_caller]
fn has_line(run: &[String], start: &str) {
    assert!(run.iter().any(|line| line.starts_with(start)), "{start:?} in {run:#?}");
}

fn errors(run: &[String]) -> Vec<&str> {
    run.iter().filter(|line| line.contains(" error[")).filter_map(|line| line.split(':').next()).collect()
}

#[test]
fn drafts_that_change() {
    let place = Place::with(&[("1.txt", BAD), ("2.txt", MENDED), (".gitignore", "old\n"), ("old/3.txt", BAD)]);
    let mut watching = Watching::start(&place, &["--output-format", "json=found.txt"]);
    let first = watching.run();
    assert_eq!(errors(&first), ["1.txt"]);
    has_line(&first, "1 error; checked 2 files");
    // its own output, files that are not read, and looking at files are no change
    place.write("notes.bin", b"x");
    place.write("old/3.txt", BAD.as_bytes());
    assert_eq!(place.read("1.txt"), BAD);
    assert!(place.read("found.txt").contains("era-mismatch"));
    assert!(watching.rests());

    place.write("1.txt", MENDED.as_bytes());
    let run = watching.run();
    assert_eq!(errors(&run), Vec::<&str>::new());
    has_line(&run, "changed: 1.txt");
    has_line(&run, "nothing found; checked 2 files");

    // as editors save: a new file that takes the name of the old one; of the same length
    place.write(".2.txt.swp", BAD.as_bytes());
    std::fs::rename(place.path(".2.txt.swp"), place.path("2.txt")).unwrap();
    let run = watching.run();
    assert_eq!(errors(&run), ["2.txt"]);
    has_line(&run, "changed: 2.txt");

    // a new folder with a new file
    place.write("new/deep/4.md", BAD.as_bytes());
    assert_eq!(errors(&watching.run()), ["2.txt", "new/deep/4.md"]);
    place.write("new/deep/4.md", MENDED.as_bytes());
    assert_eq!(errors(&watching.run()), ["2.txt"]);
    std::fs::remove_file(place.path("2.txt")).unwrap();
    let run = watching.run();
    assert_eq!(errors(&run), Vec::<&str>::new());
    has_line(&run, "changed: 2.txt");
    has_line(&run, "nothing found; checked 2 files");
}

#[test]
fn a_config_that_changes() {
    let place = Place::with(&[("in/1.txt", BAD)]);
    let mut watching = Watching::start(&place, &["in"]);
    assert_eq!(errors(&watching.run()), ["in/1.txt"]);
    // one that was not there
    place.write("hakusho.toml", b"[lint]\nignore = [\"era-mismatch\"]\n");
    assert_eq!(errors(&watching.run()), Vec::<&str>::new());
    place.write("hakusho.toml", b"[lint]\nignroe = [\"era-mismatch\"]\n");
    let run = watching.run();
    assert!(run.iter().any(|l| l.starts_with("error: ") && l.contains("line 2: unknown field `ignroe`")), "{run:#?}");
    has_line(&run, "  help: did you mean `ignore`?");
    place.write("hakusho.toml", b"[lint]\npages = \"house\"\n");
    let run = watching.run();
    assert!(run.iter().any(|l| l.starts_with("error: ") && l.contains("house")), "{run:#?}");
    place.write("hakusho.toml", b"");
    assert_eq!(errors(&watching.run()), ["in/1.txt"]);
    std::fs::remove_file(place.path("in/1.txt")).unwrap();
    let run = watching.run();
    assert!(run.iter().any(|l| l.starts_with("error: in: no texts")), "{run:#?}");
    place.write("in/1.txt", BAD.as_bytes());
    assert_eq!(errors(&watching.run()), ["in/1.txt"]);
}

#[test]
fn what_is_said_in_japanese() {
    // by the option, then by the config
    let place = Place::with(&[("1.txt", BAD), ("2.txt", BAD)]);
    let mut watching = Watching::start(&place, &["--lang", "ja", "1.txt", "2.txt"]);
    has_line(&watching.run(), "2ファイルの変更を待っています");
    place.write("1.txt", MENDED.as_bytes());
    has_line(&watching.run(), "変更：1.txt");
    drop(watching);
    place.write("hakusho.toml", b"language = \"ja\"\n");
    let mut watching = Watching::command(&place, &["report", "--watch", "1.txt", "-o", "r.html"]);
    let run = watching.run();
    has_line(&run, "r.html：書き出しました");
    has_line(&run, "2ファイルの変更を待っています");
}

#[test]
fn the_end() {
    if !cfg!(unix) || !has("kill") {
        return;
    }
    let place = Place::with(&[("1.txt", BAD)]);
    let mut watching = Watching::start(&place, &["1.txt", "--quiet"]);
    let line = watching.lines.recv_timeout(LIMIT).unwrap();
    assert!(line.starts_with("1.txt:1:6: error"));
    // what Ctrl-C does
    let pid = watching.child.id().to_string();
    if !ignores_interrupts(&pid) {
        assert!(place.command("kill", &["-s", "INT", &pid]).status().unwrap().success());
        assert!(ends(&mut watching.child));
        let status = watching.child.wait().unwrap();
        assert_eq!((status.code(), status.success()), (None, false));
    }

    // nobody reads any more
    let mut watching = Watching::start(&place, &["1.txt"]);
    watching.run();
    let mut child = place.command(BIN, &["check", "--watch", "1.txt"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = ends(&mut child);
    let _ = child.kill();
    assert!(ended);
}

fn ends(child: &mut Child) -> bool {
    let start = Instant::now();
    while start.elapsed() < LIMIT {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

/// Shells start what they run in the background so, and it is inherited.
fn ignores_interrupts(pid: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).and_then(|m| u64::from_str_radix(m.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 2 != 0)
}

#[test]
fn what_cannot_be_watched() {
    let place = Place::with(&[("1.txt", BAD)]);
    for (args, want) in [
        (&["-"][..], "error: --watch cannot watch the standard input\n  help: name files or folders"),
        (&["2.txt"], "error: 2.txt: cannot read: no such file or directory"),
        (&["1.txt", "--config", "x.toml"], "error: x.toml: cannot read: no such file or directory"),
        (&["1.txt", "--fix"], "error: the argument '--watch' cannot be used with '--fix'"),
        (&["1.txt", "--write-baseline", "b.json"], "error: the argument '--watch' cannot be used with '--write-baseline <FILE>'"),
    ] {
        let all: Vec<&str> = ["check", "--watch"].iter().chain(args).copied().collect();
        let ran = place.hakusho(&all);
        assert!(ran.code == Some(2) && ran.err.starts_with(want), "{args:?}: {:?} {}", ran.code, ran.err);
    }
}

#[test]
fn a_report_that_is_written_anew() {
    let place = Place::with(&[("in/1.txt", BAD)]);
    let mut watching = Watching::command(&place, &["report", "--watch", "in", "-o", "in/report.html"]);
    has_line(&watching.run(), "in/report.html: written");
    assert!(place.read("in/report.html").contains("era-mismatch"));
    // its own file is no change
    assert!(watching.rests());
    place.write("in/1.txt", MENDED.as_bytes());
    has_line(&watching.run(), "changed: in/1.txt");
    assert!(!place.read("in/report.html").contains("2008"));
}

#[test]
fn findings_are_no_draft() {
    let place = Place::with(&[("1.txt", BAD), ("found.txt", BAD)]);
    let ran = place.hakusho(&["check", "--output-file", "found.txt", "--output-format", "concise"]);
    assert!(ran.code == Some(1) && ran.err.contains("checked 1 file,"), "{}", ran.err);
    let ran = place.hakusho(&["check", "1.txt", "--output-file", "./1.txt"]);
    assert_eq!((ran.code, place.read("1.txt").as_str()), (Some(2), BAD));
    assert!(ran.err.starts_with("error: 1.txt: the results would replace this draft\n"), "{}", ran.err);
    let ran = place.hakusho(&["check", "1.txt", "--write-baseline", "1.txt"]);
    assert_eq!((ran.code, place.read("1.txt").as_str()), (Some(2), BAD));
    // one that only the config names
    place.write("2.txt", BAD.as_bytes());
    place.write("hakusho.toml", b"[[book]]\nfiles = [\"1.txt\", \"2.txt\"]\n");
    let ran = place.hakusho(&["check", "1.txt", "--output-file", "2.txt"]);
    assert_eq!((ran.code, place.read("2.txt").as_str()), (Some(2), BAD));
}

#[test]
fn an_output_by_another_way_is_no_change() {
    let place = Place::with(&[("in/1.txt", BAD)]);
    let mut watching = Watching::start(&place, &["in", "--output-file", "in/../in/out.txt"]);
    watching.run();
    assert!(watching.rests());
}
