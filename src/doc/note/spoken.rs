//! Notes that a sentence speaks of: `注2は、…`, `（注1）を参照`.

use super::bare;
use crate::text::class;

/// How much a `注3` without brackets looks like a mark, as [`bare::shape`] tells of
/// its number: `増加した注3。` is one, `詳しくは注3を参照` speaks of the note. 0: not
/// at all.
pub(super) fn shape(before: &str, behind: &str) -> u8 {
    // 受注3件, 前記注3
    let word = before.ends_with(['受', '発', '外', '傾', '特', '記', '掲', '述', '同', '各', '次', '下', '上']);
    let shape = if word { None } else { bare::shape(before, behind) };
    let about = is_spoken_of(behind) || before.is_empty();
    shape.map_or(0, |shape| if about { shape.min(1) } else { shape })
}

/// Whether what stands right behind the name of a note goes on with a sentence
/// about it. Text of a note may begin with hiragana as well (`注1これは`), but
/// not with a particle and the word after it.
pub(super) fn is_spoken_of(behind: &str) -> bool {
    let mut chars = behind.chars();
    let (first, second) = (chars.next(), chars.next());
    let particle = first.is_some_and(|c| "はがにのもとでや".contains(c)) && !second.is_some_and(class::is_hiragana);
    first == Some('を')
        || particle
        || ["のとおり", "のよう", "から", "まで", "では", "には", "による", "により", "など", "及び", "および", "並びに", "又は", "または"]
            .iter()
            .any(|word| behind.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::{is_spoken_of, shape};

    #[test]
    fn marks_and_words() {
        for (before, behind, want) in [
            ("増加した", "。", 4),
            ("船舶", "、港湾", 3),
            ("詳しくは", "。", 1),
            ("内訳は", "を参照", 1),
            ("海の計画", "のとおり", 1),
            ("これは前掲", "。", 0),
            ("年間の受", "。", 0),
            ("", "。", 0),
        ] {
            assert_eq!(shape(before, behind), want, "{before}注3{behind}");
        }
    }

    #[test]
    fn sentences_about_notes() {
        for behind in ["は、統計の", "を参照", "に示すとおり、", "のとおり、", "及び注2を", "の説明"] {
            assert!(is_spoken_of(behind), "{behind}");
        }
        for behind in ["これは", "この数は", "統計は", "はじめに", "もともと", "とくに", "Aは"] {
            assert!(!is_spoken_of(behind), "{behind}");
        }
    }
}
