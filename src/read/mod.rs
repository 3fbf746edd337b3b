//! Bytes to text. (A stand-in with the interface of the real one: UTF-8 only.)
#![expect(missing_docs, reason = "stand-in")]

use crate::text::{Span, Text};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset;

impl std::str::FromStr for Charset {
    type Err = String;
    fn from_str(s: &str) -> Result<Charset, String> {
        if s.eq_ignore_ascii_case("utf-8") { Ok(Charset) } else { Err(format!("unknown encoding {s}")) }
    }
}

impl std::fmt::Display for Charset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UTF-8")
    }
}

#[derive(Debug)]
pub struct Source {
    pub text: Text,
    pub charset: Charset,
    pub findings: Vec<crate::finding::Finding>,
}

impl Source {
    pub fn to_file(&self, span: Span) -> Span {
        span
    }
}

#[derive(Debug, thiserror::Error)]
#[error("this is a PDF, not text")]
pub struct Refused;

impl Refused {
    pub fn help(&self) -> &'static str {
        "extract its text first, e.g. `pdftotext -raw FILE.pdf FILE.txt`, and clean that"
    }
}

pub fn decode(bytes: Vec<u8>, _declared: Option<Charset>) -> Result<Source, Refused> {
    if bytes.starts_with(b"%PDF-") {
        return Err(Refused);
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    Ok(Source { text: Text::new(text).ok_or(Refused)?, charset: Charset, findings: Vec::new() })
}
