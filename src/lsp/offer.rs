//! What the server says that it can do.

use serde_json::{Value, json};

use super::act;
use super::server::{Question, Server};
use super::tokens::{MODIFIERS, TYPES};

/// Formatting, as it is offered later: its name for us, and its method.
const FORMATTING: [(&str, &str); 2] = [("formatting", "textDocument/formatting"), ("range-formatting", "textDocument/rangeFormatting")];

impl Server {
    /// The capabilities, for this client and its settings.
    pub(super) fn capabilities(&self) -> Value {
        // who takes it later is told later, and again when the setting changes
        let formats = self.settings.formats() && !self.client.register_formatting;
        json!({
            "positionEncoding": self.client.encoding.name(),
            "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "renameProvider": {"prepareProvider": true},
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "foldingRangeProvider": true,
            "documentLinkProvider": {"resolveProvider": false},
            "documentFormattingProvider": formats,
            "documentRangeFormattingProvider": formats,
            "semanticTokensProvider": {
                "legend": {"tokenTypes": TYPES, "tokenModifiers": MODIFIERS},
                "full": {"delta": true},
                "range": true,
            },
            "completionProvider": {"triggerCharacters": ["料", "表", "図", "部", "章", "節", "項", "第", "紙", "録", "添", "-", "."]},
            "codeActionProvider": {"codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.hakusho", "source.clean.hakusho"]},
            "executeCommandProvider": {"commands": [act::CLEAN, act::CLEAN_SELECTION, act::FIX_ALL]},
            "diagnosticProvider": {"identifier": "hakusho", "interFileDependencies": true, "workspaceDiagnostics": true},
            "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
        })
    }

    /// Offers formatting to a client that takes that at any time, or takes the
    /// offer back, as the settings are.
    pub(super) fn offer_formatting(&mut self) {
        let wanted = self.settings.formats();
        if !self.client.register_formatting || wanted == self.offers_formatting {
            return;
        }
        self.offers_formatting = wanted;
        if wanted {
            let list = FORMATTING.map(|(id, method)| json!({"id": id, "method": method, "registerOptions": {"documentSelector": null}}));
            self.ask(Question::Other, "client/registerCapability", &json!({"registrations": list}));
        } else {
            let list = FORMATTING.map(|(id, method)| json!({"id": id, "method": method}));
            // the protocol spells it so
            self.ask(Question::Other, "client/unregisterCapability", &json!({"unregisterations": list}));
        }
    }
}
