//! What kind of character a character is.
//!
//! Plain matches, so that a question costs no table lookup. The classes of
//! punctuation follow JLReq (Requirements for Japanese Text Layout), Appendix A.

/// A Han ideograph, with 々〆〇 counted in where they stand for one.
#[must_use]
pub fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〆' | '〇'
        | '\u{20000}'..='\u{323AF}' | '\u{2E80}'..='\u{2FDF}')
}

/// A hiragana letter (also small ones and iteration marks).
#[must_use]
pub fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | 'ゝ' | 'ゞ')
}

/// A katakana letter, the prolonged sound mark included; also half-width ones.
#[must_use]
pub fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー' | 'ヽ' | 'ヾ' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// A kana letter.
#[must_use]
pub fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c)
}

/// A character of Japanese writing: kana, kanji, or its punctuation, brackets
/// and fullwidth forms.
#[must_use]
pub fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3200}'..='\u{33FF}' | '\u{FF01}'..='\u{FF9F}' | '\u{FFE0}'..='\u{FFE6}')
        || is_kanji(c)
}

/// A Hangul letter or syllable: Korean keeps its spaces and line-end spaces.
#[must_use]
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' | '\u{3130}'..='\u{318F}')
}

/// A decimal digit, ASCII or fullwidth.
#[must_use]
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// The value of a decimal digit, ASCII or fullwidth.
#[must_use]
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// A kanji numeral of the everyday kind.
#[must_use]
pub fn is_kanji_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '〇')
}

/// A Roman numeral character (Ⅰ to Ⅻ, ⅰ to ⅻ).
#[must_use]
pub fn is_roman_numeral(c: char) -> bool {
    matches!(c, '\u{2160}'..='\u{217F}')
}

/// A Latin letter, ASCII, accented or fullwidth.
#[must_use]
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{1E00}'..='\u{1EFF}') && c != '×' && c != '÷'
}

/// An opening bracket or quote (JLReq cl-01).
#[must_use]
pub fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '（' | '［' | '｛' | '「' | '『' | '【' | '〔' | '〈' | '《' | '〘' | '〚' | '“' | '‘' | '｟' | '〝' | '«'
    )
}

/// A closing bracket or quote (JLReq cl-02).
#[must_use]
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '）' | '］' | '｝' | '」' | '』' | '】' | '〕' | '〉' | '》' | '〙' | '〛' | '”' | '’' | '｠' | '〟' | '»'
    )
}

/// The opening bracket that `c` closes.
#[must_use]
pub fn opening_of(c: char) -> Option<char> {
    Some(match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '）' => '（',
        '］' => '［',
        '｝' => '｛',
        '」' => '「',
        '』' => '『',
        '】' => '【',
        '〕' => '〔',
        '〉' => '〈',
        '》' => '《',
        '”' => '“',
        _ => return None,
    })
}

/// A character that ends a sentence.
#[must_use]
pub fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '．' | '！' | '？' | '.' | '!' | '?' | '｡' | '…' | '‼' | '⁇')
}

/// A character that may not start a line (JLReq 3.1.7: closing brackets,
/// full stops, commas, middle dots, small kana, iteration and prolonged sound
/// marks): a line that starts with one continues the line before.
#[must_use]
pub fn is_line_start_forbidden(c: char) -> bool {
    is_closing(c)
        || matches!(
            c,
            '。' | '、'
                | '，'
                | '．'
                | ','
                | '.'
                | '!'
                | '?'
                | '！'
                | '？'
                | ':'
                | ';'
                | '：'
                | '；'
                | '｡'
                | '､'
                | '々'
                | 'ー'
                | 'ゝ'
                | 'ゞ'
                | 'ヽ'
                | 'ヾ'
                | 'ぁ'
                | 'ぃ'
                | 'ぅ'
                | 'ぇ'
                | 'ぉ'
                | 'っ'
                | 'ゃ'
                | 'ゅ'
                | 'ょ'
                | 'ゎ'
                | 'ァ'
                | 'ィ'
                | 'ゥ'
                | 'ェ'
                | 'ォ'
                | 'ッ'
                | 'ャ'
                | 'ュ'
                | 'ョ'
                | 'ヮ'
                | 'ヵ'
                | 'ヶ'
                | '%'
                | '％'
                | '℃'
        )
}

/// A space of any width, without line ends.
#[must_use]
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// A mark that stands in front of a list item.
#[must_use]
pub fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '●'
            | '○'
            | '◆'
            | '◇'
            | '■'
            | '□'
            | '▪'
            | '▫'
            | '◎'
            | '★'
            | '☆'
            | '▶'
            | '►'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '⚫'
            | '◦'
            | '‣'
            | '・'
            | '･'
            | '▲'
            | '△'
            | '▼'
            | '▽'
            | '➣'
            | '❖'
            | '⮚'
            | '✦'
            | '➡'
            | '→'
            | '\u{F000}'..='\u{F0FF}'
    )
}

/// A circled or bracketed number or letter (①, ⑴, ㈠, ㊤, ⒜, Ⓐ).
#[must_use]
pub fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3247}' | '\u{3251}'..='\u{325F}' | '\u{3280}'..='\u{32BF}')
}

/// A superscript digit.
#[must_use]
pub fn is_superscript_digit(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// A hyphen that may stand at a line end inside a word (U+FFFE and U+0002 are
/// what some extractors give for it).
#[must_use]
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{AD}')
}

/// A unit that follows a number (年, 月, 章, 条, %, つ …).
#[must_use]
pub fn is_counter(c: char) -> bool {
    const COUNTERS: [char; 39] = [
        '年', '月', '日', '回', '件', '人', '名', '章', '節', '項', '条', '号', '部', '円', '億', '万', '千', '度', '時', '分', '倍', '割',
        '点', '位', '次', '週', '台', '機', '隻', '種', '段', '歳', '社', '校', '％', '%', 'か', 'ヶ', 'つ',
    ];
    COUNTERS.contains(&c)
}
