//! The language of what is told, wherever it is asked for.

use super::{Place, RAW};

#[test]
fn the_language_stands_in_front_or_behind() {
    let place = Place::with(&[("a.txt", "この方針は平成19（2008）年に決定された。\n")]);
    for args in
        [&["check", "--no-config", "a.txt"][..], &["clean", "--stats", "a.txt"], &["rules"], &["explain", "era-mismatch"], &["stages"]]
    {
        let front = place.hakusho(&[&["--lang", "ja"], args].concat());
        let behind = place.hakusho(&[args, &["--lang", "ja"]].concat());
        let english = place.hakusho(&[&["--lang", "ja"], args, &["--lang", "en"]].concat());
        let timeless = |text: &str| text.split('、').next().unwrap_or("").to_owned();
        assert_eq!((front.code, &front.out, timeless(&front.err)), (behind.code, &behind.out, timeless(&behind.err)), "{args:?}");
        assert!((&front.out, timeless(&front.err)) != (&english.out, timeless(&english.err)), "{args:?}: {}", english.err);
    }
    let ran = place.hakusho(&["--lang", "fr", "check"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
}

#[test]
fn clean_speaks_japanese() {
    let place = Place::with(&[("a.txt", RAW), ("b.txt", "\u{F06C}一つ目\n\n\u{F06C}二つ目\n\n\u{F06C}三つ目\n")]);
    place.write("c.txt", &[b"\xEF\xBB\xBF".as_slice(), RAW.as_bytes()].concat());
    let ran = place.hakusho(&["clean", "--lang", "ja", "--check", "a.txt", "b.txt", "c.txt"]);
    for part in [
        "私用領域の文字です（U+F06C）。ほかに1か所あります\n",
        "元の文書のフォントでしか表示できません",
        "3ファイルを整形（要変更2）。",
        "修正2か所（lines 2）\n",
        "ほかの文字コードからUTF-8に：BOM付きUTF-8 1\n",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    let ran = place.hakusho(&["clean", "--lang", "ja", "--explain", "c.txt"]);
    let head = "c.txt：修正1か所。BOM付きUTF-8、BOMなしで出力\n\nlines（修正1か所）段落の行を、空行・段・ページをまたいで接続\n";
    assert!(ran.out.starts_with(head), "{}", ran.out);
    assert!(!ran.out.contains("line end"), "{}", ran.out);
    place.write("bad.txt", "海の\n".as_bytes().iter().chain(b"\xFF\n").copied().collect::<Vec<u8>>().as_slice());
    let ran = place.hakusho(&["clean", "--lang", "ja", "bad.txt"]);
    assert!(ran.err.contains("UTF-8として正しくないバイトが1個あります（7バイト目、FF）"), "{}", ran.err);
    assert!(ran.err.contains("\n  対処: ここで文字が失われています。") && !ran.err.contains("help:"), "{}", ran.err);
}

#[test]
fn a_number_of_threads_that_cannot_be() {
    let place = Place::with(&[("a.txt", RAW)]);
    for command in ["check", "clean"] {
        for jobs in ["0", "-1", "x", "99999999"] {
            let jobs = format!("--jobs={jobs}");
            let ran = place.hakusho(&[command, &jobs, "--lang", "ja", "a.txt"]);
            assert!(ran.code == Some(2) && ran.err.contains("1以上1024以下の整数を指定してください\n"), "{}", ran.err);
            let ran = place.hakusho(&[command, &jobs, "--lang", "en", "a.txt"]);
            assert!(ran.code == Some(2) && ran.err.contains("give a whole number from 1 to 1024"), "{}", ran.err);
        }
    }
}
