//! Acronyms that a sentence explains: `RWBは、River Water Boardの略である`,
//! `河川水委員会をRWBと略す`, `RWB stands for River Water Board`.

use super::bracket::{self, Piece};
use super::expand::{Own, is_title, slice};
use super::spelling::{self, Fit};
use super::token::Token;
use super::{Definition, Form, Line};
use crate::doc::Kind;
use crate::text::{class, floor};

/// What stands between an acronym and its words.
pub(super) const VERBS: [&str; 9] = [
    " stands for ",
    " is short for ",
    ", short for ",
    " is the abbreviation of ",
    " is an abbreviation for ",
    " means ",
    ", or ",
    " – ",
    " — ",
];

/// How far an explanation goes, in bytes.
const LONGEST: usize = 300;

/// The definition that the sentence around the token is, or at least says to
/// be.
pub(super) fn at(line: &Line<'_>, token: &Token, own: &Own<'_>) -> Option<Definition> {
    said_behind(line, token, own)
        .or_else(|| said_before(line, token, own))
        .or_else(|| english(line, token, own))
        .or_else(|| beside(line, token, own).then(|| own.definition(line, Form::Beside)))
}

fn near(text: &str) -> &str {
    text.get(..floor(text, LONGEST)).unwrap_or(text)
}

/// Where what the acronym is said to be begins: behind `とは、`, `は`, `：`.
fn subject(line: &Line<'_>, token: &Token) -> Option<usize> {
    let after = line.after(token.end);
    let bare = after.strip_prefix(['」', '』', '”']).unwrap_or(after);
    let rest = ["という略語は", "という語は", "とは", "は", "：", ":", "＝", "=", "、"].iter().find_map(|w| bare.strip_prefix(w))?;
    let rest = rest.trim_start_matches(|c: char| class::is_space(c) || matches!(c, '、' | '，'));
    Some(line.body.len() - rest.len())
}

/// `RWBは、River Water Boardの略である`
fn said_behind(line: &Line<'_>, token: &Token, own: &Own<'_>) -> Option<Definition> {
    let from = subject(line, token)?;
    let rest = near(line.after(from));
    let sentence = rest.find(['。', '\n']).map_or(rest, |end| rest.get(..end).unwrap_or(rest));
    let (at, word) = ["の略", "の頭文字", "の頭字語"].iter().filter_map(|w| Some((sentence.find(w)?, *w))).min()?;
    let behind = sentence.get(at + word.len()..).unwrap_or("");
    // the brief proceedings (略式)
    let ends = word != "の略" || behind.is_empty() || behind.starts_with(['称', '語', 'で', '、', '，', '）', ')', 'だ', 'と', '」']);
    if !ends {
        return None;
    }
    let (from, to) = bracket::trim(line.body, from, from + at)?;
    let (from, to) = unquoted(line, from, to);
    let said = slice(line, (from, to));
    let spells = |place: (usize, usize)| {
        let words = slice(line, place);
        let fit = if bracket::kind(words) == Piece::Latin { spelling::fit(words, own.name) } else { Fit::Unlike };
        (fit == Fit::Spells || fit == Fit::Near && is_title(words)).then_some(fit)
    };
    let name = |place: (usize, usize)| bracket::kind(slice(line, place)) == Piece::Name;
    if let Some(fit) = spells((from, to)) {
        return Some(own.full(line, (from, to), None, fit));
    }
    // one of the two in brackets
    let inner = said.strip_suffix(['）', ')']).and_then(|s| Some((s, s.find(['（', '('])?)));
    if let Some((bare, open)) = inner {
        let width = bare.get(open..)?.chars().next().map_or(0, char::len_utf8);
        let head = bracket::trim(line.body, from, from + open).map(|(a, b)| unquoted(line, a, b));
        let inside = bracket::trim(line.body, from + open + width, from + bare.len());
        if let (Some(head), Some(inside)) = (head, inside) {
            if let Some(fit) = spells(inside) {
                return Some(own.full(line, inside, Some(head).filter(|h| name(*h)), fit));
            }
            if let Some(fit) = spells(head) {
                return Some(own.full(line, head, Some(inside).filter(|i| name(*i)), fit));
            }
        }
    }
    // ISR、UAVの略称は…: of the other
    if line.after(token.end).starts_with('、') {
        return None;
    }
    Some(if name((from, to)) && word == "の略" { own.named(line, (from, to)) } else { own.definition(line, Form::Beside) })
}

/// Without quotes around it.
fn unquoted(line: &Line<'_>, from: usize, to: usize) -> (usize, usize) {
    let said = slice(line, (from, to));
    let pair = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"')].into_iter().find_map(|(open, shut)| {
        let inner = said.strip_prefix(open)?.strip_suffix(shut)?;
        (!inner.contains(open)).then_some((from + open.len_utf8(), to - shut.len_utf8()))
    });
    pair.unwrap_or((from, to))
}

/// `河川水委員会の略称がRWB`, `河川水委員会をRWBと略す`
fn said_before(line: &Line<'_>, token: &Token, own: &Own<'_>) -> Option<Definition> {
    let before = line.before(token.start).trim_end_matches(['「', '『', '“', ' ']);
    let after = line.after(token.end);
    let behind = after.trim_start_matches(['」', '』', '”', ' ']);
    let shortens = ["と略", "と省略", "と略記"].iter().any(|w| behind.starts_with(w));
    let called = ["と", "という", "といい"].iter().any(|w| behind.starts_with(w));
    let head = if shortens {
        before.strip_suffix('を')
    } else {
        ["の略称が", "の略称は", "の略称である", "の略称として", "の略称の", "の略称", "の略語が", "の略語は", "の略語である", "の略語の"]
            .iter()
            .find_map(|w| before.strip_suffix(w))
    };
    match head.map(|head| bracket::name_before(line.body, head.len())) {
        Some(Some(name)) if bracket::kind(slice(line, name)) == Piece::Name => Some(own.named(line, name)),
        Some(_) => Some(own.definition(line, Form::Beside)),
        None => {
            let named = shortens || called && ["以下", "以下、", "以下では", "以後", "以後、"].iter().any(|w| before.ends_with(w));
            named.then(|| own.definition(line, Form::Beside))
        }
    }
}

/// `RWB stands for River Water Board`, `River Water Board, or RWB`
fn english(line: &Line<'_>, token: &Token, own: &Own<'_>) -> Option<Definition> {
    let most = own.name.chars().count() * 2 + 3;
    let after = line.after(token.end);
    if let Some(rest) = VERBS.iter().find_map(|w| after.strip_prefix(w)) {
        let rest = rest.strip_prefix("the ").unwrap_or(rest).trim_start_matches(['“', '"']);
        let from = line.body.len() - rest.len();
        let rest = near(rest);
        let word_ends = rest.char_indices().filter(|(_, c)| !class::is_latin(*c) && !class::is_hyphen(*c)).map(|(at, _)| at);
        let ends = word_ends.chain([rest.len()]).take(most * 2);
        let stop = rest.find(['.', ';', '(', '\n']).unwrap_or(rest.len());
        for end in ends.take_while(|end| *end <= stop) {
            let words = rest.get(..end).unwrap_or("");
            if words.contains(class::is_japanese) {
                break;
            }
            if words.contains(' ') && !words.ends_with([' ', ',']) && spelling::fit(words, own.name) == Fit::Spells {
                return Some(own.full(line, (from, from + end), None, Fit::Spells));
            }
        }
    }
    let before = line.before(token.start);
    let joint = [", or ", ", hereafter ", ", abbreviated as ", ", abbreviated ", ", known as ", ", also known as ", " – ", " — "];
    let end = joint.iter().find_map(|w| before.trim_end_matches(['“', '"']).strip_suffix(w))?.len();
    let starts = bracket::words_before(line.body, end, most);
    let spelled = |start: &usize| {
        let words = slice(line, (*start, end));
        words.contains([' ', '-']) && spelling::fit(words, own.name) == Fit::Spells
    };
    starts.into_iter().find(spelled).map(|start| own.full(line, (start, end), None, Fit::Spells))
}

/// `GISとは…`, `…（略してGIS）`: explained, in words that are not looked at.
fn beside(line: &Line<'_>, token: &Token, own: &Own<'_>) -> bool {
    let (before, after) = (line.before(token.start), line.after(token.end));
    let behind = after.strip_prefix(['」', '』', '”']).unwrap_or(after);
    // the bracket begins the next line
    let broken = after.is_empty() && line.rest.trim_start_matches(['\n', ' ', '　']).starts_with(['（', '(']);
    let noted = line.block.kind == Kind::Note
        && before.chars().all(|c| class::is_digit(c) || class::is_space(c) || matches!(c, '注' | '）' | '（' | ')' | '(' | '※' | '*'));
    let explained = ["とは", "（以下", "は、「", " stands for", " is short for"].iter().any(|w| behind.starts_with(w))
        || noted && ["：", ":", "は、", "は", "　", " – "].iter().any(|w| behind.starts_with(w))
        || ["略して", "略して「", "略称", "略称は", "通称", "略称「", "通称「", "頭文字をとって", "頭文字を取って"]
            .iter()
            .any(|w| before.ends_with(w));
    !own.name.is_empty() && (explained || broken)
}
