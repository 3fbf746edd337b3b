//! What becomes of files: written whole or not at all, whatever happens.

use super::*;

#[test]
fn write_replaces_the_file() {
    let place = Place::with(&[("a.txt", RAW), ("clean.txt", CLEAN), ("crlf.txt", &CLEAN.replace('\n', "\r\n"))]);
    let old = fs::metadata(place.path("clean.txt")).unwrap();
    let ran = place.hakusho(&["clean", "--write", "a.txt", "clean.txt", "crlf.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.starts_with("3 files cleaned, 2 changed; "), "{}", ran.err);
    assert_eq!((place.read("a.txt"), place.read("crlf.txt")), (CLEAN.to_owned(), CLEAN.to_owned()));
    // what is clean is not touched, and nothing is left behind
    assert_eq!(fs::metadata(place.path("clean.txt")).unwrap().modified().unwrap(), old.modified().unwrap());
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 3);
    assert_eq!(place.hakusho(&["clean", "--check", "."]).code, Some(0));
}

#[test]
fn damaged_files_are_written_only_when_forced() {
    let mut bytes = RAW.as_bytes().to_vec();
    bytes[15] = 0xFF;
    bytes[40] = 0xFE;
    let place = Place::with(&[("ok.txt", RAW)]);
    place.write("bad.txt", &bytes);
    for quiet in [&["-q"][..], &[]] {
        let ran = place.hakusho(&[&["clean", "-w", "bad.txt", "ok.txt"], quiet].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        for part in ["error: bad.txt: not written: ", "not valid UTF-8", " at byte 15, counted from 0 (1 more such place)", "--force"] {
            assert!(ran.err.contains(part), "{part}: {}", ran.err);
        }
        assert_eq!((fs::read(place.path("bad.txt")).unwrap(), place.read("ok.txt").as_str()), (bytes.clone(), CLEAN));
    }
    // bytes that cannot be read are errors, told in a quiet run, too
    let ran = place.hakusho(&["clean", "-q", "bad.txt"]);
    assert!(ran.code == Some(0) && ran.err.contains("encoding-malformed") && ran.out.contains('\u{FFFD}'), "{}", ran.err);
    let ran = place.hakusho(&["clean", "-q", "-o", "out", "bad.txt"]);
    assert!(ran.code == Some(2) && ran.err.contains("not written") && !place.path("out/bad.txt").exists(), "{}", ran.err);
    assert_eq!(place.hakusho(&["clean", "-q", "--force", "-o", "out", "bad.txt"]).code, Some(0));
    assert_eq!(place.hakusho(&["clean", "-q", "--force", "-w", "bad.txt"]).code, Some(0));
    let forced = place.read("bad.txt");
    assert!(forced.contains('\u{FFFD}') && forced == place.read("out/bad.txt"), "{forced}");
    // what stands in the text already was not lost by reading it
    assert_eq!(place.hakusho(&["clean", "-q", "-w", "bad.txt"]).code, Some(0));
    let ran = place.hakusho(&["clean", "--force", "bad.txt"]);
    assert!(ran.code == Some(2) && ran.err.contains("--force does nothing"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn write_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = Place::with(&[("d/a.txt", RAW), ("b.txt", RAW), ("ro.txt", RAW)]);
    fs::set_permissions(place.path("d/a.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    fs::set_permissions(place.path("ro.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    symlink("d/a.txt", place.path("link.txt")).unwrap();
    assert_eq!(place.hakusho(&["clean", "-w", "link.txt"]).code, Some(0));
    assert_eq!(place.read("d/a.txt"), CLEAN);
    assert!(place.path("link.txt").is_symlink());
    assert_eq!(fs::metadata(place.path("d/a.txt")).unwrap().permissions().mode() & 0o777, 0o640);

    let ran = place.hakusho(&["clean", "-wq", "ro.txt", "b.txt"]);
    assert_eq!((ran.code, place.read("ro.txt").as_str(), place.read("b.txt").as_str()), (Some(2), RAW, CLEAN));
    assert_data_eq!(
        ran.err,
        str![[r#"
error: ro.txt: cannot write: the file is marked read-only
  help: make it writable (`chmod u+w`), or write the result to another place

"#]]
    );
}

#[test]
fn output_mirrors_the_paths() {
    let place = Place::with(&[("in/a/1.txt", RAW), ("in/2.md", "二\n"), ("3.txt", RAW)]);
    let ran = place.hakusho(&["clean", "--output", "in/out", "in", "./3.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    for (name, want) in [("in/a/1.txt", CLEAN), ("in/2.md", "二\n"), ("3.txt", CLEAN)] {
        assert_eq!(place.read(&format!("in/out/{name}")), want);
    }
    assert_eq!(place.read("in/a/1.txt"), RAW);
    // the results are not taken for sources, and an absolute path is shortened
    let whole = place.path("in");
    let ran = place.hakusho(&["clean", "-q", "--format", "json", "-o", "in/out", whole.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(place.read("in/out/a/1.txt.json").starts_with("{\"schema\":1,"));
    assert!(!place.path("in/out/out").exists());
    assert_eq!(place.with_input(&["clean", "-qo", "in/out"], RAW.as_bytes()).code, Some(0));
    assert_eq!(place.read("in/out/stdin.txt"), CLEAN);
}

#[test]
fn output_never_overwrites_a_source_or_another_result() {
    let place = Place::with(&[("a/x.txt", RAW), ("b/x.txt", RAW)]);
    let (a, b) = (place.path("a"), place.path("b"));
    let ran = place.hakusho(&["clean", "-o", "out", a.to_str().unwrap(), b.to_str().unwrap()]);
    assert!(ran.code == Some(2) && ran.err.contains("would both be written to this file"), "{}", ran.err);
    let ran = place.hakusho(&["clean", "-o", ".", "a/x.txt"]);
    assert!(ran.code == Some(2) && ran.err.contains("would replace its own source"), "{}", ran.err);
    assert_eq!(place.read("a/x.txt"), RAW);
    assert!(!place.path("out").exists());

    let other = "別の資料である。\n";
    let place = Place::with(&[("x.txt", RAW), ("dst/x.txt", other)]);
    for paths in [["x.txt", "dst/x.txt"], ["dst/x.txt", "x.txt"]] {
        let ran = place.hakusho(&["clean", "-o", "dst", paths[0], paths[1]]);
        assert!(ran.code == Some(2) && ran.err.contains("the result of x.txt would replace this file"), "{}", ran.err);
    }
    assert_eq!((place.read("x.txt"), place.read("dst/x.txt")), (RAW.to_owned(), other.to_owned()));
}

#[test]
fn an_error_in_one_file_does_not_stop_the_others() {
    let place = Place::with(&[("a.txt", RAW), ("z.txt", RAW), ("x.txt", "%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj")]);
    fs::create_dir(place.path("empty")).unwrap();
    let ran = place.hakusho(&["clean", "a.txt", "none.txt", "x.txt", "empty", "z.txt"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.out, format!("==> a.txt <==\n{CLEAN}\n==> z.txt <==\n{CLEAN}"));
    assert_data_eq!(
        ran.err,
        str![[r#"
error: empty: no texts in this folder (*.txt, *.text, *.md, *.markdown)
  help: files with other names are read when you name them; ignore files (.gitignore, .ignore) are respected
error: none.txt: cannot read: no such file or directory
  help: check the spelling; the file may also have been moved while hakusho ran
error: x.txt: this is a PDF, not text[..]
2 files cleaned, 2 would change, 2 failed; [..] bytes in [..] s, [..] MB/s
2 edits: lines 2

"#]]
    );
}

#[cfg(unix)]
#[test]
fn files_that_go_away_loops_and_odd_names() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let place = Place::with(&[("d/a.txt", RAW), ("gone.txt", RAW)]);
    symlink("..", place.path("d/up")).unwrap();
    symlink("self", place.path("d/self")).unwrap();
    symlink("nowhere", place.path("d/dead.txt")).unwrap();
    symlink("../gone.txt", place.path("d/out.txt")).unwrap();
    let ran = place.hakusho(&["clean", "-q", "d"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), CLEAN, ""));
    assert_eq!(place.hakusho(&["clean", "d/self"]).code, Some(2));
    assert_eq!(place.hakusho(&["clean", "d/dead.txt"]).code, Some(2));

    // a name that is no UTF-8: shown as well as can be, written as it is
    let name = std::ffi::OsStr::from_bytes(b"d/\xFF.txt");
    if fs::write(place.path(name), RAW).is_ok() {
        let ran = place.hakusho(&["clean", "-q", "d"]);
        assert!(ran.code == Some(0) && ran.out.contains("==> d/\u{FFFD}.txt <==") && ran.err.is_empty(), "{}{}", ran.out, ran.err);
        assert_eq!(place.hakusho(&["clean", "-qw", "d"]).code, Some(0));
        assert_eq!(fs::read_to_string(place.path(name)).unwrap(), CLEAN);
        let ran = place.hakusho(&["clean", "-q", "--format", "json", "d"]);
        assert!(ran.out.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()));
    }

    // the second file vanishes while the first is read
    if ran_ok(place.command("mkfifo", &["pipe"])) {
        let mut command = place.command(BIN, &["clean", "-q", "-j1", "pipe", "gone.txt"]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut pipe = fs::OpenOptions::new().write(true).open(place.path("pipe")).unwrap();
        fs::remove_file(place.path("gone.txt")).unwrap();
        pipe.write_all(RAW.as_bytes()).unwrap();
        drop(pipe);
        let ran = result(&child.wait_with_output().unwrap());
        assert_eq!((ran.code, ran.out), (Some(2), format!("==> pipe <==\n{CLEAN}")));
        assert!(ran.err.starts_with("error: gone.txt: cannot read: no such file"), "{}", ran.err);
    }
}

#[cfg(unix)]
fn ran_ok(mut command: Command) -> bool {
    let ok = command.stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    if !ok {
        skipped(&format!("{command:?} does not run here"));
    }
    ok
}

#[cfg(unix)]
#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with(&[("a.txt", RAW), ("d/b.txt", RAW), ("c.txt", RAW)]);
    for name in ["a.txt", "d"] {
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    if fs::read(place.path("a.txt")).is_ok() {
        skipped("this user may read everything");
    } else {
        let ran = place.hakusho(&["clean", "-q", "a.txt", "d", "c.txt"]);
        assert_eq!((ran.code, ran.out), (Some(2), format!("==> c.txt <==\n{CLEAN}")));
        assert!(ran.err.contains("error: a.txt: cannot read: permission denied"), "{}", ran.err);
    }
    for name in ["a.txt", "d"] {
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// The contents of a full disk, without filling one: the shell's limit on the
/// size of files makes the write fail half-way.
#[cfg(unix)]
#[test]
fn the_original_stays_whole_when_the_disk_is_full() {
    let raw = RAW.repeat(2000);
    let place = Place::with(&[("a.txt", &raw)]);
    let script = "trap '' XFSZ; ulimit -f 8; \"$0\" clean --write a.txt";
    let ran = ran(place.command("sh", &["-c", script, BIN]));
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("a.txt: cannot write: file too large") && ran.err.contains("the original file is whole"), "{}", ran.err);
    assert!(place.read("a.txt") == raw);
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1);

    if Path::new("/dev/full").exists() {
        let mut command = place.command(BIN, &["clean", "a.txt"]);
        let status = command.stdout(fs::File::create("/dev/full").unwrap()).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8_lossy(&status.stderr);
        assert_eq!(
            (status.status.code(), err.as_ref()),
            (Some(2), "error: standard output: cannot write: no space left on device\n  help: make room, or send the output elsewhere\n")
        );
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_silently() {
    let place = Place::with(&[("a.txt", &RAW.repeat(5000)), ("b.txt", &RAW.repeat(5000))]);
    for args in [&["clean", "a.txt"][..], &["clean", "-q", "a.txt", "b.txt"], &["clean", "-q", "--diff", "a.txt", "b.txt"]] {
        let mut child = place.command(BIN, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{args:?}");
    }
}

/// The bar shows on a terminal when a run takes longer than a second, on the
/// standard error, and nowhere else.
#[cfg(unix)]
#[test]
fn progress_is_for_terminals() {
    const BAR: &str = "files, ";
    let slowly = |program: &str, args: &[&str], quick: bool| {
        let place = Place::with(&[("a.txt", RAW)]);
        if !ran_ok(place.command("mkfifo", &["pipe"])) {
            return None;
        }
        let mut command = place.command(program, args);
        let child = command.env("TERM", "xterm").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut pipe = fs::OpenOptions::new().write(true).open(place.path("pipe")).unwrap();
        if !quick {
            std::thread::sleep(std::time::Duration::from_millis(1300));
        }
        pipe.write_all(RAW.as_bytes()).unwrap();
        drop(pipe);
        let ran = result(&child.wait_with_output().unwrap());
        assert_eq!(place.read("out/pipe"), CLEAN, "{}{}", ran.out, ran.err);
        Some(ran)
    };
    let Some(ran) = slowly(BIN, &["clean", "-j1", "-o", "out", "pipe", "a.txt"], false) else { return };
    assert!(ran.out.is_empty() && !ran.err.contains(BAR), "{}", ran.err);
    if !has("script") {
        return;
    }
    // a terminal of its own; what goes to the standard output goes to a file
    for (options, quick, shown) in [("", false, true), ("", true, false), ("-q", false, false)] {
        let command = format!("exec '{BIN}' clean {options} -j1 -o out pipe a.txt > stdout");
        let Some(ran) = slowly("script", &["-qefc", &command, "log"], quick) else { return };
        assert_eq!(ran.out.contains(BAR), shown, "{options} {quick}: {:?}", ran.out);
    }
}
