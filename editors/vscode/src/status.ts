/** The item in the language status: whether the server runs, and which. */

import * as vscode from "vscode";

/** Shows how the server is. */
export class Status implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem("hakusho", selector);
    this.item.name = "hakusho";
    this.item.text = "hakusho";
  }

  dispose(): void {
    this.item.dispose();
  }

  starting(): void {
    this.show(vscode.LanguageStatusSeverity.Information, vscode.l10n.t("starting…"), true);
  }

  running(version: string, program: string): void {
    this.show(vscode.LanguageStatusSeverity.Information, `${version} (${program})`, false);
    this.item.command = { title: vscode.l10n.t("Show Output"), command: "hakusho.showOutput" };
  }

  failed(problem: string): void {
    this.show(vscode.LanguageStatusSeverity.Error, problem, false);
    this.item.command = { title: vscode.l10n.t("Start Again"), command: "hakusho.restartServer" };
  }

  private show(severity: vscode.LanguageStatusSeverity, detail: string, busy: boolean): void {
    this.item.severity = severity;
    this.item.detail = detail;
    this.item.busy = busy;
  }
}
