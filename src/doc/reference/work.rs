//! Which work the words around a number speak of: this one, another one, or an
//! earlier edition of this one, whose numbers are others.

use crate::text::{Span, ceil, class, floor};

/// Editions, by the words for them.
const EARLIER: [&str; 12] = ["前回", "前々回", "昨年度", "前年度", "昨年", "前年", "旧", "初版", "第一版", "年版", "年度版", "別冊"];

/// What has editions.
const WORKS: [&str; 9] = ["白書", "報告書", "報告", "年報", "年次報告", "答申", "計画", "指針", "版"];

/// How a reference is said to be of the edition that was named before the word.
const BELONGS: [&str; 8] = ["のもの", "に掲", "に収", "に記載", "に示し", "にある", "で示し", "による"];

/// The same in English.
const ENGLISH: [&str; 12] = [
    "previous edition",
    "earlier edition",
    "last edition",
    "former edition",
    "previous report",
    "earlier report",
    "last year's report",
    "last year’s report",
    "previous white paper",
    "last white paper",
    "previous volume",
    "companion volume",
];

/// What is said of a number that was left free.
const FREE: [&str; 8] = ["欠番", "掲載していない", "掲載しない", "収録していない", "収録しない", "省略した", "割愛", "intentionally left"];

/// How far a sentence is read to either side, in bytes.
const NEAR: u32 = 300;

/// `本計画`, `本戦略書`: whether a text ends in a word of kanji that begins
/// with 本.
pub(super) fn ends_in_own(text: &str) -> bool {
    let run = text.trim_end_matches(|c| class::is_kanji(c) && c != '本');
    run.ends_with('本') && run.len() < text.len() && !run.strip_suffix('本').is_some_and(|r| r.ends_with(class::is_kanji))
}

/// Whether the sentence around a reference says that its number is none of this
/// text: it is that of another edition (`図1-2は前回の白書のもの`), or was left
/// free (`図1-2は欠番`).
#[must_use]
pub fn is_elsewhere(text: &str, reference: Span) -> bool {
    let (before, behind) = sentence(text, reference);
    // 令和5年版の図1-2; 令和6年版では may be this one
    let of_it = |(word, rest): (&str, &str)| !word.ends_with("年版") && !word.ends_with("年度版") || matches!(rest, "" | "の");
    let edition = editions(before).any(of_it)
        || editions(behind).any(|(_, rest)| BELONGS.iter().any(|w| rest.starts_with(w)))
        || ENGLISH.iter().any(|w| before.contains(w) || behind.contains(w));
    let said = behind.trim_start_matches(['は', 'を', 'が', 'も', '、', '，', ' ']);
    let said = said.split(['、', '，']).next().unwrap_or(said);
    edition || FREE.iter().any(|w| said.contains(w))
}

/// Whether the sentence in front of a reference names any work but this one,
/// whose chapters may have the same titles.
#[must_use]
pub fn may_be_elsewhere(text: &str, reference: Span) -> bool {
    let (before, _) = sentence(text, reference);
    let named = |w: &str| before.match_indices(w).any(|(at, w)| !before.get(..at + w.len()).is_some_and(ends_in_own));
    is_elsewhere(text, reference)
        || ["前回", "昨年", "前年", "年版", "旧版", "前版", "edition", "eport", "aper", "previous", "earlier"]
            .iter()
            .any(|w| before.contains(w))
        || WORKS.iter().any(|work| named(work))
}

/// Whether the sentence in front of a reference speaks of a law or a treaty,
/// which has chapters and sections of its own.
#[must_use]
pub fn names_law(text: &str, reference: Span) -> bool {
    const WORDS: [&str; 14] = [
        " Act",
        " Law",
        " Code",
        "Charter",
        "Treaty",
        "Convention",
        "Constitution",
        "Regulation",
        "Directive",
        "条約",
        "憲章",
        "憲法",
        "協定",
        "議定書",
    ];
    let (before, _) = sentence(text, reference);
    // 会社法では; but 方法, 手法, 文法
    let of_law = |at: usize| {
        let (head, tail) = (before.get(..at).unwrap_or(""), before.get(at + '法'.len_utf8()..).unwrap_or(""));
        head.ends_with(class::is_kanji)
            && !head.ends_with(['方', '手', '文', '技', '寸', '作', '用', '工', '製', '療'])
            && (!tail.starts_with(class::is_kanji) || tail.starts_with('第'))
    };
    // 第3条; but 条件
    let article = |at: usize| before.get(..at).is_some_and(|t| t.ends_with(|c: char| class::is_digit(c) || class::is_kanji_numeral(c)));
    WORDS.iter().any(|w| before.contains(w))
        || before.match_indices('条').any(|(at, _)| article(at))
        || before.match_indices('法').any(|(at, _)| of_law(at))
}

/// Each word for an edition, and what stands behind its name: `の図1` of
/// `前回の白書の図1`.
fn editions(sentence: &str) -> impl Iterator<Item = (&str, &str)> {
    let all = EARLIER.iter().flat_map(move |word| sentence.match_indices(word).map(|(at, w)| (at, w.len())));
    all.filter_map(move |(at, len)| {
        let (before, behind) = (sentence.get(..at)?, sentence.get(at + len..)?);
        // 本年版 is this one
        if before.ends_with(['本', '当', '今']) || before.ends_with("本書の") {
            return None;
        }
        let named = behind.strip_prefix('の').unwrap_or(behind);
        let rest = WORKS.iter().find_map(|w| named.strip_prefix(w));
        // 令和5年版, 別冊 are names by themselves
        let alone = sentence.get(at..at + len).filter(|w| w.ends_with(['版', '冊']));
        let titled = || WORKS.iter().find_map(|w| behind.trim_start_matches(class::is_kanji).strip_prefix(w));
        let word = sentence.get(at..at + len)?;
        Some((word, rest.or_else(|| alone.map(|_| titled().unwrap_or(behind)))?))
    })
}

/// What stands in its sentence in front of a place and behind it: 300 bytes at
/// most to either side.
#[must_use]
pub fn sentence(text: &str, place: Span) -> (&str, &str) {
    let from = ceil(text, place.start.saturating_sub(NEAR) as usize);
    let to = floor(text, place.end.saturating_add(NEAR) as usize);
    let before = text.get(from..place.start as usize).unwrap_or("");
    let before = before.rsplit(['。', '\n']).next().unwrap_or(before);
    let behind = text.get(place.end as usize..to).unwrap_or("");
    let behind = behind.split(['。', '\n']).next().unwrap_or(behind);
    (before.rsplit(". ").next().unwrap_or(before), behind.split(". ").next().unwrap_or(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Span {
        let start = text.find("図1-2").or_else(|| text.find("Figure 2")).expect("a reference");
        let start = u32::try_from(start).unwrap();
        Span::new(start, start + if text.get(start as usize..).is_some_and(|t| t.starts_with("Figure")) { 8 } else { 6 })
    }

    #[test]
    fn editions_and_holes() {
        for (text, want) in [
            ("図1-2は前回の白書のものである。", true),
            ("図1-2は、令和5年版のものを用いる。", true),
            ("図1-2は令和5年版白書に掲載した。", true),
            ("前回の報告書では図1-2に示した。", true),
            ("旧計画の図1-2を見る。", true),
            ("図1-2は欠番とする。", true),
            ("図1-2は欠番である。", true),
            ("図1-2は掲載していない。", true),
            ("Figure 2 appeared in the previous edition.", true),
            ("図1-2は前年の実績を示す。", false),
            ("図1-2は前回の報告との違いを示す。", false),
            ("本年版の図1-2を見る。", false),
            ("これは前回の白書のものである。図1-2を見る。", false),
            ("前年の実績は図1-2に示す。", false),
            ("令和5年版白書の図1-2を見る。", true),
            ("令和6年版白書では、船の数を図1-2に示す。", false),
            ("船の数は図1-2に示し、港の数は割愛する。", false),
        ] {
            assert_eq!(is_elsewhere(text, at(text)), want, "{text}");
        }
        for (text, want) in [
            ("会社法では、図1-2を", true),
            ("第3条及び図1-2を", true),
            ("条件は図1-2を", false),
            ("Under the Ports Act, Figure 2 is", true),
            ("この方法は図1-2を", false),
            ("法人の図1-2を", false),
            ("The law of Figure 2", false),
        ] {
            assert_eq!(names_law(text, at(text)), want, "{text}");
        }
        for (text, want) in
            [("基本計画の図1-2を", true), ("本計画では図1-2を", false), ("本報告書では、図1-2を", false), ("港の図1-2を", false)]
        {
            assert_eq!(may_be_elsewhere(text, at(text)), want, "{text}");
        }
    }
}
