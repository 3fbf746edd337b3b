//! Notes that a sentence speaks of: `注2は、…`, `（注1）を参照`.

use crate::text::class;

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
    use super::is_spoken_of;

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
