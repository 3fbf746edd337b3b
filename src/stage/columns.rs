//! Takes two columns apart that were read across.
//!
//! Which row is of which column is [`crate::layout::threads`]' business. Here
//! the rows of each column are put together: the left one first.

use super::Options;
use crate::layout::Layout;
use crate::layout::threads::{self, Region};
use crate::text::{Cause, Edit, Edits, Span, Text};

const APART: Cause = Cause { stage: "columns", reason: "two columns that were read across, taken apart" };
const EDGE: Cause = Cause { stage: "columns", reason: "line ends around the lines of a column" };

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    let mut list = Vec::new();
    for region in threads::of(&layout) {
        deal(&layout, &region, &mut list);
    }
    Edits::from_unsorted(list)
}

/// Rows of one column that follow each other and keep what stands between
/// them.
#[derive(Clone, Copy)]
struct Run {
    second: bool,
    /// What stands between it and the run before it in its column.
    lead: &'static str,
    span: Span,
}

fn deal(layout: &Layout<'_>, region: &Region, list: &mut Vec<Edit>) {
    let runs = runs(layout, region);
    let Some(last) = runs.last().copied() else { return };
    // the last run stays where it is; what comes before it in its column is
    // moved in front of it, what comes behind it behind
    let target = if last.second { last.span.start } else { last.span.end };
    let mut edit = |span: Span, text: &'static str, to: Option<u32>, cause: &'static Cause| {
        list.push(Edit { span, text: text.into(), to, cause });
    };
    let mut end: Option<u32> = None;
    for (at, run) in runs.iter().enumerate() {
        if let Some(end) = end {
            let between = Span::new(end, run.span.start);
            let want = if run.second { "" } else { run.lead };
            if layout.text.slice(between) != want {
                edit(between, want, None, &EDGE);
            }
        }
        end = Some(run.span.end);
        if run.second && at + 1 < runs.len() {
            edit(run.span, run.lead, Some(target), &APART);
        } else if run.second {
            edit(Span::empty(run.span.start), run.lead, None, &EDGE);
        }
    }
}

fn runs(layout: &Layout<'_>, region: &Region) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (place, row) in region.places.iter().zip(layout.rows.iter().skip(region.first)) {
        let line = layout.line(row);
        let lead = if place.goes_on { "\n" } else { "\n\n" };
        let span = Span::new(line.span.start, line.body.end);
        match runs.last_mut() {
            Some(run) if run.second == place.second && layout.text.slice(Span::new(run.span.end, span.start)) == lead => {
                run.span = run.span.hull(span);
            }
            _ => runs.push(Run { second: place.second, lead, span }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use crate::stage::Options;
    use crate::text::Text;

    const RIVER: &str = "The river comes down from the hills in the north of the valley and runs past the old mill. \
        In the spring the water is high, and the people who live near the bridge watch it closely. When the snow of a \
        long winter melts, the river can reach the lower houses within a day. The council of the town has therefore \
        placed a gauge at the bridge, which shows the height of the water to all who pass. A warning is given when the \
        water comes close to the red mark of the gauge. The people of the lower houses then carry their goods to the \
        upper floors and take the animals to the hills. Most of the work at the river is done in the autumn, when the \
        water is low. The banks are cleaned, and the trees that lean over the water are cut. What is left of the old \
        walls is mended with stones from the hills.";
    const FOREST: &str = "The forest of the valley belongs to the town, and the people of the town look after it. \
        Every family may take wood from the forest for the winter, as long as new trees are planted in the spring. A \
        forester walks the paths of the forest and marks the trees that are to be cut. In the dry months of the summer \
        no fire may be made in the forest or within a mile of it. When a fire is seen from the tower on the hills, the \
        bell of the church is rung and all who can carry water come to help. The children of the school plant a row \
        of trees at the edge of the forest each year. Some of the trees that their parents planted are now taller \
        than the tower of the church. The wood of old trees is kept for the boats and the bridge, which needs new \
        planks in most years. The rest is sold to the mill at the river.";

    /// The lines of a text set in a column of this many letters, words divided
    /// behind the third letter from the end where they do not fit.
    fn set(text: &str, width: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let Some(line) = lines.last_mut() else { continue };
            let room = width.saturating_sub(line.len() + 1);
            if line.is_empty() || word.len() <= room {
                let glue = if line.is_empty() { "" } else { " " };
                line.push_str(&format!("{glue}{word}"));
            } else if word.len() > 6 && room > word.len() - 3 && word.chars().all(char::is_alphabetic) {
                let (head, tail) = word.split_at(word.len() - 3);
                line.push_str(&format!(" {head}-"));
                lines.push(tail.to_owned());
            } else {
                lines.push(word.to_owned());
            }
        }
        lines
    }

    /// A page in one column, in which the words are met, and one in two: their
    /// lines from top to bottom.
    fn pages(first: &[String], second: &[String]) -> String {
        let page = set(&format!("{RIVER} {FOREST}"), 61).join("\n");
        let rows = (0..first.len().max(second.len())).flat_map(|at| [first.get(at), second.get(at)]).flatten();
        rows.fold(format!("{page}\n\x0C"), |text, row| format!("{text}{row}\n\n"))
    }

    /// The words of the last page.
    fn mend(text: &str) -> String {
        let text = Text::from(text);
        let edits = super::run(&text, &Options::default());
        assert_eq!(edits.refused(), 0);
        let (out, map) = edits.apply(&text).unwrap_or_default();
        assert!(map.lost().is_empty(), "{out:?}");
        assert!(super::run(&out, &Options::default()).is_empty(), "{out:?}");
        words(out.rsplit('\x0C').next().unwrap_or_default())
    }

    fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_of_two_columns_of_english() {
        for (left, right) in [(RIVER, FOREST), (FOREST, RIVER)] {
            for width in [36, 40, 44, 48] {
                let [left, right] = [left, right].map(|text| set(text, width));
                assert_eq!(mend(&pages(&left, &right)), left.iter().chain(&right).cloned().collect::<Vec<_>>().join(" "));
            }
        }
    }

    #[test]
    fn the_column_that_the_other_one_goes_on_with_is_the_first() {
        for text in [format!("{RIVER} {FOREST}"), format!("{FOREST} {RIVER}")] {
            let lines = set(&text, 44);
            let (left, right) = lines.split_at(lines.len() / 2);
            assert_eq!(mend(&pages(right, left)), lines.join(" "));
        }
    }

    /// Whatever the end of the second column and its beginning may say.
    #[test]
    fn the_title_of_a_chapter_stands_in_the_first_column() {
        let title = "Chapter 2 The River";
        let (mut left, right) = (set(RIVER, 40), set(FOREST, 40));
        left.truncate(right.len().min(left.len()) - 2);
        let page = pages(&left, &right).replace('\x0C', &format!("\x0C{title}\n\n"));
        assert_eq!(mend(&page), format!("{title} {} {}", left.join(" "), right.join(" ")));
    }

    #[test]
    fn one_column_stays() {
        let pages =
            [set(&RIVER.repeat(2), 48), set(&FOREST.repeat(2), 44), set(&format!("{RIVER} {FOREST}"), 40)].map(|page| page.join("\n"));
        assert!(super::run(&Text::from(pages.join("\n\x0C").as_str()), &Options::default()).is_empty());
        // columns that were read one after the other
        let [left, right] = [RIVER, FOREST].map(|text| set(text, 40).join("\n\n"));
        assert!(super::run(&Text::from(format!("{left}\n\n{right}\n").as_str()), &Options::default()).is_empty());
    }
}
