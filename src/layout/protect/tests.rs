//! What stays as it is, and what does not.

use super::*;

fn check(text: &str, want: &str) {
    let blocks = protected(&Text::from(text)).blocks.clone();
    let got: Vec<String> = blocks.iter().map(|block| format!("{}..{}", block.start, block.end)).collect();
    assert_eq!(got.join(" "), want, "{text:?}");
}

#[test]
fn code_in_a_line_is_not_cut() {
    let kept = protected(&Text::from("# a\nb`cd`e\n"));
    for (start, end, cuts) in
        [(4, 5, false), (4, 6, true), (5, 5, false), (6, 6, true), (6, 7, true), (8, 9, true), (9, 9, false), (9, 10, false)]
    {
        assert_eq!(kept.cuts_inline(Span::new(start, end)), cuts, "{start}..{end}");
    }
}

#[test]
fn what_stays() {
    check("", "");
    check("    not code\n\n---\n", "");
    check("a\n```\nb\n```\nc\n", "1..4");
    check("````\n```\n````\n", "0..3");
    check("```\nnever closed\n# a\n~~~\n```` \n", "0..5");
    check("```\nnever closed\n", "");
    check("---\ntitle: a\n---\nb\n", "0..3");
    check("---\nprose\n---\n", "");
    check("# a\n\n    code\n\n    code\n\nb\nc\n", "2..5");
    check("# a\n\n- b\n\n    c\n", "");
    check("# a\n\nb | c\n--|--\nd | e\nf\n", "2..5");
    check("| a |\n|---|\n| b |\n\n---\n", "4..5");
    check("# a\nb\n===\nc\n---\n\n***\n", "1..3 3..5 6..7");
    check("# a\n<div>\nb\n</div>\n\n<sup>1</sup> c\n", "1..4");
    check("# a\n<pre>\n\nb\n</pre>\nc\n", "1..5");
    check("# a\n[b]: https://c.jp\n[^1]: d\n>e\n> f\n", "1..2 3..4");
    check("# a\n[^1]: b\n    c\n\n    d\ne\n[^2]: f\n", "2..5");
    check("# a\n![b](c.png)\n![b][c] ![d](e f)\n![b](c.png)を見る。\n", "1..2 2..3");
    // pages come from an extractor, not from a writer
    check("# a\n<div>\nb\n\x0Cc\n", "");
    check("# a\n```\nb\n```\n\x0Cc\n", "1..4");
    check("# a\n$$\nx\n$$\n$$ y $$\n", "1..4 4..5");
}
