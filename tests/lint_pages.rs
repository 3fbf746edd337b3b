//! The examples of the lints' pages run: `bad` blocks are reported exactly
//! where they are marked, `good` blocks not at all, `fixed` is what the fix
//! makes of the block before.

use hakusho::check::{self, Plan};
use hakusho::lint::page::{Example, Role};
use hakusho::lint::{self, Checked, Lint, Settings};
use hakusho::{lints, read};

/// Files: name and text.
type Files = Vec<(String, String)>;

/// The files without their marks, and where the marks were: file, start, end.
fn unmark(example: &Example) -> (Files, Vec<(usize, u32, u32)>) {
    let (mut files, mut spans) = (Vec::new(), Vec::new());
    for (i, (name, text)) in example.files.iter().enumerate() {
        let (mut plain, mut open) = (String::new(), Vec::new());
        for c in text.chars() {
            match c {
                '⟦' => open.push(plain.len()),
                '⟧' => spans.push((i, open.pop().expect("⟧ closes ⟦") as u32, plain.len() as u32)),
                c => plain.push(c),
            }
        }
        files.push((name.clone(), plain));
    }
    spans.sort_unstable();
    (files, spans)
}

fn run(lint: &Lint, lints: &[Lint], example: &Example, files: &[(String, String)]) -> Checked {
    let sources = files.iter().map(|(name, text)| (name.clone(), read::decode(text.clone().into_bytes(), None).expect("a text"))).collect();
    let choose = |other: &Lint, _: &str| {
        let front = &other.page.front;
        (front.name == lint.page.front.name).then(|| (front.level, Settings::new(other.page.defaults()).with(&example.options)))
    };
    check::check(sources, &Plan { lints, language: lint::Language::En, choose: &choose, clean: Plan::cleaning(), whole: example.whole })
}

/// `explain` shows the pages to people who have the program alone.
#[test]
fn pages_lead_nowhere_in_the_sources() {
    let link = regex::Regex::new(r"\]\((?:\.|lints/|src/|docs/)[^)]*\)").unwrap_or_else(|e| panic!("{e}"));
    for lint in &lint::load(lints::ROWS).unwrap_or_else(|e| panic!("{e}")) {
        let found: Vec<&str> = link.find_iter(&lint.page.body).map(|m| m.as_str()).collect();
        assert!(found.is_empty(), "{}: {found:?}", lint.page.front.name);
    }
}

#[test]
fn examples_of_the_pages() {
    let lints = lint::load(lints::ROWS).unwrap_or_else(|e| panic!("{e}"));
    let mut wrong = Vec::new();
    for lint in &lints {
        let front = &lint.page.front;
        let mut last: Option<(Vec<(String, String)>, Checked)> = None;
        for example in &lint.page.examples {
            let at = format!("lints/{}.md:{}", front.name, example.line);
            if example.role == Role::Fixed {
                let Some((files, checked)) = &last else {
                    wrong.push(format!("{at}: nothing to fix stands before it"));
                    continue;
                };
                let got = fixed(files, checked);
                if got != example.files {
                    wrong.push(format!("{at}: the fix makes {got:?}"));
                }
                continue;
            }
            let (files, want) = unmark(example);
            let checked = run(lint, &lints, example, &files);
            let mut got: Vec<(usize, u32, u32)> = checked.diagnostics.iter().map(|d| (d.file, d.span.start, d.span.end)).collect();
            got.sort_unstable();
            if got != want || (example.role == Role::Bad) == want.is_empty() {
                let show = |(file, start, end): &(usize, u32, u32)| files[*file].1[*start as usize..*end as usize].to_owned();
                let (got, want): (Vec<_>, Vec<_>) = (got.iter().map(show).collect(), want.iter().map(show).collect());
                let messages: Vec<_> = checked.diagnostics.iter().map(|d| &d.message).collect();
                wrong.push(format!("{at}: marked {want:?}, reported {got:?} {messages:?}"));
            }
            last = Some((files, checked));
        }
        // what UTF-8 or a short example cannot show
        let hidden = ["encoding-malformed", "encoding-mismatch", "encoding-uncertain", "column-mixed"].contains(&front.name.as_str());
        if !hidden && !lint.page.examples.iter().any(|e| e.role == Role::Bad) || !lint.page.examples.iter().any(|e| e.role == Role::Good) {
            wrong.push(format!("lints/{}.md: needs a bad and a good example", front.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fixed(files: &[(String, String)], checked: &Checked) -> Vec<(String, String)> {
    let mut out = files.to_vec();
    let mut edits: Vec<(usize, hakusho::text::Span, &str)> = Vec::new();
    for d in &checked.diagnostics {
        edits.extend(d.fix.iter().flat_map(|f| &f.edits).map(|(span, text)| (d.file, *span, text.as_str())));
    }
    edits.sort_unstable();
    for (file, span, text) in edits.into_iter().rev() {
        out[file].1.replace_range(span.range(), text);
    }
    out
}

#[test]
fn pages_are_sorted_and_whole() {
    let lints = lint::load(lints::ROWS).unwrap_or_else(|e| panic!("{e}"));
    let names: Vec<&str> = lints.iter().map(|l| l.page.front.name.as_str()).collect();
    assert!(names.is_sorted(), "rows are sorted by name: {names:?}");
    for lint in &lints {
        let front = &lint.page.front;
        for part in ["## What it does", "## Why", "## What to do", "## 何を見るか", "## なぜ", "## どう直すか", "## Examples"] {
            assert!(lint.page.body.contains(part), "lints/{}.md has no `{part}`", front.name);
        }
        assert!(front.message.contains_key("main"), "lints/{}.md has no main message", front.name);
        let groups = ["footnote", "acronym", "xref", "numbering", "notation", "extraction", "suppression"];
        assert!(groups.contains(&front.group.as_str()), "lints/{}.md: group {}", front.name, front.group);
        let file = crate::corpus::root().join(format!("lints/{}.md", front.name));
        assert!(file.is_file(), "{} is not there", file.display());
    }
}

/// Each reason of the clean-up belongs to one lint. Line terminators are not
/// damage, and width changes only where it is asked for.
#[test]
fn every_reason_of_a_stage_has_one_lint() {
    let literal = regex::Regex::new(r#"(?:Cause\s*\{\s*stage:\s*(\w+|"[^"]*"),\s*reason:|= cause\()\s*"([^"]*)""#).unwrap();
    let mut reasons: Vec<(String, String)> = Vec::new();
    for (file, text) in crate::tidy::files("src/stage", "rs") {
        let own = file.trim_start_matches("src/stage/").split(['/', '.']).next().unwrap_or_default();
        for found in literal.captures_iter(crate::tidy::program(&text)) {
            let stage = found.get(1).map_or("", |m| m.as_str());
            let stage = if stage.starts_with('"') { stage.trim_matches('"') } else { own };
            reasons.push((stage.to_owned(), found[2].to_owned()));
        }
    }
    assert!(reasons.len() > 30, "{reasons:?}");
    let mut wrong = Vec::new();
    for (stage, reason) in reasons.iter().filter(|r| !matches!(r.0.as_str(), "breaks" | "width")) {
        let fits = |row: &&lint::Row| matches!(&row.check, lint::Check::Stage { stage: s, reasons } if s == stage && reasons.contains(&reason.as_str()));
        let count = lints::ROWS.iter().filter(fits).count();
        if count != 1 {
            wrong.push(format!("{stage}: {reason:?} belongs to {count} lints"));
        }
    }
    for row in lints::ROWS {
        if let lint::Check::Stage { stage, reasons: own } = &row.check {
            let missing = own.iter().filter(|r| !reasons.iter().any(|(s, reason)| s == stage && reason == **r));
            wrong.extend(missing.map(|r| format!("{stage} has no reason {r:?}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Fixes of the group `extraction` bring a text nearer to what `clean` makes of
/// it, lose nothing on the way, and come to an end.
#[test]
fn fixes_of_extraction_lead_to_the_clean_text() {
    let lints = lint::load(lints::ROWS).unwrap_or_else(|e| panic!("{e}"));
    let choose = |lint: &Lint, _: &str| {
        let front = &lint.page.front;
        (front.group == "extraction").then(|| (front.level, Settings::new(lint.page.defaults())))
    };
    let plan = Plan { lints: &lints, language: lint::Language::En, choose: &choose, clean: Plan::cleaning(), whole: false };
    let letters = |text: &str| {
        let mut all: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        all.sort_unstable();
        all
    };
    for seed in crate::corpus::seeds() {
        let whole = hakusho::clean(hakusho::text::Text::from(seed.text.as_str()), &Plan::cleaning()).text.into_string();
        let (mut text, mut rounds) = (seed.text.clone(), 0);
        loop {
            let source = read::decode(text.clone().into_bytes(), None).expect("a text");
            let checked = check::check(vec![(seed.name.clone(), source)], &plan);
            let fixed = lint::fix::apply(&text, checked.diagnostics.iter().filter_map(|d| d.fix.as_ref()), lint::Safety::Safe);
            if fixed.applied == 0 {
                break;
            }
            text = fixed.text;
            rounds += 1;
            assert!(rounds < 20, "{}: no end", seed.name);
        }
        let (have, want) = (letters(&text), letters(&whole));
        let lost: String =
            want.iter().filter(|c| have.iter().filter(|h| h == c).count() < want.iter().filter(|w| w == c).count()).take(40).collect();
        assert!(lost.is_empty(), "{}: lost {lost}", seed.name);
        let far = text.lines().filter(|l| !whole.contains(l)).count();
        crate::corpus::note(&format!("{}: {rounds} rounds, {far} of {} lines differ from the clean text", seed.name, text.lines().count()));
        assert!(far * 10 <= text.lines().count(), "{}: {far} lines differ from the clean text", seed.name);
    }
}
