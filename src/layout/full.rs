//! Whether a line ends because it was full.

use super::{Column, End, Layout, Lead, Row, Small};
use crate::text::{class, width};

/// Whether a line was broken because it was full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fullness {
    /// The next word would not have fitted.
    Full,
    /// It would have fitted only just, or the width of the column is a guess.
    Likely,
    /// The column's width is not known.
    Unknown,
    /// The next word would have fitted: the break was meant.
    Short,
}

/// Whether `left` was broken because the first word of `right` did not fit.
pub(super) fn fullness(layout: &Layout<'_>, left: &Row, right: &Row) -> Fullness {
    if let Some(small) = Small::of(left)
        && let Some(column) = layout.small_columns[small as usize]
        && left.width + need(left, right) + 150 > column
        && (small != Small::Caption || !is_wider(right, column))
    {
        return Fullness::Full;
    }
    if left.part { Fullness::Full } else { by_neighbours(left, right, layout) }
}

/// The same for a line inside a note that ends no sentence.
pub(super) fn fullness_in_note(layout: &Layout<'_>, left: &Row, right: &Row) -> Fullness {
    let full = fullness(layout, left, right);
    let reach = left.width + need(left, right);
    let fills = layout.small_columns[Small::Note as usize].is_some_and(|column| reach + 150 > column);
    if matches!(full, Fullness::Unknown | Fullness::Likely) && fills { Fullness::Full } else { full }
}

fn need(left: &Row, right: &Row) -> u32 {
    right.word.0 + if right.word.1 && left.latin { width::extent(' ') } else { 0 }
}

/// Whether what follows is set wider than this column.
fn is_wider(right: &Row, column: u32) -> bool {
    right.width > column + column / 10 + 100
}

fn by_neighbours(left: &Row, right: &Row, layout: &Layout<'_>) -> Fullness {
    let (column, strong) = match left.column {
        Column::Unknown => return Fullness::Unknown,
        Column::Weak(w) => (w, false),
        Column::Strong(w) => (w, true),
    };
    if is_wider(right, column) {
        return Fullness::Short;
    }
    let line = layout.line(left);
    // Latin in Japanese lines is set in any typeface
    let slack = if left.latin { column / 50 } else { 100 + (u32::from(line.latin) + u32::from(line.digits)).min(30) * 5 };
    // the next line begins with a small letter: it was not meant to begin there
    let ragged = left.latin && right.lead == Lead::Leans && !matches!(left.end, End::Sentence | End::Colon);
    let near = if ragged { column / 10 } else { slack * 2 };
    let reach = left.width + need(left, right);
    if reach + slack > column {
        if strong { Fullness::Full } else { Fullness::Likely }
    } else if reach + near > column {
        Fullness::Likely
    } else if reach + line.pushed + slack > column && left.width + line.pushed < column + 400 {
        // with its ruby it may have been full
        Fullness::Likely
    } else {
        Fullness::Short
    }
}

/// Letters of the longest word that is measured.
const WORD: usize = 24;
/// Letters of the longest web address that is measured.
const ADDRESS: usize = 96;

/// The width of what cannot be broken at the start of a line, and whether a
/// space stands in front of it when it follows Latin letters.
pub(super) fn first_word(body: &str) -> (u32, bool) {
    let mut chars = body.chars().peekable();
    let Some(first) = chars.next() else { return (0, false) };
    let mut sum = width::extent(first);
    if class::is_latin(first) || class::is_digit(first) || first == '(' || matches!(first, '"' | '$' | '£' | '€' | '¥') {
        let address = body.trim_start_matches('(');
        let longest = if address.starts_with("http") || address.starts_with("www.") { ADDRESS } else { WORD };
        let rest = chars.take(longest).take_while(|c| c.is_ascii_graphic() || class::is_latin(*c) || class::is_digit(*c));
        return (sum + rest.map(width::extent).sum::<u32>(), true);
    }
    if class::is_opening(first) {
        let word = chars.next().unwrap_or(' ');
        sum += width::extent(word);
        // （https://…
        if word.is_ascii_alphabetic() {
            let rest = chars.by_ref().take(ADDRESS).take_while(char::is_ascii_graphic);
            return (sum.saturating_add(rest.map(width::extent).sum::<u32>()), false);
        }
    }
    while let Some(c) = chars.next_if(|c| class::is_line_start_forbidden(*c)) {
        sum = sum.saturating_add(width::extent(c));
    }
    (sum, false)
}

#[cfg(test)]
mod tests {
    use crate::layout::{Counter, End, Layout, Start, end, flow};
    use crate::text::Text;

    /// The lines of `text`, joined as they belong together, `|` between them.
    fn blocks(text: &str) -> String {
        let text = Text::from(text);
        let layout = Layout::of(&text);
        let mut out = String::new();
        for (row, link) in layout.rows.iter().zip(flow::of(&layout)) {
            if *link != flow::Link::Continues && !out.is_empty() {
                out.push('|');
            }
            out.push_str(layout.body(row));
        }
        out
    }

    #[test]
    fn numbers_that_go_on_a_sentence() {
        let prose = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われて\nいる。この取組は、町の条例の第三条、第四条、第\n9 条及び第十条に基づいて行われ、町に住む人々が\n";
        assert_eq!(blocks(prose), prose.replace('\n', ""));
        let text = Text::from("町の条例の第\n9 条に基づく。\n2 人口\n");
        let layout = Layout::of(&text);
        assert_eq!(layout.rows[1].start, Start::Plain);
        assert!(matches!(layout.rows[2].start, Start::Counter(Counter::Bare, 2, _)));
    }

    #[test]
    fn numbers_in_the_middle_of_a_sentence() {
        let prose = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われて\nいる。この取組に加わる人々の割合は、町の全体の\n85.1 ％に上る。森の手入れに来た人は昨年で延べ\n322 人であった。町に住む人々が、この取組を支え\n";
        assert_eq!(blocks(prose), prose.replace('\n', ""));
        let prose = "The river walks of the valley are kept by many people who\nlive near them, and the share of those who help rose to\n15 per cent of the town, although the old mill and its\n4 gardens were closed to all of them on the morning of\n23 June, and each of the walks has a house with a roof\n";
        assert_eq!(blocks(prose), prose.replace('\n', ""));
        // items of a list, and a title
        for list in ["The river walks:\n1 old mill\n2 new house\n3 map\n", "The river walks of the valley\n2 Walks in winter\n"] {
            assert_eq!(blocks(list), list.trim_end().replace('\n', "|"));
        }
    }

    #[test]
    fn numbers_behind_a_line_that_cannot_end() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        let prose = "町の割合は昨年の七割であり、十年前の調査の値から\n5 ポイント上がった。\n";
        let found = blocks(&format!("{rows}{rows}{rows}{prose}"));
        assert!(found.ends_with(&prose.replace('\n', "")), "{found}");
        // a sum of money is a word
        let rows = "The river walks of the valley are kept by many people who\nlive near them, and each of the walks has a house with a\n";
        let prose = "roof. For all of the houses the council had collected\n$250,000.\n";
        let found = blocks(&format!("{rows}{rows}{rows}{prose}"));
        assert!(found.ends_with(&prose.replace('\n', "")), "{found}");
    }

    #[test]
    fn addresses_that_did_not_fit() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        let prose = "この取組について町民が書いた報告は、町の頁\n（https://example.jp/walks/）で読むことができる。\n";
        let found = blocks(&format!("{rows}{rows}{rows}{prose}"));
        assert!(found.ends_with(&prose.replace('\n', "")), "{found}");
        let rows = "The river walks of the valley are kept by many people who\nlive near them, and each of the walks has a house with a\n";
        let prose = "roof. The map of all the walks is kept at\nhttps://example.org/maps/of/the/valley.html and can be\nread by all.\n";
        let found = blocks(&format!("{rows}{rows}{rows}{prose}"));
        assert!(found.ends_with(&prose.replace('\n', "")), "{found}");
    }

    #[test]
    fn an_address_is_as_wide_as_all_of_its_letters() {
        for body in ["（https://example.jp/walks/of/the/valley/all.html）で", "https://example.jp/walks/of/the/valley/all.html is"] {
            assert!(super::first_word(body).0 > 1800, "{body}");
        }
    }

    #[test]
    fn works_in_a_list_keep_their_lines() {
        let rows = "The river walks of the valley are kept by many people who\nlive near them, and each of the walks has a house with a\n";
        let list = "Hill, J. (2019) Paying for What We Share.\nNorthtown: Harbour Press.\nReed, K., Hill, J. and Wood, D. (2020)\nCare of the old paths: a study of the valley.\nJournal of\nPaths\n20(1),\n1–19.\nhttps://doi.org/10.9999/paths.2020\nStone, P. (2021) Roads. Papers of the Valley 7, 112–140.\nThe council\n";
        let found = blocks(&format!("{rows}{rows}roof.\nReferences\n{list}"));
        let works: Vec<&str> = found.split('|').skip_while(|block| !block.starts_with("Hill")).collect();
        assert!(
            matches!(works.as_slice(), [hill, reed, stone, "The council"]
            if hill.ends_with("Press.") && reed.ends_with("paths.2020") && stone.ends_with("140.")),
            "{works:?}"
        );
    }

    #[test]
    fn a_line_that_was_joined_may_end_with_a_bracket() {
        let title = "森の手入れをした者が、町長に届け出る場合（届け出ることができないときを含む。）（規則第5条関係）";
        let text = "森の手入れをする者は、町の規則で定めるところにより、その場所と時期とを町長に届け出るものとする。";
        assert_eq!(blocks(&format!("{title}\n\n{text}\n\n{text}\n")), format!("{title}|{text}|{text}"));
    }

    #[test]
    fn titles_in_the_text_of_a_law() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        for (text, parts) in [
            (
                "町に住む人であって、町の規則で定める森の手入れに\n関し、町長が毎年行う講習の課程を全て修了した町民\n（登録の取消し）\n第二十条　町長は、登録を消す。\n",
                3,
            ),
            (
                "町に住む人であって、町の規則で定める森の手入れに\n関し、町長が毎年行う講習の課程を全て修了した町民\n【講習の例】\n・森の道\n",
                3,
            ),
            (
                "町に住む人であって、町の規則で定める森の手入れに\n関し、町長が毎年行う講習の課程を全て修了した町民\n【町が行う講習の中で森の手入れに関するものである\nもの】\n",
                2,
            ),
            ("町長は、規則で定める場合（※\n1）を除き、登録を消す。\n", 1),
            ("町長は、「登録を消すことができる。\n」と定めている。\n", 1),
        ] {
            let found = blocks(&format!("{rows}{rows}{rows}{text}"));
            assert_eq!(found.split('|').count(), parts + 3, "{found}");
        }
    }

    #[test]
    fn items_that_go_on_below() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        let list = "（1）森の手入れ\n（2）町に住む人々が行う川の整備及び海の観測の記\n録に係る取決め、その公開の手続\n（3）山の手入れ\n";
        let found = blocks(&format!("{rows}{rows}{rows}{list}"));
        assert!(found.contains("|（2）町に住む人々が行う川の整備及び海の観測の記録に係る取決め、その公開の手続|"), "{found}");
        // a title that is as long, and its text
        let titled = "（1）森の手入れ\n森の手入れは町民が行う。\n（2）町に住む人々が行う川の整備及び海の観測の記\n録音により、海と川の様子が町民に伝えられている。\n";
        let found = blocks(&format!("{rows}{rows}{rows}{titled}"));
        assert!(found.contains("観測の記|録音"), "{found}");
    }

    #[test]
    fn what_a_demonstrative_points_at() {
        let prose = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われて\nいる。町に住む人々の取組を支えるために、町はこの\n3 要素を定めており、毎年のように取組を見直して\n";
        assert_eq!(blocks(prose), prose.replace('\n', ""));
    }

    #[test]
    fn references_over_several_rows() {
        for (rows, whole) in [
            ("参照 2章1節（森の手入れ）\n、資料2（川の手入れ）\n", "参照 2章1節（森の手入れ）、資料2（川の手入れ）"),
            ("参照 資料2（川の手入れ）、1.1\n節（森の手入れ）\n", "参照 資料2（川の手入れ）、1.1節（森の手入れ）"),
            ("参照 資料2（川の手入れ）、1.2.2項\n（森の手入れ）\n", "参照 資料2（川の手入れ）、1.2.2項（森の手入れ）"),
            ("参照 資料2（川の手入れ）、2章1節\n2項（森の手入れ）\n", "参照 資料2（川の手入れ）、2章1節2項（森の手入れ）"),
            ("参照 資料2（川の手入れ）、2章2項\n1節（森の手入れ）\n", "参照 資料2（川の手入れ）、2章2項|1節（森の手入れ）"),
            ("参照 2章1節（森の手入れ）\n（森の手入れ）\n", "参照 2章1節（森の手入れ）|（森の手入れ）"),
        ] {
            assert_eq!(blocks(rows), whole);
        }
    }

    #[test]
    fn words_of_katakana_that_were_cut() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        let text = format!("{rows}{rows}{rows}町に住む人々が、電話の番号の区切りに使う半角ハ\nイフンを定めた。町の取組は続いている。\n");
        assert!(
            blocks(&text).ends_with("|町に住む人々が、電話の番号の区切りに使う半角ハイフンを定めた。町の取組は続いている。"),
            "{}",
            blocks(&text)
        );
    }

    #[test]
    fn brackets_that_close_behind_a_sentence() {
        let text = "(1) 森の手入れをする人（町に住む人に限る。\n）を守る。\n(2) 川の手入れをする人\n";
        assert_eq!(blocks(text), "(1) 森の手入れをする人（町に住む人に限る。）を守る。|(2) 川の手入れをする人");
    }

    #[test]
    fn a_ragged_line_of_which_the_next_one_is_the_rest() {
        let rows = "The river walks of the valley are kept by many people who\nlive near them, and each of the walks has a house with a\nroof under which those who walk the paths can have a rest.\n";
        // both lines that end early would have held one more short word
        for (right, joined) in [("in the old maps of the valley.", true), ("Old maps of the valley", false)] {
            let text = format!("{rows}{rows}The council of the town looks after the paths shown\n{right}\n{rows}");
            let found = text.lines().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(blocks(&text).contains(&format!("shown{right}")), joined, "{found:?}");
        }
    }

    #[test]
    fn what_stands_wholly_in_brackets_is_a_title() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われて\n";
        for title in ["〈不動産の賃貸借の契約を追加して締結した場合〉", "＊（利用の目的の範囲の中として認められる場合）"]
        {
            let text = format!("{rows}いる。\n{title}\n{rows}いる。\n");
            assert!(blocks(&text).contains(&format!("|{title}|")), "{}", blocks(&text));
        }
    }

    #[test]
    fn words_that_end_no_block_and_words_that_end_items() {
        for (body, end) in [
            ("必要な機械等の備付け及び", End::Open),
            ("前項の規定による勧告又は第", End::Open),
            ("式次第", End::Plain),
            ("厚生労働省令で定めるもの", End::Plain),
            ("森の手入れを続けること", End::Plain),
            ("森と川の", End::Particle),
        ] {
            assert_eq!(end::of(body), end, "{body}");
        }
    }

    #[test]
    fn a_clause_is_no_title() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        let text = format!("{rows}{rows}{rows}４ 森に定めるもののほか、町に住む人々が川の整備\n条件を決めて行う取組は、その町が定める。\n");
        assert!(
            blocks(&text).ends_with("|４ 森に定めるもののほか、町に住む人々が川の整備条件を決めて行う取組は、その町が定める。"),
            "{}",
            blocks(&text)
        );
    }

    #[test]
    fn brackets_that_close_at_the_end_of_a_cell() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        for (cells, want) in [("協定（手\n引き）\n", "|協定（手引き）"), ("協定（手\n引き\n", "|協定（手|引き")] {
            let found = blocks(&format!("{rows}{rows}{rows}{cells}"));
            assert!(found.ends_with(want), "{found}");
        }
    }

    #[test]
    fn titles_of_several_rows_and_captions_that_close() {
        let rows = "この地域では森と川の整備を進め、山を守る取組が\n続いており、海と空の観測も毎年のように行われる。\n";
        for (text, want) in [
            (
                "第３ 町に住む人々が続ける取組の報告に付ける資料\nの一覧\n報告には、町に住む人々が続ける取組の\n",
                "|第３ 町に住む人々が続ける取組の報告に付ける資料の一覧|報告には、町に住む人々が続ける取組の",
            ),
            ("図表1-2 町の取組の推移（年別）\n町の数 町民の数\n", "|図表1-2 町の取組の推移（年別）|町の数 町民の数"),
            // an item of a law, whose word stands above, too
            (
                "町の記録を残すための町の登録品とは次のものをいう。\n二 町に住む人々が続ける取組の記録として町の登\n録品の目録に載せて残す町の物\n",
                "|二 町に住む人々が続ける取組の記録として町の登録品の目録に載せて残す町の物",
            ),
        ] {
            let found = blocks(&format!("{rows}{rows}{rows}{text}"));
            assert!(found.ends_with(want), "{found}");
        }
    }
}
