//! Numbers that were cut at a line end.

use super::open;
use crate::text::class;

/// Words in front of one number.
const ABOUT: [&str; 8] = ["about", "almost", "approximately", "around", "nearly", "over", "roughly", "than"];

/// Whether a number, or a range of two, was cut: `10,⏎000`, `24.⏎6 per cent`, `201–⏎219`.
#[must_use]
pub fn number_goes_on(left: &str, right: &str) -> bool {
    right.starts_with(is_digit)
        && (ranges_on(left) || groups_on(left, right) || decimals_on(left, right) || goes_on_in_japanese(left, right))
}

/// Whether a number in Japanese text was cut behind its comma or point: `は1,⏎250億円`,
/// `は3.⏎5％`.
fn goes_on_in_japanese(left: &str, right: &str) -> bool {
    let count = digits(right);
    let behind = right.get(count..).unwrap_or("");
    let Some(mark) = left.chars().next_back() else { return false };
    let before = left.strip_suffix([',', '.']).unwrap_or("");
    let head = before.trim_end_matches(|c| is_digit(c) || c == ',');
    let first = before.get(head.len()..).unwrap_or("");
    let text = |c: Option<char>| c.is_some_and(class::is_japanese);
    let counted = match mark {
        // 資料3,⏎115頁 is told by numbers, not of a quantity
        ',' => {
            count == 3
                && (text(behind.chars().next()) || behind.starts_with(['%', '.', ',']))
                && !behind.starts_with(['頁', '号', '条', '項', '章', '節', '図', '表'])
        }
        '.' => count <= 2 && behind.starts_with(['%', '％', '‰', '倍', '万', '億', '兆', 'ポ', '℃', '度']),
        _ => false,
    };
    let zero = first.starts_with('0') && (mark == ',' || first.len() > 1);
    counted && text(head.chars().next_back()) && matches!(first.find(',').unwrap_or(first.len()), 1..=3) && !zero
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// How many digits a text begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether a text ends with the sign of a currency.
fn is_money(text: &str) -> bool {
    text.ends_with(['$', '€', '£', '¥', '￥'])
}

/// Whether a text ends with a word that one number stands behind in a sentence: `more
/// than`, `rose to`, `is`; or with the sign of a currency.
fn leads_to_number(text: &str) -> bool {
    let word = text.strip_suffix(' ').map(open::last_word).unwrap_or_default();
    is_money(text) || ABOUT.contains(&word.as_str()) || open::is_open(&word)
}

/// Whether a text ends with a number and a point, and its decimals stand in the other,
/// with what is counted in such numbers: `£1.⏎75 million`.
fn decimals_on(left: &str, right: &str) -> bool {
    const SCALES: [&str; 9] = ["%", " %", " per cent", " percent", " percentage", " million", " billion", " trillion", " times"];
    let Some(whole) = left.strip_suffix('.') else { return false };
    let head = whole.trim_end_matches(is_digit);
    let count = digits(right);
    let scaled = right.get(count..).is_some_and(|behind| SCALES.iter().any(|scale| behind.starts_with(scale)));
    matches!(whole.len() - head.len(), 1..=3) && count <= 3 && scaled && leads_to_number(head)
}

/// Whether a number whose groups of thousands are set apart was cut between two of
/// them: `1 200⏎000 people`.
#[must_use]
pub fn groups_follow(left: &str, right: &str) -> bool {
    let space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}');
    let three = |text: &str| digits(text) == 3;
    // as many groups of three as stand at the end
    let (mut head, mut before) = (left, 0);
    while let Some((rest, _)) = head.rsplit_once(space).filter(|(rest, group)| group.len() == 3 && three(group) && rest.ends_with(is_digit))
    {
        (head, before) = (rest, before + 1);
    }
    let (mut behind, mut after) = (right, 0);
    while let Some(rest) = behind.get(3..).filter(|_| three(behind)) {
        after += 1;
        behind = rest.strip_prefix(space).filter(|rest| three(rest)).unwrap_or(rest);
    }
    let words = head.trim_end_matches(is_digit);
    let counted = behind.trim_start_matches(space).starts_with(|c: char| c.is_ascii_lowercase()) || behind.starts_with([',', '.', ')']);
    after > 0 && before + after > 1 && matches!(head.len() - words.len(), 1..=3) && counted && leads_to_number(words)
}

/// Whether a text ends with a number and the dash of a range.
fn ranges_on(left: &str) -> bool {
    left.strip_suffix(['–', '-', '‑']).is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text ends with the first groups of a number of thousands, and the next
/// one stands in the other. Two numbers of a list look the same (`pages 12,⏎110`),
/// where neither group nor the word in front of them is that of one number.
fn groups_on(left: &str, right: &str) -> bool {
    let Some(before) = left.strip_suffix(',') else { return false };
    let inner = |c: char| c.is_ascii_digit() || c == ',';
    let (head, first) = before.split_at(before.trim_end_matches(inner).len());
    let mut groups = first.split(',');
    let begins = groups.next().is_some_and(|group| matches!(group.len(), 1..=3) && !group.starts_with('0'));
    let (mut three, mut more) = (true, false);
    groups.for_each(|group| (three, more) = (three && group.len() == 3, true));
    if !begins || !three || digits(right) != 3 {
        return false;
    }
    let behind = right.get(3..).unwrap_or("");
    let goes_on = behind.strip_prefix(',').is_some_and(|group| digits(group) >= 3);
    let told = head.strip_suffix(' ').and_then(|head| head.rsplit(' ').next()).is_some_and(|word| ABOUT.contains(&word));
    more || goes_on || is_money(head) || told || right.starts_with('0') || counts(head, behind)
}

/// Whether the number between two texts counts what stands behind it: `has 10,⏎400
/// members`, but not `In item 12,⏎400 members`, whose comma ends the first words.
fn counts(before: &str, behind: &str) -> bool {
    /// Words in front of the number of a short beginning.
    const FIRST: usize = 3;
    /// Words whose number is a name.
    const NUMBERED: [&str; 8] = ["chapter", "item", "line", "page", "paragraph", "room", "route", "section"];
    let sentence = before.rsplit(['.', '!', '?', ';', ':', ',']).next().unwrap_or("").trim_start();
    let small = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    let inside = small(sentence) || sentence.split(' ').filter(|word| !word.is_empty()).count() >= FIRST;
    let verb = before.trim_end().rsplit(' ').next().is_some_and(|word| small(word) && !NUMBERED.contains(&word));
    let thing = behind.strip_prefix(' ').and_then(|text| text.split(' ').next()).unwrap_or("");
    before.ends_with(' ') && inside && verb && small(thing) && !open::is_open(thing)
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn numbers_that_were_torn() {
        check(
            |(left, right)| number_goes_on(left, right),
            &[
                ("a budget of 10,", "000 dollars"),
                ("a budget of 10,", "050."),
                ("1,250,", "300 people"),
                ("it cost $10,", "500 in"),
                ("it cost 10,", "500,000 in"),
                ("The council has 10,", "400 members"),
                ("more than 10,", "500 people"),
                ("pages 201–", "219"),
                ("in 2015-", "16"),
                ("the share rose to 24.", "6 per cent in"),
                ("it cost £1.", "75 million in"),
                ("予算は1,", "250億円である"),
                ("予算は1,", "250,000円である"),
                ("増加率は3.", "5％である"),
                ("増加率は0.", "5倍である"),
            ],
            &[
                ("on pages 12,", "110 and 215"),
                ("in 2010,", "000 people"),
                ("On page 12,", "110 people"),
                ("It was made. In May 12,", "110 people"),
                ("told on the pages 5, 12,", "110 people"),
                ("they met again in room 12,", "110 people came"),
                ("a budget of 10,", "0000"),
                ("a budget of 10,", "00 dollars"),
                ("roads,", "000"),
                ("pages 201 –", "219"),
                ("the north–", "219"),
                ("it was made in 2019.", "75 million people"),
                ("as told on page 24.", "6 per cent of them"),
                ("the share rose to 24.", "6 people came"),
                ("it cost £1.", "75 people came"),
                ("資料は1,", "2部である"),
                ("詳細は資料3,", "115頁を参照"),
                ("3.", "5％を超える場合"),
                ("山田,", "250億円"),
                ("次の1.", "5人の場合"),
            ],
        );
    }

    #[test]
    fn numbers_in_groups_that_were_torn() {
        check(
            |(left, right)| groups_follow(left, right),
            &[("the cost is 1 200", "000 in"), ("more than 1", "200 000 people"), ("of 1\u{202F}200", "000.")],
            &[
                ("Roads 12 500", "300 450"),
                ("the roads 12 500", "300 people"),
                ("in section 1", "200 000 people"),
                ("in 2015 200", "000 people"),
                ("is 1 200", "0000 in"),
                ("is 1", "200 people"),
                ("is 1 200", "000 People"),
            ],
        );
    }
}
