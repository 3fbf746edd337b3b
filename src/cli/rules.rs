//! `hakusho rules` and `hakusho explain`: the lints and their pages.

use std::fmt::Write as _;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::choice::{self, LANGUAGES};
use super::exit::Exit;
use super::failure::Failure;
use super::language;
use super::screen::Screen;
use crate::config::{LanguageName, nearest};
use crate::lint::{self, Language, Lint};
use crate::lints;
use crate::report::findings::concise;

/// List the lints
#[derive(Args, Debug)]
#[command(after_long_help = LISTED)]
pub(super) struct List {
    /// The language; otherwise the locale's
    #[arg(long, value_name = "LANGUAGE", value_parser = choice::of(LANGUAGES))]
    pub lang: Option<LanguageName>,
}

/// Show the page of a lint: what it reports, why, what to do, with examples
#[derive(Args, Debug)]
#[command(after_long_help = EXPLAINED)]
pub(super) struct Explain {
    /// The name of the lint
    #[arg(value_name = "LINT", value_parser = choice::suggested(NonEmptyStringValueParser::new(), choice::lints), hide_possible_values = true)]
    pub name: String,
    /// The language; otherwise the locale's
    #[arg(long, value_name = "LANGUAGE", value_parser = choice::of(LANGUAGES))]
    pub lang: Option<LanguageName>,
}

const LISTED: &str = "\
Examples:
  hakusho rules                            group, level, fix and what it reports
  hakusho rules --lang ja                  日本語で

Exit codes:
  0  all went well
  2  wrong usage";

const EXPLAINED: &str = "\
Examples:
  hakusho explain footnote-gap             what it reports, why, what to do
  hakusho explain footnote-gap --lang ja   日本語で

Exit codes:
  0  all went well
  2  there is no lint of that name";

/// Runs `rules`.
pub(super) fn list(args: &List) -> Exit {
    let language = language::choose(args.lang);
    with(|lints, screen| {
        let width = lints.iter().map(|l| l.page.front.name.len()).max().unwrap_or(0);
        let mut rows: Vec<&Lint> = lints.iter().collect();
        rows.sort_by_key(|l| (&l.page.front.group, &l.page.front.name));
        let mut out = String::new();
        let mut group = "";
        for lint in rows {
            let front = &lint.page.front;
            if front.group != group {
                let _ = writeln!(out, "{}{}", if group.is_empty() { "" } else { "\n" }, front.group);
                group = &front.group;
            }
            let level = if front.off { "off" } else { concise::level(front.level) };
            let fix = if front.fix == "none" { "" } else { front.fix.as_str() };
            let _ = writeln!(out, "  {:width$}  {level:7}  {fix:7}  {}", front.name, front.about.pick(language));
        }
        let _ = screen.print_shown(out.as_bytes());
    })
}

/// Runs `explain`.
pub(super) fn explain(args: &Explain) -> Exit {
    let language = language::choose(args.lang);
    with(|lints, screen| {
        let Some(lint) = lints.iter().find(|l| l.page.front.name == args.name) else {
            let near = nearest(&args.name, lints.iter().map(|l| l.page.front.name.as_str()));
            let help = near.map_or_else(|| "`hakusho rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
            screen.fail(&Failure { path: None, what: format!("there is no lint `{}`", args.name), help: Some(help) });
            return;
        };
        let _ = screen.print_shown(page(lint, language).as_bytes());
    })
}

fn with(run: impl FnOnce(&[Lint], &mut Screen)) -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Auto, false);
    match lint::load(lints::ROWS) {
        Ok(lints) => run(&lints, &mut screen),
        Err(error) => screen.fail(&Failure { path: None, what: error.to_string(), help: None }),
    }
    screen.finish()
}

/// The page in one language: its head, the manual, the options, the examples.
fn page(lint: &Lint, language: Language) -> String {
    let front = &lint.page.front;
    let ja = language == Language::Ja;
    let say = |en: &'static str, japanese: &'static str| if ja { japanese } else { en };
    let mut out = format!("{}\n\n{}\n\n", front.name, front.about.pick(language));
    let level = if front.off { "off" } else { concise::level(front.level) };
    let _ = writeln!(
        out,
        "{}: {}   {}: {level}   {}: {}   {}: {}\n",
        say("group", "分類"),
        front.group,
        say("level", "水準"),
        say("fix", "修正"),
        if ja && front.fix == "none" { "なし" } else { front.fix.as_str() },
        say("since", "版"),
        front.since
    );
    let mut shown = false;
    for line in lint.page.body.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            let japanese = !title.is_ascii();
            shown = title == "Examples" || japanese == ja;
            if shown && title == "Examples" {
                options(&mut out, lint, language);
                let _ = writeln!(out, "## {}", say("Examples", "例"));
                continue;
            }
        } else if line.starts_with("# ") {
            continue;
        }
        if shown {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

fn options(out: &mut String, lint: &Lint, language: Language) {
    let rows = &lint.page.front.options;
    if rows.is_empty() {
        return;
    }
    let title = if language == Language::Ja { "設定" } else { "Options" };
    let _ = writeln!(out, "## {title}\n");
    for (name, row) in rows {
        let words = if language == Language::Ja { &row.ja } else { &row.en };
        let mut default = row.default.to_string();
        if default.chars().count() > 60 {
            default = default.chars().take(60).chain(['…']).collect();
        }
        let _ = writeln!(out, "  {name} = {default}\n      {words}");
    }
    out.push('\n');
}
