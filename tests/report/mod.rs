//! `hakusho report` and `hakusho glossary`: what is in the files they write.
//! How the report behaves in a browser is tested in `tests/browser`.
#![expect(clippy::unwrap_used, reason = "what a test cannot do fails it")]

mod glossary;
mod page;

use crate::cli::Place;
use crate::corpus::root;

/// A book with mistakes, in several files.
fn draft() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = std::fs::read_dir(root().join("tests/browser/draft"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 2);
    files
}

fn place(files: &[(String, String)]) -> Place {
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    Place::with(&files)
}
