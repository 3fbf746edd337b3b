//! Whether an acronym is expanded where it stands.

use super::bracket::{self, Piece};
use super::spelling::{self, Fit};
use super::token::Token;
use super::{Definition, Form, Line, explain, is_roman};
use crate::text::{class, initials};

/// The definition that the token is part of.
pub(super) fn at(line: &Line<'_>, token: &Token) -> Option<Definition> {
    let own = Own::of(line, token)?;
    inside(line, token, &own)
        .or_else(|| outside(line, token, &own))
        .or_else(|| row(line, token, &own))
        .or_else(|| explain::at(line, token, &own))
}

/// The acronym of a token: without the digits of a note mark.
pub(super) struct Own<'a> {
    start: usize,
    end: usize,
    pub(super) name: &'a str,
}

impl<'a> Own<'a> {
    fn of(line: &Line<'a>, token: &Token) -> Option<Own<'a>> {
        let whole = line.body.get(token.start..token.end)?;
        let stem = whole.trim_end_matches(class::is_digit);
        let name = if stem.chars().filter(|c| c.is_uppercase()).count() >= 3 { stem } else { whole };
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        let length = name.chars().count();
        let small = name.chars().filter(|c| c.is_lowercase()).count();
        (capitals >= 2 && length <= 14 && small <= capitals + 1 && !is_roman(&initials::fold(name))).then_some(Own {
            start: token.start,
            end: token.start + name.len(),
            name,
        })
    }

    pub(super) fn definition(&self, line: &Line<'_>, form: Form) -> Definition {
        Definition { acronym: line.span(self.start, self.end), latin: None, japanese: None, form, fit: Fit::Unlike }
    }

    /// With its words in Latin letters.
    pub(super) fn full(&self, line: &Line<'_>, latin: (usize, usize), japanese: Option<(usize, usize)>, fit: Fit) -> Definition {
        Definition {
            latin: Some(line.span(latin.0, latin.1)),
            japanese: japanese.map(|j| line.span(j.0, j.1)),
            fit,
            ..self.definition(line, Form::Full)
        }
    }

    pub(super) fn named(&self, line: &Line<'_>, japanese: (usize, usize)) -> Definition {
        Definition { japanese: Some(line.span(japanese.0, japanese.1)), ..self.definition(line, Form::Named) }
    }
}

pub(super) fn slice<'a>(line: &Line<'a>, (start, end): (usize, usize)) -> &'a str {
    line.body.get(start..end).unwrap_or("")
}

/// Whether words that do not spell an acronym can still be meant as its
/// expansion: several words, most of them with a capital.
pub(super) fn is_title(words: &str) -> bool {
    let (mut capital, mut all) = (0, 0);
    for word in words.split(|c: char| class::is_space(c)) {
        let named = word.starts_with(char::is_uppercase);
        all += usize::from(named || word.chars().count() >= 4);
        capital += usize::from(named);
    }
    all >= 2 && capital == all
}

/// `…（SSA：Space Situational Awareness）`, `…（SSA）`, `…（以下「SSA」という。）`
fn inside(line: &Line<'_>, token: &Token, own: &Own<'_>) -> Option<Definition> {
    let from = token.inside?;
    let to = bracket::close(line.body, token.end)?;
    let pieces = bracket::pieces(line.body, from, to);
    let ours = pieces.iter().position(|&(a, b)| a <= own.start && own.end <= b)?;
    let piece = *pieces.get(ours)?;
    let opening = line.before(from).char_indices().next_back().map_or(0, |(i, _)| i);
    let quoted = line.before(own.start).ends_with(['「', '『', '“', '"']) && bracket::kind(slice(line, piece)) == Piece::Formula;
    let alone = quoted || is_alone(line, piece, token);
    if !alone {
        // 支援（GIS等）、（PL法）
        let suffixed = pieces.len() == 1 && piece.0 == own.start && slice(line, (token.end, piece.1)).chars().count() <= 4;
        let plain = slice(line, (token.end, piece.1)).chars().all(|c| class::is_kanji(c) || class::is_kana(c));
        return (suffixed && plain).then(|| own.definition(line, Form::Beside));
    }
    let others = || pieces.iter().enumerate().filter(|(i, _)| *i != ours).map(|(_, &p)| p);
    let head = bracket::name_before(line.body, opening);
    if let Some(latin) = others().find(|&p| bracket::kind(slice(line, p)) == Piece::Latin) {
        let words = slice(line, latin);
        let fit = spelling::fit(words, own.name);
        let pair = pieces.len() == 2 || quoted;
        if fit == Fit::Spells || (pair && is_title(words)) {
            let japanese = head.or_else(|| others().find(|&p| bracket::kind(slice(line, p)) == Piece::Name));
            return Some(own.full(line, latin, japanese, fit));
        }
        return Some(own.definition(line, Form::Beside)).filter(|_| pair);
    }
    let formal = others().all(|p| bracket::kind(slice(line, p)) == Piece::Formula);
    if formal {
        if line.before(opening).trim_end().ends_with(|c: char| class::is_latin(c) || c == ')') {
            return latin_head(line, opening, own);
        }
        return Some(head.map_or_else(|| own.definition(line, Form::Beside), |name| own.named(line, name)));
    }
    let colon = line.after(token.end).starts_with(['：', ':']);
    let name = others().find(|&p| bracket::kind(slice(line, p)) == Piece::Name)?;
    (colon && pieces.len() == 2).then(|| own.named(line, name))
}

/// Whether a piece is the token and nothing else but a note mark.
fn is_alone(line: &Line<'_>, piece: (usize, usize), token: &Token) -> bool {
    let rest = slice(line, (token.end, piece.1));
    let mark = |c: char| class::is_superscript_digit(c) || class::is_digit(c) || matches!(c, '※' | '*' | '注' | '）' | ')');
    piece.0 == token.start && (rest.chars().all(mark) || rest.starts_with("<sup>"))
}

/// `Space Situational Awareness (SSA)`: the words before the bracket.
fn latin_head(line: &Line<'_>, opening: usize, own: &Own<'_>) -> Option<Definition> {
    let end = line.before(opening).trim_end().len();
    let starts = bracket::words_before(line.body, end, own.name.chars().count() * 2 + 3);
    let first = initials::fold(own.name).chars().next().and_then(|c| c.to_lowercase().next());
    let begins = |at: usize| {
        initials::fold(line.after(at).get(..4).unwrap_or(line.after(at))).chars().next().and_then(|c| c.to_lowercase().next()) == first
    };
    let mut near = None;
    for (count, &start) in starts.iter().enumerate() {
        let words = (start, end);
        if count < 1 && !slice(line, words).contains(class::is_hyphen) || !begins(start) {
            continue;
        }
        match spelling::fit(slice(line, words), own.name) {
            Fit::Spells => return Some(own.full(line, words, None, Fit::Spells)),
            Fit::Near if near.is_none() && is_title(slice(line, words)) => near = Some(words),
            _ => {}
        }
    }
    // at the start of a line more words may have been lost before
    match near {
        Some(words) if words.0 > 0 => Some(own.full(line, words, None, Fit::Near)),
        _ => Some(own.definition(line, Form::Beside)),
    }
}

/// `SSA（Space Situational Awareness）`, `SSA（宇宙状況監視）`
fn outside(line: &Line<'_>, token: &Token, own: &Own<'_>) -> Option<Definition> {
    let rest = line.after(token.end);
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let open = rest.get(spaces..)?.chars().next().filter(|c| matches!(c, '（' | '('))?;
    if spaces > 1 {
        return None;
    }
    let from = token.end + spaces + open.len_utf8();
    let to = bracket::close(line.body, from)?;
    let mut pieces = bracket::pieces(line.body, from, to);
    for piece in &mut pieces {
        let text = slice(line, *piece);
        if let Some(bare) = ["の略称", "の略語", "の略"].iter().find_map(|s| text.strip_suffix(s)) {
            piece.1 = piece.0 + bare.len();
        }
    }
    let pick = |kind| pieces.iter().copied().find(|&p| bracket::kind(slice(line, p)) == kind);
    if let Some(latin) = pick(Piece::Latin) {
        let words = slice(line, latin);
        let fit = spelling::fit(words, own.name);
        if fit == Fit::Spells || (fit == Fit::Near && is_title(words)) {
            return Some(own.full(line, latin, pick(Piece::Name), fit));
        }
        return None;
    }
    let name = pick(Piece::Name)?;
    (pieces.first() == Some(&name)).then(|| own.named(line, name))
}

/// A row of a list of abbreviations: `GIS　Geographic Information System`.
fn row(line: &Line<'_>, token: &Token, own: &Own<'_>) -> Option<Definition> {
    let head = line.before(token.start).trim_end_matches(|c: char| c != '\n' && (class::is_space(c) || class::is_bullet(c)));
    let alone_before = head.is_empty() || head.ends_with(['\n', '|']);
    let rest = line.after(token.end);
    if alone_before && !explain::VERBS.iter().any(|verb| verb.ends_with("r ") && rest.starts_with(verb)) {
        let gap = |c: char| class::is_space(c) || matches!(c, '：' | ':' | '|' | '-' | '－' | '―' | '—' | '–' | '=' | '＝' | '…' | '・');
        let behind = rest.trim_start_matches(gap);
        if behind.len() == rest.len() {
            return None;
        }
        let from = token.end + rest.len() - behind.len();
        let stop = |c: char| class::is_japanese(c) || matches!(c, '|' | '\n' | '\t' | '(' | ';' | '。');
        let to = from + behind.find(stop).unwrap_or(behind.len()).min(behind.find("  ").unwrap_or(behind.len())).min(200);
        if !line.body.is_char_boundary(to) {
            return None;
        }
        let (from, to) = bracket::trim(line.body, from, to)?;
        if spelling::fit(slice(line, (from, to)), own.name) != Fit::Spells || !slice(line, (from, to)).contains(' ') {
            return None;
        }
        let tail = line.after(to).trim_start_matches(|c: char| gap(c) || matches!(c, '（' | '(' | ';' | '、' | ','));
        let begin = line.body.len() - tail.len();
        let name = tail.find(|c: char| !(class::is_kanji(c) || class::is_kana(c) || c == '・')).map_or(tail.len(), |n| n);
        let japanese = (name >= 6).then_some((begin, begin + name));
        let found = own.full(line, (from, to), japanese, Fit::Spells);
        return Some(Definition { form: Form::List, ..found });
    }
    None
}
