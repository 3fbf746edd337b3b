//! The width of the text column around each row.
//!
//! Wrapped lines are as wide as their column, so the column shows as a width
//! that many neighbours share. It must be local: boxes, notes and text beside a
//! picture are set in other widths than the body.

use super::{Column, Row};

/// Rows looked at on each side.
const REACH: usize = 12;
/// Narrower columns than this are table cells.
const LEAST: u32 = 20;

/// Sets the column of each row: the narrowest supported width that is not
/// less than the row's own.
pub(super) fn measure(rows: &mut [Row]) {
    let widths: Vec<u32> = rows.iter().map(|r| r.width).collect();
    for (i, row) in rows.iter_mut().enumerate() {
        row.column = around(&widths, i);
    }
}

/// How far the widths of full lines differ: justified Japanese lines by little,
/// more the more Latin is in them; ragged lines by a word.
fn spread(width: u32) -> u32 {
    (width / 14).max(3)
}

fn around(widths: &[u32], at: usize) -> Column {
    let own = widths[at];
    let window = &widths[at.saturating_sub(REACH)..(at + REACH + 1).min(widths.len())];
    let support = |width: u32| {
        let spread = spread(width);
        window.iter().filter(|&&w| w + spread >= width && w <= width + 1).count()
    };
    let mut best: Option<u32> = None;
    let mut widest = (0, 0);
    for &width in window {
        if width < LEAST {
            continue;
        }
        let count = support(width);
        if count > widest.1 {
            widest = (width, count);
        }
        if count >= 3 && width + 2 >= own && best.is_none_or(|b| width < b) {
            best = Some(width);
        }
    }
    // a few lines of like width below a column that many share are chance
    let chance = |width: u32| width + spread(widest.0) < widest.0 && support(width) * 3 < widest.1;
    match best {
        Some(width) if !chance(width) => {
            // the cluster's right edge
            let edge = window.iter().copied().filter(|&w| w >= width && w <= width + spread(width)).max().unwrap_or(width);
            let edge = if support(edge) >= 3 { edge } else { width };
            return Column::Strong(edge);
        }
        _ => {}
    }
    if let Some(run) = run(widths, at) {
        return Column::Weak(run);
    }
    if widest.1 >= 4 && widest.0 > own { Column::Strong(widest.0) } else { Column::Unknown }
}

/// Three rows in a sequence, this one among them, of about one width.
fn run(widths: &[u32], at: usize) -> Option<u32> {
    let own = widths[at];
    let like = |w: &&u32| w.abs_diff(own) <= 3;
    let before = widths[at.saturating_sub(3)..at].iter().rev().take_while(like).count();
    let after = widths[at + 1..].iter().take(3).take_while(like).count();
    if own < LEAST || before + after < 2 {
        return None;
    }
    widths[at - before..=at + after].iter().copied().max()
}
