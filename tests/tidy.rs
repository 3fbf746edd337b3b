//! What is promised about the code and the documents, held by reading them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use hakusho::stage::STAGES;

use crate::corpus::root;

/// The modules, each using only those before it; those in one row may not use
/// each other.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["finding"],
    &["layout"],
    &["read", "stage", "doc"],
    &["book"],
    &["lint"],
    &["lints"],
    &["config", "report"],
    &["check"],
    &["files"],
    &["lsp"],
    &["cli"],
];

/// Lines of a source file, tests at its end included.
const LONGEST: usize = 400;

pub(crate) fn files(dir: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut dirs = vec![root().join(dir)];
    while let Some(dir) = dirs.pop() {
        let entries: Vec<PathBuf> = fs::read_dir(&dir).into_iter().flatten().filter_map(|e| e.ok().map(|e| e.path())).collect();
        for path in entries {
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push((name(&path), fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{dir} has .{extension} files");
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string().replace('\\', "/")
}

/// A file of the top folder.
fn document(name: &str) -> String {
    let text = fs::read_to_string(root().join(name)).unwrap_or_default();
    assert!(!text.is_empty(), "{name} is there");
    text
}

/// All files that git keeps here, as far as they are text.
fn kept() -> Vec<(String, String)> {
    let mut list = Vec::new();
    let mut dirs = vec![root().to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), name(&entry.path()));
            if matches!(name.as_str(), ".git" | "target" | "editors/vscode/node_modules" | "editors/vscode/dist") {
                continue;
            }
            if path.is_dir() {
                dirs.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                list.push((name, text));
            }
        }
    }
    list
}

/// What a source file is without its tests.
pub(crate) fn program(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn none(what: &str, list: &[String]) {
    assert!(list.is_empty(), "{what}:\n{}", list.join("\n"));
}

#[test]
fn modules_use_only_those_before_them() {
    let layer: HashMap<&str, usize> = LAYERS.iter().enumerate().flat_map(|(i, row)| row.iter().map(move |m| (*m, i))).collect();
    let uses = regex::Regex::new(r"\bcrate::(\w+)").unwrap();
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs") {
        let Some(own) = file.strip_prefix("src/").and_then(|f| f.split(['/', '.']).next()).filter(|m| !matches!(*m, "lib" | "main")) else {
            continue;
        };
        let Some(&mine) = layer.get(own) else {
            wrong.push(format!("{file}: module {own} has no layer; give it one in tests/tidy.rs and ARCHITECTURE.md"));
            continue;
        };
        for line in program(&text).lines().filter(|l| !l.trim_start().starts_with("//")) {
            for used in uses.captures_iter(line).filter_map(|c| c.get(1)) {
                let used = used.as_str();
                // the façade's own names stand at the top
                let theirs = layer.get(used).copied().unwrap_or(LAYERS.len() - 5);
                if used != own && theirs >= mine {
                    wrong.push(format!("{file}: {own} uses {used}: {}", line.trim()));
                }
            }
        }
    }
    none("used against the order of the layers", &wrong);
    let architecture = document("ARCHITECTURE.md");
    let missing: Vec<String> = layer
        .keys()
        .filter(|m| !architecture.contains(&format!("`src/{m}")))
        .map(|m| format!("src/{m} is not in ARCHITECTURE.md"))
        .collect();
    none("modules without a description", &missing);
}

#[test]
fn every_stage_has_a_name_and_a_file() {
    let mut names = HashSet::new();
    let mut wrong = Vec::new();
    for stage in STAGES {
        if !names.insert(stage.name) {
            wrong.push(format!("two stages are called {}", stage.name));
        }
        if !["", "/mod"].iter().any(|s| root().join(format!("src/stage/{}{s}.rs", stage.name)).is_file()) {
            wrong.push(format!("src/stage/{}.rs is not there", stage.name));
        }
        if stage.about.is_empty() || stage.about.ends_with('.') || stage.about.starts_with(char::is_uppercase) {
            wrong.push(format!("{}: `about` is a few words without a capital and a full stop: {:?}", stage.name, stage.about));
        }
    }
    none("stages", &wrong);
}

/// A reason is shown behind the name of its stage, so it reads as the other
/// ones do, and the name must be one that `--skip` knows.
#[test]
fn every_cause_reads_well() {
    let cause = regex::Regex::new(r#"Cause\s*\{\s*stage:\s*(\w+|"[^"]*"),\s*reason:\s*"([^"]*)""#).unwrap();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (file, text) in files("src/stage", "rs") {
        for found in cause.captures_iter(program(&text)) {
            seen += 1;
            let (stage, reason) = (found[1].trim_matches('"'), &found[2]);
            if found[1].starts_with('"') && !STAGES.iter().any(|s| s.name == stage) {
                wrong.push(format!("{file}: {stage} is no stage"));
            }
            let first = reason.split(' ').next().unwrap_or_default();
            let capital = first.chars().next().is_some_and(char::is_uppercase) && first.chars().skip(1).any(char::is_lowercase);
            let name = ["Unicode", "Latin", "Kangxi", "Japanese", "Markdown", "English"].iter().any(|n| first.starts_with(n));
            if reason.is_empty() || reason.ends_with('.') || (capital && !name) {
                wrong.push(format!("{file}: a reason has no capital and no full stop: {reason:?}"));
            }
        }
    }
    assert!(seen > 0, "causes are found");
    none("causes", &wrong);
}

#[test]
fn files_are_short_and_say_why_they_exist() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs") {
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{file}: {lines} lines, at most {LONGEST}"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{file}: does not open with //!"));
        }
        let stem = file.trim_end_matches("/mod.rs").trim_end_matches(".rs").rsplit('/').next().unwrap_or_default();
        if matches!(stem, "utils" | "util" | "helpers" | "helper" | "common" | "misc") {
            wrong.push(format!("{file}: a name that says nothing"));
        }
    }
    none("source files", &wrong);
}

#[test]
fn nothing_that_can_panic() {
    let banned = [".unwrap()", ".expect(\"", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "static mut ", "#[allow("];
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs") {
        if file.ends_with("/tests.rs") || file == "src/text/laws.rs" {
            continue;
        }
        for (number, line) in (1..).zip(program(&text).lines()) {
            if let Some(word) = banned.iter().find(|w| line.contains(*w)).filter(|_| !line.trim_start().starts_with("//")) {
                wrong.push(format!("{file}:{number}: {word}"));
            }
        }
    }
    none("not in the program", &wrong);
}

#[test]
fn every_test_module_is_declared() {
    let main = document("tests/main.rs");
    let missing: Vec<String> = files("tests", "rs")
        .into_iter()
        .filter_map(|(file, _)| Some(file.strip_prefix("tests/")?.split(['/', '.']).next()?.to_owned()))
        .filter(|module| module != "main" && !main.contains(&format!("mod {module};")))
        .collect();
    none("not declared in tests/main.rs", &missing);
}

#[test]
fn no_paths_of_one_machine() {
    // written so that this file does not find itself
    let paths = [["/wo", "rk/"], ["/tm", "p/wt"], ["/ro", "ot/"], ["/ho", "me/"]].map(|p| p.concat());
    let named = |text: &str| paths.iter().find(|p| text.contains(p.as_str())).cloned();
    let found: Vec<String> = kept().iter().filter_map(|(name, text)| Some(format!("{name}: {}", named(text)?))).collect();
    none("paths of one machine", &found);
}

#[test]
fn documents_are_there() {
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/performance.md", ".ci/run"] {
        assert!(document(name).len() > 200, "{name} has content");
    }
    assert!(document("CHANGELOG.md").contains("\n## Unreleased\n"), "CHANGELOG.md has a section Unreleased");
}

/// Options and stages that the README does not name.
#[test]
fn the_readme_names_every_option_and_stage() {
    let readme = document("README.md");
    let mut missing = Vec::new();
    for command in hakusho::cli::command().get_subcommands() {
        let name = command.get_name();
        if name == "help" {
            continue;
        }
        if !readme.contains(&format!("hakusho {name}")) {
            missing.push(format!("hakusho {name}"));
        }
        for option in command.get_arguments().filter(|a| !a.is_hide_set()).filter_map(|a| a.get_long()) {
            if !matches!(option, "help" | "version") && !readme.contains(&format!("--{option}")) {
                missing.push(format!("hakusho {name} --{option}"));
            }
        }
    }
    // in the output of `hakusho stages`, which the README shows
    let shown = |name: &str| readme.lines().any(|l| l.split_whitespace().next() == Some(name));
    missing.extend(STAGES.iter().filter(|s| !shown(s.name)).map(|s| format!("stage {}", s.name)));
    none("not in README.md", &missing);
}

/// Options that the README names and the program does not have.
#[test]
fn the_readme_names_nothing_else() {
    let command = hakusho::cli::command();
    let known: HashSet<String> =
        command.get_subcommands().flat_map(clap::Command::get_arguments).filter_map(|a| Some(format!("--{}", a.get_long()?))).collect();
    let option = regex::Regex::new(r"--[a-z][a-z-]+").unwrap();
    let readme = document("README.md");
    // options of other programs stand behind the name of that program
    let ours = readme.lines().filter(|l| !["cargo", "rustup", "git "].iter().any(|p| l.contains(p)));
    let unknown: HashSet<String> = ours.flat_map(|l| option.find_iter(l).map(|m| m.as_str().to_owned()).collect::<Vec<_>>()).collect();
    let allowed = ["--help", "--version"];
    let mut unknown: Vec<String> = unknown.into_iter().filter(|o| !known.contains(o) && !allowed.contains(&o.as_str())).collect();
    unknown.sort();
    none("README.md names options that are not there", &unknown);
}
