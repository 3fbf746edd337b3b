//! Completions and man pages: made from the definition of the command line, so
//! nothing in them may be missing.

use super::{Place, has, ran};

/// The subcommands as they are written, `config schema` for example.
fn commands() -> Vec<String> {
    fn add(command: &clap::Command, before: &str, all: &mut Vec<String>) {
        for sub in command.get_subcommands().filter(|c| !c.is_hide_set()) {
            let name = format!("{before}{}", sub.get_name());
            add(sub, &format!("{name} "), all);
            all.push(name);
        }
    }
    let mut all = Vec::new();
    add(&hakusho::cli::command(), "", &mut all);
    assert!(all.len() > 8 && all.contains(&"config schema".to_owned()));
    all
}

#[test]
fn completions_have_every_command() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = place.hakusho(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{shell}");
        for word in commands().iter().flat_map(|name| name.split(' ')).chain(["watch", "write-baseline"]) {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
        // the others complete no values
        if ["bash", "zsh", "fish"].contains(&shell) {
            for word in ["footnote-gap", "extraction", "rdjson", "shift_jis"] {
                assert!(ran.out.contains(word), "{shell}: {word}");
            }
        }
    }
    assert_eq!(place.hakusho(&["completions", "tcsh"]).code, Some(2));
}

#[test]
fn bash_completes() {
    if !has("bash") {
        return;
    }
    let place = Place::new();
    let script = place.hakusho(&["completions", "bash"]).out;
    place.write("hakusho.bash", script.as_bytes());
    place.write(
        "try.bash",
        b"set -eu\nsource hakusho.bash\nCOMP_WORDS=(\"$@\")\nCOMP_CWORD=$(($# - 1))\nCOMPREPLY=()\n\
          \"$(complete -p hakusho | grep -o '_hakusho[a-z_]*')\" hakusho \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"\n\
          echo ${COMPREPLY[@]+\"${COMPREPLY[*]}\"}\n",
    );
    let check = |line: &str, want: &str| {
        let mut words = vec!["try.bash"];
        words.extend(line.split(' '));
        let ran = ran(place.command("bash", &words));
        assert_eq!((ran.out.trim_end(), ran.err.as_str()), (want, ""), "{line:?}");
    };
    check("hakusho ch", "check");
    check("hakusho check --stat", "--statistics");
    // files come from the shell itself, which an empty answer asks for
    check("hakusho check ", "");
    check("hakusho check a.txt --select footnote-g", "footnote-gap");
    check("hakusho check a.txt --select acronym,footnote-g", "acronym,footnote-gap");
    check("hakusho explain era", "era-mismatch");
    check("hakusho clean --gloss d", "drop");
    check("hakusho check --output-format rd", "rdjson");
}

#[test]
fn other_shells_load_theirs() {
    let place = Place::new();
    for (shell, args) in [("zsh", ["-f", "-n"]), ("fish", ["--no-config", "--no-execute"])] {
        if has(shell) {
            place.write("script", place.hakusho(&["completions", shell]).out.as_bytes());
            let ran = ran(place.command(shell, &[args[0], args[1], "script"]));
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{shell}");
        }
    }
}

#[test]
fn every_command_has_a_page() {
    let place = Place::new();
    let ran = place.hakusho(&["man", "--output", "deep/man1"]);
    let pages = commands().len() + 1;
    assert_eq!((ran.code, ran.err), (Some(0), format!("deep/man1: {pages} pages\n")));
    assert_eq!(std::fs::read_dir(place.path("deep/man1")).unwrap().count(), pages);
    for name in [String::new()].into_iter().chain(commands()) {
        let file = format!("hakusho {name}").trim_end().replace(' ', "-");
        let page = place.read(&format!("deep/man1/{file}.1"));
        for section in
            [".SH NAME\n", ".SH SYNOPSIS\n", ".SH DESCRIPTION\n", ".SH EXAMPLES\n", ".SH \"EXIT STATUS\"\n", ".SH \"SEE ALSO\"\n"]
        {
            assert!(page.contains(section), "{file}: {section:?}");
        }
        assert!(page.contains(&format!("hakusho {name}").replace('-', "\\-")), "{file} has an example");
        let words: Vec<&str> = ["man"].into_iter().chain(name.split(' ').filter(|w| !w.is_empty())).collect();
        assert_eq!(place.hakusho(&words).out, page, "{words:?}");
        if has("groff") {
            let ran = super::ran(place.command("groff", &["-K", "utf8", "-T", "utf8", "-man", "-ww", &format!("deep/man1/{file}.1")]));
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{file}");
        }
    }
    // as in the help, values have names
    let fonts = regex::Regex::new(r"\\f[BIR]").unwrap();
    for (name, parts) in [
        ("check", &["hakusho check [", " [--fix]", " [-j|--jobs N]", " [--output-format FORMAT[=FILE]]", " [FILE|DIR|-]…"][..]),
        ("explain", &["hakusho explain [", " [--lang LANGUAGE]", " LINT"]),
    ] {
        let page = fonts.replace_all(&place.read(&format!("deep/man1/hakusho-{name}.1")), "").replace("\\-", "-");
        let synopsis = page.split(".SH SYNOPSIS\n").nth(1).unwrap().split("\n.").next().unwrap();
        for part in parts {
            assert!(synopsis.contains(part), "{part}: {synopsis}");
        }
    }
    let ran = place.hakusho(&["man", "chekc"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(2), "error: there is no command `chekc`\n  help: did you mean `check`?\n"));
    let ran = place.hakusho(&["man", "--output", "deep/man1/hakusho.1"]);
    assert_eq!(ran.code, Some(2));
}

/// Examples in help texts are real: their options exist.
#[test]
fn examples_have_real_options() {
    fn options(command: &clap::Command) -> Vec<String> {
        command.get_arguments().filter_map(|a| Some(format!("--{}", a.get_long()?))).collect()
    }
    let command = hakusho::cli::command();
    let line = regex::Regex::new(r"hakusho ([a-z]+)((?: [^ |]+)*)").unwrap();
    let mut seen = 0;
    let mut all: Vec<&clap::Command> = vec![&command];
    while let Some(one) = all.pop() {
        all.extend(one.get_subcommands());
        let help = one.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        assert!(help.contains("Examples:\n") && help.contains("Exit codes:\n"), "{}", one.get_name());
        for found in help.lines().filter_map(|l| line.captures(l)) {
            let Some(sub) = command.find_subcommand(&found[1]) else { continue };
            let known = options(sub);
            for word in found[2].split(' ').filter(|w| w.starts_with("--")) {
                assert!(known.contains(&word.to_owned()), "{}: {word}", one.get_name());
                seen += 1;
            }
        }
    }
    assert!(seen > 10);
}
