//! A command line that was not understood, told in Japanese where that is the
//! language of the user. In English clap's own words are good.

use std::error::Error as _;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::config::LanguageName;
use crate::lint::Language;
use crate::lint::page::Words;
use crate::read::UnknownCharset;

/// A value that cannot be used, and why.
#[derive(Debug)]
pub(super) struct Wrong(Words);

impl Wrong {
    /// In English and Japanese.
    pub(super) fn new(why: impl Into<Words>) -> Wrong {
        Wrong(why.into())
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Wrong {}

/// The language that a command line asks for, before it is understood.
pub(super) fn asked(arguments: impl Iterator<Item = String>) -> Option<LanguageName> {
    let mut last = None;
    let mut arguments = arguments.take_while(|a| a != "--").peekable();
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.peek().cloned(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        last = match value.as_deref() {
            Some("ja") => Some(LanguageName::Ja),
            Some("en") => Some(LanguageName::En),
            _ => last,
        };
    }
    last
}

/// What is wrong, in Japanese; `None` where clap's words are to be shown: in
/// English, for help texts, and for what has no words here.
pub(super) fn told(error: &clap::Error, language: Language) -> Option<String> {
    if language != Language::Ja || !error.use_stderr() {
        return None;
    }
    let mut out = format!("エラー: {}\n", headline(error)?);
    let remedies = [
        (ContextKind::ValidValue, "指定できる値"),
        (ContextKind::SuggestedValue, "もしかして"),
        (ContextKind::SuggestedArg, "もしかして"),
        (ContextKind::SuggestedSubcommand, "もしかして"),
    ];
    for (kind, title) in remedies {
        if let Some(words) = words(error, kind).filter(|words| !words.is_empty()) {
            out.push_str(&format!("  {title}: {words}\n"));
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        out.push_str(&format!("\n使い方: {}\n", usage.trim().trim_start_matches("Usage:").trim_start()));
    }
    out.push_str("\n詳しくは--helpで表示できます。\n");
    Some(out)
}

fn headline(error: &clap::Error) -> Option<String> {
    let word = |kind| words(error, kind);
    let argument = word(ContextKind::InvalidArg);
    let value = word(ContextKind::InvalidValue).filter(|value| !value.is_empty());
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("{}という引数はありません", argument?),
        ErrorKind::InvalidSubcommand => format!("`{}`というコマンドはありません", word(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue => match value {
            Some(value) => format!("{}に`{value}`は指定できません", argument?),
            None => format!("{}に値がありません", argument?),
        },
        ErrorKind::ValueValidation => format!("{}に`{}`は指定できません{}", argument?, value?, reason(error)),
        ErrorKind::ArgumentConflict => match word(ContextKind::PriorArg) {
            Some(other) if Some(&other) == argument.as_ref() => format!("{other}は一度しか指定できません"),
            Some(other) => format!("{}は{other}と同時に指定できません", argument?),
            None => format!("{}はほかの引数と同時に指定できません", argument?),
        },
        ErrorKind::MissingRequiredArgument => format!("次の指定が必要です: {}", argument?),
        ErrorKind::MissingSubcommand => "コマンドを指定してください".to_owned(),
        ErrorKind::NoEquals => format!("{}の値は`=`に続けて指定してください", argument?),
        ErrorKind::TooManyValues => format!("{}に余分な値`{}`があります", argument?, value?),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{}の値の数が違います", argument?),
        ErrorKind::InvalidUtf8 => "引数に正しくない文字があります".to_owned(),
        _ => return None,
    })
}

/// Why a value cannot be used, as far as our own parsers say it.
fn reason(error: &clap::Error) -> String {
    let Some(source) = error.source() else { return String::new() };
    if let Some(wrong) = source.downcast_ref::<Wrong>() {
        return format!("。{}", wrong.0.ja);
    }
    source.downcast_ref::<UnknownCharset>().map_or_else(|| format!("（{source}）"), |unknown| format!("。{}", unknown.japanese()))
}

fn words(error: &clap::Error, kind: ContextKind) -> Option<String> {
    Some(match error.get(kind)? {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("、"),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_is_asked_for() {
        for (line, want) in [
            ("check a.txt", None),
            ("check --lang ja --foo", Some(LanguageName::Ja)),
            ("check --foo --lang=en", Some(LanguageName::En)),
            ("check -- --lang ja", None),
            ("--lang ja check --foo", Some(LanguageName::Ja)),
        ] {
            assert_eq!(asked(line.split(' ').map(str::to_owned)), want, "{line}");
        }
    }

    /// Every mistake that the command line lets one make has a Japanese headline.
    #[test]
    fn mistakes_in_japanese() {
        for (line, want) in [
            ("check --fixx", "--fixxという引数はありません\n  もしかして: --fix\n"),
            ("chekc", "`chekc`というコマンドはありません\n  もしかして: check\n"),
            ("check --preset x", "--preset <PRESET>に`x`は指定できません\n  指定できる値: defense、general-ja、en\n"),
            ("check --level x", "--level <NAME=LEVEL>に`x`は指定できません。NAME=LEVELの形で書いてください\n"),
            ("check --output-format x", "--output-format <FORMAT[=FILE]>に`x`は指定できません。使えるもの：full、narrated、"),
            ("check --encoding x", "--encoding <ENCODING>に`x`は指定できません。`x`という文字コードは読めません。"),
            ("check --jobs 0", "--jobs <N>に`0`は指定できません。1以上1024以下の整数を指定してください\n"),
            ("check --watch --fix", "--watchは--fixと同時に指定できません\n"),
            ("check --fix --fix", "--fixは一度しか指定できません\n"),
            ("check --preset", "--preset <PRESET>に値がありません\n"),
            ("explain", "次の指定が必要です: <LINT|GROUP>\n"),
        ] {
            let error = crate::cli::command().try_get_matches_from(["hakusho"].into_iter().chain(line.split(' '))).unwrap_err();
            let told = told(&error, Language::Ja).unwrap_or_else(|| error.to_string());
            assert!(told.starts_with(&format!("エラー: {want}")), "{line}: {told}");
        }
    }
}
