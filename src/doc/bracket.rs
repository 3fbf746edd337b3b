//! The brackets and double quotation marks of a text, without those in
//! addresses, code, tags and behind a backslash.

use crate::text::Span;

/// What a bracket encloses with; both widths of a bracket are one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// `(` `（`
    Round,
    /// `[` `［`
    Square,
    /// `「`
    Corner,
    /// `『`
    White,
    /// `【`
    Lenticular,
    /// `〔`
    Shell,
    /// `〈`
    Angle,
    /// `《`
    Double,
    /// `“`
    Quote,
}

/// How many kinds there are.
pub const KINDS: usize = 9;

/// One bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Where it stands.
    pub span: Span,
    /// Its kind.
    pub kind: Kind,
    /// Whether it opens.
    pub opens: bool,
    /// Whether it is a fullwidth character.
    pub wide: bool,
}

/// The brackets of a text in their order; those in `code` (sorted, disjoint)
/// are left out.
#[must_use]
pub fn find(text: &str, code: &[Span]) -> Vec<Bracket> {
    let mut scan = Scan { bytes: text.as_bytes(), found: Vec::new(), endless: [0; 4] };
    let mut at = 0;
    for span in code.iter().map(|s| s.range()).chain(std::iter::once(text.len()..text.len())) {
        scan.run(at, span.start);
        at = span.end;
    }
    scan.found
}

struct Scan<'t> {
    bytes: &'t [u8],
    found: Vec<Bracket>,
    /// Up to where it is known that a run of so many backticks does not end.
    endless: [usize; 4],
}

impl Scan<'_> {
    fn run(&mut self, mut at: usize, end: usize) {
        while at < end {
            let Some(&byte) = self.bytes.get(at) else { return };
            at = match byte {
                b'(' | b')' | b'[' | b']' => {
                    let kind = if matches!(byte, b'(' | b')') { Kind::Round } else { Kind::Square };
                    self.add(at, 1, kind, matches!(byte, b'(' | b'['), false);
                    at + 1
                }
                b'h' | b'f' | b'w' => self.address(at),
                b'`' => self.code(at, end),
                b'<' => self.tag(at),
                b'\\' => at + 1 + usize::from(self.bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation)),
                0x00..0xC0 => at + 1,
                0xC0..0xE0 => at + 2,
                0xE2 | 0xE3 | 0xEF => {
                    self.wide(at, byte);
                    at + 3
                }
                0xE0..0xF0 => at + 3,
                _ => at + 4,
            };
        }
    }

    fn add(&mut self, at: usize, len: u32, kind: Kind, opens: bool, wide: bool) {
        let start = u32::try_from(at).unwrap_or(u32::MAX - 3);
        self.found.push(Bracket { span: Span::new(start, start + len), kind, opens, wide });
    }

    fn wide(&mut self, at: usize, lead: u8) {
        let (Some(&second), Some(&third)) = (self.bytes.get(at + 1), self.bytes.get(at + 2)) else { return };
        let (kind, opens) = match (lead, second, third) {
            (0xE3, 0x80, 0x88..=0x91) => {
                let kinds = [Kind::Angle, Kind::Double, Kind::Corner, Kind::White, Kind::Lenticular];
                let Some(kind) = kinds.get(usize::from(third - 0x88) / 2) else { return };
                (*kind, third % 2 == 0)
            }
            (0xE3, 0x80, 0x94 | 0x95) => (Kind::Shell, third == 0x94),
            (0xEF, 0xBC, 0x88 | 0x89) => (Kind::Round, third == 0x88),
            (0xEF, 0xBC, 0xBB | 0xBD) => (Kind::Square, third == 0xBB),
            (0xE2, 0x80, 0x9C | 0x9D) => (Kind::Quote, third == 0x9C),
            _ => return,
        };
        self.add(at, 3, kind, opens, true);
    }

    /// Behind an address that starts at `at`; brackets that open in it close
    /// in it.
    fn address(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let starts: [&[u8]; 4] = [b"http://", b"https://", b"ftp://", b"www."];
        if !starts.iter().any(|s| rest.starts_with(s)) {
            return at + 1;
        }
        let (mut round, mut square) = (0usize, 0usize);
        for (i, &byte) in rest.iter().enumerate() {
            let depth = if matches!(byte, b'(' | b')') { &mut round } else { &mut square };
            match byte {
                b'(' | b'[' => *depth += 1,
                b')' | b']' if *depth == 0 => return at + i,
                b')' | b']' => *depth -= 1,
                b'<' | b'>' | b'"' | b'`' | b'|' => return at + i,
                _ if !byte.is_ascii_graphic() => return at + i,
                _ => {}
            }
        }
        self.bytes.len()
    }

    /// Behind the code span that starts at `at`, or behind its backticks when
    /// its line does not close it.
    fn code(&mut self, at: usize, end: usize) -> usize {
        let rest = self.bytes.get(at..end).unwrap_or(&[]);
        let run = rest.iter().take_while(|&&b| b == b'`').count();
        let open = at + run;
        let Some(known) = self.endless.get_mut(run.min(4) - 1).filter(|_| run > 0) else { return open.max(at + 1) };
        if *known > at {
            return open;
        }
        let mut from = open;
        while let Some(&byte) = self.bytes.get(from).filter(|_| from < end) {
            if byte == b'\n' {
                break;
            }
            if byte != b'`' {
                from += 1;
                continue;
            }
            let close = self.bytes.get(from..end).unwrap_or(&[]).iter().take_while(|&&b| b == b'`').count();
            if close == run {
                return from + close;
            }
            from += close;
        }
        *known = from;
        open
    }

    /// Behind the tag that starts at `at`.
    fn tag(&self, at: usize) -> usize {
        let rest = self.bytes.get(at + 1..).unwrap_or(&[]);
        if !rest.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!')) {
            return at + 1;
        }
        let end = rest.iter().take(200).position(|b| matches!(b, b'>' | b'\n'));
        end.filter(|&n| rest.get(n) == Some(&b'>')).map_or(at + 1, |n| at + n + 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let got: String = find(text, &[]).iter().filter_map(|b| text.get(b.span.range())).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn brackets() {
        check("（a）(b)［c］[d]「e」『f』【g】〔h〕〈i〉《j》“k”", "（）()［］[]「」『』【】〔〕〈〉《》“”");
        check("(https://a.jp/b_(c)) （http://a.jp/(）www.a(", "()（）");
        check("`(` ``(`)`` `( あ", "(");
        check(r"\( a \[ \a(", "(");
        check("<a href=\"(\">(</a> a < b (", "((");
        check("é（𠮷）", "（）");
        assert_eq!(find("(a(b(", &[Span::new(1, 4)]).len(), 2);
    }
}
