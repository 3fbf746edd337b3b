//! `hakusho check` as its users and their tools meet it.
#![expect(clippy::unwrap_used, reason = "what a test cannot do fails it")]

mod baseline;
mod encodings;
mod fixes;
mod formats;
mod hooks;
mod messages;
mod places;
mod results;
mod settings;
mod watch;

/// A mistake behind an emoji of five code points, a kana in two parts and a
/// character beyond the BMP; behind it, lines end with CR LF.
const HARD: &str =
    "序文。\r\n👨\u{200D}👩\u{200D}👧か\u{3099}𠮟る平成19（2008）年に決定された。\r\n\u{1B}[31m昭和六十四年（一九八八年）の記録。\r\n";
/// One mistake.
const BAD: &str = "この方針は平成19（2008）年に決定された。\n";
/// Its unsafe fix.
const MENDED: &str = "この方針は平成19（2007）年に決定された。\n";
