//! Stand-in.
#![expect(missing_docs, reason = "stand-in")]
use crate::text::Span;
#[derive(Clone, Debug)]
pub enum Level {
    Error,
    Warning,
    Note,
}
#[derive(Clone, Debug)]
pub struct Finding {
    pub name: &'static str,
    pub level: Level,
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}
