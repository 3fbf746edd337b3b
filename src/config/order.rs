//! The order of files where the config gives none.

use std::cmp::Ordering;

/// Compares paths as people number files: `ch2` comes before `ch10`. A total
/// order: names that differ only in zeros in front of a number are compared
/// byte by byte at last.
#[must_use]
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a, b);
    loop {
        let (Some(p), Some(q)) = (x.chars().next(), y.chars().next()) else { return x.len().cmp(&y.len()).then_with(|| a.cmp(b)) };
        if p.is_ascii_digit() && q.is_ascii_digit() {
            let (m, n) = (digits(x), digits(y));
            let (v, w) = (m.trim_start_matches('0'), n.trim_start_matches('0'));
            match v.len().cmp(&w.len()).then_with(|| v.cmp(w)) {
                Ordering::Equal => (x, y) = (x.get(m.len()..).unwrap_or(""), y.get(n.len()..).unwrap_or("")),
                order => return order,
            }
        } else if p == q {
            (x, y) = (x.get(p.len_utf8()..).unwrap_or(""), y.get(q.len_utf8()..).unwrap_or(""));
        } else {
            // the files of a folder stay together
            let key = |c: char| if c == '/' { '\0' } else { c };
            return key(p).cmp(&key(q));
        }
    }
}

fn digits(text: &str) -> &str {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..len).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_number_files() {
        let mut names = ["ch10.txt", "ch2.txt", "ch02.txt", "a/z.txt", "a-b.txt", "shiryo.txt", "ch1.txt", "ch1-2.txt"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a/z.txt", "a-b.txt", "ch1-2.txt", "ch1.txt", "ch02.txt", "ch2.txt", "ch10.txt", "shiryo.txt"]);
    }
}
