//! The page around the views: head, navigation, and the empty places that the
//! script fills.

use maud::{DOCTYPE, Markup, html};
use serde::Serialize;

use super::words::{Words, fill};
use super::{Page, data, findings, guide, lists, map, summary, text};
use crate::report::visible;

/// The script, in the order of its parts: one scope, nothing global.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("page.js"),
    include_str!("findings.js"),
    include_str!("text.js"),
    include_str!("lists.js"),
    include_str!("start.js"),
    "})();\n",
);

const STYLE: &str = concat!(include_str!("page.css"), include_str!("views.css"), include_str!("print.css"));

/// What the script needs at once.
#[derive(Serialize)]
struct Facts<'a> {
    words: &'static Words,
    files: &'a [String],
    lints: Vec<(&'a str, &'a str)>,
}

/// The whole document.
pub(super) fn document(page: &Page<'_>) -> Markup {
    let w = page.words;
    let subject = subject(page);
    let (maps, mut all) = map::map(page);
    let (views, more) = lists::lists(page);
    all.extend(more);
    let facts = Facts {
        words: w,
        files: &page.names.iter().map(|n| visible::line(n).into_owned()).collect::<Vec<_>>(),
        lints: page.lints.iter().map(|l| (l.page.front.name.as_str(), l.page.front.about.pick(page.language))).collect(),
    };
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        data::hash(SCRIPT),
        data::hash(STYLE)
    );
    html! {
        (DOCTYPE)
        html lang=(w.lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("hakusho ", env!("CARGO_PKG_VERSION")));
                title { (subject) " – " (w.title) }
                (data::style(STYLE))
            }
            body {
                a.skip href="#main" { (w.skip) }
                (header(page, &subject))
                noscript { p.no-script { (w.no_script) } }
                main id="main" tabindex="-1" {
                    section.view id="view-findings" { (summary::summary(page)) (list_of_findings(page)) }
                    section.view id="view-text" aria-label=(w.view_text) hidden { (reader(page)) }
                    section.view id="view-map" aria-labelledby="map-title" hidden { h2 id="map-title" tabindex="-1" { (w.view_map) } (maps) }
                    section.view id="view-lists" aria-labelledby="lists-title" hidden { h2 id="lists-title" tabindex="-1" { (w.view_lists) } (views) }
                    section.view id="view-guide" aria-labelledby="guide-title" hidden { h2 id="guide-title" tabindex="-1" { (w.view_guide) } (guide::guide(page)) }
                }
                footer { p { (fill(w.made_by, &[("version", env!("CARGO_PKG_VERSION"))])) } }
                (data::data("facts", &facts))
                (findings::findings(page))
                (lists::blocks(&all))
                (data::script(SCRIPT))
                // the page is in use before the texts are there
                (text::texts(page))
            }
        }
    }
}

/// What the report is about.
fn subject(page: &Page<'_>) -> String {
    let name = visible::line(page.name(0)).into_owned();
    match page.checked.files.len() {
        0 | 1 => name,
        n => fill(page.words.and_more, &[("name", name), ("count", (n - 1).to_string())]),
    }
}

/// A path that may break at its folders.
pub(super) fn path(name: &str) -> Markup {
    let name = visible::line(name);
    let parts: Vec<&str> = name.split_inclusive('/').collect();
    html! { bdi { @for (i, part) in parts.iter().enumerate() { @if i > 0 { wbr; } (part) } } }
}

fn header(page: &Page<'_>, subject: &str) -> Markup {
    let w = page.words;
    let views =
        [("findings", w.view_findings), ("text", w.view_text), ("map", w.view_map), ("lists", w.view_lists), ("guide", w.view_guide)];
    html! {
        header.top {
            h1 { span.kind { (w.title) } " " span.subject { bdi { (subject) } } }
            nav aria-label=(w.views) {
                @for (i, (view, name)) in views.into_iter().enumerate() {
                    @let current = (i == 0).then_some("page");
                    a href=(format!("#{view}")) aria-current=[current] { (name) }
                }
            }
            label.theme {
                span { (w.theme) } " "
                select id="theme" {
                    option value="auto" { (w.theme_auto) }
                    option value="light" { (w.theme_light) }
                    option value="dark" { (w.theme_dark) }
                }
            }
        }
    }
}

fn list_of_findings(page: &Page<'_>) -> Markup {
    let w = page.words;
    if page.checked.diagnostics.is_empty() {
        return html! {};
    }
    html! {
        section.findings aria-labelledby="findings-title" {
            h2 id="findings-title" tabindex="-1" { (w.view_findings) }
            form.filter id="filter" role="search" aria-label=(w.filter) {
                fieldset {
                    legend { (w.level) }
                    @for (i, (class, name)) in summary::levels(page).into_iter().enumerate() {
                        label class=(class) { input type="checkbox" name="level" value=(i) checked; " " (name) }
                    }
                }
                label { span { (w.kind) } select name="lint" { option value="" { (w.all_kinds) }
                    @for (i, lint) in page.lints.iter().enumerate() { option value=(i) { (lint.page.front.about.pick(page.language)) } } } }
                label { span { (w.file) } select name="file" { option value="" { (w.all_files) }
                    @for (i, name) in page.names.iter().enumerate() { option value=(i) { (visible::line(name)) } } } }
                label { span { (w.search) } input type="search" name="words" autocomplete="off"; }
                button type="reset" { (w.reset) }
            }
            p.status id="status" role="status" {}
            div id="list" {}
        }
    }
}

fn reader(page: &Page<'_>) -> Markup {
    let w = page.words;
    html! {
        h2.hidden id="text-title" tabindex="-1" { (w.view_text) }
        form.tools id="tools" {
            label { span { (w.choose_file) } select name="file" {
                @for (i, name) in page.names.iter().enumerate() { option value=(i) { (visible::line(name)) } } } }
            fieldset {
                legend { (w.mode) }
                label { input type="radio" name="mode" value="read" checked; " " (w.mode_read) }
                label { input type="radio" name="mode" value="compare"; " " (w.mode_compare) }
                label.only { input type="checkbox" name="only"; " " (w.only_changed) }
            }
            p.status id="changes" role="status" {}
        }
        div.reader {
            nav.outline aria-labelledby="outline-title" { h3 id="outline-title" { (w.outline) } ol id="outline" {} }
            article id="text" aria-labelledby="text-title" {}
            aside.panel id="panel" aria-label=(w.view_findings) { p.hint { (w.no_finding) } }
        }
    }
}
