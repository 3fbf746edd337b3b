//! Where findings stand, when the text has pages, tabs, wide characters and
//! line ends of several kinds; and what one run over several books says.

use serde_json::{Value, json};

use crate::cli::Place;

fn findings(place: &Place, args: &[&str]) -> Vec<Value> {
    let ran = place.hakusho(&[&["check", "-q", "--lang", "en", "--output-format", "json-lines"], args].concat());
    assert!(matches!(ran.code, Some(0 | 1)) && ran.err.is_empty(), "{}{}", ran.out, ran.err);
    ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// The bytes of a file at the place of a finding.
fn at(place: &Place, finding: &Value) -> String {
    let offset = |end: &str| usize::try_from(finding[end]["offset"].as_u64().unwrap()).unwrap();
    place.read(finding["path"].as_str().unwrap())[offset("start")..offset("end")].to_owned()
}

/// Three pages as an extractor gives them: a printed number at the foot, a form
/// feed behind it, lines that end inside sentences.
const PAGES: &str = "第1章　海の利用\r\n\r\n第1節　船の数\r\n\r\n　船の数は増えている。くわしくは本章2節（港の整備）p.14を参照。\r\n\r\n11\r\n\u{C}第2節　港の整備\r\n\r\n　\t港を整備する会議は2024年5月1日（木）に開かれた。くわしくは本章3節（船の種類）p.13を参照。\r\n\r\n12\r\n\u{C}第3節　船の種類\r\n\r\n　船の種類は多い。\r\n\r\n13\r\n";

#[test]
fn pages_and_weekdays() {
    let place = Place::with(&[("a.txt", PAGES)]);
    let found = findings(&place, &["--no-config", "--select", "xref-page-mismatch,weekday-mismatch", "a.txt"]);
    let told: Vec<(String, String)> = found.iter().map(|f| (f["lint"].as_str().unwrap().to_owned(), at(&place, f))).collect();
    let want = [("xref-page-mismatch", "p.14"), ("weekday-mismatch", "木")];
    assert_eq!(told.len(), 2, "{told:?}");
    for ((lint, text), (want, part)) in told.iter().zip(want) {
        assert!(lint == want && text.contains(part), "{told:?}");
    }
    let [page, day] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&page["page"], &day["page"]), (&json!(11), &json!(12)));
    // lines by their ends, columns in characters
    let line = |f: &Value| PAGES[..usize::try_from(f["start"]["offset"].as_u64().unwrap()).unwrap()].matches('\n').count() + 1;
    let column = |f: &Value| {
        let before = &PAGES[..usize::try_from(f["start"]["offset"].as_u64().unwrap()).unwrap()];
        before.rsplit('\n').next().unwrap_or("").chars().count() + 1
    };
    for f in &found {
        assert_eq!((&f["start"]["line"], &f["start"]["column"]), (&json!(line(f)), &json!(column(f))), "{f}");
    }
    // and the fix is made there
    let ran = place.hakusho(&["check", "--no-config", "-q", "--select", "xref-page-mismatch", "--fix", "--unsafe-fixes", "a.txt"]);
    assert_eq!((ran.code, place.read("a.txt")), (Some(0), PAGES.replace("p.14", "p.12")), "{}", ran.err);
}

/// What the clean-up does, at the places of the file.
#[test]
fn the_places_of_changes() {
    // tab, wide, two code units, two code points; lines end with CR LF
    let text = "序文\t𠮟る。\r\n\r\n⽇本の\t⻑い⼈⽣である。か\u{3099}る⽣きる。\r\n";
    let place = Place::with(&[("a.txt", text)]);
    let found = findings(&place, &["--no-config", "--select", "radical-character", "a.txt"]);
    let got: Vec<(String, u64, u64)> =
        found.iter().map(|f| (at(&place, f), f["start"]["line"].as_u64().unwrap(), f["start"]["column"].as_u64().unwrap())).collect();
    let want = [("⽇", 3, 1), ("⻑", 3, 5), ("⼈⽣", 3, 7), ("⽣", 3, 16)];
    let want: Vec<(String, u64, u64)> = want.iter().map(|(t, l, c)| ((*t).to_owned(), *l, *c)).collect();
    assert_eq!(got, want);
    let ran = place.hakusho(&["check", "--no-config", "-q", "--select", "radical-character", "--fix", "a.txt"]);
    let mended = text.replace('⽇', "日").replace('⻑', "長").replace('⼈', "人").replace('⽣', "生");
    assert_eq!((ran.code, place.read("a.txt")), (Some(0), mended), "{}", ran.err);
}

/// Several books, each with its own config, in one run: the same findings in
/// the same order, whatever the order of the arguments and the number of threads.
#[test]
fn one_order_of_several_books() {
    let place = Place::new();
    for (i, level) in ["error", "warning", "info"].iter().enumerate() {
        let config = format!(
            "[lint.levels]\nera-mismatch = \"{level}\"\n\n[[book]]\nname = \"白書{i}\"\nfiles = [\"ch*.txt\"]\n\n[[book]]\nname = \"別冊{i}\"\nfiles = [\"x*.txt\"]\n"
        );
        place.write(format!("b{i}/hakusho.toml"), config.as_bytes());
        for n in 1..8 {
            let text = format!(
                "第{n}章　海\n\n第1節　港\n\nこの方針は平成19（2008）年に決定された。第{n}章第9節で述べる。新しいABX{n}を置く。\n\n第2節　船\n\n船は多い。\n"
            );
            place.write(format!("b{i}/ch{n}.txt"), text.as_bytes());
            place.write(format!("b{i}/x{n}.txt"), text.as_bytes());
            place.write(format!("b{i}/rest/{n}.txt"), text.as_bytes());
        }
    }
    let run = |args: &[&str], jobs: &str, format: &str| {
        let ran = place.hakusho(&[&["check", "-q", "--jobs", jobs, "--output-format", format], args].concat());
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        ran.out
    };
    for format in ["json", "concise"] {
        let one = run(&["b0", "b1", "b2"], "1", format);
        assert!(one.contains("b1/x3.txt") && one.contains("b2/rest/7.txt"), "{one}");
        for (args, jobs) in [
            (&["b0", "b1", "b2"][..], "8"),
            (&["b2", "b0", "b1"], "1"),
            (&["b2", "b1", "b0"], "8"),
            (&["b1/rest", "b2", "b0/ch3.txt", "b1", "b0"], "3"),
        ] {
            assert!(run(args, jobs, format) == one, "{jobs} {args:?}");
        }
    }
}

/// The option `scope` of the lints of notes says where numbers start again.
#[test]
fn the_scope_of_notes() {
    let part = |n: u32, from: u32| {
        format!(
            "第{n}章　海\n\n港の整備が進んでいる（注{from}）。船も増えている（注{}）。\n\n（注{from}）推計による。\n\n（注{}）漁船を含む。\n\n",
            from + 1,
            from + 1
        )
    };
    let told = |text: &str, scope: &str| {
        let place = Place::with(&[("a.txt", text)]);
        if !scope.is_empty() {
            let options: String = ["gap", "duplicate", "undefined", "unreferenced", "out-of-order"]
                .iter()
                .map(|l| format!("[lint.options.footnote-{l}]\nscope = \"{scope}\"\n"))
                .collect();
            place.write("hakusho.toml", options.as_bytes());
        }
        findings(&place, &["--select", "footnote", "a.txt"])
            .iter()
            .map(|f| format!("{}@{}", f["lint"].as_str().unwrap(), f["start"]["line"]))
            .collect::<Vec<_>>()
            .join(" ")
    };
    // each chapter from 1: wrong when one sequence is wanted
    let anew = format!("{}{}", part(1, 1), part(2, 1));
    assert_eq!(told(&anew, ""), "");
    assert_eq!(told(&anew, "chapter"), "");
    assert!(told(&anew, "document").contains("footnote-duplicate"), "{}", told(&anew, "document"));
    // one sequence: wrong when each chapter should begin with 1
    let through = format!("{}{}", part(1, 1), part(2, 3));
    assert_eq!(told(&through, ""), "");
    assert_eq!(told(&through, "document"), "");
    assert!(told(&through, "chapter").contains("footnote-gap@"), "{}", told(&through, "chapter"));
}

/// A file that somebody else changes between reading and writing stays as they
/// left it.
#[cfg(unix)]
#[test]
fn a_file_changed_meanwhile_stays() {
    use std::io::Write as _;
    use std::process::Stdio;

    let place = Place::with(&[("a.txt", super::BAD)]);
    let made = std::process::Command::new("mkfifo").arg(place.path("z.txt")).status();
    assert!(made.is_ok_and(|s| s.success()), "mkfifo");
    let args = ["check", "--no-config", "--jobs", "1", "--lang", "en", "--fix", "--unsafe-fixes", "a.txt", "z.txt"];
    let mut command = place.command(crate::cli::BIN, &args);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // opens when the program reads it, which it does behind a.txt
    let mut pipe = std::fs::OpenOptions::new().write(true).open(place.path("z.txt")).unwrap();
    let theirs = format!("{}書き足した。\n", super::BAD);
    place.write("a.txt", theirs.as_bytes());
    pipe.write_all("よい文である。\n".as_bytes()).unwrap();
    drop(pipe);
    let done = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!((done.status.code(), place.read("a.txt")), (Some(2), theirs), "{err}");
    assert!(err.contains("a.txt: was changed while it was checked") && !err.contains("mended"), "{err}");
}
