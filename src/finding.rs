//! What the program has to say about a place of a file.
//!
//! Reading never fails on damaged input and lints never change text: both hand
//! out findings, and what becomes of them (screen, JSON, an editor) is decided
//! elsewhere.

use std::borrow::Cow;

use crate::text::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing; nothing has to be done.
    Info,
    /// Probably wrong; somebody should look.
    Warning,
    /// Certainly wrong.
    Error,
}

/// One thing found at one place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The offence, in kebab-case.
    pub name: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Where, in bytes (0-based) of the file as it was given.
    pub span: Span,
    /// What is wrong there; no capital, no full stop.
    pub message: String,
    /// Why it matters and what can be done.
    pub help: Cow<'static, str>,
    /// The parts of the message, for messages in another language.
    #[serde(skip)]
    pub values: Vec<(&'static str, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_json() {
        let finding = Finding {
            name: "some-offence",
            level: Level::Info,
            span: Span::new(1, 3),
            message: "bad".to_owned(),
            help: "mend it".into(),
            values: vec![("what", "not shown".to_owned())],
        };
        let json = r#"{"name":"some-offence","level":"info","span":{"start":1,"end":3},"message":"bad","help":"mend it"}"#;
        assert_eq!(serde_json::to_string(&finding).unwrap(), json);
        assert!(Level::Info < Level::Error);
    }
}
