//! A year of a Japanese era beside another year of the common era.

use std::sync::LazyLock;

use regex::Regex;

use crate::lint::{Context, Offences};
use crate::text::Span;

static BESIDE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(明治|大正|昭和|平成|令和)([0-9０-９]{1,2}|元)（([0-9０-９]{4})）年").ok());

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let text = context.document.text.as_str();
    let Some(beside) = BESIDE.as_ref() else { return };
    for found in beside.captures_iter(text) {
        let (_, [era, year, written]) = found.extract();
        let before = match era {
            "明治" => 1867,
            "大正" => 1911,
            "昭和" => 1925,
            "平成" => 1988,
            _ => 2018,
        };
        let number = |s: &str| if s == "元" { 1 } else { crate::layout::start::number(s).0 };
        let right = before + number(year);
        if right != number(written) {
            let all = found.get(0).map_or(0..0, |m| m.range());
            let span = Span::new(u32::try_from(all.start).unwrap_or(0), u32::try_from(all.end).unwrap_or(0));
            out.report(span).with("era", era).with("year", year).with("right", right).with("written", written);
        }
    }
}
