//! The gap between two columns, where an extractor gave both of their lines as
//! one.
//!
//! It is a single space, as between any two words. But it stands where the
//! left line is just as wide as the lines of the document usually are, and the
//! whole line is much wider than any of them.

use crate::text::{Line, Span, Text, class, width};

/// Narrower lines than this (in hundredths of an em) are table cells.
const LEAST: u32 = 1200;
/// Widths are counted in steps of this size.
const STEP: u32 = 50;
/// Lines of a width that make it that of a column.
const ENOUGH: u32 = 12;
/// One line in so many has that width at least.
const SHARE: u32 = 10;
/// By how much a full line is shorter than its column at most, where lines are
/// not justified; by how much, when it is that of an item as well; and by how
/// much it is wider.
const SHORT: u32 = 220;
const INDENTED: u32 = 420;
const OVER: u32 = 60;

/// The width of the document's column, in hundredths of an em, when some lines
/// are wide enough for two.
pub(super) fn column(text: &Text) -> Option<u32> {
    let mut counts: Vec<u32> = vec![0; 128];
    let (mut widest, mut lines) = (0, 0);
    for line in text.lines().iter().filter(|line| line.extent >= LEAST && line.is_japanese()) {
        widest = widest.max(line.extent);
        lines += 1;
        if let Some(count) = counts.get_mut((line.extent / STEP) as usize) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    // paragraphs on one line each are of any width
    let usual = |count: u32| count >= ENOUGH && count * 3 >= most && count * SHARE >= lines;
    let step = counts.iter().rposition(|count| usual(*count))?;
    let column = u32::try_from(step).unwrap_or(0) * STEP + STEP / 2;
    (widest > column + column / 2).then_some(column)
}

/// The space in `line` that is the gap between two columns of this width.
pub(super) fn find(text: &Text, line: &Line, column: u32) -> Option<Span> {
    if line.spaces == 0 || line.extent < column + column / 4 || line.extent > column * 2 + 200 {
        return None;
    }
    let body = text.slice(line.body);
    let mut found = None;
    let mut gaps = 0;
    let mut left = 0;
    for (at, c) in body.char_indices() {
        if c == ' ' {
            let (before, after) = (body.get(..at)?.chars().next_back(), body.get(at + 1..)?.chars().next());
            let letters = |c: Option<char>| c.is_some_and(|c| class::is_japanese(c) || class::is_closing(c) || class::is_opening(c));
            if letters(before) && letters(after) {
                gaps += 1;
                let right = line.extent.saturating_sub(left);
                let short = if right + SHORT >= column { INDENTED } else { SHORT };
                if left + short >= column && left <= column + OVER && right <= column + OVER {
                    let start = line.body.start + u32::try_from(at).ok()?;
                    found = Some(Span::new(start, start + 1));
                }
            }
        }
        left += width::extent(c);
    }
    // more spaces: letters set apart, or the cells of a table; one may stand
    // behind the mark of an item
    found.filter(|_| gaps <= 2)
}

/// The last of the lines from `index` on that follow each other and have such a
/// gap, `gap` being that of the first, and its gap.
pub(super) fn last(text: &Text, index: usize, gap: Span, column: u32) -> (usize, Span) {
    let mut last = (index, gap);
    for (at, line) in text.lines().iter().enumerate().skip(index + 1) {
        let Some(gap) = find(text, line, column).filter(|_| !line.page) else { break };
        last = (at, gap);
    }
    last
}

#[cfg(test)]
mod tests {
    use crate::stage::Options;
    use crate::text::Text;

    #[test]
    fn lines_of_two_columns() {
        let page = "森と川の取組を進める方針に基づき、町\nに住む人々とともに水辺の整備を行って\n".repeat(10);
        let mend = |rows: &str| {
            let text = Text::from(format!("{page}{rows}").as_str());
            let (out, _) = super::super::run(&text, &Options::default()).apply(&text).unwrap_or_default();
            out.strip_prefix(page.as_str()).unwrap_or_default().to_owned()
        };
        assert_eq!(
            mend("きた。その結果として魚や鳥の数も増え 木材の利用は毎年のように広がってお\n"),
            "きた。その結果として魚や鳥の数も増え\n木材の利用は毎年のように広がってお\n"
        );
        // not where a column ends
        let row = "森と川 町の取組を進める方針に基づき、町に住む人々とともに\n";
        assert_eq!(mend(row), row.replace(' ', ""));
    }

    #[test]
    fn several_rows_are_read_column_by_column() {
        let page = "森と川の取組を進める方針に基づき、町\nに住む人々とともに水辺の整備を行って\n".repeat(10);
        let left = ["きた。その結果として魚や鳥の数も増え", "ており、町の人々は毎年のように集まっ", "て水辺の草を刈っている。若い人たちの"];
        let right = ["木材の利用は毎年のように広がってお", "り、学校や駅の建物にも町の木が多く使", "われるようになった。今後も取組を続け"];
        for count in 1..=3 {
            let rows: String = left.iter().zip(right).take(count).map(|(l, r)| format!("{l} {r}\n")).collect();
            let want: String = left.iter().take(count).chain(right.iter().take(count)).map(|half| format!("{half}\n")).collect();
            let mut text = Text::from(format!("{page}{rows}{page}").as_str());
            for round in 0..2 {
                let edits = super::super::run(&text, &Options::default());
                assert_eq!((edits.refused(), edits.is_empty()), (0, round > 0), "{rows}");
                text = edits.apply(&text).map(|(text, _)| text).unwrap_or_default();
                assert_eq!(*text, format!("{page}{want}{page}"));
            }
        }
    }
}
