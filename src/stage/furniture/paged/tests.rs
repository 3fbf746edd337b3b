//! Heads and page numbers of texts whose pages are known.

use super::super::run;
use crate::stage::Options;
use crate::text::Text;

/// What goes of pages with these tops, and with `title` in the middle of some.
fn gone(tops: &[&str], title: &str, inside: usize) -> String {
    let kanji = ['山', '川', '海', '空', '森', '林', '田', '畑', '村', '町', '港', '橋', '道'];
    let pick = |n: usize| kanji.get(n % kanji.len()).copied().unwrap_or('山');
    let line = |n: usize| format!("この計画では、{}と{}を守る取組を進め、\n", pick(n), pick(n * 7 + n / 13));
    let body = |n: usize| (0..10).map(|i| line(n * 10 + i)).collect::<String>();
    let page = |(n, top): (usize, &&str)| {
        let title = if n < inside { format!("{title}\n") } else { String::new() };
        format!("{top}\n{}{title}{}", body(n * 2), body(n * 2 + 1))
    };
    let text = Text::from(tops.iter().enumerate().map(page).collect::<Vec<_>>().join("\x0C").as_str());
    let edits = run(&text, &Options::default());
    edits.list().iter().map(|edit| text.slice(edit.span).trim()).filter(|gone| !gone.is_empty()).collect::<Vec<_>>().join("|")
}

#[test]
fn a_head_that_ends_with_an_abbreviation() {
    let tops = ["題の道", "J. Hill et al.", "題の道", "J. Hill et al.", "題の道", "J. Hill et al."];
    assert_eq!(gone(&tops, "", 0), tops.join("|"));
    let sentences = ["題の道", "It is told.", "題の道", "It is told.", "題の道", "It is told."];
    assert_eq!(gone(&sentences, "", 0), "題の道|題の道|題の道");
}

#[test]
fn numbers_above_and_inside_of_heads_by_turns() {
    let tops = |first: u32| -> Vec<String> {
        let top = |n: u32| if n.is_multiple_of(2) { format!("{} 町の報告", first + n) } else { format!("{}\n町の報告", first + n) };
        (0..8).map(top).collect()
    };
    let tops = tops(470);
    let tops: Vec<&str> = tops.iter().map(String::as_str).collect();
    assert_eq!(gone(&tops, "", 0), tops.join("|").replace('\n', "|"));
}

#[test]
fn a_title_that_many_parts_have_is_no_head() {
    let tops = ["点検の表", "点検の表", "点検の表", "町の話", "山の話"];
    assert_eq!(gone(&tops, "点検の表", 4), "");
    // the title of the part itself
    assert_eq!(gone(&tops, "点検の表", 1), "点検の表|点検の表|点検の表");
}

#[test]
fn page_numbers_go_on_where_they_may_be_years() {
    let gone = |pages: std::ops::Range<u32>| {
        let tops: Vec<String> = pages.map(|n| n.to_string()).collect();
        gone(&tops.iter().map(String::as_str).collect::<Vec<_>>(), "", 0)
    };
    let all: Vec<String> = (1590..1810).map(|n| n.to_string()).collect();
    assert_eq!(gone(1590..1810), all.join("|"));
    // the years of a chronicle
    assert!(!gone(1780..1820).contains("1800"));
    assert_eq!(gone(1990..2010), "");
}

#[test]
fn pages_that_show_a_spread() {
    let gone = |top: fn(u32) -> String| {
        let tops: Vec<String> = (3..9).map(|n| top(n * 2)).collect();
        let tops: Vec<&str> = tops.iter().map(String::as_str).collect();
        (gone(&tops, "", 0), tops.join("|"))
    };
    let heads: [fn(u32) -> String; 4] =
        [|n| format!("{n} 白書の題 概要 {}", n + 1), |n| format!("{n}　{}", n + 1), |n| format!("{n} 白書の題"), |n| n.to_string()];
    for top in heads {
        let (gone, tops) = gone(top);
        assert_eq!(gone, tops);
    }
    // of figures, and of no pages
    let others: [fn(u32) -> String; 2] = [|n| format!("図{n} 町の地図 {}", n + 1), |n| format!("{} 白書の題", n * n)];
    for top in others {
        assert_eq!(gone(top).0, "");
    }
}
