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

/// Half-width katakana in fullwidth; punctuation and brackets only beside
/// Japanese characters. `before` and `after` stand beside `text`.
pub(super) fn widen(text: &str, before: Option<char>, after: Option<char>) -> Option<String> {
    if !text.contains(|c| fullwidth(c).is_some()) {
        return None;
    }
    let punctuation = |c: char| matches!(c, '\u{FF61}'..='\u{FF65}');
    let mut out = String::with_capacity(text.len());
    let mut left = before;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // punctuation stands together or changes together
        let marks = rest.find(|c| !punctuation(c)).unwrap_or(rest.len());
        let length = marks.max(if marks == 0 { c.len_utf8() } else { 0 });
        let (piece, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let right = behind.chars().next().or(after);
        let widens = marks == 0 || left.is_some_and(class::is_japanese) || right.is_some_and(class::is_japanese);
        out.extend(piece.chars().map(|c| fullwidth(c).filter(|_| widens).unwrap_or(c)));
        left = piece.chars().next_back();
        rest = behind;
    }
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
