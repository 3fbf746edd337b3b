//! Half-width katakana and voicing marks that stand apart from their kana.

use crate::text::class;

/// U+FF61 to U+FF9F in fullwidth (the `<narrow>` decompositions of the UCD).
const FULLWIDTH: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ', 'カ',
    'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ',
    'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// The fullwidth form of a half-width katakana letter, mark or bracket.
fn fullwidth(c: char) -> Option<char> {
    u32::from(c).checked_sub(0xFF61).and_then(|at| FULLWIDTH.get(at as usize)).copied()
}

/// Half-width katakana in fullwidth; punctuation and brackets only where the
/// text holds katakana or a Japanese letter stands beside it.
pub(super) fn widen(text: &str, japanese_beside: bool) -> Option<String> {
    if !text.contains(|c| fullwidth(c).is_some()) {
        return None;
    }
    let japanese = japanese_beside || text.contains(|c| class::is_kana(c) || class::is_kanji(c));
    let out: String =
        text.chars().map(|c| fullwidth(c).filter(|_| japanese || !matches!(c, '\u{FF61}'..='\u{FF65}')).unwrap_or(c)).collect();
    (out != text).then_some(out)
}

/// Voicing marks (spacing ones) united with the kana in front of them, where
/// there is such a letter.
pub(super) fn voice(text: &str) -> Option<String> {
    if !text.contains(['゛', '゜']) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let combining = match c {
            '゛' => Some('\u{3099}'),
            '゜' => Some('\u{309A}'),
            _ => None,
        };
        let voiced = combining.and_then(|mark| unicode_normalization::char::compose(out.chars().next_back()?, mark));
        if let Some(voiced) = voiced {
            out.pop();
            out.push(voiced);
        } else {
            out.push(c);
        }
    }
    (out != text).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn the_table_agrees_with_the_ucd() {
        for code in 0xFF61..=0xFF9D {
            let half = char::from_u32(code).unwrap();
            assert_eq!(fullwidth(half), half.nfkc().next());
        }
        assert_eq!((fullwidth('\u{FF60}'), fullwidth('\u{FFA0}')), (None, None));
    }
}
