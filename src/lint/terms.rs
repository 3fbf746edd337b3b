//! Words that the users of a house do not want, and what to write instead: the
//! engine behind pages of the user's and prh dictionaries.
//!
//! All plain words are found in one pass over the text, and one more pass tells
//! which of the patterns occur at all.

use aho_corasick::AhoCorasick;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::{Offences, Safety};
use crate::doc::{Document, Kind};
use crate::text::{Span, class};

/// How much memory a pattern, or all of them together, may take, in bytes.
const ROOM: usize = 64 << 20;

/// What is looked for.
#[derive(Debug)]
pub(super) enum Pattern {
    /// These characters.
    Literal(String),
    /// A regular expression.
    Regex(Regex),
    /// One with look-around or back-references.
    Fancy(Box<fancy_regex::Regex>),
}

impl Pattern {
    /// A pattern in the syntax of the regex crate.
    pub(super) fn new(pattern: &str, ignore_case: bool) -> Result<Pattern, String> {
        let hir = regex_syntax::ParserBuilder::new().multi_line(true).case_insensitive(ignore_case).build().parse(pattern);
        match hir.as_ref().map(|h| h.properties().minimum_len()) {
            Ok(None) => return Err("the pattern can match nothing".to_owned()),
            Ok(Some(0)) => return Err("the pattern matches the empty text".to_owned()),
            _ => {}
        }
        if !ignore_case && regex_syntax::escape(pattern) == pattern {
            return Ok(Pattern::Literal(pattern.to_owned()));
        }
        RegexBuilder::new(pattern)
            .multi_line(true)
            .case_insensitive(ignore_case)
            .size_limit(ROOM)
            .build()
            .map(Pattern::Regex)
            .map_err(|e| said(&e.to_string()))
    }

    /// A pattern that the regex crate has no engine for.
    pub(super) fn fancy(pattern: &str, ignore_case: bool) -> Result<Pattern, String> {
        let built = fancy_regex::RegexBuilder::new(pattern).multi_line(true).case_insensitive(ignore_case).build();
        let regex = built.map_err(|e| said(&e.to_string()))?;
        if regex.is_match("").unwrap_or(false) {
            return Err("the pattern matches the empty text".to_owned());
        }
        Ok(Pattern::Fancy(Box::new(regex)))
    }
}

/// The last line of an error: the others draw the pattern.
fn said(error: &str) -> String {
    error.lines().last().unwrap_or(error).trim_start_matches("error: ").to_owned()
}

/// One thing that is looked for, and what to do about it.
#[derive(Debug)]
pub(super) struct Rule {
    pub pattern: Pattern,
    /// What to write instead; `$1` is a group of the pattern.
    pub replace: Option<String>,
    /// A group that must have matched nothing (prh's `regexpMustEmpty`).
    pub must_be_empty: Option<usize>,
    /// What its author says about it.
    pub note: String,
    /// The lint that reports it, counted from 0 in its load.
    pub lint: usize,
    pub safety: Safety,
}

/// All rules of one load.
#[derive(Debug)]
pub struct Terms {
    rules: Vec<Rule>,
    literals: AhoCorasick,
    /// The rules of [`Terms::literals`].
    literal: Vec<usize>,
    set: RegexSet,
    /// The rules of [`Terms::set`].
    regex: Vec<usize>,
    fancy: Vec<usize>,
}

/// A place where a rule applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where, in bytes of the text.
    pub span: Span,
    /// The lint that reports it.
    pub lint: usize,
    /// The rule.
    rule: usize,
    /// What to write.
    replacement: Option<String>,
}

impl Terms {
    pub(super) fn of(rules: Vec<Rule>) -> Result<Terms, String> {
        let (mut literal, mut words, mut regex, mut patterns, mut fancy) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, rule) in rules.iter().enumerate() {
            match &rule.pattern {
                Pattern::Literal(word) => {
                    literal.push(i);
                    words.push(word.clone());
                }
                Pattern::Regex(one) => {
                    regex.push(i);
                    patterns.push(one.as_str().to_owned());
                }
                Pattern::Fancy(_) => fancy.push(i),
            }
        }
        let literals = AhoCorasick::new(&words).map_err(|e| e.to_string())?;
        // without letters' case, so that one set can hold all; the rule itself decides
        let set = RegexSetBuilder::new(&patterns).multi_line(true).case_insensitive(true).size_limit(ROOM).dfa_size_limit(ROOM).build();
        Ok(Terms { literals, literal, set: set.map_err(|e| e.to_string())?, regex, fancy, rules })
    }

    pub(super) fn into_rules(self) -> Vec<Rule> {
        self.rules
    }

    /// Where rules apply in the running text of a document.
    #[must_use]
    pub fn find(&self, document: &Document) -> Vec<Match> {
        let mut found = self.matches(document.text.as_str());
        let mut code = document.outline.blocks.iter().filter(|b| b.kind == Kind::Code).map(|b| b.span).peekable();
        found.retain(|m| {
            while code.peek().is_some_and(|c| c.end <= m.span.start) {
                code.next();
            }
            !code.peek().is_some_and(|c| c.overlaps(m.span)) && !in_address(document.text.as_str(), m.span)
        });
        found
    }

    /// Where rules apply in a text: in order, disjoint; of two at one place the
    /// longer, of equal ones the first.
    pub(super) fn matches(&self, text: &str) -> Vec<Match> {
        let mut found = Vec::new();
        for m in self.literals.find_overlapping_iter(text) {
            let Some(&rule) = self.literal.get(m.pattern().as_usize()) else { continue };
            self.add(rule, text, m.start()..m.end(), &|n: &str| (n == "0").then(|| text.get(m.range())).flatten(), &mut found);
        }
        for index in self.set.matches(text) {
            let Some(&rule) = self.regex.get(index) else { continue };
            let Some(Pattern::Regex(regex)) = self.rules.get(rule).map(|r| &r.pattern) else { continue };
            for groups in regex.captures_iter(text) {
                let Some(whole) = groups.get(0) else { continue };
                let group = |n: &str| n.parse::<usize>().map_or_else(|_| groups.name(n), |n| groups.get(n)).map(|m| m.as_str());
                self.add(rule, text, whole.range(), &group, &mut found);
            }
        }
        for &rule in &self.fancy {
            let Some(Pattern::Fancy(regex)) = self.rules.get(rule).map(|r| &r.pattern) else { continue };
            for groups in regex.captures_iter(text).map_while(Result::ok) {
                let Some(whole) = groups.get(0) else { continue };
                let group = |n: &str| n.parse::<usize>().map_or_else(|_| groups.name(n), |n| groups.get(n)).map(|m| m.as_str());
                self.add(rule, text, whole.range(), &group, &mut found);
            }
        }
        found.sort_unstable_by_key(|m| (m.span.start, u32::MAX - m.span.end, m.rule));
        let mut end = 0;
        found.retain(|m| {
            let free = m.span.start >= end;
            if free {
                end = m.span.end;
            }
            free
        });
        found
    }

    fn add<'t>(
        &self,
        index: usize,
        text: &'t str,
        range: std::ops::Range<usize>,
        group: &dyn Fn(&str) -> Option<&'t str>,
        found: &mut Vec<Match>,
    ) {
        let Some(rule) = self.rules.get(index) else { return };
        let Some(written) = text.get(range.clone()).filter(|t| !t.is_empty()) else { return };
        if rule.must_be_empty.is_some_and(|n| group(&n.to_string()).is_some_and(|g| !g.is_empty())) {
            return;
        }
        let replacement = rule.replace.as_ref().map(|r| expand(r, group));
        if replacement.as_ref().is_some_and(|r| r == written || stands_there(text, range.start, written, r)) {
            return;
        }
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        found.push(Match { span: Span::new(at(range.start), at(range.end)), lint: rule.lint, rule: index, replacement });
    }

    /// Reports what belongs to one lint.
    pub fn report(&self, lint: usize, matches: &[Match], document: &Document, out: &mut Offences) {
        for m in matches.iter().filter(|m| m.lint == lint) {
            let Some(rule) = self.rules.get(m.rule) else { continue };
            let offence = out.report(m.span).with("found", document.slice(m.span)).with("note", &rule.note);
            if !rule.note.is_empty() {
                offence.message("noted");
            }
            if let Some(replacement) = &m.replacement {
                offence.with("replace", replacement).fix(rule.safety, vec![(m.span, replacement.clone())]);
            }
        }
    }
}

/// The text with all matches replaced.
pub(super) fn replaced(text: &str, matches: &[Match]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for m in matches {
        let Some(new) = &m.replacement else { continue };
        out.push_str(text.get(at..m.span.start as usize).unwrap_or(""));
        out.push_str(new);
        at = m.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// Whether what should be written is what stands there: the found サーバ is the
/// beginning of サーバー.
fn stands_there(text: &str, start: usize, written: &str, right: &str) -> bool {
    right
        .match_indices(written)
        .any(|(at, _)| start.checked_sub(at).and_then(|from| text.get(from..)).is_some_and(|t| t.starts_with(right)))
}

/// Whether the span is a part of an address.
fn in_address(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or("");
    let word = before.bytes().rev().take(300).take_while(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"')).count();
    let address = before.get(before.len() - word..).unwrap_or("");
    address.contains("://") && text.get(span.range()).is_some_and(str::is_ascii) && !address.ends_with(class::is_closing)
}

/// Fills in `$1`, `${1}`, `${name}`, `$<name>`, `$&` and `$$`.
fn expand<'t>(template: &str, group: &dyn Fn(&str) -> Option<&'t str>) -> String {
    let (mut out, mut rest) = (String::with_capacity(template.len()), template);
    while let Some((before, behind)) = rest.split_once('$') {
        out.push_str(before);
        let close = match behind.bytes().next() {
            Some(b'{') => behind.find('}'),
            Some(b'<') => behind.find('>'),
            _ => None,
        };
        let digits = behind.bytes().take(2).take_while(u8::is_ascii_digit).count();
        rest = if let Some(close) = close {
            out.push_str(behind.get(1..close).and_then(group).unwrap_or(""));
            behind.get(close + 1..).unwrap_or("")
        } else if digits > 0 {
            let name = behind.get(..digits).unwrap_or("");
            out.push_str(group(name.trim_start_matches('0')).unwrap_or(""));
            behind.get(digits..).unwrap_or("")
        } else if let Some(more) = behind.strip_prefix('&') {
            out.push_str(group("0").unwrap_or(""));
            more
        } else {
            out.push('$');
            behind.strip_prefix('$').unwrap_or(behind)
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(pattern: &str, replace: &str) -> Rule {
        let pattern = Pattern::new(pattern, false).or_else(|_| Pattern::fancy(pattern, false)).unwrap();
        Rule { pattern, replace: Some(replace.to_owned()), must_be_empty: None, note: String::new(), lint: 0, safety: Safety::Unsafe }
    }

    fn check(rules: &[(&str, &str)], text: &str, want: &str) {
        let terms = Terms::of(rules.iter().map(|(p, r)| rule(p, r)).collect()).unwrap();
        assert_eq!(replaced(text, &terms.matches(text)), want, "{rules:?}");
    }

    #[test]
    fn words() {
        check(&[("サーバ", "サーバー")], "サーバとサーバー", "サーバーとサーバー");
        check(&[("事務次官", "次官"), ("次官", "じかん")], "事務次官と次官", "次官とじかん");
        check(&[("([0-9]+)ヶ月", "${1}か月"), ("Web", "ウェブ")], "3ヶ月Web", "3か月ウェブ");
        check(&[("ユーザ(?!ー)", "ユーザー")], "ユーザ、ユーザー", "ユーザー、ユーザー");
        check(&[("a(b)?", "[$1$&$$$]")], "ab a", "[bab$$] [a$$]");
        check(&[("年", "年")], "年", "年");
    }

    #[test]
    fn patterns_that_cannot_work() {
        assert!(Pattern::new("a*", false).is_err_and(|e| e.contains("empty")));
        assert!(Pattern::new(r"[^\s\S]", false).is_err_and(|e| e.contains("nothing")));
        assert!(Pattern::new("(a", false).is_err_and(|e| e.contains("unclosed")));
        assert!(Pattern::fancy("(?=a)?", false).is_err());
    }

    #[test]
    fn addresses() {
        let text = "see https://example.jp/Web and Web";
        let place = |at: usize| Span::new(at as u32, at as u32 + 3);
        assert!(in_address(text, place(23)) && !in_address(text, place(31)));
    }
}
