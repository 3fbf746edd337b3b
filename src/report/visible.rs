//! Text of unknown files on a terminal: nothing invisible, nothing that steers.

use std::borrow::Cow;

/// Whether a character acts on a terminal or on the order of others instead of
/// showing: control characters, and the bidirectional controls of UAX #9.
fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The sign that stands for such a character.
fn sign(c: char) -> char {
    match c {
        '\n' => '⏎',
        '\t' => '⇥',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        _ => '\u{FFFD}',
    }
}

/// One line: line ends, tabs and all controls as signs (`⏎`, `⇥`, `␌`, …).
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if text.contains(acts) { Cow::Owned(text.chars().map(|c| if acts(c) { sign(c) } else { c }).collect()) } else { Cow::Borrowed(text) }
}

/// A whole text: line ends and tabs stay.
#[must_use]
pub fn text(text: &str) -> Cow<'_, str> {
    let steers = |c: char| acts(c) && c != '\n' && c != '\t';
    if text.contains(steers) {
        Cow::Owned(text.chars().map(|c| if steers(c) { sign(c) } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_signs() {
        assert_eq!(line("一\n二\t\u{C}\u{1B}[2J\u{9B}\u{202E}"), "一⏎二⇥␌␛[2J\u{FFFD}\u{FFFD}");
        assert_eq!(text("一\n二\u{1B}[2J\n"), "一\n二␛[2J\n");
        assert_eq!(line("一二"), "一二");
    }
}
