//! What the editor's user has set, and what the editor can do.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use super::place::Encoding;
use crate::config::LanguageName;

/// The settings under `hakusho`; also taken as `initializationOptions`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Settings {
    /// The language of messages; the config file's own comes first, then this,
    /// then the editor's.
    pub language: Option<LanguageName>,
    /// The config file for all files, in place of the nearest ones.
    pub config: Option<PathBuf>,
    /// Whether formatting a document cleans it.
    pub format: Option<bool>,
    /// Where the pages of the lints are, up to their names; otherwise they are
    /// written to a folder of the user.
    pub pages: Option<String>,
}

impl Settings {
    /// Whether formatting a document cleans it: not unless that is asked for.
    pub(super) fn formats(&self) -> bool {
        self.format.unwrap_or(false)
    }

    /// Reads settings, with or without `hakusho` around them. What cannot be
    /// read is left as it is.
    pub(super) fn of(value: &Value) -> Option<Settings> {
        let inner = value.get("hakusho").unwrap_or(value);
        if inner.is_null() { Some(Settings::default()) } else { serde_json::from_value(inner.clone()).ok() }
    }
}

/// What the client can do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// How it counts columns.
    pub encoding: Encoding,
    /// Shows progress.
    pub progress: bool,
    /// Asks for diagnostics, so that they need not be sent to it.
    pub pulls: bool,
    /// Can be told to ask for diagnostics again.
    pub refresh: bool,
    /// Can be asked for settings.
    pub configuration: bool,
    /// Can be told later which changes of settings and files we want to know.
    pub register_settings: bool,
    pub register_files: bool,
    /// Can be told at any time that documents can be formatted, or no longer.
    pub register_formatting: bool,
    /// Can be told to ask for semantic tokens again.
    pub repaints: bool,
    /// Takes nested symbols.
    pub nested: bool,
    /// Can make files.
    pub creates: bool,
    /// Speaks Japanese to its user.
    pub japanese: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(super) fn of(params: &Value) -> Client {
        let capabilities = params.get("capabilities").unwrap_or(&Value::Null);
        let yes = |pointer: &str| capabilities.pointer(pointer).and_then(Value::as_bool).unwrap_or(false);
        let there = |pointer: &str| capabilities.pointer(pointer).is_some_and(|v| !v.is_null());
        let operations = capabilities.pointer("/workspace/workspaceEdit/resourceOperations").and_then(Value::as_array);
        Client {
            encoding: Encoding::choose(capabilities.pointer("/general/positionEncodings").and_then(Value::as_array)),
            progress: yes("/window/workDoneProgress"),
            pulls: there("/textDocument/diagnostic"),
            refresh: yes("/workspace/diagnostics/refreshSupport"),
            configuration: yes("/workspace/configuration"),
            register_settings: yes("/workspace/didChangeConfiguration/dynamicRegistration"),
            register_files: yes("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            register_formatting: yes("/textDocument/formatting/dynamicRegistration")
                && yes("/textDocument/rangeFormatting/dynamicRegistration"),
            repaints: yes("/workspace/semanticTokens/refreshSupport"),
            nested: yes("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            creates: yes("/workspace/workspaceEdit/documentChanges") && operations.is_some_and(|o| o.iter().any(|v| v == "create")),
            japanese: params.get("locale").and_then(Value::as_str).is_some_and(|l| l.starts_with("ja")),
        }
    }
}
