//! Puts the pieces of a print line together again.
//!
//! Some extractors end a line wherever the letters of a print line are not set
//! at even distances: at commas, full stops, brackets and middle dots, whose
//! empty halves were squeezed or stretched. The pieces of a print line add up
//! to the width of the column, so in a document cut so the sums of short lines
//! meet the column far more often than chance. The columns are taken from the
//! lines at whose ends nothing could have been cut; a least-cost path then
//! deals the pieces to print lines. All widths are in hundredths of an em.

mod border;

use super::Options;
use crate::layout::{End, Layout, Row, Start};
use crate::text::{Cause, Edits, Span, Text, class};
use border::{Border, border, soft};

const PIECES: Cause = Cause { stage: "pieces", reason: "a print line given in pieces" };

/// Narrower columns than this are table cells.
const LEAST: u32 = 1000;
/// Columns told apart in one document.
const COLUMNS: usize = 6;
/// A print line has at most so many pieces.
const MOST: usize = 16;
/// Justified lines are shorter than their column by at most this much: an
/// indent, or a letter that the rules of line breaking moved to the next line.
const SHORT: u32 = 170;
/// How far estimated widths of one column differ.
const NEAR: u32 = 40;
/// By how much a line is squeezed at most.
const SQUEEZED: u32 = 180;
/// Print lines that must be found in pieces before it is believed.
const FOUND: usize = 8;

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    if !layout.japanese || !layout.wrapped || !looks_cut(&layout) {
        return Edits::new();
    }
    let borders: Vec<Border> = (0..layout.rows.len()).map(|at| border(&layout, at)).collect();
    let pieces: Vec<Piece> = layout.rows.iter().map(|row| Piece::of(&layout, row)).collect();
    let columns = columns(&layout, &borders);
    let segments = deal(&layout, &pieces, &borders, &columns);
    if !believed(&layout, &borders, &segments) {
        return Edits::new();
    }
    let mut edits = Edits::new();
    for segment in &segments {
        for pair in layout.rows.get(segment.from..segment.to).unwrap_or_default().windows(2) {
            if let [left, right] = pair {
                join(&layout, left, right, &mut edits);
            }
        }
    }
    edits
}

fn join(layout: &Layout<'_>, left: &Row, right: &Row, edits: &mut Edits) {
    let (Some(l), Some(r)) = (layout.body(left).chars().next_back(), layout.body(right).chars().next()) else { return };
    let gap = Span::new(layout.line(left).body.end, layout.line(right).body.start);
    let glue = if class::is_japanese(l) || class::is_japanese(r) || class::is_digit(r) || class::is_closing(r) { "" } else { " " };
    edits.replace(gap, glue, &PIECES);
}

/// A first look, without measuring anything: whether many rows are cut at a
/// comma or a bracket although they are short.
fn looks_cut(layout: &Layout<'_>) -> bool {
    let cut = layout.rows.windows(2).filter(|pair| {
        let [left, right] = pair else { return false };
        right.gap == 0
            && right.start == Start::Plain
            && left.width.min(right.width) < 1800
            && (matches!(left.end, End::Open) && matches!(layout.last(left), '、' | '，') || class::is_opening(layout.first(right)))
    });
    let cut = cut.count();
    cut >= FOUND && cut * 40 > layout.rows.len()
}

/// The columns of the document: widths that whole print lines share.
fn columns(layout: &Layout<'_>, borders: &[Border]) -> Vec<u32> {
    let whole = |at: usize| borders.get(at) == Some(&Border::Line) && borders.get(at + 1) == Some(&Border::Line);
    let rows = layout.rows.iter().enumerate();
    let mut widths: Vec<u32> = rows.filter(|(at, row)| row.width >= LEAST && whole(*at)).map(|(_, row)| row.width).collect();
    widths.sort_unstable();
    let mut columns = Vec::new();
    while columns.len() < COLUMNS {
        // the window that holds most
        let (mut best, mut start) = ((0, 0), 0);
        for (end, width) in widths.iter().enumerate() {
            while widths.get(start).is_some_and(|first| first + SHORT < *width) {
                start += 1;
            }
            if end + 1 - start > best.1 {
                best = (start, end + 1 - start);
            }
        }
        let (start, count) = best;
        let Some(&column) = widths.get(start + count * 4 / 5).filter(|_| count >= 5) else { break };
        columns.push(column);
        widths.retain(|w| w + SHORT < column || *w > column + NEAR + SQUEEZED / 2);
    }
    for small in layout.small_columns.into_iter().flatten() {
        if columns.iter().all(|column| small.abs_diff(*column) > SHORT) {
            columns.push(small);
        }
    }
    columns
}

/// Rows that make up one print line.
#[derive(Clone, Copy, Debug)]
struct Segment {
    from: usize,
    to: usize,
    /// Whether it is as wide as its column.
    full: bool,
}

/// Deals the rows to print lines at the least cost.
fn deal(layout: &Layout<'_>, pieces: &[Piece], borders: &[Border], columns: &[u32]) -> Vec<Segment> {
    let rows = &layout.rows;
    // for each row and column, the least cost of what comes before, and where
    // and in which column the print line before it begins
    let mut table = vec![vec![(f32::INFINITY, 0usize, 0usize); columns.len()]; rows.len() + 1];
    if let Some(first) = table.first_mut() {
        first.fill((0.0, 0, 0));
    }
    for from in 0..rows.len() {
        let Some(states) = table.get_mut(from) else { break };
        // another column begins
        let cheapest = states.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0)).map(|(k, s)| (s.0, k));
        let Some((least, source)) = cheapest else { break };
        let change = if borders.get(from) == Some(&Border::Block) { 0.4 } else { 1.5 };
        let starts: Vec<(f32, usize)> =
            states.iter().enumerate().map(|(k, s)| if s.0 <= least + change { (s.0, k) } else { (least + change, source) }).collect();
        for (k, (&column, &(before, source))) in columns.iter().zip(&starts).enumerate() {
            let mut line = Sum::default();
            for to in from..rows.len().min(from + MOST) {
                if to > from && borders.get(to) != Some(&Border::Seam) {
                    break;
                }
                line.add(pieces, to);
                let Some((cost, _)) = line.cost(layout, borders, (from, to + 1), column) else {
                    if line.width > column + 300 {
                        break;
                    }
                    continue;
                };
                if let Some(state) = table.get_mut(to + 1).and_then(|states| states.get_mut(k))
                    && before + cost < state.0
                {
                    *state = (before + cost, from, source);
                }
            }
        }
    }
    walk(layout, pieces, borders, columns, &table)
}

/// The cheapest path through the table.
fn walk(layout: &Layout<'_>, pieces: &[Piece], borders: &[Border], columns: &[u32], table: &[Vec<(f32, usize, usize)>]) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut to = layout.rows.len();
    let last = table.last().map(|states| states.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0)));
    let Some(Some((mut k, _))) = last else { return segments };
    while to > 0 {
        let Some(&(_, from, source)) = table.get(to).and_then(|states| states.get(k)) else { break };
        let mut line = Sum::default();
        (from..to).for_each(|at| line.add(pieces, at));
        let column = columns.get(k).copied().unwrap_or(0);
        let full = line.cost(layout, borders, (from, to), column).is_some_and(|(_, full)| full);
        segments.push(Segment { from, to, full });
        if from >= to {
            break;
        }
        (to, k) = (from, source);
    }
    segments.reverse();
    segments
}

/// What a row is as a piece of a print line.
struct Piece {
    width: u32,
    /// By how much it may have been squeezed.
    slack: u32,
    /// Whether it ends a sentence.
    ends: bool,
}

impl Piece {
    fn of(layout: &Layout<'_>, row: &Row) -> Piece {
        let line = layout.line(row);
        let soft = layout.body(row).chars().filter(|c| soft(*c)).count();
        // the number of a note is set smaller
        let marked = 25 * u32::from(border::ends_in_mark(layout.body(row)));
        let slack = u32::try_from(soft).unwrap_or(0) * 50 + marked + line.pushed;
        Piece { width: line.extent, slack, ends: row.end == End::Sentence }
    }
}

/// What the pieces of a print line add up to.
#[derive(Default)]
struct Sum {
    width: u32,
    /// By how much it may have been squeezed.
    slack: u32,
    /// The widest piece.
    widest: u32,
    /// Whether a sentence ended in front of a piece.
    stop: bool,
    /// Whether the last piece ends a sentence.
    ended: bool,
}

impl Sum {
    fn add(&mut self, pieces: &[Piece], at: usize) {
        let Some(piece) = pieces.get(at) else { return };
        self.width = self.width.saturating_add(piece.width);
        self.widest = self.widest.max(piece.width);
        self.stop |= self.ended;
        self.ended = piece.ends;
        self.slack += piece.slack;
    }

    /// What it costs to take the rows from one to another for one print line,
    /// and whether it is a full one; nothing when they cannot be one.
    fn cost(&self, layout: &Layout<'_>, borders: &[Border], (from, to): (usize, usize), column: u32) -> Option<(f32, bool)> {
        let seams = to.saturating_sub(from + 1);
        // set in a measure of their own
        if seams > 0 && matches!(layout.rows.get(from)?.start, Start::Apparatus | Start::Reference | Start::Label) {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most a few thousand")]
        let (ems, mut joins) = (|width: u32| width as f32 / 100.0, seams as f32 * 0.05);
        joins += f32::from(u8::from(torn(layout, from)) + u8::from(torn(layout, to))) * 0.5;
        // the short end of a paragraph and the first line of the next
        if seams > 0 && self.stop && self.widest + 2 * SHORT > column {
            joins += 1.0;
        }
        let over = self.width.saturating_sub(column);
        let under = column.saturating_sub(self.width);
        if over <= NEAR && under <= NEAR {
            return Some((joins, true));
        }
        if over > 0 && over <= NEAR + self.slack.min(SQUEEZED) {
            return Some((joins + 0.15 + ems(over) * 0.15, true));
        }
        let indented = from.checked_sub(1).and_then(|at| layout.rows.get(at)).is_some_and(|left| left.end == End::Sentence);
        if over == 0 && under <= SHORT + 100 * u32::from(indented) {
            return Some((joins + 0.05 + ems(under) * 0.12, true));
        }
        let ends = self.ended;
        let block = borders.get(to).is_none_or(|border| *border == Border::Block);
        if seams == 0 {
            return Some((if ends || block { 0.5 } else { 1.0 }, false));
        }
        let note = layout.rows.get(from)?.note;
        (over == 0 && !self.stop && (ends || block && note)).then_some((joins + 0.5, false))
    }
}

/// Whether a print line cannot begin with this row: `・` no more than a closing bracket.
fn torn(layout: &Layout<'_>, at: usize) -> bool {
    let (Some(left), Some(right)) = (at.checked_sub(1).and_then(|i| layout.rows.get(i)), layout.rows.get(at)) else { return false };
    layout.is_torn(left, right) || right.gap == 0 && layout.first(right) == '・'
}

/// Whether the document is cut so: most short rows at a seam are pieces of a
/// full print line.
fn believed(layout: &Layout<'_>, borders: &[Border], segments: &[Segment]) -> bool {
    let (mut found, mut left) = (0usize, 0usize);
    let full = |at: usize| segments.get(at).is_some_and(|segment| segment.full);
    for (at, segment) in segments.iter().enumerate() {
        // the cells of a table say nothing
        if !full(at + 1) && !at.checked_sub(1).is_some_and(full) {
            continue;
        }
        if segment.full {
            found += usize::from(segment.to - segment.from > 1);
        } else if borders.get(segment.to) == Some(&Border::Seam) {
            let last = segment.to.checked_sub(1).and_then(|at| layout.rows.get(at));
            left += usize::from(last.is_some_and(|row| row.end != End::Sentence));
        }
    }
    found >= FOUND && found * 2 > left * 3 && found * 40 > segments.len()
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::stage::Options;
    use crate::text::Text;

    fn mend(text: &str) -> String {
        let edits = run(&Text::from(text), &Options::default());
        assert_eq!(edits.refused(), 0, "{text}");
        edits.apply(&Text::from(text)).map_or_else(|| text.to_owned(), |(t, _)| t.into_string())
    }

    /// Print lines of twenty letters; `|` stands where they are cut.
    const PAGE: &str = "\
森林の保全については、|様々な主体が連携し
て取組を進めており、|地域の住民や企業が参
加する活動も広がっています。|また、|国産の
木材を利用する動きが全国の自治体に広まりつ
つあり、|公共の施設|（学校など）|に木材を用
いる例が増えているほか、|新たな工法の開発も
進められていることから、|需要が更に伸びると
期待されています。
川の環境については、|水質を調べる調査を毎年
実施しているところであり、|その結果から見る
と改善が進んだ地域が多く、|魚や鳥の種類が増
えていることが確かめられ、|住民の関心も高ま
っています。|今後は、|上流と下流の地域が手を
携えて活動を行うことができるような仕組みを
整えるとともに、|若い世代が参加しやすい環境
を整えるための支援を拡充していくこととして
います。
";

    #[test]
    fn print_lines() {
        let page = PAGE.repeat(2);
        let whole = page.replace('|', "");
        assert_eq!(mend(&page.replace('|', "\n")), whole);
        assert_eq!(mend(&whole), whole, "not stable");
    }

    #[test]
    fn note_marks_between_pieces() {
        let page = PAGE.repeat(2).replace("川の環境については、|水質を調べる調査を毎年", "川の環境|1|については、|水質を調べる調査毎年");
        assert_eq!(mend(&page.replace('|', "\n")), page.replace('|', ""));
    }

    #[test]
    fn numbers_at_the_ends_of_pieces() {
        for (from, to) in [
            ("また、|国産の\n木材を利用する動きが", "また、|①国産\n木材を利用する動きが"),
            ("その結果から見る\nと改善が進んだ", "その結果、|2016\n年に改善進んだ"),
            ("ことが確かめられ、|住民", "ことを確認できた12。|住民"),
        ] {
            let page = PAGE.repeat(2);
            assert!(page.contains(from), "{from}");
            let page = page.replace(from, to);
            assert_eq!(mend(&page.replace('|', "\n")), page.replace('|', ""), "{to}");
        }
    }

    #[test]
    fn colons_begin_no_line() {
        let page = PAGE.repeat(2).replace("川の環境については、|水質", "川の環境|：|について、|水質");
        assert_eq!(mend(&page.replace('|', "\n")), page.replace('|', ""));
    }

    #[test]
    fn pages_of_which_few_lines_are_whole() {
        let whole = "町に住む人々が森の手入れを続けている取組の記録を町の白書に書いて残すこと\nに決めているところであるため毎年この町の人々が山と森と池の様子を見に行く\n";
        let letters: Vec<char> = "においては山の木を守る会の人々が山と森と池の様子を見に行くこととし毎年の春".chars().collect();
        let part = |from: usize, to: usize| letters.iter().take(to).skip(from).collect::<String>();
        let cut = |at: usize| {
            let comma = 5 + at * 7 % 23;
            let open = comma + 3 + at * 5 % (30 - comma);
            let (first, middle, last) = (part(0, comma - 1), part(comma, open - 1), part(open, 34));
            if open < 33 { format!("{first}、|{middle}（|{last}）川\n") } else { format!("{first}、|{middle}（|す）川\n") }
        };
        let lines = |from: usize| (from..from + 12).map(cut).collect::<String>();
        let page: String = (0..6).map(|n| format!("{whole}{}に決めている。\n", lines(n * 12 + 1))).collect();
        assert_eq!(mend(&page.replace('|', "\n")), page.replace('|', ""));
    }

    #[test]
    fn headings_and_items_stand_alone() {
        let page = format!("第1節 森と川\n{PAGE}（2）川の仕事\n・森の仕事、\n・川の仕事\n{PAGE}");
        assert_eq!(mend(&page.replace('|', "\n")), page.replace('|', ""));
    }

    #[test]
    fn text_that_is_not_cut_so() {
        let items = "森の木、\n川の魚、\n「海」\n（山）\n".repeat(40);
        for text in ["", "\n", &items, &format!("{}{items}", PAGE.replace('|', "")), &"、\n".repeat(5000)] {
            assert_eq!(mend(text), *text);
        }
    }
}
