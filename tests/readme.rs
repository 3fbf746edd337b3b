//! The screens in README.md are real: each `console` block is run. `BLESS=1`
//! writes them anew.

use std::process::Command;

#[test]
fn screens() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let old = std::fs::read_to_string(path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut new = String::new();
    let mut lines = old.lines();
    while let Some(line) = lines.next() {
        new += &format!("{line}\n");
        if line != "```console" {
            continue;
        }
        let command = lines.next().unwrap();
        let shown: String = lines.by_ref().take_while(|l| *l != "```").map(|l| format!("{l}\n")).collect();
        let words: Vec<&str> = command.strip_prefix("$ ").unwrap().split(' ').collect();
        let screen = match words.as_slice() {
            ["cat", file] => {
                std::fs::write(folder.path().join(file), &shown).unwrap();
                shown
            }
            ["hakusho", args @ ..] => {
                let output = Command::new(env!("CARGO_BIN_EXE_hakusho")).args(args).current_dir(folder.path()).output().unwrap();
                assert!(output.status.success() && output.stderr.is_empty(), "{command}");
                String::from_utf8(output.stdout).unwrap()
            }
            _ => panic!("{command} is not known here"),
        };
        new += &format!("{command}\n{screen}```\n");
    }
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(path, &new).unwrap();
    }
    snapbox::assert_data_eq!(old, snapbox::Data::text(new).raw());
}
