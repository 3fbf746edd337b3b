//! Values that the page's script reads: JSON in blocks that no browser runs.
//!
//! Inside `<script>` nothing is escaped by HTML's rules; there, `</script` ends
//! the block and `<!--` changes how it is read. So no `<`, `>` or `&` is ever
//! written: in JSON, these can only stand in strings, and there have an escape.

use std::io;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use sha2::{Digest as _, Sha256};

/// A block of JSON that the script finds by its name.
pub(super) fn data(id: &str, value: &impl Serialize) -> Markup {
    html! { script type="application/json" id=(id) { (PreEscaped(json(value))) } }
}

/// The script of the page. It is the program's own text.
pub(super) fn script(text: &'static str) -> Markup {
    html! { script { (PreEscaped(text)) } }
}

/// The style sheet of the page. It is the program's own text.
pub(super) fn style(text: &'static str) -> Markup {
    html! { style { (PreEscaped(text)) } }
}

/// A block of the page by what it holds, for the content security policy.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

fn json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    // the values have no maps with keys that JSON cannot write
    let _ = value.serialize(&mut Serializer::with_formatter(&mut out, Inert));
    String::from_utf8(out).unwrap_or_default()
}

/// JSON without the characters that mean something to HTML, or end a line in
/// JavaScript.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7F}')) {
            out.write_all(text.get(done..at).unwrap_or("").as_bytes())?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            done = at + c.len_utf8();
        }
        out.write_all(text.get(done..).unwrap_or("").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_block() {
        let bad = "</script><!-- <script> ]]> & \u{2028}\u{2029}\0\u{1F} \" \\ \u{FEFF}漢𠮟";
        let written = json(&[bad]);
        assert!(!written.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\0', '\u{1F}']), "{written}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&written).unwrap(), [bad]);
    }

    #[test]
    fn names_are_escaped() {
        let block = data("a\"b<", &1).into_string();
        assert_eq!(block, r#"<script type="application/json" id="a&quot;b&lt;">1</script>"#);
    }
}
