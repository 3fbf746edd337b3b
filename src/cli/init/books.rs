//! Which files of a folder make a book, and in which order they are read, as
//! far as their names tell.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::config::natural;

/// A book for the config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Book {
    /// A name, when there are several.
    pub name: Option<String>,
    /// The globs.
    pub files: Vec<String>,
    /// The files that they mean, in reading order.
    pub order: Vec<String>,
}

/// What stands before the numbered parts.
const FRONT: &[&str] = &[
    "はじめに",
    "まえがき",
    "前書",
    "序",
    "巻頭",
    "刊行",
    "目次",
    "凡例",
    "preface",
    "foreword",
    "intro",
    "toc",
    "contents",
    "hajimeni",
    "maegaki",
    "mokuji",
];

/// What stands behind them.
const BACK: &[&str] = &[
    "おわりに",
    "あとがき",
    "後書",
    "結び",
    "むすび",
    "資料",
    "付録",
    "附録",
    "付属",
    "附属",
    "別添",
    "別表",
    "参考",
    "巻末",
    "年表",
    "略語",
    "用語",
    "索引",
    "奥付",
    "appendi",
    "annex",
    "glossary",
    "index",
    "afterword",
    "references",
    "bibliography",
    "owarini",
    "atogaki",
    "shiryo",
    "furoku",
    "sanko",
];

/// Files of a repository that are no drafts.
const OTHERS: &[&str] = &["readme", "changelog", "contributing", "license", "licence", "code_of_conduct", "security", "authors", "notice"];

/// The drafts among files: without those that every repository has, unless
/// there is nothing else.
pub(super) fn drafts(names: &[String]) -> BTreeSet<String> {
    let own: BTreeSet<String> = names.iter().filter(|name| !OTHERS.contains(&stem(name).as_str())).cloned().collect();
    if own.is_empty() { names.iter().cloned().collect() } else { own }
}

/// The books that the drafts make: one for each folder of a year, else one of
/// all. `others` are files that must not come into them.
pub(super) fn books(names: &[String], others: &[String]) -> Vec<Book> {
    if names.is_empty() {
        return Vec::new();
    }
    let top = |name: &str| name.split_once('/').map(|(folder, _)| folder.to_owned());
    let folders: BTreeSet<Option<String>> = names.iter().map(|name| top(name)).collect();
    let years = folders.len() > 1 && folders.iter().all(|folder| folder.as_deref().is_some_and(year));
    if !years {
        return vec![book(None, names.to_vec(), others)];
    }
    let mut folders: Vec<String> = folders.into_iter().flatten().collect();
    folders.sort_by(|a, b| natural(a, b));
    let own = |folder: &String| names.iter().filter(|name| top(name).as_ref() == Some(folder)).cloned().collect();
    folders.iter().map(|folder| book(Some(folder.clone()), own(folder), others)).collect()
}

fn book(name: Option<String>, names: Vec<String>, others: &[String]) -> Book {
    let mut order = names;
    order.sort_by(|a, b| reading(a, b));
    let base = name.as_ref().map_or_else(String::new, |folder| format!("{folder}/"));
    Book { name, files: globs(&base, &order, others), order }
}

/// Files in their order as globs. One glob sorts its files by name, so a folder
/// is one where that is the order of its files, and each file else.
fn globs(base: &str, order: &[String], others: &[String]) -> Vec<String> {
    let mut globs = Vec::new();
    let mut at = 0;
    while let Some(first) = order.get(at) {
        let folders = first.match_indices('/').filter_map(|(i, _)| first.get(..=i)).filter(|folder| folder.len() > base.len());
        let mut folders = [base].into_iter().chain(folders);
        // the tail of everything says little of a new file
        let fits = |folder: &str, n: usize| n == order.len() || n > 1 && (folder != base || n * 2 > order.len());
        let whole = folders.find_map(|folder| Some((folder, whole(folder, order, at, others).filter(|n| fits(folder, *n))?)));
        let Some((folder, n)) = whole else {
            globs.push(globset::escape(first));
            at += 1;
            continue;
        };
        let group = order.get(at..at + n).unwrap_or(&[]);
        let extensions: Vec<&str> = group.iter().filter_map(|name| extension(name)).collect::<BTreeSet<_>>().into_iter().collect();
        let ending = match extensions.as_slice() {
            [one] => format!("*.{one}"),
            all => format!("*.{{{}}}", all.join(",")),
        };
        globs.push(format!("{}**/{ending}", globset::escape(folder)));
        at += n;
    }
    globs
}

/// How many files from this one on are those of a folder, if they are all that
/// are left of it, sorted by name, and a glob would take no others in. (The first
/// glob that fits a file has it.)
fn whole(folder: &str, order: &[String], at: usize, others: &[String]) -> Option<usize> {
    let inside = |name: &String| name.starts_with(folder);
    let from = order.get(at..)?;
    let group: Vec<&String> = from.iter().take_while(|name| inside(name)).collect();
    let taken = |other: &&String| inside(other) && group.iter().any(|name| extension(name) == extension(other));
    let sorted = group.is_sorted_by(|a, b| natural(a, b).is_le());
    let left = || from.iter().skip(group.len()).any(inside);
    (sorted && !left() && !others.iter().any(|other| taken(&other))).then_some(group.len())
}

fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, extension)| extension)
}

/// The order in which two files are read: in each folder what stands in front,
/// the numbered parts, and what stands behind, each by name.
fn reading(a: &str, b: &str) -> Ordering {
    let parts = |name| str::rsplit_once(name, '.').map_or(name, |(path, _)| path).split('/');
    let by_part = parts(a).zip(parts(b)).map(|(a, b)| place(a).cmp(&place(b)).then_with(|| natural(a, b)));
    by_part.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| natural(a, b))
}

/// Before (-1), among or behind (1) the numbered parts, as the name of a file or
/// folder tells.
fn place(part: &str) -> i8 {
    let part = part.to_lowercase();
    let starts = |list: &[&str]| list.iter().any(|word| part.starts_with(word));
    if starts(FRONT) { -1 } else { i8::from(starts(BACK)) }
}

/// Whether a folder is called like a year: `2024`, `r6`, `令和6年版`, `wp2024`.
fn year(folder: &str) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let western = folder
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !folder.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())));
    let western =
        western.filter_map(|(at, _)| folder.get(at..)).any(|rest| digits(rest) == 4 && (rest.starts_with("19") || rest.starts_with("20")));
    let era = ["令和", "平成", "昭和"].iter().any(|era| folder.starts_with(era));
    let short = folder
        .to_lowercase()
        .strip_prefix(['r', 'h', 's'])
        .is_some_and(|rest| !rest.is_empty() && digits(rest) == rest.len() && rest.len() < 3);
    western || era || short
}

fn stem(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split('.').next().unwrap_or(file).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &str, want: &str) {
        let names: Vec<String> = names.split(' ').map(str::to_owned).collect();
        let drafts = drafts(&names);
        let (names, others): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| drafts.contains(name));
        let books = books(&names, &others);
        let show = |b: &Book| format!("{}[{}] {}", b.name.clone().unwrap_or_default(), b.files.join(" "), b.order.join(" "));
        assert_eq!(books.iter().map(show).collect::<Vec<_>>().join(" | "), want);
    }

    #[test]
    fn reading_order() {
        check("ch10.txt ch2.txt", "[**/*.txt] ch2.txt ch10.txt");
        check("b/1.md a/2.txt", "[**/*.{md,txt}] a/2.txt b/1.md");
        check("README.md 1.md 2.md", "[1.md 2.md] 1.md 2.md");
        check("README.md 1.txt 2.txt", "[**/*.txt] 1.txt 2.txt");
        check("README.md", "[**/*.md] README.md");
        check("資料.txt 第1章.txt はじめに.txt", "[**/*.txt] はじめに.txt 第1章.txt 資料.txt");
        check("appendix/a.md ch1.md preface.md", "[preface.md ch1.md appendix/a.md] preface.md ch1.md appendix/a.md");
        check(
            "資料[1].txt 第1章.txt おわりに.txt z.txt",
            "[z.txt 第1章.txt おわりに.txt 資料[[]1[]].txt] z.txt 第1章.txt おわりに.txt 資料[1].txt",
        );
        // a folder is one glob where its files are in order
        check(
            "おわりに.txt 第1章/1.txt 第1章/2.txt 第2章/1.txt 第2章/README.txt 第3章/1.md 第3章/a/2.txt",
            "[第1章/**/*.txt 第2章/1.txt 第3章/**/*.{md,txt} おわりに.txt] \
             第1章/1.txt 第1章/2.txt 第2章/1.txt 第3章/1.md 第3章/a/2.txt おわりに.txt",
        );
        check(
            "2023/1.md 2024/1.md 2024/2.md 2024/README.md",
            "2023[2023/**/*.md] 2023/1.md | 2024[2024/1.md 2024/2.md] 2024/1.md 2024/2.md",
        );
        // a chapter may have a preface of its own
        check(
            "第1章/1.txt 第1章/はじめに.txt 第2章/1.txt はじめに.txt",
            "[はじめに.txt 第1章/はじめに.txt 第1章/1.txt 第2章/1.txt] はじめに.txt 第1章/はじめに.txt 第1章/1.txt 第2章/1.txt",
        );
        check(
            "第1章/1.txt 第1章/2.txt 第1章/はじめに.txt 第2章/1.txt 序.txt 資料.txt",
            "[序.txt 第1章/はじめに.txt **/*.txt] 序.txt 第1章/はじめに.txt 第1章/1.txt 第1章/2.txt 第2章/1.txt 資料.txt",
        );
        // however many there are
        let names: Vec<String> = (1..=200).map(|n| format!("ch{n}.txt")).collect();
        let all = names.join(" ");
        check(&format!("afterword.txt {all}"), &format!("[{all} afterword.txt] {all} afterword.txt"));
        // numbered names tell their own order
        check("01_はじめに.txt 02.txt 03_資料.txt", "[**/*.txt] 01_はじめに.txt 02.txt 03_資料.txt");
    }

    #[test]
    fn books_of_years() {
        check("2024/1.txt 2023/1.txt 2023/2.txt", "2023[2023/**/*.txt] 2023/1.txt 2023/2.txt | 2024[2024/**/*.txt] 2024/1.txt");
        check("r5/1.txt R6/1.txt", "R6[R6/**/*.txt] R6/1.txt | r5[r5/**/*.txt] r5/1.txt");
        check(
            "令和5年版/1.txt 令和6年版/1.txt",
            "令和5年版[令和5年版/**/*.txt] 令和5年版/1.txt | 令和6年版[令和6年版/**/*.txt] 令和6年版/1.txt",
        );
        check("part1/1.txt part2/1.txt", "[**/*.txt] part1/1.txt part2/1.txt");
        check("2024/1.txt x.txt", "[**/*.txt] 2024/1.txt x.txt");
        check("20240/1.txt 2023/1.txt", "[**/*.txt] 2023/1.txt 20240/1.txt");
    }
}
