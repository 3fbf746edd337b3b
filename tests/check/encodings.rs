//! A draft that cannot be read as it should be is never passed over in silence.

use crate::cli::Place;

const CHECK: &[&str] = &["check", "--no-config", "--lang", "en", "--output-format", "concise"];

fn findings(place: &Place, more: &[&str]) -> Vec<String> {
    place.hakusho(&[CHECK, more].concat()).out.lines().map(str::to_owned).collect()
}

/// Shift_JIS, whose characters of two bytes all lie beyond ASCII.
const SHIFT_JIS: &[u8] = b"\x82\xB1\x82\xCC\x8D\x73\x82\xCD\x95\xCA\x82\xCC\x82\xE0\x82\xCC\x82\xC5\x82\xA0\x82\xE9\x81\x42\n";

#[test]
fn what_was_lost_is_told() {
    let place = Place::new();
    let bad = ["第1節　海\n\n予算".as_bytes(), b"\xFF \xE4\xBA", "は\n".as_bytes(), SHIFT_JIS, "前に失われた\u{FFFD}字。\n".as_bytes()];
    place.write("a.txt", &bad.concat());
    assert_eq!(
        findings(&place, &["a.txt"]),
        [
            "a.txt:3:3: warning[encoding-malformed]: invalid UTF-8 at byte 21: FF E4 BA",
            "a.txt:4:1: warning[encoding-malformed]: invalid UTF-8 at byte 29: the line is in Shift_JIS (この行は別のものである。)",
            "a.txt:5:7: warning[encoding-malformed]: a character is lost: U+FFFD stands in its place, at byte 72",
        ]
    );
    let ran = place.hakusho(&["check", "--no-config", "--lang", "ja", "--output-format", "concise", "a.txt"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("UTF-8として正しくないバイトが3個あります（21バイト目、FF E4 BA）\n"), "{}", ran.out);
    // whoever knows of it says so
    assert_eq!(place.hakusho(&[CHECK, &["--ignore", "encoding-malformed", "a.txt"]].concat()).code, Some(0));
}

#[test]
fn many_lines_are_counted() {
    let place = Place::new();
    let line = ["この行の".as_bytes(), b"\xFF.\n"].concat();
    place.write("a.txt", &line.repeat(50));
    let found = findings(&place, &["a.txt"]);
    assert_eq!(found.len(), 21, "{found:?}");
    assert_eq!(found[20], "a.txt:21:5: warning[encoding-malformed]: characters are lost in 30 more lines, the next at byte 312");
    place.write("a.txt", &line.repeat(21));
    assert_eq!(findings(&place, &["a.txt"]).len(), 21);
}

#[test]
fn another_encoding_is_told() {
    let place = Place::new();
    place.write("utf-8.txt", "陸と海の安全を守る組織がある。\n".as_bytes());
    place.write("ascii.txt", b"Nothing to decode.\n");
    place.write("jis.txt", SHIFT_JIS);
    let mismatch = |asked: &str, files: &[&str]| -> Vec<String> {
        let found = findings(&place, &[&["--encoding", asked], files].concat());
        found.into_iter().filter(|f| f.contains("[encoding-mismatch]")).collect()
    };
    let told = |asked: &str, is: &str, name: &str| {
        format!("{name}:1:1: warning[encoding-mismatch]: read as {asked}, as was asked for, but it is probably {is}")
    };
    assert_eq!(mismatch("shift_jis", &["utf-8.txt", "ascii.txt", "jis.txt"]), [told("Shift_JIS", "UTF-8", "utf-8.txt")]);
    assert_eq!(mismatch("utf-8", &["utf-8.txt", "ascii.txt", "jis.txt"]), [told("UTF-8", "Shift_JIS", "jis.txt")]);
    assert_eq!(mismatch("euc-jp", &["jis.txt"]), [told("EUC-JP", "Shift_JIS", "jis.txt")]);
    // found out, each is read as it is
    assert_eq!(findings(&place, &["utf-8.txt", "ascii.txt", "jis.txt"]), [""; 0]);
    // `clean` tells it too
    let ran = place.hakusho(&["clean", "--encoding", "euc-jp", "jis.txt"]);
    assert!(ran.err.contains("encoding-mismatch") && ran.err.contains("--encoding shift_jis"), "{}", ran.err);
}
