/**
 * hakusho in VS Code. Thin on purpose: what is found, mended and shown comes
 * from the language server and the program; here they are found, started and
 * put on the editor's commands.
 */

import * as vscode from "vscode";

import { checkBook } from "./check";
import { Clean } from "./clean";
import { Explain } from "./explain";
import { openReport } from "./report";
import { DRAFTS, Session } from "./session";
import { Status } from "./status";

let session: Session | undefined;

/** Called by the editor. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("hakusho", { log: true });
  const status = new Status(DRAFTS);
  const here = new Session(output, status, (problem, told) => void complain(context, problem, told));
  session = here;
  const storage = context.storageUri ?? context.globalStorageUri;
  const on = vscode.commands.registerCommand;
  context.subscriptions.push(
    output,
    status,
    here,
    ...new Clean(here).register(),
    ...new Explain(here).register(),
    on("hakusho.checkBook", () => checkBook(here)),
    on("hakusho.openReport", () => openReport(here, storage)),
    on("hakusho.restartServer", () => here.restart()),
    on("hakusho.showOutput", () => {
      output.show();
    }),
  );
  void here.restart();
}

/** Called by the editor, which waits for the server's end. */
export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}

/** Says what is wrong, and offers what mends it. */
async function complain(context: vscode.ExtensionContext, problem: string, told: boolean): Promise<void> {
  const setting = vscode.l10n.t("Open Setting");
  const readme = vscode.l10n.t("How to Install");
  const remedy = told
    ? vscode.l10n.t("Correct the setting, or empty it to have the program looked for.")
    : vscode.l10n.t("Install it, or say where it is.");
  const answer = await vscode.window.showErrorMessage(`${problem} ${remedy}`, setting, readme);
  if (answer === setting) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "hakusho.path");
  } else if (answer === readme) {
    const file = vscode.Uri.joinPath(context.extensionUri, "README.md");
    await vscode.commands.executeCommand("markdown.showPreview", file);
  }
}
