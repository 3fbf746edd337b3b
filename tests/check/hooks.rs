//! The action and the hooks that others run: their commands are taken from the
//! files and run, as far as that goes without a network.

use super::BAD;
use crate::cli::{BIN, Place, has, ran};

/// The shell script of a step of `action.yml`.
fn script(action: &str, step: &str) -> String {
    let rest = action.split(&format!("- name: {step}\n")).nth(1).unwrap();
    let rest = rest.split("      run: |\n").nth(1).unwrap();
    rest.lines().take_while(|l| l.starts_with("        ")).map(|l| format!("{}\n", l.trim_start())).collect()
}

#[test]
fn the_action() {
    if !has("bash") {
        return;
    }
    let action = std::fs::read_to_string(crate::corpus::root().join("action.yml")).unwrap();
    assert!(action.contains("using: composite") && action.contains("run: cargo install --locked --path \"$GITHUB_ACTION_PATH\""));
    let script = script(&action, "Check");
    // each variable of the script is an input
    for name in ["paths", "args", "format", "output"] {
        let line = format!("{}: ${{{{ inputs.{name} }}}}", name.to_uppercase());
        assert!(
            action.contains(&line) && action.contains(&format!("\n  {name}:\n")) && script.contains(&format!("${}", name.to_uppercase()))
        );
    }
    let place = Place::with(&[("a.txt", BAD), ("b.txt", "よい文である。\n")]);
    let folder = std::path::Path::new(BIN).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let run = |format: &str, paths: &str| {
        let mut command = place.command("bash", &["-e", "-c", &script]);
        command.env("PATH", &path).env("PATHS", paths).env("ARGS", "--quiet --no-config").env("FORMAT", format);
        command.env("OUTPUT", "out.sarif");
        ran(command)
    };
    let github = run("github", "a.txt b.txt");
    assert!(github.code == Some(1) && github.out.starts_with("::error file=a.txt,line=1,"), "{} {}", github.out, github.err);
    assert_eq!(run("github", "b.txt").code, Some(0));
    let sarif = run("sarif", "a.txt");
    assert!(sarif.code == Some(1) && sarif.out.starts_with("a.txt:1:6: error") && place.read("out.sarif").contains("\"2.1.0\""));
}

#[test]
fn the_hooks() {
    let hooks = std::fs::read_to_string(crate::corpus::root().join(".pre-commit-hooks.yaml")).unwrap();
    let entries: Vec<&str> = hooks.lines().filter_map(|l| l.trim().strip_prefix("entry: hakusho ")).collect();
    assert_eq!(entries.len(), hooks.matches("- id: ").count());
    assert_eq!(hooks.matches("  language: rust\n").count(), entries.len());
    for entry in entries {
        let place = Place::with(&[("a.txt", BAD), ("b.md", "よい文である。\n")]);
        let words: Vec<&str> = entry.split(' ').chain(["a.txt", "b.md"]).collect();
        let ran = place.hakusho(&words);
        let want = i32::from(entry.starts_with("check"));
        assert_eq!(ran.code, Some(want), "{entry}: {} {}", ran.out, ran.err);
    }
}

/// What docs/ci.md tells others to run works, and writes what they collect.
#[test]
fn the_page_on_ci() {
    let page = std::fs::read_to_string(crate::corpus::root().join("docs/ci.md")).unwrap();
    let command = regex::Regex::new(r"(?m)^[ ]*(?:- |sh '|entry: )?hakusho (check|init)([^'\n]*)").unwrap();
    let mut ran = Vec::new();
    for found in page.split("```").skip(1).step_by(2).flat_map(|block| command.captures_iter(block)) {
        let place = Place::with(&[("drafts/a.txt", BAD), ("drafts/b.md", "よい文である。\n")]);
        let options = found[2].split(" #").next().unwrap();
        let words: Vec<&str> = [&found[1]].into_iter().chain(options.split_whitespace()).collect();
        let run = place.hakusho(&words);
        let quiet = found[1] == *"init" || options.contains("--write-baseline") || options.contains("--fail-on off");
        assert_eq!(run.code, Some(i32::from(!quiet)), "{words:?}: {} {}", run.out, run.err);
        // a file that is written is collected under the same name
        for (_, file) in words.iter().filter(|w| !w.starts_with("--")).filter_map(|w| w.split_once('=')) {
            assert!(place.path(file).is_file() && page.matches(file).count() > 1, "{words:?}: {file}");
        }
        ran.push(words.join(" "));
    }
    assert!(ran.len() >= 6, "{ran:#?}");
    // the names of the inputs of the action and of the hooks
    let root = crate::corpus::root();
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let (action, hooks) = (read("action.yml"), read(".pre-commit-hooks.yaml"));
    for block in page.split("OWNER/hakusho@main").skip(1) {
        let inputs = block.lines().skip_while(|l| l.trim() != "with:").skip(1).take_while(|l| l.starts_with("          "));
        let inputs: Vec<&str> = inputs.filter_map(|l| l.trim().split_once(':')).map(|(name, _)| name).collect();
        assert!(!inputs.is_empty() && inputs.iter().all(|name| action.contains(&format!("\n  {name}:\n"))), "{inputs:?}");
    }
    for id in page.lines().filter_map(|l| l.split("- id: ").nth(1)).map(|l| l.split(' ').next().unwrap()) {
        assert!(hooks.contains(&format!("- id: {id}\n")), "{id}");
    }
}
