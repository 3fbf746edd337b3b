//! What a request asks: its parameters, and why it has no answer.

use std::path::PathBuf;

use gen_lsp_types::{Range, TextDocumentIdentifier};
use lsp_server::ErrorCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::place::to_path;
use super::world::canonical;

/// Why a request has no answer.
#[derive(Debug)]
pub(super) struct Refusal(pub ErrorCode, pub String);

/// One name for a document.
pub(super) fn key(uri: &str) -> PathBuf {
    let Some(path) = to_path(uri) else { return PathBuf::from(uri) };
    match (path.exists(), path.parent(), path.file_name()) {
        (false, Some(folder), Some(name)) => canonical(folder).join(name),
        _ => canonical(&path),
    }
}

/// The client has taken a request back.
pub(super) fn taken_back() -> Refusal {
    Refusal(ErrorCode::RequestCanceled, "cancelled".to_owned())
}

/// Reads parameters.
pub(super) fn read<T: DeserializeOwned>(params: &Value) -> Result<T, Refusal> {
    serde_json::from_value(params.clone()).map_err(|e| Refusal(ErrorCode::InvalidParams, e.to_string()))
}

/// The document that is meant.
pub(super) fn uri_of(params: &Value) -> Result<String, Refusal> {
    let document: TextDocumentIdentifier = read(params.get("textDocument").unwrap_or(&Value::Null))?;
    Ok(document.uri.0)
}

/// The range that is meant.
pub(super) fn range_of(params: &Value) -> Result<Range, Refusal> {
    read(params.get("range").unwrap_or(&Value::Null))
}
