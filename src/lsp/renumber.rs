//! Footnotes numbered anew: marks and notes together.

use super::view::View;
use crate::doc::note::{Mark, Note};
use crate::text::{Span, class};

/// The edits, in bytes of the file, that number the notes of one scope one
/// after the other from the one at `at` on; `None` when it is not certain which
/// mark belongs to which note, or nothing would change.
pub(super) fn from_here(view: &View<'_>, at: u32) -> Option<Vec<(Span, String)>> {
    let notes = &view.document().notes;
    let holds = |span: Span| span.start <= at && at <= span.end;
    let own_mark = notes.marks.iter().find(|m| holds(m.span));
    let own_note = notes.notes.iter().find(|n| holds(n.span));
    let scope = own_mark.map(|m| m.scope).or(own_note.map(|n| n.scope))?;
    let marks: Vec<&Mark> = notes.marks.iter().filter(|m| m.scope == scope && m.number > 0).collect();
    let list: Vec<&Note> = notes.notes.iter().filter(|n| n.scope == scope && n.number > 0 && !n.span.is_empty()).collect();
    let first = match (own_mark, own_note) {
        (Some(mark), _) => marks.iter().position(|m| m.span == mark.span)?,
        (None, Some(note)) => list.iter().position(|n| n.span == note.span)?,
        (None, None) => return None,
    };
    let before = first.checked_sub(1).and_then(|i| marks.get(i)).map_or(0, |m| m.number);
    let (behind, below) = (marks.get(first..)?, list.get(first..)?);
    let in_step = behind.len() == below.len() && behind.iter().zip(below).all(|(m, n)| m.number == n.number);
    let mut written: Vec<(Span, u32)> = Vec::new();
    if in_step {
        for ((mark, note), number) in behind.iter().zip(below).zip(before + 1..) {
            written.push((mark.span, number));
            written.push((note.span, number));
        }
    } else {
        // by number, where each note has one of its own
        let mut numbers: Vec<u32> = Vec::new();
        for mark in behind {
            if !numbers.contains(&mark.number) {
                numbers.push(mark.number);
            }
        }
        let of = |old: u32| numbers.iter().position(|n| *n == old).and_then(|i| u32::try_from(i).ok()).map(|i| before + 1 + i);
        let mut seen = rustc_hash::FxHashSet::default();
        if !below.iter().all(|n| seen.insert(n.number) && of(n.number).is_some()) || seen.len() != numbers.len() {
            return None;
        }
        written.extend(behind.iter().filter_map(|m| Some((m.span, of(m.number)?))));
        written.extend(below.iter().filter_map(|n| Some((n.span, of(n.number)?))));
    }
    let mut edits = Vec::new();
    for (span, number) in written {
        let old = view.document().slice(span);
        let new = renumbered(old, number)?;
        if new == old {
            continue;
        }
        let place = view.prepared.file.map.to_source(span);
        if !place.exact {
            return None;
        }
        edits.push((place.span, new));
    }
    edits.sort();
    (!edits.is_empty()).then_some(edits)
}

/// A mark with another number, written as the old one.
fn renumbered(old: &str, number: u32) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit() || class::is_digit(c) || class::is_superscript_digit(c);
    let start = old.find(digit)?;
    let rest = old.get(start..)?;
    let length = rest.find(|c: char| !digit(c)).unwrap_or(rest.len());
    let like = rest.chars().next()?;
    let digits: String = number.to_string().chars().map(|c| written_like(c, like)).collect();
    Some(format!("{}{digits}{}", old.get(..start)?, rest.get(length..)?))
}

fn written_like(digit: char, like: char) -> char {
    let value = digit.to_digit(10).unwrap_or(0);
    if class::is_superscript_digit(like) {
        const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        return RAISED.get(value as usize).copied().unwrap_or(digit);
    }
    if like.is_ascii_digit() { digit } else { char::from_u32('０' as u32 + value).unwrap_or(digit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_keep_their_style() {
        for (old, want) in [("<sup>2</sup>", "<sup>12</sup>"), ("※３", "※１２"), ("（注９）", "（注１２）"), ("³", "¹²"), ("[^4]", "[^12]")]
        {
            assert_eq!(renumbered(old, 12).as_deref(), Some(want));
        }
        assert_eq!(renumbered("※", 1), None);
    }
}
