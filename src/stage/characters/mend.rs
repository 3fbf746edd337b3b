//! What becomes of a short run of characters that something is wrong with.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, char::canonical_combining_class, is_nfc_quick};

use super::{kana, mojibake, radicals};
use crate::text::{Cause, ceil, class};

const MOJIBAKE: Cause = cause("UTF-8 that was read as Windows-1252 or Latin-1");
const CONTROL: Cause = cause("a control character has no meaning in text");
const INVISIBLE: Cause = cause("an invisible character that changes nothing here");
const HYPHEN: Cause = cause("the extractor's sign for a hyphen at a line end");
const SOFT_HYPHEN: Cause = cause("a soft hyphen shows at line ends only");
const SOFT_AS_HYPHEN: Cause = cause("this document's hyphens were extracted as soft hyphens");
pub(super) const RADICAL: Cause = cause("a radical stands for the ideograph of the same shape");
const LIGATURE: Cause = cause("a ligature stands for its letters");
const UPRIGHT: Cause = cause("a vertical form stands for the ordinary character");
const WIDE_SPACE: Cause = cause("the space of Japanese text, extracted as an em space");
const MIDDLE_DOT: Cause = cause("a hyphenation point in Japanese text stands for a middle dot");
const HALF_WIDTH: Cause = cause("half-width katakana");
const VOICING: Cause = cause("a voicing mark belongs to its kana");
const NFC: Cause = cause("Unicode Normalization Form C");

const fn cause(reason: &'static str) -> Cause {
    Cause { stage: "characters", reason }
}

/// What stands around a run, and what is known of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around<'a> {
    /// The whole text in front of the run.
    pub(super) before: &'a str,
    /// The whole text behind the run.
    pub(super) after: &'a str,
    /// The document holds text that runs from right to left.
    pub(super) right_to_left: bool,
    /// The document shows its ordinary hyphens as U+00AD.
    pub(super) soft_hyphens_are_hyphens: bool,
    /// CJK compatibility ideographs become unified ones.
    pub(super) compatibility_ideographs: bool,
}

/// The mended run and the first reason; `None` when it stays.
pub(super) fn mend(run: &str, around: &Around<'_>) -> Option<(String, &'static Cause)> {
    let (mut text, why) = once(run, around)?;
    // what one step brings forth may be work for one before it
    for _ in 0..8 {
        let Some((next, _)) = once(&text, around) else { break };
        text = next;
    }
    (text != run).then_some((text, why))
}

fn once(run: &str, around: &Around<'_>) -> Option<(String, &'static Cause)> {
    let mut text = run.to_owned();
    let mut why = None;
    let mut step = |new: Option<String>, cause: &'static Cause, text: &mut String| {
        if let Some(new) = new {
            *text = new;
            why.get_or_insert(cause);
        }
    };
    let (before, after) = (around.before.chars().next_back(), around.after.chars().next());
    step(mojibake::repair(&text, before, after), &MOJIBAKE, &mut text);
    step(without(&text, is_control, |_, _, _| true), &CONTROL, &mut text);
    step(without(&text, is_invisible, |c, left, right| is_needless(c, left.or(before), right.or(after), around)), &INVISIBLE, &mut text);
    step(hyphens(&text, around), &HYPHEN, &mut text);
    let cause = if around.soft_hyphens_are_hyphens { &SOFT_AS_HYPHEN } else { &SOFT_HYPHEN };
    step(soft_hyphens(&text, around), cause, &mut text);
    step(replaced(&text, radicals::is_radical, |c, out| out.push(radicals::ideograph(c).unwrap_or(c))), &RADICAL, &mut text);
    step(replaced(&text, |c| ligature(c).is_some(), |c, out| out.push_str(ligature(c).unwrap_or_default())), &LIGATURE, &mut text);
    step(replaced(&text, |c| upright(c).is_some(), |c, out| out.push(upright(c).unwrap_or(c))), &UPRIGHT, &mut text);
    step(
        replaced(&text, |c| c == HYPHENATION_POINT, |c, out| out.push(if c == HYPHENATION_POINT { '・' } else { c })),
        &MIDDLE_DOT,
        &mut text,
    );
    step(replaced(&text, is_em_space, |c, out| out.push(if is_em_space(c) { '\u{3000}' } else { c })), &WIDE_SPACE, &mut text);
    step(kana::widen(&text, before, after), &HALF_WIDTH, &mut text);
    step(kana::voice(&text), &VOICING, &mut text);
    step(normalized(&text, around.compatibility_ideographs), &NFC, &mut text);
    why.filter(|_| text != run).map(|why| (text, why))
}

/// C0 and C1 control characters and DEL; line ends and tabs are not among
/// them, nor is U+0002, which is a hyphen.
pub(super) fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{1}' | '\u{3}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}')
}

/// What fonts show with the glyph of the middle dot.
pub(super) const HYPHENATION_POINT: char = '\u{2027}';

/// What PDFium writes for a hyphen at a line end, which it takes out.
pub(super) fn is_hyphen_sign(c: char) -> bool {
    matches!(c, '\u{2}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Format characters that may be deleted, depending on what is around.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn is_needless(c: char, left: Option<char>, right: Option<char>, around: &Around<'_>) -> bool {
    let plain = |c: Option<char>| c.is_none_or(|c| c.is_ascii() || class::is_japanese(c) || class::is_latin(c) || is_invisible(c));
    match c {
        // breaks words in scripts without spaces; joins and parts letters of
        // other scripts; joins emoji
        '\u{200B}' => !(left.is_some_and(is_south_east_asian) || right.is_some_and(is_south_east_asian)),
        '\u{200C}' | '\u{200D}' => plain(left) || plain(right),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => !around.right_to_left,
        _ => true,
    }
}

fn is_south_east_asian(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1A20}'..='\u{1AAF}')
}

/// A hyphen sign becomes a hyphen; the line end that it swallowed comes back
/// where a word may have been divided there, so that one stage, which knows the
/// document's words, decides about all hyphens at line ends.
fn hyphens(text: &str, around: &Around<'_>) -> Option<String> {
    if !text.contains(is_hyphen_sign) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 2);
    for (at, c) in text.char_indices() {
        if !is_hyphen_sign(c) {
            out.push(c);
            continue;
        }
        let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = behind.chars().chain(around.after.chars()).next();
        let tail = last_word(&out);
        let whole = if tail.len() == out.len() { [last_word(around.before), tail].concat() } else { tail.to_owned() };
        let word = last_word(&whole);
        let divided = word.ends_with(class::is_latin) && next.is_some_and(class::is_latin) && !is_address(word);
        out.push_str(if divided { "-\n" } else { "-" });
    }
    Some(out)
}

/// The last characters up to a space or line end: enough of them to see what
/// word stands there.
fn last_word(text: &str) -> &str {
    const FAR: usize = 256;
    let from = ceil(text, text.len().saturating_sub(FAR));
    let near = text.get(from..).unwrap_or_default();
    near.rsplit(|c: char| matches!(c, '\n' | '\u{C}') || class::is_space(c)).next().unwrap_or_default()
}

/// Whether a word is (the start of) an address or a path: nobody divides those
/// with a hyphen of their own.
fn is_address(word: &str) -> bool {
    word.contains(['/', '@', '\\', '_', '='])
}

/// Soft hyphens stay between letters at a line end, where they are visible, and
/// are deleted elsewhere; in a document that writes all its hyphens so, they
/// become hyphens.
fn soft_hyphens(text: &str, around: &Around<'_>) -> Option<String> {
    if !text.contains('\u{AD}') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
        let left = out.chars().next_back().or(around.before.chars().next_back());
        if c != '\u{AD}' || left.is_some_and(class::is_latin) && is_line_end(behind, around.after) {
            out.push(c);
        } else if around.soft_hyphens_are_hyphens {
            out.push('-');
        }
    }
    (out != text).then_some(out)
}

/// Whether the line ends here and the next one starts with a letter, not with
/// what may be bytes of garbled text, which is mended by itself.
fn is_line_end(behind: &str, after: &str) -> bool {
    let mut rest = behind.chars().chain(after.chars()).skip_while(|&c| class::is_space(c));
    if rest.next() != Some('\n') {
        return false;
    }
    let mut word = rest.skip_while(|&c| class::is_space(c));
    let (first, second) = (word.next(), word.next());
    let garbled = |c: Option<char>| c.and_then(mojibake::byte).is_some();
    first.is_some_and(class::is_latin) && !(garbled(first) && garbled(second))
}

/// The letters of a Latin ligature (U+FB00 to U+FB06, UCD compatibility
/// decompositions; long s is written s).
pub(super) fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// The punctuation that a form for vertical text stands for, as Japanese text
/// has it on horizontal lines (of U+FE10 to U+FE19 and U+FE30 to U+FE48, without
/// wavy lines and dots of emphasis; UCD compatibility decompositions, brackets and stops in full width).
pub(super) fn upright(c: char) -> Option<char> {
    Some(match c {
        '︐' => '，',
        '︑' => '、',
        '︒' => '。',
        '︓' => '：',
        '︔' => '；',
        '︕' => '！',
        '︖' => '？',
        '︗' => '〖',
        '︘' => '〗',
        '︙' => '…',
        '︰' => '‥',
        '︱' => '—',
        '︲' => '–',
        '︵' => '（',
        '︶' => '）',
        '︷' => '｛',
        '︸' => '｝',
        '︹' => '〔',
        '︺' => '〕',
        '︻' => '【',
        '︼' => '】',
        '︽' => '《',
        '︾' => '》',
        '︿' => '〈',
        '﹀' => '〉',
        '﹁' => '「',
        '﹂' => '」',
        '﹃' => '『',
        '﹄' => '』',
        '﹇' => '［',
        '﹈' => '］',
        _ => return None,
    })
}

/// A space as wide as a letter, of which fonts have one for two characters: this
/// and the ideographic space.
pub(super) fn is_em_space(c: char) -> bool {
    matches!(c, '\u{2001}' | '\u{2003}')
}

/// A CJK compatibility ideograph: NFC replaces it, which can change a name.
pub(super) fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// Whether a character alone can make a text differ from its NFC: it is no
/// starter, composes with what is before it, or is replaced.
pub(super) fn may_not_be_nfc(c: char) -> bool {
    c >= '\u{300}' && (is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes || canonical_combining_class(c) != 0)
}

fn normalized(text: &str, compatibility: bool) -> Option<String> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return None;
    }
    let stays = |c: char| is_compatibility_ideograph(c) && !compatibility;
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(stays) {
        let (part, ideograph) = match part.char_indices().next_back().filter(|&(_, c)| stays(c)) {
            Some((at, c)) => (part.get(..at).unwrap_or_default(), Some(c)),
            None => (part, None),
        };
        out.extend(part.nfc());
        out.extend(ideograph);
    }
    (out != text).then_some(out)
}

/// `text` without the characters of a kind for which `gone` (given the
/// character and its neighbours in `text`) holds.
fn without(text: &str, kind: fn(char) -> bool, gone: impl Fn(char, Option<char>, Option<char>) -> bool) -> Option<String> {
    if !text.contains(kind) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let right = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        if !kind(c) || !gone(c, out.chars().next_back(), right) {
            out.push(c);
        }
    }
    (out.len() != text.len()).then_some(out)
}

fn replaced(text: &str, what: impl Fn(char) -> bool, with: impl Fn(char, &mut String)) -> Option<String> {
    if !text.contains(&what) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if what(c) {
            with(c, &mut out);
        } else {
            out.push(c);
        }
    }
    (out != text).then_some(out)
}
