//! Numbers that were cut at a line end.

use super::OPEN_WORDS;

/// Whether a number, or a range of two, was cut: `10,⏎000`, `201–⏎219`.
#[must_use]
pub fn number_goes_on(left: &str, right: &str) -> bool {
    right.starts_with(|c: char| c.is_ascii_digit()) && (ranges_on(left) || groups_on(left, right) || is_japanese(left, right))
}

/// Whether a number in Japanese text was cut behind its comma or point: `は1,⏎250億円`,
/// `は3.⏎5％`.
fn is_japanese(left: &str, right: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let behind = right.trim_start_matches(digit);
    let digits = right.len() - behind.len();
    let Some(mark) = left.chars().next_back() else { return false };
    let before = left.strip_suffix([',', '.']).unwrap_or("");
    let head = before.trim_end_matches(|c| digit(c) || c == ',');
    let first = before.get(head.len()..).unwrap_or("");
    let text = |c: Option<char>| c.is_some_and(crate::text::class::is_japanese);
    let counted = match mark {
        ',' => digits == 3 && (text(behind.chars().next()) || behind.starts_with(['%', '.', ','])),
        '.' => digits <= 2 && behind.starts_with(['%', '％', '‰', '倍', '万', '億', '兆', 'ポ', '℃', '度']),
        _ => false,
    };
    let zero = first.starts_with('0') && (mark == ',' || first.len() > 1);
    counted && text(head.chars().next_back()) && matches!(first.find(',').unwrap_or(first.len()), 1..=3) && !zero
}

/// Whether a text ends with a number and the dash of a range.
fn ranges_on(left: &str) -> bool {
    left.strip_suffix(['–', '-', '‑']).is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text ends with the first groups of a number of thousands, and the next
/// one stands in the other. Two numbers of a list look the same (`pages 12,⏎110`),
/// where neither group nor the word in front of them is that of one number.
fn groups_on(left: &str, right: &str) -> bool {
    /// Words in front of one number.
    const ABOUT: [&str; 8] = ["about", "almost", "approximately", "around", "nearly", "over", "roughly", "than"];
    let Some(before) = left.strip_suffix(',') else { return false };
    let inner = |c: char| c.is_ascii_digit() || c == ',';
    let (head, first) = before.split_at(before.trim_end_matches(inner).len());
    let mut groups = first.split(',');
    let begins = groups.next().is_some_and(|group| matches!(group.len(), 1..=3) && !group.starts_with('0'));
    let (mut three, mut more) = (true, false);
    groups.for_each(|group| (three, more) = (three && group.len() == 3, true));
    let digits = right.bytes().take_while(u8::is_ascii_digit).count();
    if !begins || !three || digits != 3 {
        return false;
    }
    let behind = right.get(digits..).unwrap_or("").strip_prefix(',').map(str::as_bytes);
    let goes_on = matches!(behind, Some([a, b, c, ..]) if [a, b, c].iter().all(|byte| byte.is_ascii_digit()));
    let money = head.chars().next_back().is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥' | '￥'));
    let told = head.strip_suffix(' ').and_then(|head| head.rsplit(' ').next()).is_some_and(|word| ABOUT.contains(&word));
    more || goes_on || money || told || right.starts_with('0') || counts(head, right.get(digits..).unwrap_or(""))
}

/// Whether the number between two texts counts what stands behind it: `has 10,⏎400
/// members`, but not `In item 12,⏎400 members`, whose comma ends the first words.
fn counts(before: &str, behind: &str) -> bool {
    /// Words in front of the number of a short beginning.
    const FIRST: usize = 3;
    let sentence = before.rsplit(['.', '!', '?', ';', ':', ',']).next().unwrap_or("").trim_start();
    /// Words whose number is a name.
    const NUMBERED: [&str; 8] = ["chapter", "item", "line", "page", "paragraph", "room", "route", "section"];
    let small = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    let inside = small(sentence) || sentence.split(' ').filter(|word| !word.is_empty()).count() >= FIRST;
    let verb = before.trim_end().rsplit(' ').next().is_some_and(|word| small(word) && !NUMBERED.contains(&word));
    let thing = behind.strip_prefix(' ').and_then(|text| text.split(' ').next()).unwrap_or("");
    before.ends_with(' ') && inside && verb && small(thing) && OPEN_WORDS.binary_search(&thing).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_were_torn() {
        for (left, right) in [
            ("a budget of 10,", "000 dollars"),
            ("a budget of 10,", "050."),
            ("1,250,", "300 people"),
            ("it cost $10,", "500 in"),
            ("it cost 10,", "500,000 in"),
            ("The council has 10,", "400 members"),
            ("more than 10,", "500 people"),
            ("pages 201–", "219"),
            ("in 2015-", "16"),
            ("予算は1,", "250億円である"),
            ("予算は1,", "250,000円である"),
            ("増加率は3.", "5％である"),
            ("増加率は0.", "5倍である"),
        ] {
            assert!(number_goes_on(left, right), "{left}|{right}");
        }
        for (left, right) in [
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
            ("資料は1,", "2部である"),
            ("3.", "5％を超える場合"),
            ("山田,", "250億円"),
            ("次の1.", "5人の場合"),
        ] {
            assert!(!number_goes_on(left, right), "{left}|{right}");
        }
    }
}
