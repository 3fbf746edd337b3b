//! Regular expressions as JavaScript writes them, for the engines at hand.
//!
//! The letters of the classes `\d \w \b` are ASCII there, and some characters
//! need no backslash that need one here.

use super::terms::Pattern;

/// A pattern in JavaScript's syntax without the slashes around it.
pub(super) fn pattern(source: &str, ignore_case: bool) -> Result<Pattern, String> {
    let plain = translate(source, "(?-u:\\b)", "(?-u:\\B)");
    match Pattern::new(&plain, ignore_case) {
        Err(reason) if needs_more(source) => {
            let word = "[0-9A-Za-z_]";
            let edge = format!("(?:(?<!{word})(?={word})|(?<={word})(?!{word}))");
            let inside = format!("(?:(?<!{word})(?!{word})|(?<={word})(?={word}))");
            Pattern::fancy(&translate(source, &edge, &inside), ignore_case).map_err(|more| if more.is_empty() { reason } else { more })
        }
        other => other,
    }
}

/// Whether the regex crate has no engine for it: look-around, back-references.
fn needs_more(source: &str) -> bool {
    ["(?=", "(?!", "(?<=", "(?<!", "\\k<"].iter().any(|mark| source.contains(mark))
        || source.as_bytes().windows(2).any(|w| w[0] == b'\\' && matches!(w[1], b'1'..=b'9'))
}

/// The same in the syntax of the regex crate; `edge` and `inside` stand for
/// `\b` and `\B`.
fn translate(source: &str, edge: &str, inside: &str) -> String {
    let mut out = String::with_capacity(source.len() + 8);
    let mut chars = source.chars().peekable();
    let mut class = false;
    let mut last = ' ';
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let Some(escaped) = chars.next() else { break };
                match (escaped, class) {
                    ('d', false) => out.push_str("[0-9]"),
                    ('d', true) => out.push_str("0-9"),
                    ('D', false) => out.push_str("[^0-9]"),
                    ('w', false) => out.push_str("[0-9A-Za-z_]"),
                    ('w', true) => out.push_str("0-9A-Za-z_"),
                    ('W', false) => out.push_str("[^0-9A-Za-z_]"),
                    ('b', false) => out.push_str(edge),
                    ('b', true) => out.push_str("\\x08"),
                    ('B', false) => out.push_str(inside),
                    ('0', _) => out.push_str("\\x00"),
                    ('u', _) => unicode(&mut chars, &mut out),
                    ('<' | '>', _) => out.push(escaped),
                    (e, _) if e.is_ascii() => out.extend(['\\', e]),
                    (e, _) => out.push(e),
                }
            }
            '[' if !class => {
                class = true;
                out.push('[');
                if chars.next_if_eq(&'^').is_some() {
                    if chars.next_if_eq(&']').is_some() {
                        out.push_str("\\s\\S]");
                        class = false;
                    } else {
                        out.push('^');
                    }
                } else if chars.next_if_eq(&']').is_some() {
                    out.push_str("^\\s\\S]");
                    class = false;
                }
            }
            ']' if class => {
                class = false;
                out.push(']');
            }
            '[' | '&' | '~' if class => out.extend(['\\', c]),
            '-' if class && last == '-' => out.push_str("\\-"),
            _ => out.push(c),
        }
        last = c;
    }
    out
}

/// `FF08` or `{1F600}` behind `\u`; a pair of surrogates is one character.
fn unicode(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) {
    let hex = |chars: &mut std::iter::Peekable<std::str::Chars<'_>>| -> Option<u32> {
        if chars.next_if_eq(&'{').is_some() {
            let digits: String = chars.by_ref().take_while(|c| *c != '}').collect();
            return u32::from_str_radix(&digits, 16).ok();
        }
        let digits: String = std::iter::from_fn(|| chars.next_if(char::is_ascii_hexdigit)).take(4).collect();
        u32::from_str_radix(&digits, 16).ok()
    };
    let Some(mut code) = hex(chars) else { return };
    if (0xD800..0xDC00).contains(&code) && chars.next_if_eq(&'\\').is_some() && chars.next_if_eq(&'u').is_some() {
        let low = hex(chars).unwrap_or(0xDC00).wrapping_sub(0xDC00) & 0x3FF;
        code = 0x10000 + ((code - 0xD800) << 10) + low;
    }
    out.push_str(&format!("\\x{{{code:X}}}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, want: &str) {
        assert_eq!(translate(source, "<b>", "<B>"), want);
    }

    #[test]
    fn syntax() {
        check(r"\bjs\b", "<b>js<b>");
        check(r"\/\-\<\。", r"\/\-<。");
        check(r"[\w[&]\d+", r"[0-9A-Za-z_\[\&][0-9]+");
        check(r"[^]\uFF08\uD83D\uDE00\u{3042}", r"[\s\S]\x{FF08}\x{1F600}\x{3042}");
        check("(?<!記|大)事", "(?<!記|大)事");
    }

    #[test]
    fn engines() {
        assert!(matches!(pattern("サーバ(?!ー)", false), Ok(Pattern::Fancy(_))));
        assert!(matches!(pattern(r"\bjs\b", true), Ok(Pattern::Regex(_))));
        assert!(matches!(pattern("サーバ", false), Ok(Pattern::Literal(_))));
        assert!(pattern("(?<=あ)x*", false).is_ok() && pattern("(", false).is_err());
    }
}
