//! The command as its users meet it: screens, files, exit codes.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::{assert_data_eq, str};

/// A text with a broken line, and what becomes of it.
const RAW: &str = "防衛省は、関係する機関との協力を進めるため、\n新しい部隊を置くこととしている。\n";
const CLEAN: &str = "防衛省は、関係する機関との協力を進めるため、新しい部隊を置くこととしている。\n";

/// A folder for one test, and the program in it.
struct Place {
    folder: tempfile::TempDir,
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    fn with(files: &[(&str, &str)]) -> Place {
        let place = Place::new();
        for (name, contents) in files {
            place.write(name, contents.as_bytes());
        }
        place
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: impl AsRef<Path>, contents: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).args(args).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command
    }

    fn hakusho(&self, args: &[&str]) -> Ran {
        ran(self.command(BIN, args))
    }

    fn with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(BIN, args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        result(child.wait_with_output().unwrap())
    }
}

const BIN: &str = env!("CARGO_BIN_EXE_hakusho");

fn ran(mut command: Command) -> Ran {
    result(command.output().unwrap())
}

fn result(output: std::process::Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn has(tool: &str) -> bool {
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
  help: make it writable (`chmod u+w`), or use --output DIR to write the result elsewhere

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
}

#[test]
fn diff_is_a_patch() {
    let mut inputs: Vec<(&str, Vec<u8>)> = Vec::new();
    let long: String = (0..40).map(|i| format!("第{i}の段落です。\n\n{}", if i % 9 == 4 { RAW } else { CLEAN })).collect();
    inputs.push(("plain.txt", RAW.into()));
    inputs.push(("d/long name.txt", long.clone().into()));
    inputs.push(("d/no-end.txt", format!("{CLEAN}{}", RAW.trim_end()).into()));
    inputs.push(("crlf.txt", long.replace('\n', "\r\n").into()));
    inputs.push(("bom.txt", format!("\u{FEFF}{long}").into()));
    inputs.push(("cp932.txt", encoding_rs::SHIFT_JIS.encode(&long).0.into_owned()));
    inputs.push(("euc.txt", encoding_rs::EUC_JP.encode(&long).0.into_owned()));
    inputs.push(("jis.txt", encoding_rs::ISO_2022_JP.encode(&long).0.into_owned()));
    let place = Place::new();
    for (name, bytes) in &inputs {
        place.write(name, bytes);
    }
    let names: Vec<&str> = inputs.iter().map(|i| i.0).collect();
    let diff = place.command(BIN, &[&["clean", "-q", "--diff"], &names[..]].concat()).output().unwrap();
    assert_eq!(diff.status.code(), Some(0));
    place.write("p", &diff.stdout);
    let wanted: Vec<String> = names.iter().map(|n| place.hakusho(&["clean", n]).out).collect();
    if !has("patch") {
        return;
    }
    let patched = ran(place.command("patch", &["-p0", "-i", "p"]));
    assert_eq!(patched.code, Some(0), "{}{}", patched.out, patched.err);
    for (name, want) in names.iter().zip(wanted) {
        assert_eq!(place.read(name), want, "{name}");
    }
    assert_eq!(place.hakusho(&["clean", "--check", "plain.txt", "d", "crlf.txt", "cp932.txt"]).code, Some(0));
}

#[test]
fn diff_screen() {
    let place = Place::with(&[("a.txt", &format!("# 題\n\n{RAW}\n終わりです。\n"))]);
    let ran = place.hakusho(&["clean", "--diff", "a.txt"]);
    assert_data_eq!(
        ran.out,
        str![[r#"
--- a.txt
+++ a.txt
@@ -1,6 +1,5 @@
 # 題
 
-防衛省は、関係する機関との協力を進めるため、
-新しい部隊を置くこととしている。
+防衛省は、関係する機関との協力を進めるため、新しい部隊を置くこととしている。
 
 終わりです。

"#]]
    );
    let ran = place.hakusho(&["clean", "--diff", "--color", "always", "a.txt"]);
    assert!(ran.out.contains("\u{1b}[31m-防衛省は"), "{}", ran.out);
    // with --check it also tells by its exit code
    assert_eq!(place.hakusho(&["clean", "--diff", "--check", "a.txt"]).code, Some(1));
    assert_eq!(place.with_input(&["clean", "--diff"], CLEAN.as_bytes()).out, "");
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
fn explain_tells_place_and_reason() {
    let place = Place::with(&[("a.txt", &format!("終わりです。\n\n{RAW}"))]);
    let ran = place.hakusho(&["clean", "--explain", "a.txt"]);
    assert_eq!(ran.code, Some(0));
    assert_data_eq!(
        ran.out,
        str![[r#"
a.txt: 1 edit

lines (1 edit) [..]
      3:23  力を進めるため、[-⏎-]新しい部隊を置く  [..]

"#]]
    );
    let ran = place.hakusho(&["clean", "--explain", "--color", "always", "a.txt"]);
    assert!(ran.out.contains("\u{1b}[31m[-⏎-]\u{1b}[0m"), "{}", ran.out);
    let ran = place.with_input(&["clean", "--explain"], CLEAN.as_bytes());
    assert_eq!(ran.out, "-: 0 edits\n");
}

#[test]
fn what_steers_a_terminal_stays_in_the_file() {
    let hostile = format!("一\u{1b}[2J\u{9b}2J二。\n{RAW}");
    let place = Place::with(&[("a\u{1b}[2J.txt", &hostile)]);
    for args in [&["clean", "--explain", "--color", "always"][..], &["clean", "missing\u{1b}[2J"]] {
        let ran = place.hakusho(&[args, &["a\u{1b}[2J.txt"][..]].concat());
        let shown = if args.contains(&"--explain") { ran.out + &ran.err } else { ran.err };
        assert!(!shown.is_empty() && !shown.contains("\u{1b}[2J"), "{args:?}: {shown}");
    }
}

#[test]
fn json_follows_its_schema() {
    let text = format!("第1章　海\n\n{RAW}\n\u{c}- 一つ\n");
    let place = Place::with(&[("a.txt", &text), ("b.txt", "")]);
    place.write("c.txt", &encoding_rs::SHIFT_JIS.encode(&text).0);
    let ran = place.hakusho(&["clean", "--format", "json", "a.txt", "b.txt", "c.txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let schema: serde_json::Value = serde_json::from_str(include_str!("../docs/clean.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let files: Vec<serde_json::Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(files.len(), 3);
    for file in &files {
        let errors: Vec<String> = validator.iter_errors(file).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{file}");
    }
    for (file, name, encoding) in [(&files[0], "a.txt", "UTF-8"), (&files[2], "c.txt", "Shift_JIS")] {
        assert_eq!((file["path"].as_str(), file["encoding"].as_str()), (Some(name), Some(encoding)));
        let kinds: Vec<&str> = file["blocks"].as_array().unwrap().iter().map(|b| b["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["heading", "paragraph", "list-item"]);
        assert_eq!(file["blocks"][0]["number"], "第1章");
        let block = &file["blocks"][1];
        assert_eq!((&block["line"], &block["page"], block["text"].as_str()), (&3.into(), &1.into(), Some(CLEAN.trim_end())));
        assert_eq!((&file["blocks"][2]["page"], file["blocks"][2]["text"].as_str()), (&2.into(), Some("一つ")));
        // the source spans are bytes of the file, in its own encoding
        let bytes = fs::read(place.path(name)).unwrap();
        let at = |span: &serde_json::Value, key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
        let cut: Vec<u8> = block["source"].as_array().unwrap().iter().flat_map(|s| bytes[at(s, "start")..at(s, "end")].to_vec()).collect();
        let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
        assert_eq!(encoding.decode(&cut).0, CLEAN.trim_end());
    }
    assert!(files[0]["edits"]["lines"].as_u64() > Some(0));
    assert!(!validator.is_valid(&serde_json::json!({"schema": 1})));
}

#[test]
fn json_names_the_words_that_were_split() {
    let text = "わが国の周りの海は広く、すべてを船だけで見守\nることはできない。このため、各機関は無人機によ\nるI\n\n\
                Intelligence, Surveillance and Reconnaissance\nSR活動を始め、得られた情報を分け合っている。\n";
    let place = Place::new();
    for gloss in ["inline", "drop", "keep"] {
        let ran = place.with_input(&["clean", "-f", "json", "--gloss", gloss], text.as_bytes());
        let file: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let glosses = file["glosses"].as_array().unwrap();
        assert_eq!(glosses.len(), 1, "{gloss}: {glosses:?}");
        assert_eq!(glosses[0]["acronym"], "ISR", "{gloss}");
        assert_eq!(glosses[0]["expansion"], "Intelligence, Surveillance and Reconnaissance", "{gloss}");
    }
}

#[test]
fn markdown_marks_headings_and_lists() {
    let place = Place::new();
    let ran = place.with_input(&["clean", "-f", "markdown"], "第1章　海\n\n1990. とは年である。\n\n・一つ\n・二つ\n".as_bytes());
    assert_eq!(ran.out, "# 第1章　海\n\n1990\\. とは年である。\n\n- 一つ\n- 二つ\n");
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
    assert_eq!(place.with_input(&["clean", "-q"], &bytes).err, "");
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
error: empty: no files to clean in this folder (*.txt, *.text, *.md, *.markdown)
  help: files with other names are cleaned when you name them; ignore files (.gitignore, .ignore) are respected
error: none.txt: cannot read: no such file or directory
  help: check the spelling; the file may also have been moved while hakusho ran
error: x.txt: this is a PDF, not text[..]
2 files cleaned, 2 would change, 2 failed; [..] bytes in [..] s, [..] MB/s
2 edits: lines 2

"#]]
    );
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
        let ran = result(child.wait_with_output().unwrap());
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
        assert_eq!((status.status.code(), err.as_ref()), (Some(2), "error: standard output: cannot write: no space left on device\n"));
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

#[test]
fn help_and_readme_are_in_step() {
    let place = Place::new();
    let help = place.hakusho(&["clean", "--help"]);
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    for part in ["Examples:", "Exit codes:", "What to do:", "How to clean:", "How to run:"] {
        assert!(help.out.contains(part), "{part}");
    }
    let readme = include_str!("../README.md");
    let command = hakusho::cli::command();
    let clean = command.get_subcommands().find(|c| c.get_name() == "clean").unwrap();
    for option in clean.get_arguments().filter_map(|a| a.get_long()).filter(|l| *l != "help") {
        assert!(readme.contains(&format!("--{option}")), "README.md does not tell of --{option}");
    }
    hakusho::cli::command().debug_assert();
    assert_eq!(place.hakusho(&["--version"]).out, format!("hakusho {}\n", env!("CARGO_PKG_VERSION")));
}
