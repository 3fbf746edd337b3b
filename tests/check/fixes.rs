//! `--fix`, `--unsafe-fixes`, `--diff`: what is changed, and what never is.

use super::{BAD, MENDED};
use crate::cli::Place;

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
