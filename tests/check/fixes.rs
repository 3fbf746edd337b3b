//! `--fix`, `--unsafe-fixes`, `--diff`: what is changed, and what never is.

use super::{BAD, MENDED};
use crate::cli::{BIN, Place, has, ran};

const ARGS: &[&str] = &["check", "--no-config", "--lang", "en", "--output-format", "concise"];

#[test]
fn safe_and_unsafe() {
    let both = format!("⽇本の⻑い⼈⽣である。\n\n{BAD}");
    let place = Place::with(&[("a.txt", &both), ("b.txt", "よい文である。\n")]);
    let args = [ARGS, &["--select", "era-mismatch,radical-character"]].concat();
    let ran = place.hakusho(&[&args[..], &["--diff", "a.txt"]].concat());
    assert!(ran.out.contains("-⽇本の⻑い⼈⽣である。\n+日本の長い人生である。\n"), "{}", ran.out);
    assert_eq!(place.read("a.txt"), both, "--diff changes nothing");
    let ran = place.hakusho(&[&args[..], &["--fix", "a.txt", "b.txt"]].concat());
    assert_eq!(place.read("a.txt"), format!("日本の長い人生である。\n\n{BAD}"));
    // what is left is told, and fails
    assert!(
        ran.code == Some(1) && ran.out.starts_with("a.txt:3:6: error[era-mismatch]") && ran.err.contains("mended 1 file"),
        "{}",
        ran.err
    );
    let ran = place.hakusho(&[&args[..], &["--fix", "--unsafe-fixes", "a.txt"]].concat());
    assert_eq!((ran.code, place.read("a.txt")), (Some(0), format!("日本の長い人生である。\n\n{MENDED}")));
    assert_eq!(place.hakusho(&[&args[..], &["--unsafe-fixes", "a.txt"]].concat()).code, Some(2));
}

#[test]
fn the_bytes_of_the_encoding_stay() {
    let place = Place::new();
    let sjis = |text: &str| encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    let (before, after) = (format!("①ｱｲｳ～―\r\n{BAD}").repeat(20), format!("①ｱｲｳ～―\r\n{MENDED}").repeat(20));
    place.write("a.txt", &sjis(&before));
    place.write("bom.txt", format!("\u{FEFF}{BAD}").as_bytes());
    let args = [ARGS, &["--select", "era-mismatch", "--fix", "--unsafe-fixes", "a.txt", "bom.txt"]].concat();
    let ran = place.hakusho(&args);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(std::fs::read(place.path("a.txt")).unwrap(), sjis(&after));
    assert_eq!(place.read("bom.txt"), format!("\u{FEFF}{MENDED}"));
    // a file that cannot be written back as it was stays
    let mut damaged = sjis(&before);
    damaged.extend([b'x', 0xFF, b'\n']);
    place.write("a.txt", &damaged);
    let ran = place.hakusho(&[ARGS, &["--select", "era-mismatch", "--encoding", "shift_jis", "--fix", "--unsafe-fixes", "a.txt"]].concat());
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(std::fs::read(place.path("a.txt")).unwrap() == damaged && ran.err.contains("a.txt"), "{}", ran.err);
    // and what it has is told
    assert!(ran.out.contains("era-mismatch") && ran.err.contains("--force"), "{}{}", ran.out, ran.err);
}

/// What `--diff` writes does what `--fix` does, whatever the encoding.
#[test]
fn the_patch_fits_the_bytes_of_the_files() {
    let long = |mistake: &str| {
        (0..40).map(|i| format!("第{i}の段落である。\r\n\r\n{}", if i % 9 == 4 { mistake } else { "" })).collect::<String>()
    };
    let (before, after) = (long(BAD), long(MENDED));
    let utf16 = |text: &str| "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let write = |text: &str| -> [(&str, Vec<u8>); 6] {
        [
            ("plain.txt", text.replace('\r', "").into_bytes()),
            ("d/no end.txt", text.trim_end().replace('\r', "").into_bytes()),
            ("bom.txt", format!("\u{FEFF}{text}").into_bytes()),
            ("cp932.txt", encoding_rs::SHIFT_JIS.encode(text).0.into_owned()),
            ("euc.txt", encoding_rs::EUC_JP.encode(text).0.into_owned()),
            ("utf16.txt", utf16(text)),
        ]
    };
    let place = Place::new();
    for (name, bytes) in write(&before) {
        place.write(name, &bytes);
    }
    let args = ["check", "--no-config", "--lang", "en", "--select", "era-mismatch", "--unsafe-fixes", "--diff", "."];
    let diff = place.command(BIN, &args).output().unwrap();
    // nothing stands behind it
    assert_eq!(diff.status.code(), Some(0), "{}", String::from_utf8_lossy(&diff.stderr));
    place.write("p", &diff.stdout);
    if !has("patch") {
        return;
    }
    let patched = ran(place.command("patch", &["-p0", "--binary", "-i", "p"]));
    assert_eq!(patched.code, Some(0), "{}{}", patched.out, patched.err);
    assert!(!format!("{}{}", patched.out, patched.err).contains("garbage"), "{}{}", patched.out, patched.err);
    for (name, bytes) in write(&after) {
        assert!(std::fs::read(place.path(name)).unwrap() == bytes, "{name}");
    }
}

/// A patch is alone on the standard output.
#[test]
fn findings_beside_a_patch() {
    let place = Place::with(&[("a.txt", &format!("⽇本の⻑い⼈⽣である。\n\n{BAD}"))]);
    let args = ["check", "--no-config", "--lang", "en", "--select", "era-mismatch,radical-character", "--diff", "a.txt"];
    let ran = place.hakusho(&args);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            Some(1),
            "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n-⽇本の⻑い⼈⽣である。\n+日本の長い人生である。\n \n この方針は平成19（2008）年に決定された。\n"
        )
    );
    assert!(ran.err.starts_with("after this patch: 1 error; "), "{}", ran.err);
    // those who ask for findings get them elsewhere, with -q as well
    let asked = place.hakusho(&[&args[..], &["-q", "--output-format", "concise", "--statistics"]].concat());
    assert_eq!(asked.out, ran.out);
    assert!(asked.err.starts_with("a.txt:3:6: error[era-mismatch]") && asked.err.ends_with("     1  era-mismatch\n"), "{}", asked.err);
    assert_eq!(place.hakusho(&[&args[..], &["--output-file", "found.txt"]].concat()).out, ran.out);
    assert!(place.read("found.txt").contains("era-mismatch"));
    // and what --fix could not write is told
    place.write("x.txt", &[&encoding_rs::SHIFT_JIS.encode(&BAD.repeat(20)).0[..], b"x\xFF\n"].concat());
    let ran = place.hakusho(&[ARGS, &["--encoding", "shift_jis", "--diff", "--unsafe-fixes", "x.txt"]].concat());
    assert!(ran.code == Some(2) && ran.out.is_empty() && ran.err.contains("error: x.txt: cannot be written back"), "{}", ran.err);
}

#[test]
fn the_standard_input_is_mended_to_the_standard_output() {
    let place = Place::new();
    let args = [ARGS, &["--select", "era-mismatch", "--fix", "--unsafe-fixes", "-"]].concat();
    let ran = place.with_input(&args, BAD.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), MENDED));
    // as it came, when nothing is mended
    let safe = [ARGS, &["--select", "era-mismatch", "--fix", "-", "--stdin-filename", "part1/a.txt"]].concat();
    let ran = place.with_input(&safe, BAD.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), BAD));
    assert!(ran.err.starts_with("part1/a.txt:1:6: error[era-mismatch]"), "{}", ran.err);
    // what cannot be written back is told, and stays
    let damaged = [&encoding_rs::SHIFT_JIS.encode(&BAD.repeat(20)).0[..], b"x\xFF\n"].concat();
    let as_it_came = String::from_utf8_lossy(&damaged);
    let with = |more: &[&str]| {
        place.with_input(&[ARGS, &["--encoding", "shift_jis", "--select", "era-mismatch", "--fix", "-"], more].concat(), &damaged)
    };
    let ran = with(&["--unsafe-fixes"]);
    assert!(ran.code == Some(2) && ran.out == as_it_came && ran.err.contains("cannot be written back"), "{}", ran.err);
    // but not where nothing would be mended
    let ran = with(&[]);
    assert!(ran.code == Some(1) && ran.out == as_it_came && !ran.err.contains("cannot be written back"), "{}", ran.err);
}

/// What `clean` mends, `--fix --profile editor` mends as far as it can.
#[test]
fn the_editor_profile() {
    let raw = "わが国の周りの海は広く、すべてを船だけで見守\nることはできない。このため、各機関は無人機によ\nるI\n\nIntelligence, Surveillance and Reconnaissance\nSR活動を始め、得られた情報を分け合っている。\n";
    let clean = "わが国の周りの海は広く、すべてを船だけで見守ることはできない。このため、各機関は無人機によるISR（Intelligence, Surveillance and Reconnaissance）活動を始め、得られた情報を分け合っている。\n";
    let place = Place::with(&[("a.txt", raw)]);
    assert_eq!(place.hakusho(&[ARGS, &["a.txt"]].concat()).out, "");
    assert_eq!(place.hakusho(&[ARGS, &["--profile", "ci", "a.txt"]].concat()).out, "");
    let ran = place.hakusho(&[ARGS, &["--profile", "editor", "a.txt"]].concat());
    assert!(ran.code == Some(1) && ran.out.contains("warning[gloss-stray]") && ran.out.contains("info[line-broken]"), "{}", ran.out);
    let ran = place.hakusho(&[ARGS, &["--profile", "editor", "--fix", "a.txt"]].concat());
    assert_eq!((ran.code, place.read("a.txt").as_str()), (Some(0), clean), "{}", ran.out);
}
