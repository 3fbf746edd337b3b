//! Made text for measuring: what an extractor gives of a Japanese or English
//! white paper, from a small vocabulary and a seeded generator. It has what the
//! stages look for (wrapped lines, blank lines inside sentences, headings,
//! expansions and readings over words, page numbers, notes, references), about
//! as often as real text has it, and none of it is anybody's text.

#[path = "dice.rs"]
mod dice;

use dice::Dice;

const SUBJECTS: &[&str] =
    &["政府は", "各省庁は", "この計画は", "事業者は", "わが国は", "研究機関は", "自治体は", "国際社会は", "本白書は", "委員会は"];
const OBJECTS: &[&str] = &[
    "情報通信の基盤を",
    "人材の育成を",
    "安全保障の環境を",
    "データの利活用を",
    "防災体制の整備を",
    "地域の連携を",
    "技術の標準化を",
    "教育の機会を",
    "供給網の強化を",
    "海洋の調査を",
    "予算の確保を",
    "制度の見直しを",
];
const ADVERBS: &[&str] =
    &["引き続き", "2020年度から", "関係国と協力しつつ", "段階的に", "令和５年までに", "ＡＩも用いて", "必要に応じて", "着実に", ""];
const VERBS: &[&str] =
    &["進めている", "図ることとした", "推進する", "検討している", "支援してきた", "重視している", "行う必要がある", "取りまとめた"];
const LINKS: &[&str] = &["また、", "さらに、", "このため、", "一方、", "なお、", "こうした中、", "", "", ""];
const GLOSSES: &[(&str, &str)] = &[
    ("ISR", "Intelligence, Surveillance and Reconnaissance"),
    ("NPO", "Non-Profit Organization"),
    ("ICT", "Information and Communication Technology"),
    ("GDP", "Gross Domestic Product"),
];
const READINGS: &[(&str, &str)] =
    &[("遠藤", "えんどう"), ("基盤", "きばん"), ("渡邉", "わたなべ"), ("概要", "がいよう"), ("俯瞰", "ふかん")];
const TITLES: &[&str] = &["情報通信の現状", "人材の育成", "国際協力の推進", "防災体制の整備", "技術開発の動向"];
const WORDS: &[&str] = &[
    "the",
    "report",
    "of",
    "policy",
    "development",
    "and",
    "international",
    "cooperation",
    "information",
    "in",
    "security",
    "measures",
    "for",
    "research",
    "to",
    "promote",
    "regional",
    "infrastructure",
    "communication",
    "government",
    "has",
    "established",
    "a",
    "framework",
    "with",
];

/// Columns of a line in half ems: two for a letter in Japanese text, one for
/// digits and Latin letters.
const JAPANESE_COLUMN: usize = 76;
const ENGLISH_COLUMN: usize = 72;

/// A page that fills up.
struct Page {
    out: String,
    dice: Dice,
    number: usize,
    lines: usize,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
        self.lines += 1;
        if self.lines >= 36 {
            self.lines = 0;
            self.number += 1;
            self.out.push_str(&format!("\n{}\n\u{C}令和の白書　第１部\n", self.number));
        }
    }

    /// A paragraph in lines of one column, with what is printed over a word
    /// between two of them, and now and then a blank line inside.
    fn wrapped(&mut self, text: &str, column: usize) {
        let mut line = String::new();
        let mut width = 0;
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            line.push(c);
            width += if c.is_ascii() { 1 } else { 2 };
            let may_break = column == JAPANESE_COLUMN || c == ' ';
            let next_may_start = !matches!(rest.peek(), Some('、' | '。' | '）' | 'ー'));
            if width >= column && may_break && next_may_start {
                self.line(line.trim_end());
                match (column == JAPANESE_COLUMN, self.dice.roll(40)) {
                    (_, 0) => self.line(""),
                    (true, 1) => {
                        let over = READINGS.iter().find(|(base, _)| line.contains(base)).map(|(_, reading)| *reading);
                        let over = over.or_else(|| GLOSSES.iter().find(|(short, _)| line.contains(short)).map(|(_, long)| *long));
                        over.into_iter().for_each(|o| self.line(o));
                    }
                    _ => {}
                }
                line.clear();
                width = 0;
            }
        }
        self.line(line.trim_end());
    }

    fn japanese(&mut self) -> String {
        let mut text = String::from("　");
        for _ in 0..3 + self.dice.roll(4) {
            text.push_str(self.dice.pick(LINKS));
            text.push_str(self.dice.pick(SUBJECTS));
            text.push_str(self.dice.pick(ADVERBS));
            match self.dice.roll(8) {
                0 => text.push_str(GLOSSES.get(self.dice.roll(GLOSSES.len())).map_or("", |g| g.0)),
                1 => text.push_str(READINGS.get(self.dice.roll(READINGS.len())).map_or("", |r| r.0)),
                _ => {}
            }
            text.push_str(self.dice.pick(OBJECTS));
            text.push_str(self.dice.pick(VERBS));
            text.push('。');
        }
        text
    }

    fn english(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..3 + self.dice.roll(4) {
            let start = text.len();
            for _ in 0..8 + self.dice.roll(12) {
                text.push_str(self.dice.pick(WORDS));
                text.push(' ');
            }
            // as sentences do: small letters behind a full stop are a sign of columns
            text.get_mut(start..=start).unwrap_or_default().make_ascii_uppercase();
            text.pop();
            text.push_str(". ");
        }
        text
    }
}

/// About `bytes` bytes of extracted Japanese text.
pub(crate) fn japanese(bytes: usize) -> String {
    make(bytes, true)
}

/// About `bytes` bytes of extracted English text.
pub(crate) fn english(bytes: usize) -> String {
    make(bytes, false)
}

fn make(bytes: usize, japanese: bool) -> String {
    let mut page = Page { out: String::with_capacity(bytes + 4096), dice: Dice(0x9E37_79B9_7F4A_7C15), number: 0, lines: 0 };
    let mut section = 0;
    while page.out.len() < bytes {
        section += 1;
        match (japanese, page.dice.roll(6)) {
            (true, 0) => {
                let title = page.dice.pick(TITLES);
                page.line("");
                page.line(&format!("第{}節　{title}", section % 9 + 1));
                page.line("");
            }
            (true, 1) => page.line(&format!("参照　図表{}-{}（{}）", section % 7 + 1, section % 13 + 1, TITLES[section % TITLES.len()])),
            (true, 2) => page.line(&format!("（注{}）出典は各年度の統計による。", section % 20 + 1)),
            (true, 3) => {
                let item = page.dice.pick(OBJECTS);
                page.line(&format!("・{item}進めること"));
            }
            (false, 0) => {
                page.line("");
                page.line(&format!("{}.{} Regional Cooperation", section % 9 + 1, section % 5 + 1));
                page.line("");
            }
            _ => {}
        }
        if japanese {
            let text = page.japanese();
            page.wrapped(&text, JAPANESE_COLUMN);
        } else {
            let text = page.english();
            page.wrapped(&text, ENGLISH_COLUMN);
            page.line("");
        }
    }
    page.out
}
