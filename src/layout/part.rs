//! Latin print lines that were cut at a wide space.
//!
//! The spaces of a justified line are of any width, and behind a full stop
//! some typesetters make them wider still. Some extractors take a wide one for
//! the end of the line. The second part is then short although its sentence
//! goes on in the next line, and both parts fill the column.

use super::{Column, Lead, Row, Start};
use crate::text::{Text, width};

/// Lines that must be found in parts before it is believed.
const FOUND: usize = 4;

/// Marks the rows that go on the print line of the row before.
pub(super) fn find(text: &Text, rows: &mut [Row]) {
    let is_part = |at: &usize| matches!(rows.get(at - 1..at + 2), Some([left, right, next]) if goes_on(text, left, right, next));
    let found: Vec<usize> = (1..rows.len().saturating_sub(1)).filter(is_part).collect();
    if found.len() < FOUND {
        return;
    }
    for at in found {
        if let Some(row) = rows.get_mut(at) {
            row.part = true;
        }
    }
}

fn goes_on(text: &Text, left: &Row, right: &Row, next: &Row) -> bool {
    let Column::Strong(column) = right.column else { return false };
    let close = |row: &Row| row.latin && row.gap == 0 && !row.page && !row.kept && !row.hard && row.start == Start::Plain;
    let space = width::extent(' ');
    let both = left.width + space + right.width;
    // with the next word its line would still not be full
    let short = right.width + space + next.word.0 + column / 10 < column;
    let divided = || text.lines().get(right.line as usize).is_some_and(|line| text.slice(line.body).ends_with('-'));
    left.latin
        && close(right)
        && close(next)
        && short
        && left.width + column / 20 < column
        && (column * 85 / 100..=column * 103 / 100).contains(&both)
        && (matches!(next.lead, Lead::Leans | Lead::Continues) || divided())
}

#[cfg(test)]
mod tests {
    use crate::layout::Layout;
    use crate::text::Text;

    const PAGE: &str = "\
The river walks of the valley are kept by many people
who live near them.|Each of the walks has a house with
a roof under which those who walk the paths can have a
rest.|The council of the town looks after the walks in
winter, when snow lies on the paths.|People who come to
see the old mill find a map of all paths there, and the
children of the school have drawn it.|In spring the map
is drawn anew, because the river takes some of the land
and gives some.|Old maps are kept in the library of the
town.
";

    fn parts(page: &str) -> Vec<String> {
        let text = Text::from(page);
        let layout = Layout::of(&text);
        layout.rows.iter().filter(|row| row.part).map(|row| layout.body(row).to_owned()).collect()
    }

    #[test]
    fn parts_fill_their_line() {
        let page = PAGE.repeat(2);
        assert_eq!(parts(&page.replace('|', " ")), Vec::<String>::new());
        let found = parts(&page.replace('|', "\n"));
        assert!(found.len() >= 5, "{found:?}");
        assert!(found.iter().any(|part| part == "In spring the map"), "{found:?}");
        // one line cut so is a title, or chance
        assert_eq!(parts(&page.replace('|', " ").replacen(". Each", ".\nEach", 1)), Vec::<String>::new());
    }
}
