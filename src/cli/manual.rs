//! `hakusho man`: the manual as man pages, from the definition of the command
//! line that also parses it.

use std::io;
use std::path::{Path, PathBuf};

use clap::{ArgAction, Args, Command, ValueHint};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::exit::Exit;
use super::failure::{Doing, Failure};
use super::save;
use super::screen::Screen;
use crate::config::{meant, nearest};

/// Print the manual as a man page, or write all pages
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho man --help")]
pub(super) struct Manual {
    /// The command; without one, the page of hakusho itself
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub command: Vec<String>,

    /// Write the pages of all commands into DIR
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  hakusho man check | man -l -             read the page of `hakusho check`
  hakusho man --output ~/.local/share/man/man1
                                           write all pages where man finds them

Exit codes:
  0  all went well
  2  wrong usage, or a page could not be written";

/// Runs the command.
pub(super) fn run(args: &Manual) -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Auto, false);
    let result = match &args.output {
        Some(folder) => write(folder, &mut screen),
        None => print(&args.command, &mut screen),
    };
    if let Err(failure) = result {
        screen.fail(&failure);
    }
    screen.finish()
}

fn print(words: &[String], screen: &mut Screen) -> Result<(), Failure> {
    let name: String = ["hakusho"].into_iter().chain(words.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
    let pages = pages();
    let Some((_, page)) = pages.iter().find(|(n, _)| *n == name) else {
        let known = pages.iter().filter_map(|(n, _)| n.strip_prefix("hakusho-"));
        let help = nearest(&words.join("-"), known).map_or_else(
            || ("`hakusho --help` lists them", "`hakusho --help`で一覧を表示できます").into(),
            |near| meant(&near.replace('-', " ")),
        );
        let name = words.join(" ");
        return Err(Failure::new((format!("there is no command `{name}`"), format!("`{name}`というコマンドはありません"))).help(help));
    };
    let _ = screen.print_shown(page);
    Ok(())
}

fn write(folder: &Path, screen: &mut Screen) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|e| Failure::io(folder, Doing::MakeFolder, &e))?;
    let pages = pages();
    for (name, page) in &pages {
        save::replace(&folder.join(format!("{name}.1")), page)?;
    }
    let (name, n) = (folder.display(), pages.len());
    screen.say((format!("{name}: {n} pages"), format!("{name}：{n}ページ")));
    Ok(())
}

/// The pages: name (`hakusho-check`) and contents.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut command = super::command();
    command.build();
    let mut pages = Vec::new();
    add(&command, None, &mut pages);
    pages
}

fn add(command: &Command, above: Option<&str>, pages: &mut Vec<(String, Vec<u8>)>) {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    // writing to memory cannot fail
    let _ = render(command, above, &mut page);
    pages.push((name.clone(), page));
    for below in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        add(below, Some(&name), pages);
    }
}

fn render(command: &Command, above: Option<&str>, page: &mut Vec<u8>) -> io::Result<()> {
    let source = format!("hakusho {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).source(source).manual("hakusho");
    man.render_title(page)?;
    // file names of Japanese books must not be hyphenated
    Roff::new().control("nh", []).control("ad", ["l"]).to_writer(page)?;
    man.render_name_section(page)?;
    synopsis(command).to_writer(page)?;
    man.render_description_section(page)?;
    if command.get_subcommands().any(|c| !c.is_hide_set()) {
        man.render_subcommands_section(page)?;
    }
    man.render_options_section(page)?;
    let more = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    sections(&more).to_writer(page)?;
    let mut others: Vec<String> = above.map(str::to_owned).into_iter().collect();
    others.extend(command.get_subcommands().filter(|c| !c.is_hide_set()).filter_map(|c| c.get_display_name().map(str::to_owned)));
    if !others.is_empty() {
        let mut roff = Roff::new();
        let mut line = Vec::new();
        for (i, other) in others.into_iter().enumerate() {
            line.extend([roman(if i > 0 { ", " } else { "" }), bold(other), roman("(1)")]);
        }
        roff.control("SH", ["SEE ALSO"]).text(line);
        roff.to_writer(page)?;
    }
    Ok(())
}

/// The command with all that it takes, the names of values included (which
/// `clap_mangen` leaves out).
fn synopsis(command: &Command) -> Roff {
    let mut line = vec![bold(command.get_bin_name().unwrap_or_else(|| command.get_name()))];
    let shown = || command.get_arguments().filter(|a| !a.is_hide_set());
    // a blank between options is where the line may break
    for arg in shown().filter(|a| !a.is_positional()).chain(shown().filter(|a| a.is_positional())) {
        let (open, close) = if arg.is_required_set() { (" ", "") } else { (" [", "]") };
        line.push(roman(open));
        let names = arg.get_short().map(|c| format!("-{c}")).into_iter().chain(arg.get_long().map(|name| format!("--{name}")));
        for (i, name) in names.enumerate() {
            line.extend([roman(if i > 0 { "|" } else { "" }), bold(name)]);
        }
        if arg.get_action().takes_values() {
            let values = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            line.extend([roman(if arg.is_positional() { "" } else { " " }), italic(values)]);
        }
        let many = arg.is_positional() && matches!(arg.get_action(), ArgAction::Append);
        line.push(roman(format!("{close}{}", if many { "…" } else { "" })));
    }
    if command.get_subcommands().any(|c| !c.is_hide_set()) {
        line.extend([roman(" "), italic("COMMAND")]);
    }
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]).text(line);
    roff
}

/// The end of a help text: each line that is not indented opens a section, the
/// lines below are as they stand.
fn sections(help: &str) -> Roff {
    let mut roff = Roff::new();
    let mut open = false;
    for line in help.lines() {
        match line.strip_suffix(':').filter(|_| !line.starts_with(' ')) {
            Some(title) => {
                if open {
                    roff.control("fi", []);
                }
                let title = if title == "Exit codes" { "EXIT STATUS".to_owned() } else { title.to_uppercase() };
                roff.control("SH", [title.as_str()]).control("nf", []);
                open = true;
            }
            None => {
                roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
            }
        }
    }
    if open {
        roff.control("fi", []);
    }
    roff
}
