//! `hakusho clean`: which files, what becomes of each, what the user sees.

use std::collections::HashMap;
use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::exit::Exit;
use super::failure::{Doing, Failure};
use super::options::Clean;
use super::progress::Progress;
use super::screen::Screen;
use super::walk::{self, Item, Listing};
use super::{input, language, order, save, stages};
use crate::finding::{Finding, Level};
use crate::lint::Language;
use crate::read::{MALFORMED, Source};
use crate::report::summary::Summary;
use crate::report::{Format, Report, diff, explain, json, markdown, snippet};
use crate::stage::{self, Options, characters};
use crate::text::Text;

/// Findings of reading that are shown of one file, and of characters (of each of
/// their two kinds half as many).
const FINDINGS: usize = 5;

/// Places with such characters that are listed of one file, of each kind.
const LISTED: usize = 1000;

/// Runs the command.
pub(super) fn run(args: &Clean) -> Exit {
    let language = language::choose(args.lang);
    if args.list_stages {
        return stages::list(language);
    }
    let mut screen = Screen::new(args.color, args.quiet).speaking(language);
    match prepare(args, &mut screen) {
        Ok(items) => all(args, &items, &mut screen),
        Err(failure) => screen.fail(&failure),
    }
    screen.finish()
}

/// The files; checks first what must not even be begun.
fn prepare(args: &Clean, screen: &mut Screen) -> Result<Vec<Item>, Failure> {
    let usage = |what: (&str, &str), help: (&str, &str)| Failure::new(what).help(help);
    let stdin = [PathBuf::from("-")];
    let paths = if args.paths.is_empty() { &stdin } else { args.paths.as_slice() };
    if args.paths.is_empty() && std::io::stdin().is_terminal() {
        return Err(usage(
            ("no file given, and the standard input is a terminal", "ファイルの指定がなく、標準入力は端末です"),
            (
                "name files or folders: `hakusho clean FILE`; see `hakusho clean --help`",
                "`hakusho clean FILE`のようにファイルかフォルダーを指定してください（`hakusho clean --help`）",
            ),
        ));
    }
    if args.write && args.format != Format::Text {
        return Err(usage(
            (
                "--write changes the files themselves, which only --format text can",
                "ファイルを直接書き換える--writeは、--format textのときだけ使えます",
            ),
            ("use --output DIR to write other formats", "ほかの形式は--output DIRで書き出してください"),
        ));
    }
    if args.write && paths.iter().any(|p| p.as_os_str() == "-") {
        return Err(usage(
            ("--write cannot change the standard input", "--writeは標準入力には使えません"),
            ("name a file, or use --output DIR", "ファイルを指定するか、--output DIRを使ってください"),
        ));
    }
    if args.force && !args.write && args.output.is_none() {
        return Err(usage(
            ("--force does nothing without --write or --output", "--forceは--writeか--outputと一緒に使います"),
            ("add one of them, or leave it out", "どちらかを加えるか、--forceを外してください"),
        ));
    }
    let Listing { items, failures, own } = walk::list(paths, args.output.as_deref());
    for failure in &failures {
        screen.fail(failure);
    }
    screen.left_out(&own);
    if args.output.is_some() {
        spare(args, &items)?;
    }
    Ok(items)
}

/// Refuses an output folder in which a result would replace a file that is to
/// be cleaned, or another result.
fn spare(args: &Clean, items: &[Item]) -> Result<(), Failure> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let sources: HashMap<PathBuf, &Item> = items.iter().filter_map(|item| Some((real(item.path.as_ref()?)?, item))).collect();
    let mut taken: HashMap<PathBuf, &Item> = HashMap::new();
    for item in items {
        let Some(target) = target(args, item) else { continue };
        // a target that is not there yet is no source
        if let Some(&source) = real(&target).and_then(|path| sources.get(&path)) {
            let what = match source == item {
                true => ("the result would replace its own source".to_owned(), "結果で元のファイルが上書きされてしまいます".to_owned()),
                false => (
                    format!("the result of {} would replace this file, which is to be cleaned too", name(item)),
                    format!("{}の結果で、整形の対象であるこのファイルが上書きされてしまいます", name(item)),
                ),
            };
            return Err(Failure::of(&target, what).help((
                "use --write to change the files themselves, or another --output DIR",
                "元のファイルを書き換えるなら--writeを、そうでなければ別の--output DIRを指定してください",
            )));
        }
        if let Some(other) = taken.insert(target.clone(), item) {
            let (a, b) = (name(other), name(item));
            let what = (format!("{a} and {b} would both be written to this file"), format!("{a}と{b}の出力先が同じです"));
            return Err(Failure::of(&target, what).help((
                "clean them in two runs with two folders, or give relative paths that differ",
                "出力先を変えて二度に分けるか、異なる相対パスで指定してください",
            )));
        }
    }
    Ok(())
}

fn all(args: &Clean, items: &[Item], screen: &mut Screen) {
    let start = Instant::now();
    let job = Job {
        args,
        options: args.options(),
        several: items.len() > 1,
        shown: args.diff && (screen.terminal || screen.colour),
        colour: screen.colour,
        colour_messages: screen.colour_messages,
        language: language::choose(args.lang),
    };
    let prints = args.output.is_none() && !args.write && !args.check;
    let mut progress = Progress::new(items.len(), !(args.quiet || prints && screen.terminal));
    let mut summary = Summary::default();
    let mut first = true;
    let mut emit = |outcome: Outcome| {
        let flow = progress.aside(|| show(&job, &outcome, &mut first, &mut summary, screen));
        progress.step();
        flow
    };
    let threads = args.jobs.map(usize::from).or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let pool = (items.len() > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(threads).build());
    match pool {
        Some(Ok(pool)) => order::run(&pool, items, |item| job.run(item), |outcome| outcome.output.len(), emit),
        // one file, or a system that gives no threads
        _ => {
            let _ = items.iter().try_for_each(|item| emit(job.run(item)));
        }
    }
    drop(progress);
    if args.stats || args.write || args.output.is_some() || items.len() > 1 {
        screen.tell(&summary.show(args.write || args.output.is_some(), start.elapsed(), job.language));
    }
}

/// What came of one file.
struct Outcome {
    name: String,
    /// What goes to the standard output.
    output: Vec<u8>,
    messages: String,
    bytes: u64,
    changed: bool,
    edits: Vec<(&'static str, usize)>,
    /// How the file was written, if not in UTF-8.
    foreign: Option<String>,
    failure: Option<Failure>,
}

fn show(job: &Job<'_>, outcome: &Outcome, first: &mut bool, summary: &mut Summary, screen: &mut Screen) -> ControlFlow<()> {
    screen.alert(&outcome.messages);
    if let Some(failure) = &outcome.failure {
        screen.fail(failure);
        summary.fail();
        return ControlFlow::Continue(());
    }
    summary.add(outcome.bytes, outcome.changed, &outcome.edits, outcome.foreign.as_deref());
    let args = job.args;
    if args.check && outcome.changed {
        screen.note(Exit::Found);
        if !args.diff && !args.explain {
            return screen.print(format!("{}\n", outcome.name).as_bytes());
        }
    }
    if args.diff || args.explain {
        let fit = args.explain || job.shown;
        return if fit { screen.print_shown(&outcome.output) } else { screen.print(&outcome.output) };
    }
    if args.write || args.output.is_some() || args.check {
        return ControlFlow::Continue(());
    }
    if job.several {
        let gap = if *first { "" } else { "\n" };
        *first = false;
        let header = match args.format {
            Format::Text => format!("{gap}==> {} <==\n", outcome.name),
            Format::Markdown => format!("{gap}<!-- {} -->\n\n", outcome.name.replace("-->", "--\u{200B}>")),
            Format::Json => String::new(),
        };
        screen.print(header.as_bytes())?;
    }
    screen.print(&outcome.output)?;
    if job.several && outcome.output.last().is_some_and(|&b| b != b'\n') { screen.print(b"\n") } else { ControlFlow::Continue(()) }
}

/// What is the same for all files.
struct Job<'a> {
    args: &'a Clean,
    options: Options,
    several: bool,
    /// Whether the diff is for eyes and not for `patch`.
    shown: bool,
    colour: bool,
    colour_messages: bool,
    language: Language,
}

impl Job<'_> {
    /// Never panics: a fault in the program costs one file, not the run.
    fn run(&self, item: &Item) -> Outcome {
        let mut outcome = Outcome {
            name: name(item),
            output: Vec::new(),
            messages: String::new(),
            bytes: 0,
            changed: false,
            edits: Vec::new(),
            foreign: None,
            failure: None,
        };
        let path = item.path.as_deref().unwrap_or(Path::new("-"));
        let result = catch_unwind(AssertUnwindSafe(|| self.clean(item, &mut outcome)));
        outcome.failure = match result {
            Ok(done) => done.err(),
            Err(_) => Some(
                Failure::of(
                    path,
                    ("a fault in hakusho stopped the cleaning of this file", "hakushoの不具合で、このファイルの整形が止まりました"),
                )
                .help((
                    "please report it with the message above; `--skip STAGE` may get you around it",
                    "上のメッセージを添えてご報告ください。`--skip STAGE`で避けられることがあります",
                )),
            ),
        };
        outcome
    }

    fn clean(&self, item: &Item, outcome: &mut Outcome) -> Result<(), Failure> {
        let args = self.args;
        let compares = args.check || args.write || args.diff;
        let mut input = input::read(item.path.as_deref(), args.encoding, compares)?;
        outcome.bytes = input.len;
        let text = std::mem::take(&mut input.source.text);
        let undecided = characters::undecided(&text);
        let found = !input.source.findings.is_empty() || !undecided.is_empty();
        let traces = args.diff || args.explain || args.format == Format::Json;
        let before = if traces || found { Text::from(text.as_str()) } else { Text::default() };
        let kept = |limit: usize| characters::findings(&before, &undecided, limit, |span| input.source.to_file(span));
        if found {
            let show = |findings: &[Finding]| {
                let style = snippet::Style { limit: FINDINGS, coloured: self.colour_messages, language: self.language };
                let told: Vec<Finding> = findings.iter().filter(|f| !args.quiet || f.level == Level::Error).cloned().collect();
                snippet::show(&outcome.name, &before, &input.source, &told, &style)
            };
            outcome.messages = show(&input.source.findings) + &show(&kept(FINDINGS / 2));
        }
        if (args.write || args.output.is_some()) && !args.force {
            whole(item, &input.source)?;
        }
        let kept = kept(LISTED);
        input.source.findings.extend(kept);
        let clean = if traces { stage::clean } else { stage::clean_text };
        let cleaned = clean(text, &self.options);
        outcome.edits.clone_from(&cleaned.tally);
        outcome.foreign = input.source.foreign();
        outcome.changed =
            if compares { cleaned.text.as_bytes() != input.raw } else { !outcome.edits.is_empty() || outcome.foreign.is_some() };
        let report = Report { name: &outcome.name, before: &before, source: &input.source, cleaned: &cleaned };
        if args.diff {
            let path = item.path.as_deref().unwrap_or(Path::new("-"));
            outcome.output = match self.shown {
                true => diff::screen(&report, self.colour),
                false => diff::patch(&report, &input.raw, path.as_os_str().as_encoded_bytes()),
            };
            return Ok(());
        }
        if args.explain {
            if !self.several || outcome.changed {
                outcome.output = explain::explain(&report, self.colour, self.language).into_bytes();
            }
            return Ok(());
        }
        if args.check {
            return Ok(());
        }
        let result = match args.format {
            Format::Text => None,
            Format::Markdown => Some(markdown::markdown(&cleaned.text, &crate::doc::parse(&cleaned.text)).into_bytes()),
            Format::Json => Some(json::json(&report, &crate::doc::parse(&cleaned.text))),
        };
        let result = result.unwrap_or_else(|| cleaned.text.into_string().into_bytes());
        if let Some(target) = target(args, item) {
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder).map_err(|e| Failure::io(folder, Doing::MakeFolder, &e))?;
            }
            return save::replace(&target, &result);
        }
        if args.write {
            let Some(path) = item.path.as_deref().filter(|_| outcome.changed) else { return Ok(()) };
            return save::replace(path, &result);
        }
        outcome.output = result;
        Ok(())
    }
}

/// Refuses a file with bytes that a written result would not have.
fn whole(item: &Item, source: &Source) -> Result<(), Failure> {
    let mut places = source.findings.iter().filter(|finding| finding.name == MALFORMED);
    let Some(first) = places.next() else { return Ok(()) };
    let (more, others) = match places.count() {
        0 => (String::new(), String::new()),
        n => (format!(" ({n} more such {})", if n == 1 { "place" } else { "places" }), format!("（ほか{n}か所）")),
    };
    let path = item.path.as_deref().unwrap_or(Path::new("-"));
    let at = first.span.start;
    let what = (
        format!("not written: {} at byte {at}, counted from 0{more}, and would be lost", first.message),
        format!("書き込みませんでした。復号できないバイトが{at}バイト目（0から数えて）にあり{others}、失われてしまいます"),
    );
    Err(Failure::of(path, what).help((
        "mend the file, or say its encoding with --encoding; --force writes U+FFFD in their place",
        "ファイルを直すか、--encodingで文字コードを指定してください。--forceを付けると、代わりにU+FFFDを書きます",
    )))
}

fn name(item: &Item) -> String {
    item.path.as_ref().map_or_else(|| "-".to_owned(), |p| p.display().to_string())
}

/// The file below `--output DIR`.
fn target(args: &Clean, item: &Item) -> Option<PathBuf> {
    let mut target = args.output.as_ref()?.join(&item.below).into_os_string();
    let suffix = match args.format {
        Format::Text => "",
        Format::Markdown if item.below.extension().is_some_and(|e| e == "md" || e == "markdown") => "",
        Format::Markdown => ".md",
        Format::Json => ".json",
    };
    target.push(suffix);
    Some(PathBuf::from(target))
}
