//! The pages of the lints that found something: what, why, what to do.

use maud::{Markup, html};
use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::Page;
use crate::lint::{Language, Lint};

/// The pages, for reading beside the findings.
pub(super) fn guide(page: &Page<'_>) -> Markup {
    html! {
        @for (i, lint) in page.lints.iter().enumerate() {
            section.lint id=(format!("lint-{i}")) aria-labelledby=(format!("lint-{i}-title")) {
                h3 id=(format!("lint-{i}-title")) tabindex="-1" { (lint.page.front.about.pick(page.language)) " " code { (lint.page.front.name) } }
                (manual(lint, page.language))
                p { a href=(format!("#lint/{i}")) { (page.words.show_findings) } }
            }
        }
    }
}

/// The manual of a lint in one language, without its examples.
fn manual(lint: &Lint, language: Language) -> Markup {
    let mut chosen = String::new();
    let mut shown = false;
    // the examples stand at the end and have headings of their own
    for line in lint.page.body.lines().take_while(|l| *l != "## Examples") {
        if let Some(title) = line.strip_prefix("## ") {
            shown = title.is_ascii() == (language == Language::En);
        }
        if shown {
            chosen.push_str(line);
            chosen.push('\n');
        }
    }
    markdown(&chosen)
}

/// Markdown as HTML: text, code, emphasis, lists. What else there is (a house
/// page may have anything) is shown as text; nothing becomes a link.
fn markdown(text: &str) -> Markup {
    let mut open: Vec<Vec<Markup>> = vec![Vec::new()];
    for event in Parser::new_ext(text, Options::empty()) {
        let markup = match event {
            Event::Start(_) => {
                open.push(Vec::new());
                continue;
            }
            Event::End(end) => {
                let Some(inside) = open.pop() else { continue };
                element(end, &inside)
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => html! { (text.as_ref()) },
            Event::Code(code) => html! { code { (code.as_ref()) } },
            Event::SoftBreak | Event::HardBreak => html! { " " },
            Event::Rule => html! { hr; },
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => html! { (text.as_ref()) },
            Event::TaskListMarker(_) => continue,
        };
        if let Some(list) = open.last_mut() {
            list.push(markup);
        }
    }
    html! { @for list in &open { @for markup in list { (markup) } } }
}

fn element(end: TagEnd, inside: &[Markup]) -> Markup {
    let inside = html! { @for markup in inside { (markup) } };
    match end {
        TagEnd::Heading(_) => html! { h4 { (inside) } },
        TagEnd::Paragraph => html! { p { (inside) } },
        TagEnd::List(true) => html! { ol { (inside) } },
        TagEnd::List(false) => html! { ul { (inside) } },
        TagEnd::Item => html! { li { (inside) } },
        TagEnd::Emphasis => html! { em { (inside) } },
        TagEnd::Strong => html! { strong { (inside) } },
        TagEnd::CodeBlock => html! { pre { (inside) } },
        TagEnd::BlockQuote(_) => html! { blockquote { (inside) } },
        _ => inside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_link_or_markup() {
        let got =
            markdown("a `<b>` **c** [d](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n<script>e</script>\n\n- f\n").into_string();
        let want = "<p>a <code>&lt;b&gt;</code> <strong>c</strong> d &lt;img src=x onerror=alert(1)&gt;</p>\
                    &lt;script&gt;e&lt;/script&gt;\n<ul><li>f</li></ul>";
        assert_eq!(got, want);
    }
}
