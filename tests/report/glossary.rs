//! The list of abbreviations in its formats.

use serde_json::Value;

use super::{draft, place};
use crate::cli::Place;

const NASTY: &str = "監視（ISR：Intelligence, Surveillance and Reconnaissance）を行う。ISRの範囲は広い。\n";

fn show(place: &Place, args: &[&str]) -> String {
    let ran = place.hakusho(&[&["glossary", "--no-config", "--lang", "ja"], args].concat());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    ran.out
}

#[test]
fn markdown() {
    let place = place(&draft());
    let out = show(&place, &["."]);
    assert_eq!(out.lines().take(2).collect::<Vec<_>>(), ["| 略語 | 正式名称 | 日本語 | 初出 | 使用数 |", "|---|---|---|---|--:|"]);
    assert!(out.contains("\n| DMAT | Disaster Medical Assistance Team | 災害派遣医療チーム | 1-現状.txt:14 | 2 |\n"), "{out}");
    // every row has as many cells as the head, whatever is in it
    place.write("a|b_*c.txt", NASTY.as_bytes());
    let cells = regex::Regex::new(r"\\.|\|").unwrap();
    let nasty = show(&place, &["a|b_*c.txt"]);
    assert!(nasty.contains(r"| a\|b\_\*c.txt:1 |"), "{nasty}");
    for line in nasty.lines() {
        assert_eq!(cells.find_iter(line).filter(|m| m.as_str() == "|").count(), 6, "{line}");
    }
    assert!(place.hakusho(&["glossary", "--lang", "en", "a|b_*c.txt"]).out.starts_with("| Acronym | Expansion |"));
}

/// The summary of `check`, the report's list and the list of abbreviations
/// count the same acronyms.
#[test]
fn counts() {
    let mut files = draft();
    files.push(("9.txt".to_owned(), format!("{NASTY}\n新しいQZXを港に置き、QZXを使う。\n")));
    let place = place(&files);
    let ran = place.hakusho(&["check", "--no-config", "--lang", "ja", "--output-format", "json", "."]);
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    let count = |name: &str| value["checked"][name].as_u64().unwrap() as usize;
    let (acronyms, expanded) = (count("acronyms"), count("expanded"));
    assert!(ran.err.contains(&format!("、略語{acronyms}、")), "{}", ran.err);
    let glossary: Value = serde_json::from_str(&show(&place, &["--format", "json", "."])).unwrap();
    assert_eq!(glossary["acronyms"].as_array().unwrap().len(), expanded);
    assert!(expanded < acronyms);
    let page = place.hakusho(&["report", "--no-config", "--lang", "ja", "-o", "-", "."]).out;
    assert!(page.contains(&format!("略語{acronyms}、")), "the summary");
    assert!(page.contains(&format!("略語表 <span class=\"count\">{acronyms}</span>")), "the list");
}

#[test]
fn csv() {
    let place = Place::with(&[("a,\"b\".txt", NASTY)]);
    let out = show(&place, &["--format", "csv", "."]);
    assert!(out.starts_with("略語,正式名称,日本語,初出,行,桁,ページ,使用数\r\n"));
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 1, "{out}");
    assert_eq!((rows[0][0].as_str(), rows[0][3].as_str(), rows[0][7].as_str()), ("ISR", "a,\"b\".txt", "2"));
    assert_eq!(rows[0][1], "Intelligence, Surveillance and Reconnaissance");
    assert!(show(&place, &["--format", "csv", "--bom", "."]).starts_with('\u{FEFF}'));
}

#[test]
fn json() {
    let place = place(&draft());
    let value: Value = serde_json::from_str(&show(&place, &["--format", "json", "."])).unwrap();
    let schema: Value = serde_json::from_str(include_str!("../../docs/glossary.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let uav = value["acronyms"].as_array().unwrap().iter().find(|e| e["acronym"] == "UAV").unwrap();
    // the place is that of the acronym in the file
    let text = place.read(uav["path"].as_str().unwrap());
    let line = text.lines().nth(uav["line"].as_u64().unwrap() as usize - 1).unwrap();
    let rest: String = line.chars().skip(uav["column"].as_u64().unwrap() as usize - 1).collect();
    assert!(rest.starts_with("UAV"), "{rest}");
    assert_eq!(
        serde_json::json!([uav["expansion"], uav["japanese"], uav["count"]]),
        serde_json::json!(["Unmanned Aerial Vehicle", "無人航空機", 2])
    );
}

#[test]
fn output_and_failure() {
    let place = place(&draft());
    assert_eq!(show(&place, &["-o", "list.md", "."]), "");
    assert!(place.read("list.md").contains("| DMAT |"));
    let missing = place.hakusho(&["glossary", "none.txt"]);
    assert_eq!((missing.code, missing.out.as_str()), (Some(2), ""));
    // lints do not run here, so what accepts findings has nothing to say
    place.write("hakusho.toml", "[[suppress]]\nlint = \"era-mismatch\"\npath = \"*\"\nreason = \"x\"\n".as_bytes());
    let ran = place.hakusho(&["glossary", "."]);
    // and the list is no draft
    let told = "not read, since hakusho wrote it: list.md (list of abbreviations)\n";
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), told));
}
