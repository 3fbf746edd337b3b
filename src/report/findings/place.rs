//! What the formats share: places in their units, safe texts, fingerprints.

use crate::lint::baseline::context;
use crate::lint::{Checked, Diagnostic, File};
use crate::text::{Column, Position, Span};

/// Start and end (both from 1, end exclusive) of a span.
#[must_use]
pub fn range(file: &File, span: Span, unit: Column) -> (Position, Position) {
    (file.position(span.start, unit), file.position(span.end, unit))
}

/// A path as a relative URI reference (RFC 3986).
#[must_use]
pub fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A text for XML 1.0, in attributes as well: escaped, line ends and tabs as
/// references (as themselves, attributes lose them); what XML cannot hold becomes
/// U+FFFD.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A fingerprint of each finding that stays when the file is edited elsewhere:
/// of the lint, the file, the words around it, and, for equal ones, the how
/// many-th it is. 16 hexadecimal digits (FNV-1a).
#[must_use]
pub fn fingerprints<'a>(checked: &Checked, list: impl Iterator<Item = &'a Diagnostic>) -> Vec<String> {
    let mut seen = std::collections::HashMap::new();
    list.map(|d| {
        let file = checked.files.get(d.file);
        let key = (d.lint.as_str(), d.file, file.map(|f| context(f, d.span)).unwrap_or_default());
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let name = file.map_or("", |f| f.name.as_str());
        let count = seen.entry(key.clone()).or_insert(0_u32);
        for byte in [key.0, name, &key.2, &count.to_string()].join("\0").bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        *count += 1;
        format!("{hash:016x}")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_texts() {
        assert_eq!(uri("章 1/a%b.txt"), "%E7%AB%A0%201/a%25b.txt");
        assert_eq!(xml("a<b>&\"\u{c}\u{1b}\t\r\n\u{7f}"), "a&lt;b&gt;&amp;&quot;\u{FFFD}\u{FFFD}&#9;&#13;&#10;\u{7f}");
    }
}
