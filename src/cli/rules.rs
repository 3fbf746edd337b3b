//! `hakusho rules` and `hakusho explain`: the lints and their pages.

use std::fmt::Write as _;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::choice::{self, LANGUAGES};
use super::exit::Exit;
use super::failure::Failure;
use super::language;
use super::screen::Screen;
use crate::config::{LanguageName, unknown};
use crate::lint::page::Words;
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

/// Show the page of a lint: what it reports, why, what to do, with examples; or the lints of a group
#[derive(Args, Debug)]
#[command(after_long_help = EXPLAINED)]
pub(super) struct Explain {
    /// The name of the lint, or of a group
    #[arg(value_name = "LINT|GROUP", value_parser = choice::suggested(NonEmptyStringValueParser::new(), choice::selections), hide_possible_values = true)]
    pub name: String,
    /// The language; otherwise the locale's
    #[arg(long, value_name = "LANGUAGE", value_parser = choice::of(LANGUAGES))]
    pub lang: Option<LanguageName>,
}

const LISTED: &str = "\
Examples:
  hakusho rules                            group, level, fix and what each reports
  hakusho rules --lang ja                  日本語で

Exit codes:
  0  all went well
  2  wrong usage";

const EXPLAINED: &str = "\
Examples:
  hakusho explain footnote-gap             what it reports, why, what to do
  hakusho explain footnote-gap --lang ja   日本語で
  hakusho explain footnote                 the lints of a group

Exit codes:
  0  all went well
  2  there is no lint and no group of that name";

/// Runs `rules`.
pub(super) fn list(args: &List) -> Exit {
    let language = language::choose(args.lang);
    with(language, |lints, screen| {
        let mut groups: Vec<&str> = lints.iter().map(|lint| lint.page.front.group.as_str()).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut out = groups.into_iter().map(|group| listed(lints, group, language) + "\n").collect::<String>();
        out.push_str(legend(language));
        let _ = screen.print_shown(out.as_bytes());
    })
}

/// The lints of a group, a line each.
fn listed(lints: &[Lint], group: &str, language: Language) -> String {
    let width = lints.iter().map(|l| l.page.front.name.len()).max().unwrap_or(0);
    let mut rows: Vec<&Lint> = lints.iter().filter(|lint| group == "all" || lint.page.front.group == group).collect();
    rows.sort_by_key(|lint| &lint.page.front.name);
    let mut out = format!("{group}\n");
    for lint in rows {
        let front = &lint.page.front;
        let level = if front.off { "off" } else { concise::level(front.level) };
        let fix = match (front.fix.as_str(), language) {
            ("none", _) => String::new(),
            (fix, Language::En) => format!("fix:{fix}"),
            (fix, Language::Ja) => format!("修正:{fix}"),
        };
        let room = 12_usize.saturating_sub(crate::text::width::of(&fix) as usize);
        let _ = writeln!(out, "  {:width$}  {level:7}  {fix}{:room$} {}", front.name, "", front.about.pick(language));
    }
    out
}

/// What the columns mean.
fn legend(language: Language) -> &'static str {
    match language {
        Language::En => {
            "error, warning, info: the level; off: only where it is selected (`--select`, `--profile editor`)
fix:safe     `hakusho check --fix` applies it
fix:unsafe   `--fix` applies it with `--unsafe-fixes`; look at the result
fix:display  shown, never applied
(no fix)     to be mended by hand

`hakusho explain LINT` shows the page of a lint.
"
        }
        Language::Ja => {
            "error、warning、info：水準。off：選んだときだけ調べます（`--select`、`--profile editor`）
修正:safe     `hakusho check --fix`で適用します
修正:unsafe   `--fix`に`--unsafe-fixes`を加えたときだけ適用します。結果を確かめてください
修正:display  表示だけで、適用はしません
（なし）      手で直します

`hakusho explain 項目名`で、項目ごとの説明を表示します。
"
        }
    }
}

/// Runs `explain`.
pub(super) fn explain(args: &Explain) -> Exit {
    let language = language::choose(args.lang);
    with(language, |lints, screen| {
        if args.name == "all" || lints.iter().any(|l| l.page.front.group == args.name) {
            let text = format!("{}\n{}", listed(lints, &args.name, language), legend(language));
            let _ = screen.print_shown(text.as_bytes());
            return;
        }
        let Some(lint) = lints.iter().find(|l| l.page.front.name == args.name) else {
            let bad = unknown(&args.name, lints);
            screen.fail(&Failure { help: bad.help, ..Failure::new(bad.what) });
            return;
        };
        let _ = screen.print_shown(page(lint, language).as_bytes());
    })
}

fn with(language: Language, run: impl FnOnce(&[Lint], &mut Screen)) -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Auto, false).speaking(language);
    match lint::load(lints::ROWS) {
        Ok(lints) => run(&lints, &mut screen),
        Err(error) => screen.fail(&Failure::new(Words::same(&error.to_string()))),
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
