//! Whether a hyphen at a line end divides a word or belongs to it.
//!
//! The document is its own dictionary: a form that stands elsewhere decides.
//! Where none does, a list of English words may: `oppor-⏎tunity` has halves that
//! are no words, and is one. Words for halves make one (`with-⏎out`) unless the
//! document is seen to end its lines at the hyphens of compounds alone. What the
//! list does not know either is divided in a document that is seen to divide words.
//! A hyphen with no evidence stays visible, since a silent fusion cannot be found
//! again.

mod english;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::text::{Line, Text, class};

/// What becomes of a hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    Drop,
    Keep,
}

/// The words of a text, read when they are first needed.
pub(super) struct Words<'a> {
    text: &'a Text,
    known: Option<Known<'a>>,
}

#[derive(Default)]
struct Known<'a> {
    /// Words of a line, with the hyphens in them.
    words: FxHashSet<Cow<'a, str>>,
    /// First and last parts of words with a hyphen.
    firsts: FxHashSet<Cow<'a, str>>,
    lasts: FxHashSet<&'a str>,
    /// Whether this document divides words.
    divides: bool,
    /// Whether it ends lines at the hyphens of compounds and at no others.
    spares: bool,
    /// The words of [`APART`] that it sets close to others, and never with a hyphen.
    closed: FxHashSet<&'static str>,
}

/// Divided words that a document must have, whose whole forms stand elsewhere
/// in it, to be one that divides words.
const DIVIDED: usize = 3;

/// Line ends with a hyphen that are looked at to see what such line ends are.
const SAMPLE: usize = 40;

/// How many of them must be compounds, and none a divided word, for one to be
/// taken for a compound against the list of words.
const COMPOUNDS: usize = 2;

/// Endings that are words as well; most endings are none.
const ENDINGS: [&str; 14] =
    ["able", "ably", "age", "ally", "ant", "cation", "cations", "fully", "ion", "ions", "ism", "isms", "less", "mental"];

/// First parts that are no words of their own and may keep their hyphen.
const PREFIXES: [&str; 42] = [
    "anti", "auto", "bi", "bio", "co", "counter", "cyber", "de", "di", "eco", "electro", "geo", "hydro", "hyper", "infra", "inter",
    "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono", "multi", "nano", "neo", "non", "poly", "post", "pre", "pro",
    "pseudo", "quasi", "semi", "socio", "sub", "supra", "tele", "tri", "un",
];

/// Those of them that words of their own stand behind: `non-⏎governmental` may have
/// its hyphen although `nongovernmental` is a word, too.
const APART: [&str; 6] = ["anti", "mid", "multi", "non", "post", "semi"];

/// Letters of a word that is told from the end of another.
const OWN: usize = 8;

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a Text) -> Words<'a> {
        Words { text, known: None }
    }

    /// What becomes of the hyphen at the end of `left`, which goes on with
    /// `right`. A capital or digit beside it: it stays.
    pub(super) fn hyphen(&mut self, left: &str, right: &str) -> Hyphen {
        if left.ends_with('\u{AD}') {
            return Hyphen::Drop;
        }
        if right.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return Hyphen::Keep;
        }
        let known = self.known.get_or_insert_with(|| Known::of(self.text));
        let (head, tail) = halves(left, right);
        let address = left.rsplit(class::is_space).next().is_some_and(|token| token.contains(['/', '=', '_', '@']));
        known.hyphen(head, tail, !address)
    }
}

impl Words<'_> {
    /// Whether a hyphen behind a space, at the end of `left`, divides a word that
    /// goes on with `right`: `abil -⏎ity`. Both halves may not be words.
    pub(super) fn divides(&mut self, left: &str, right: &str) -> bool {
        let known = self.known.get_or_insert_with(|| Known::of(self.text));
        let (head, tail) = halves(left.trim_end_matches(class::is_hyphen).trim_end_matches(' '), right);
        let plain = |half: &str| half.len() > 1 && half.bytes().all(|b| b.is_ascii_alphabetic());
        if !plain(head) || !plain(tail) || !tail.bytes().all(|b| b.is_ascii_lowercase()) {
            return false;
        }
        let head = head.to_lowercase();
        let whole = known.is_word(&joined(&head, tail, ""));
        // a half alone between spaces was read as a word of this text
        let tail_is_word = english::has(tail) && ENDINGS.binary_search(&tail).is_err();
        whole && !(english::has(&head) && tail_is_word)
    }
}

/// The halves of the word that a hyphen at the end of `left` parts.
fn halves<'a>(left: &'a str, right: &'a str) -> (&'a str, &'a str) {
    let letter = |c: char| c.is_alphanumeric();
    let stem = left.trim_end_matches(class::is_hyphen);
    let start = stem.rfind(|c| !letter(c) && c != '-').map_or(0, |i| i + stem[i..].chars().next().map_or(1, char::len_utf8));
    let tail = &right[..right.find(|c| !letter(c)).unwrap_or(right.len())];
    // the mark of a note: frame-⏎works2
    let word = tail.trim_end_matches(|c: char| c.is_ascii_digit());
    (&stem[start..], if word.is_empty() { tail } else { word })
}

impl<'a> Known<'a> {
    fn of(text: &'a Text) -> Known<'a> {
        let mut known = Known::default();
        let mut divided = Vec::new();
        let mut before: Option<&str> = None;
        for line in text.lines().iter().filter(|line| !line.is_blank()) {
            let body = text.slice(line.body);
            let behind = before.filter(|_| body.starts_with(|c: char| c.is_ascii_lowercase()));
            if let Some(left) = behind {
                divided.push(halves(left, body));
            }
            known.read(text, line, behind.is_some());
            before = Some(body).filter(|body| body.ends_with(class::is_hyphen));
        }
        let whole = |&(head, tail): &(&str, &str)| known.words.contains(joined(head, tail, "").as_str());
        let compound = |&(head, tail): &(&str, &str)| known.words.contains(joined(head, tail, "-").as_str());
        known.divides = divided.iter().filter(|word| whole(word) && !compound(word)).take(DIVIDED).count() == DIVIDED;
        known.spares = !known.divides && known.spares(&divided);
        known.closed = APART.into_iter().filter(|prefix| known.closes(prefix)).collect();
        known
    }

    /// Whether several words have a prefix without a hyphen (`nonprofit`,
    /// `nonmember`), and none has it with one.
    fn closes(&self, prefix: &str) -> bool {
        /// Letters of the shortest word behind it.
        const SHORTEST: usize = 4;
        let closed = |word: &&Cow<'_, str>| word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= SHORTEST && english::has(rest));
        !self.firsts.contains(prefix) && self.words.iter().filter(closed).nth(1).is_some()
    }

    /// Whether line ends with a hyphen have compounds (`rice-⏎field`) and no
    /// words that are surely divided (`oppor-⏎tunity`).
    fn spares(&self, divided: &[(&str, &str)]) -> bool {
        let mut compounds = 0;
        for (head, tail) in divided.iter().take(SAMPLE) {
            let head = head.rsplit('-').next().unwrap_or(head).to_lowercase();
            let whole = self.is_word(&joined(&head, tail, ""));
            match self.is_word(&head) && self.is_word(tail) {
                true => compounds += usize::from(!whole),
                false if whole => return false,
                false => {}
            }
        }
        compounds >= COMPOUNDS
    }

    fn is_word(&self, word: &str) -> bool {
        self.words.contains(word) || english::has(word)
    }

    /// Takes in the words of a line; the first one may be the rest of one.
    fn read(&mut self, text: &'a Text, line: &Line, rest: bool) {
        if line.latin == 0 && line.digits == 0 {
            return;
        }
        let body = text.slice(line.body);
        let words = body.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).skip(usize::from(rest));
        for word in words.filter(|w| w.len() > 1 && !w.ends_with('-') && w.bytes().skip(1).all(|b| !b.is_ascii_uppercase())) {
            let small = word.starts_with(|c: char| !c.is_ascii_uppercase());
            let parts = word.split_once('-').zip(word.rsplit_once('-'));
            // of words that begin a sentence, those with a hyphen tell something
            let written = |text: &'a str| if small { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) };
            if small || parts.is_some() {
                self.words.insert(written(word));
            }
            if let Some(((first, _), (_, last))) = parts {
                self.firsts.insert(written(first));
                self.lasts.insert(last);
            }
        }
    }

    /// `parts`: whether the halves say something.
    fn hyphen(&self, head: &str, tail: &str, parts: bool) -> Hyphen {
        let has = |word: &str| self.words.contains(word);
        if has(&joined(head, tail, "-")) {
            return Hyphen::Keep;
        }
        if has(&joined(head, tail, "")) {
            return Hyphen::Drop;
        }
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        // time-con-⏎suming, but day-to-⏎day
        let (compound, head) = (head.contains('-'), head.rsplit('-').next().unwrap_or(&head));
        let plain = |half: &str| half.len() > 1 && half.bytes().all(|b| b.is_ascii_lowercase());
        if !parts || !plain(head) || !plain(&tail) {
            return Hyphen::Keep;
        }
        // re-⏎established, pre-⏎existing
        if matches!(head, "re" | "pre") && tail.starts_with('e') && tail.len() > 3 && self.is_word(&tail) {
            return Hyphen::Keep;
        }
        let halves = self.is_word(head) && self.is_word(&tail);
        let whole = english::has(&joined(head, &tail, ""));
        // multi-⏎ply is no compound
        let apart = !whole || tail.len() >= OWN;
        if apart && APART.contains(&head) && self.is_word(&tail) && !self.closed.contains(head) {
            return Hyphen::Keep;
        }
        if whole && !halves {
            return Hyphen::Drop;
        }
        // it is set with a hyphen before or behind other words
        let compounds = self.firsts.contains(head) || self.lasts.contains(tail.as_str());
        if compounds || halves && (!whole || compound || self.spares) {
            return Hyphen::Keep;
        }
        if whole {
            return Hyphen::Drop;
        }
        let ending = !has(&tail) && ENDINGS.binary_search(&tail.as_str()).is_ok();
        let begins = self.is_word(head) || PREFIXES.binary_search(&head).is_ok();
        if self.divides && (ending || !begins || !self.is_word(&tail)) { Hyphen::Drop } else { Hyphen::Keep }
    }
}

fn joined(head: &str, tail: &str, with: &str) -> String {
    format!("{head}{with}{tail}").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{ENDINGS, Hyphen, PREFIXES, Words};
    use crate::text::Text;

    #[test]
    fn lists_are_sorted() {
        assert!(ENDINGS.is_sorted() && PREFIXES.is_sorted());
    }

    fn check(text: &str, cases: &[(&str, &str, Hyphen)]) {
        let text = Text::from(text);
        let mut words = Words::new(&text);
        for (left, right, want) in cases {
            assert_eq!(words.hyphen(left, right), *want, "{left} {right}");
        }
    }

    const DIVIDES: &str = "The forest and the river hold much water; planting helps.\nAll plant-\ning near the riv-\ner needs wa-\n\
        ter, well-known trees, and a rain-fed field. A field of rice is wet and so are the roots.\n";

    #[test]
    fn halves_that_are_no_words() {
        check(
            DIVIDES,
            &[
                ("an oppor-", "tunity to", Hyphen::Drop),
                ("the migrat-", "ing birds", Hyphen::Drop),
                ("a for-", "est", Hyphen::Drop),
                // both are words
                ("the rice-", "field", Hyphen::Keep),
                ("the river-", "bank", Hyphen::Keep),
                // as one they are one, too
                ("the out-", "come of", Hyphen::Drop),
                ("an Of-", "ficer of", Hyphen::Drop),
                ("a time-con-", "suming task", Hyphen::Drop),
                ("the day-to-", "day work", Hyphen::Keep),
                // words that no list has
                ("a kuber-", "nete", Hyphen::Drop),
                ("the forest-", "ation", Hyphen::Drop),
                ("a bootstrapp-", "er", Hyphen::Drop),
                ("they deremedi-", "ate", Hyphen::Drop),
                ("a hyper-", "scale", Hyphen::Keep),
                // with the mark of a note
                ("the for-", "est2", Hyphen::Drop),
                ("water-", "ed gardens", Hyphen::Drop),
                // parts of other compounds
                ("a drip-", "fed crop", Hyphen::Keep),
                ("the well-", "tended crop", Hyphen::Keep),
                ("the Rhein-", "Main area", Hyphen::Keep),
                ("https://example.org/oppor-", "tunity", Hyphen::Keep),
                ("a T-", "shirt", Hyphen::Keep),
                ("the mid-18-", "th century", Hyphen::Keep),
            ],
        );
    }

    #[test]
    fn prefixes() {
        let cases = |non| {
            [
                ("a non-", "governmental body", non),
                ("the mid-", "night train", Hyphen::Drop),
                ("to multi-", "ply it", Hyphen::Drop),
                ("a semi-", "nar", Hyphen::Drop),
            ]
        };
        check("A body of the valley.\n", &cases(Hyphen::Keep));
        check("The nonprofit body and its nonmember towns.\n", &cases(Hyphen::Drop));
        check("The nonprofit body, its nonmember towns and a non-binding plan.\n", &cases(Hyphen::Keep));
    }

    #[test]
    fn hyphens_that_the_document_writes_in_words_that_begin_a_sentence() {
        let whole = [("the co-", "operation", Hyphen::Drop), ("Co-", "operation", Hyphen::Drop)];
        check("The operation of towns.\n", &whole);
        let kept = whole.map(|(left, right, _)| (left, right, Hyphen::Keep));
        check("Co-operation of towns.\n", &kept);
        check("The co-operation of towns.\n", &kept);
    }

    #[test]
    fn a_document_that_divides_no_words() {
        let text = "The forest and the river hold much water.\nA state-of-\nthe-art pump and a drip-\nfed field.\n";
        check(
            text,
            &[
                ("an oppor-", "tunity to", Hyphen::Drop),
                ("risk-", "informed", Hyphen::Keep),
                ("the for-", "est", Hyphen::Drop),
                ("a pass-", "word", Hyphen::Keep),
                ("a kuber-", "nete", Hyphen::Keep),
            ],
        );
    }

    /// Nothing is known but the list of words.
    #[test]
    fn a_short_text() {
        check(
            "The ministry will with-\nout delay publish a rice-\nfield plan. The well-known by-products stay.\n",
            &[
                ("will with-", "out delay", Hyphen::Drop),
                ("were dis-", "cussed", Hyphen::Drop),
                ("5 mil-", "lion", Hyphen::Drop),
                ("Re-", "view of", Hyphen::Drop),
                ("to re-", "cover", Hyphen::Drop),
                ("was re-", "established", Hyphen::Keep),
                ("an on-", "going task", Hyphen::Drop),
                ("the co-", "operation", Hyphen::Drop),
                ("a rice-", "field", Hyphen::Keep),
                ("a risk-", "informed", Hyphen::Keep),
                ("the long-", "term", Hyphen::Keep),
                // hyphens of other words, and of this one
                ("the well-", "being", Hyphen::Keep),
                ("a by-", "product", Hyphen::Keep),
                ("a by-", "products", Hyphen::Keep),
                ("day-to-", "day", Hyphen::Keep),
                ("Lon-", "don", Hyphen::Keep),
            ],
        );
    }
}
