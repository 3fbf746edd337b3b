//! The texts that the tests run over: all that can be found.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A text with the name to be shown when a law does not hold for it.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The folder of this package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Says something in the test's output even when the test passes.
pub(crate) fn note(message: &str) {
    // not `eprintln`, which the test harness swallows
    let _ = writeln!(std::io::stderr(), "note: {message}");
}

/// The two documents this project was made from, raw and as an editor wants
/// them.
pub(crate) fn seeds() -> Vec<Sample> {
    let mut list = Vec::new();
    gather(&root().join("fixtures"), &mut list);
    assert!(list.len() >= 4, "the fixtures are there");
    list
}

/// The seeds, and every extracted text of the bench data when it is there: in
/// the folder that `HAKUSHO_BENCH_DATA` names, or beside this repository.
pub(crate) fn all() -> Vec<Sample> {
    let mut list = seeds();
    let data = std::env::var_os("HAKUSHO_BENCH_DATA").map_or_else(|| root().join("../shared/bench/data"), PathBuf::from);
    if data.is_dir() {
        for set in ["real", "roundtrip", "planted"] {
            gather(&data.join(set), &mut list);
        }
    } else {
        note(&format!("{} not there, skipped", data.display()));
    }
    list
}

fn gather(dir: &Path, list: &mut Vec<Sample>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, list);
        } else if path.extension().is_some_and(|e| e == "txt" || e == "md") {
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let Ok(source) = hakusho::read::decode(bytes, None) else { continue };
            let name = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
            list.push(Sample { name, text: source.text.into_string() });
        }
    }
}
