//! What the end of a line says, and how a line may go on from one before it.

mod abbreviation;
mod address;
mod number;
mod open;
mod tied;

use crate::text::class;
use abbreviation::Behind;
pub use address::{address_goes_on, address_is_joined, ends_in_address, in_address, mail_goes_on};
pub use number::{groups_follow, number_goes_on};
pub use tied::{
    begins_sentence, counts_on, is_last_label, is_month, is_source, is_work, law_goes_on, leads_to_label, names_on, refers_on, tells_where,
    wants_number,
};

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A sentence ends here, closing brackets and note marks aside.
    Sentence,
    /// `：` or `:` before a list or a quotation.
    Colon,
    /// Something that cannot end a block: a comma, an opening bracket, a
    /// hyphen, a word such as `the`, a particle such as を.
    Open,
    /// A hiragana letter that more often stands inside a sentence than at the
    /// end of a title.
    Particle,
    /// Leaders and a page number: a line of a table of contents.
    Leaders,
    /// Anything else.
    Plain,
}

/// How a line may be related to the one before it, by its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Can only continue (closing bracket, full stop, small kana, を …).
    Continues,
    /// Probably continues: hiragana that starts no usual word, a small letter.
    Leans,
    /// No sign.
    Neutral,
    /// A word that usually starts a sentence.
    Starts,
}

/// Words in hiragana that start sentences, or nouns in hiragana that may start
/// a title. Words that only occur inside a sentence are left out.
const STARTERS: [&str; 114] = [
    "あ",
    "いか",
    "いく",
    "いじ",
    "いず",
    "いったん",
    "いつ",
    "いのち",
    "いま",
    "いわ",
    "うち",
    "うま",
    "えび",
    "おい",
    "おおむね",
    "おか",
    "おそらく",
    "おも",
    "おわりに",
    "お問",
    "お客",
    "かつ",
    "かね",
    "かりに",
    "きめ",
    "くじ",
    "くらし",
    "こう",
    "ここ",
    "こち",
    "こども",
    "この",
    "これ",
    "こん",
    "ご",
    "さて",
    "さまざま",
    "さらに",
    "しか",
    "したがって",
    "すぐ",
    "すで",
    "すな",
    "すべ",
    "せっかく",
    "そう",
    "そこ",
    "そし",
    "その",
    "そも",
    "それ",
    "そん",
    "ただ",
    "たと",
    "たば",
    "ため池",
    "ちなみ",
    "つい",
    "つぎ",
    "つく",
    "つま",
    "できる限り",
    "とく",
    "ところ",
    "とも",
    "とり",
    "どう",
    "どち",
    "どの",
    "ない",
    "なお",
    "なか",
    "なぜ",
    "など",
    "なに",
    "にもかか",
    "ねらい",
    "はじめ",
    "はた",
    "ひき",
    "ひと",
    "ふる",
    "ほか",
    "ほと",
    "ほぼ",
    "まさ",
    "まず",
    "また",
    "まち",
    "まとめ",
    "まもなく",
    "まれに",
    "みず",
    "みな",
    "みんな",
    "むし",
    "むろん",
    "もし",
    "もち",
    "もっ",
    "もとより",
    "もの",
    "やがて",
    "やは",
    "やむ",
    "ゆえ",
    "よう",
    "よっ",
    "より",
    "わかり",
    "わが",
    "わず",
    "わた",
    "われ",
];

/// For each hiragana letter from ぁ, which of [`STARTERS`] begin with it: from,
/// to.
const STARTERS_BY_LETTER: [(u8, u8); 0x60] = {
    let mut table = [(0, 0); 0x60];
    let mut i = 0;
    while i < STARTERS.len() {
        let bytes = STARTERS[i].as_bytes();
        let letter = (bytes[1] - 0x81) as usize * 0x40 + (bytes[2] - 0x80) as usize;
        let (from, to) = table[letter];
        assert!(to == 0 || to as usize == i, "words with the same first letter stand together");
        table[letter] = (if to == 0 { i as u8 } else { from }, i as u8 + 1);
        i += 1;
    }
    table
};

/// Words with kanji that usually start a sentence: the first letter, the rest.
const CONJUNCTIONS: [(char, &str); 13] = [
    ('一', "方"),
    ('他', "方"),
    ('例', "えば"),
    ('特', "に"),
    ('具', "体的"),
    ('加', "えて"),
    ('同', "時に"),
    ('次', "に"),
    ('以', "上"),
    ('今', "後"),
    ('近', "年"),
    ('現', "在"),
    ('本', ""),
];

/// Reads the end of a line's body.
#[must_use]
pub fn of(body: &str) -> End {
    let mut rest = body;
    if leads_to_page(body) {
        return End::Leaders;
    }
    // a note mark behind the full stop: 。1 。（注3） 。[2] 。<sup>4</sup> 。²
    if let Some(cut) = rest.strip_suffix("</sup>")
        && let Some(at) = cut.rfind("<sup>")
    {
        rest = &cut[..at];
    }
    rest = rest.trim_end_matches(class::is_superscript_digit);
    let bare = rest.trim_end_matches(class::is_digit);
    if bare.len() < rest.len() && rest[bare.len()..].chars().nth(3).is_none() && bare.ends_with(['。', '．', '」', '』'])
        || bare.ends_with(['）', ')']) && ends_sentence(bare)
    {
        rest = bare;
    }
    if ends_sentence(rest) {
        return End::Sentence;
    }
    let Some(last) = rest.chars().next_back() else { return End::Plain };
    match last {
        '、' | '，' | ',' | '､' | '；' | '“' | '‘' | '&' | '＆' => End::Open,
        ':' | '：' => End::Colon,
        '.' if matches!(abbreviation::behind(rest), Some(Behind::Amount | Behind::Name | Behind::Place)) => End::Open,
        _ if class::is_opening(last) => End::Open,
        _ if class::is_hyphen(last) => End::Plain,
        'び' if rest.ends_with("及び") || rest.ends_with("および") => End::Open,
        'つ' if rest.ends_with("かつ") => End::Open,
        // 第⏎二条; not 次第, 落第
        '第' if !rest.ends_with("次第") && !rest.ends_with("落第") && !rest.ends_with("及第") => End::Open,
        // nouns that items end with
        'の' | 'と' if rest.ends_with("もの") || rest.ends_with("こと") => End::Plain,
        'を' | 'は' | 'が' | 'へ' | 'っ' | 'ゃ' | 'ょ' | 'ッ' => End::Open,
        'に' | 'で' | 'と' | 'の' | 'も' | 'て' | 'や' | 'な' | 'か' | 'し' | 'さ' | 'れ' | 'い' | 'こ' | 'そ' | 'よ' | 'ら' | 'ま'
        | 'た' | 'り' => End::Particle,
        'a'..='z' => {
            let word = rest.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
            if open::is_open(word) { End::Open } else { End::Plain }
        }
        _ => End::Plain,
    }
}

/// `…… 12`, `.....3`, `･･･ iv`
fn leads_to_page(body: &str) -> bool {
    let dot = |c: char| matches!(c, '.' | '．' | '…' | '‥' | '・' | '･' | '·' | ' ' | '_');
    let number = |c: char| class::is_digit(c) || matches!(c, 'i' | 'v' | 'x' | '-' | '－');
    if !body.ends_with(|c: char| dot(c) || number(c) || class::is_space(c)) {
        return false;
    }
    let head = body.trim_end_matches(number).trim_end_matches(class::is_space);
    let dots = head.trim_end_matches(dot);
    let leaders = &head[dots.len()..];
    leaders.chars().filter(|c| *c != ' ').count() >= 3 || leaders.contains("……") && head.len() < body.len()
}

fn ends_sentence(text: &str) -> bool {
    let mut closed = false;
    for c in text.chars().rev() {
        if class::is_closing(c) || c == '"' {
            closed = true;
        } else {
            return match c {
                '。' | '！' | '？' | '!' | '?' | '｡' | '．' => true,
                // 。 in brackets ends no sentence: （空輸を含む。）、 has more to come,
                // but at the end of a line nothing else is known
                '.' => !abbreviates(text, closed),
                '…' | '‥' => !closed,
                _ => false,
            };
        }
    }
    false
}

/// Whether the stop at the end of `text` belongs to an abbreviation or initial
/// (`et al.`, `J.`, `No.`), after which a sentence goes on.
fn abbreviates(text: &str, closed: bool) -> bool {
    !closed && !matches!(abbreviation::behind(text), None | Some(Behind::Any | Behind::Year | Behind::Counted))
}

/// Whether the full stop at the end of `left` belongs to an abbreviation that may
/// end a sentence, and with `right` it goes on: `the U.S.⏎government`, `Oct.⏎2021`.
#[must_use]
pub fn abbreviates_on(left: &str, right: &str) -> bool {
    match abbreviation::behind(left) {
        Some(Behind::Any) => right.starts_with(|c: char| c.is_ascii_lowercase()),
        Some(Behind::Year) => tied::begins_with_year(right),
        _ => false,
    }
}

/// Whether a line ends in a hyphen that stands right behind a Latin letter:
/// `govern-`, `SM-`; not a dash or a rule.
#[must_use]
pub fn hyphenates(body: &str) -> bool {
    body.strip_suffix(class::is_hyphen).is_some_and(|rest| rest.ends_with(class::is_latin))
}

/// Whether a line ends in a hyphen behind the small letters of a word, and not of
/// a name with a number (`SM-`, `Covid-`).
#[must_use]
pub fn divides(body: &str) -> bool {
    let word = body.strip_suffix(class::is_hyphen).and_then(|rest| rest.rsplit(|c: char| !class::is_latin(c)).next());
    word.is_some_and(|word| word.len() > 1 && word.starts_with(char::is_lowercase))
}

/// Reads the first characters of a line's body as a continuation.
#[must_use]
pub fn lead(body: &str) -> Lead {
    let mut chars = body.chars();
    let Some(first) = chars.next() else { return Lead::Neutral };
    match first {
        'を' | 'ん' => Lead::Continues,
        _ if class::is_line_start_forbidden(first) && !matches!(first, '.' | '‘' | '’') => Lead::Continues,
        // 1時間⏎ごとに
        'ご' if chars.as_str().starts_with('と') => Lead::Leans,
        _ if class::is_hiragana(first) => {
            let (from, to) = STARTERS_BY_LETTER.get(first as usize - 0x3040).copied().unwrap_or_default();
            let words = STARTERS.get(usize::from(from)..usize::from(to)).unwrap_or_default();
            if words.iter().any(|s| body.starts_with(*s)) { Lead::Starts } else { Lead::Leans }
        }
        'a'..='z' => Lead::Leans,
        // (floods and storms), but not (a) and (ii)
        '(' if chars.as_str().starts_with(|c: char| c.is_ascii_lowercase()) && !chars.clone().take(5).any(|c| c == ')') => Lead::Leans,
        '（' if bracket_leans(chars.as_str()) => Lead::Leans,
        _ => {
            let starts = CONJUNCTIONS.iter().any(|&(c, rest)| c == first && chars.as_str().starts_with(rest));
            if starts { Lead::Starts } else { Lead::Neutral }
        }
    }
}

/// Whether a particle stands behind a remark in brackets (`（仮訳）としている`):
/// what they belong to stands in front. Not `（１）の場合`, an item.
fn bracket_leans(body: &str) -> bool {
    /// Letters of a remark.
    const LONGEST: usize = 24;
    let Some((at, _)) = body.char_indices().take(LONGEST).find(|&(_, c)| c == '）') else { return false };
    let (inside, behind) = body.split_at(at);
    let remark = inside.chars().nth(1).is_some() && !inside.chars().all(|c| class::is_digit(c) || class::is_kanji_numeral(c));
    let mut behind = behind.chars().skip(1);
    remark
        && behind.next().is_some_and(|c| matches!(c, 'と' | 'を' | 'が' | 'に' | 'で' | 'へ' | '、'))
        && !inside.starts_with(class::is_opening)
        // an item or a cell has no stops
        && body.contains(['、', '。'])
}

/// Checks of which texts, or pairs of texts, something holds.
#[cfg(test)]
#[track_caller]
fn check<T: Copy + std::fmt::Debug>(holds: impl Fn(T) -> bool, of: &[T], not_of: &[T]) {
    for (cases, want) in [(of, true), (not_of, false)] {
        cases.iter().for_each(|case| assert_eq!(holds(*case), want, "{case:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Lead, lead, of};

    #[test]
    fn numbers_behind_a_full_stop() {
        for (body, end) in [("整備した。1", End::Sentence), ("整備した。１２", End::Sentence), ("整備した。2012", End::Plain)]
        {
            assert_eq!(of(body), end, "{body}");
        }
    }

    #[test]
    fn remarks_in_brackets() {
        for (body, want) in [
            ("(floods and storms) are", Lead::Leans),
            ("(a) the paths", Lead::Neutral),
            ("(ii) the paths", Lead::Neutral),
            ("（仮訳）としている。", Lead::Leans),
            ("（１２）の場合には", Lead::Neutral),
            ("（一）を除く。", Lead::Neutral),
            ("（森の手入れ）", Lead::Neutral),
            ("（個人）に係るもの", Lead::Neutral),
            ("（森の手入れ）今年", Lead::Neutral),
        ] {
            assert_eq!(lead(body), want, "{body}");
        }
    }
}
