//! Applying fixes to the text of a file.

use super::{FileFix, Safety};
use crate::text::Span;

/// A text with fixes applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// How many fixes were applied; the others were in the way of one before
    /// them and can be applied in another round.
    pub applied: usize,
}

/// The edits of the fixes of at most this safety's risk, in the order of the
/// text, each fix whole or not at all; and how many fixes that are.
#[must_use]
pub fn choose<'a>(fixes: impl Iterator<Item = &'a FileFix>, risk: Safety) -> (Vec<&'a (Span, String)>, usize) {
    let mut wanted: Vec<&FileFix> = fixes.filter(|f| f.safety <= risk && f.safety != Safety::Display && !f.edits.is_empty()).collect();
    wanted.sort_by_key(|f| f.edits.first().map(|e| e.0));
    wanted.dedup_by(|a, b| a.edits == b.edits);
    let mut taken: Vec<&(Span, String)> = Vec::new();
    let mut applied = 0;
    // ends of what was taken, so that one that reaches far keeps others out
    let mut far = 0;
    for fix in wanted {
        let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else { continue };
        if applied > 0 && first.0.start <= far {
            continue;
        }
        far = last.0.end;
        taken.extend(&fix.edits);
        applied += 1;
    }
    (taken, applied)
}

/// Applies the fixes that [`choose`] chooses.
#[must_use]
pub fn apply<'a>(text: &str, fixes: impl Iterator<Item = &'a FileFix>, risk: Safety) -> Fixed {
    let (taken, applied) = choose(fixes, risk);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in taken {
        out.push_str(text.get(at..span.start as usize).unwrap_or(""));
        out.push_str(new);
        at = span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Fixed { text: out, applied }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(safety: Safety, edits: &[(u32, u32, &str)]) -> FileFix {
        FileFix { safety, title: String::new(), edits: edits.iter().map(|e| (Span::new(e.0, e.1), e.2.to_owned())).collect() }
    }

    fn check(fixes: &[FileFix], risk: Safety, want: &str, applied: usize) {
        assert_eq!(apply("abcdef", fixes.iter(), risk), Fixed { text: want.to_owned(), applied });
    }

    #[test]
    fn whole_or_not_at_all() {
        let one = fix(Safety::Safe, &[(0, 1, "X"), (3, 4, "Y")]);
        let inside = fix(Safety::Safe, &[(1, 2, "Z")]);
        let behind = fix(Safety::Unsafe, &[(5, 6, "W")]);
        let shown = fix(Safety::Display, &[(4, 5, "V")]);
        check(&[inside.clone(), one.clone(), behind.clone(), shown.clone(), one.clone()], Safety::Unsafe, "XbcYeW", 2);
        check(&[behind, inside, shown], Safety::Safe, "aZcdef", 1);
        check(&[], Safety::Safe, "abcdef", 0);
    }
}
