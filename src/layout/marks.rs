//! Note marks in running text.
//!
//! Extracted text has them as bare digits (`取極1を締結`) among years and
//! quantities. A digit string that stands right behind a Japanese letter or a
//! closing bracket, where no quantity can follow, is a candidate; it counts as a
//! mark when a note with its number stands near.

use super::Layout;
use crate::text::class;

/// Higher numbers are no notes.
const HIGHEST: usize = 1000;

/// Where each number was last seen as a mark, while the rows are read.
pub struct Marks {
    seen: Vec<u32>,
}

impl Default for Marks {
    fn default() -> Marks {
        Marks { seen: vec![u32::MAX; HIGHEST] }
    }
}

impl Marks {
    /// Takes in the candidates of row `index`.
    pub fn read(&mut self, layout: &Layout<'_>, index: usize) {
        let Some(row) = layout.rows.get(index) else { return };
        if layout.line(row).digits == 0 {
            return;
        }
        each(layout.body(row), |value| {
            if let Some(place) = self.seen.get_mut(value as usize) {
                *place = u32::try_from(index).unwrap_or(u32::MAX);
            }
        });
    }

    /// Whether `value` was seen as a mark at most `reach` rows before `index`.
    #[must_use]
    pub fn near(&self, value: u32, index: usize, reach: usize) -> bool {
        self.seen.get(value as usize).is_some_and(|&row| row != u32::MAX && row as usize + reach >= index)
    }
}

/// Calls `found` with each number that may be a mark.
fn each(body: &str, mut found: impl FnMut(u32)) {
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(start) = digit(bytes, at) {
        let mut value = 0u32;
        let mut end = start;
        while let Some(digit) = bytes.get(end).filter(|b| b.is_ascii_digit()) {
            value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
            end += 1;
        }
        // ASCII on both sides: character boundaries
        let (before, after) = (body[..start].chars().next_back(), body[end..].chars().next());
        if value > 0 && before.is_some_and(marks_behind) && after.is_none_or(marks_before) {
            found(value);
        }
        at = end;
    }
}

/// The first digit at or behind `start`.
fn digit(bytes: &[u8], start: usize) -> Option<usize> {
    let is_digit = |b: u8| b.wrapping_sub(b'0') < 10;
    let mut at = start;
    // without branches inside, so that many bytes are looked at together
    while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<32>())
        && !block.iter().fold(false, |any, &b| any | is_digit(b))
    {
        at += 32;
    }
    bytes.get(at..)?.iter().position(|&b| is_digit(b)).map(|skipped| at + skipped)
}

/// Whether a bare digit right behind this character may be a note's mark.
#[must_use]
pub fn marks_behind(c: char) -> bool {
    (class::is_japanese(c)
        && !matches!(
            c,
            '第' | '約'
                | '万'
                | '億'
                | '千'
                | '各'
                | '全'
                | '計'
                | '平'
                | '成'
                | '令'
                | '和'
                | '～'
                | '〜'
                | '－'
                | '．'
                | '／'
                | '（'
                | '「'
                | '＋'
        )
        || c.is_ascii_lowercase()
        || class::is_closing(c)
        || matches!(c, '.' | '"'))
        && !class::is_opening(c)
}

/// Whether a bare digit right before this character may be a note's mark, and
/// no quantity.
#[must_use]
pub fn marks_before(c: char) -> bool {
    class::is_space(c)
        || class::is_hiragana(c) && c != 'つ'
        || class::is_closing(c)
        || class::is_opening(c)
        || matches!(c, '。' | '、' | '，' | '．' | ',' | '.' | '・' | ';')
        || class::is_katakana(c) && !matches!(c, 'キ' | 'メ' | 'ト' | 'パ' | 'カ' | 'ヶ' | 'ヵ' | 'ポ' | 'グ' | 'リ' | 'ヘ' | 'ド' | 'ユ')
        || class::is_kanji(c)
            && !matches!(
                c,
                '年' | '月'
                    | '日'
                    | '時'
                    | '分'
                    | '秒'
                    | '回'
                    | '件'
                    | '人'
                    | '名'
                    | '個'
                    | '箇'
                    | '社'
                    | '国'
                    | '章'
                    | '節'
                    | '項'
                    | '条'
                    | '号'
                    | '部'
                    | '巻'
                    | '版'
                    | '円'
                    | '億'
                    | '万'
                    | '千'
                    | '百'
                    | '歳'
                    | '倍'
                    | '割'
                    | '点'
                    | '度'
                    | '位'
                    | '次'
                    | '番'
                    | '週'
                    | '台'
                    | '機'
                    | '隻'
                    | '本'
                    | '枚'
                    | '種'
                    | '段'
                    | '目'
                    | '都'
                    | '県'
                    | '市'
                    | '町'
                    | '村'
                    | '区'
                    | '世'
                    | '代'
                    | '期'
                    | '票'
                    | '店'
                    | '校'
                    | '院'
                    | '桁'
                    | '文'
                    | '字'
                    | '対'
                    | '以'
            )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, want: &[u32]) {
        let mut have = Vec::new();
        each(body, |v| have.push(v));
        assert_eq!(have, want, "{body}");
    }

    #[test]
    fn candidates() {
        check("取極1を締結した。", &[1]);
        check("基本原則である12。", &[12]);
        check("「強化学習」3がありますが、2020年前後から", &[3]);
        check("約170機と艦艇20隻が第5条に", &[]);
        check("令和2（2020）年度", &[]);
        check("as noted by others.3 The", &[3]);
    }
}
