/**
 * hakusho in VS Code. Thin on purpose: what is found, mended and shown comes
 * from the language server and the program; here they are found, started and
 * put on the editor's commands.
 */

import * as vscode from "vscode";

import { checkBook } from "./check";
import { Clean } from "./clean";
import { Explain } from "./explain";
import { Preview } from "./preview";
import { closeReport, openReport } from "./report";
import { DRAFTS, Session } from "./session";
import { Status } from "./status";

let session: Session | undefined;

/** Called by the editor. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("hakusho", { log: true });
  const status = new Status(DRAFTS);
  const preview = new Preview();
  const here = new Session(output, status, (problem, told) => void complain(context, preview, problem, told));
  session = here;
  const storage = context.storageUri ?? context.globalStorageUri;
  const on = vscode.commands.registerCommand;
  context.subscriptions.push(
    output,
    status,
    preview.register(),
    here,
    ...new Clean(here).register(),
    ...new Explain(here, preview).register(),
    on("hakusho.checkBook", () => checkBook(here)),
    on("hakusho.openReport", () => openReport(here, storage)),
    new vscode.Disposable(closeReport),
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
async function complain(
  context: vscode.ExtensionContext,
  preview: Preview,
  problem: string,
  told: boolean,
): Promise<void> {
  const setting = vscode.l10n.t("Open Setting");
  const readme = vscode.l10n.t("How to Install");
  const remedy = told
    ? vscode.l10n.t("Correct the setting, or empty it to have the program looked for.")
    : vscode.l10n.t("Install it, or say where it is.");
  const answer = await vscode.window.showErrorMessage(`${problem} ${remedy}`, setting, readme);
  if (answer === setting) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "hakusho.path");
  } else if (answer === readme) {
    await showReadme(context.extensionUri, preview);
  }
}

/** Shows how to install the program, in the reader's language. */
async function showReadme(extension: vscode.Uri, preview: Preview): Promise<void> {
  const files = await vscode.workspace.fs.readDirectory(extension);
  // packing writes the name in small letters
  const name = files.map(([file]) => file).find((file) => file.toLowerCase() === "readme.md");
  if (name !== undefined) {
    const text = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, name));
    await preview.show("hakusho", new TextDecoder().decode(text), vscode.l10n.t("install"));
  }
}
