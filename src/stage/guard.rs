//! Keeps all stages off the lines that must stay byte for byte.

use super::Stage;
use crate::layout::protect::protected;
use crate::text::{Edit, Edits, Span, Text};

/// Takes out of `edits` what would change a protected line, join something to
/// it, or move text from, to or over it, and what would change code in a line.
pub(super) fn drop_forbidden(stage: &Stage, text: &Text, edits: &mut Edits) {
    // line ends are not part of a line
    if stage.name == "breaks" || edits.is_empty() && edits.annotations().is_empty() {
        return;
    }
    let protected = protected(text);
    if protected.is_empty() {
        return;
    }
    let whole = |edit: &Edit| match edit.to {
        Some(to) => {
            let way = Span::new(edit.span.start.min(to), edit.span.end.max(to));
            protected.touching(way).next().is_none()
        }
        None => protected.touching(edit.span).all(|kept| leaves(text, edit, kept)),
    };
    let inline = |edit: &Edit| match edit.to {
        Some(to) => protected.cuts_inline(Span::empty(to)),
        None => protected.cuts_inline(edit.span),
    };
    edits.retain(
        |edit| whole(edit) && !inline(edit),
        |note| protected.touching(note.span).all(|kept| note.span.end <= kept.start || kept.end <= note.span.start),
    );
}

/// Whether an edit that touches protected lines leaves them whole.
fn leaves(text: &Text, edit: &Edit, kept: Span) -> bool {
    let rest = |from: u32, to: u32| text.slice(Span::new(from, to));
    let ends = |text: &str| text.is_empty() || text.ends_with(['\n', '\x0C']);
    let starts = |text: &str| text.is_empty() || text.starts_with(['\n', '\x0C']);
    if edit.span.end <= kept.start {
        return if edit.text.is_empty() { ends(rest(0, edit.span.start)) } else { ends(&edit.text) };
    }
    if kept.end <= edit.span.start {
        return if edit.text.is_empty() { starts(rest(edit.span.end, text.len())) } else { starts(&edit.text) };
    }
    false
}
