/**
 * The findings as the editor shows them. The server links each to a file with
 * the page of its lint in both languages; here the link opens the rendered page
 * in the reader's language.
 */

import * as vscode from "vscode";

/** The name under which the server sends. */
const SOURCE = "hakusho";

/** The links of findings to the pages of their lints. */
export class Links {
  /** The files with pages that the server has written, by lint; also those of the house's own lints. */
  readonly files = new Map<string, vscode.Uri>();

  /** Lets the code of a finding lead to the rendered page of its lint. */
  turn(diagnostic: vscode.Diagnostic): void {
    const lint = lintOf(diagnostic);
    const target = typeof diagnostic.code === "object" ? diagnostic.code.target : undefined;
    // an address that the user has set stays
    if (lint === undefined || (target !== undefined && target.scheme !== "file")) {
      return;
    }
    if (target !== undefined) {
      this.files.set(lint, target);
    }
    const argument = encodeURIComponent(JSON.stringify([lint]));
    diagnostic.code = { value: lint, target: vscode.Uri.parse(`command:hakusho.explainLint?${argument}`) };
  }
}

/** The lint of a finding; nothing for what others found. */
function lintOf(diagnostic: vscode.Diagnostic): string | undefined {
  if (diagnostic.source !== SOURCE) {
    return undefined;
  }
  const code = diagnostic.code;
  const value = typeof code === "object" ? code.value : code;
  return typeof value === "string" ? value : undefined;
}

/** The lints of the findings at a place, each once. */
export function lintsAt(uri: vscode.Uri, at: vscode.Range): string[] {
  const here = vscode.languages.getDiagnostics(uri).filter((d) => d.range.intersection(at) !== undefined);
  return [...new Set(here.map(lintOf).filter((lint) => lint !== undefined))];
}
