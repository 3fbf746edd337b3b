/** The report of a book: written by the program, shown in the browser. */

import * as fs from "node:fs/promises";

import * as vscode from "vscode";

import { isUnknownCommand, localeOf, reportArguments } from "./arguments";
import { run } from "./run";
import { type Served, serve } from "./serve";
import { DRAFTS, type Session, folder } from "./session";

/** The report that is given to a browser now. */
let served: Served | undefined;

/** Writes the report of the workspace and opens it. */
export async function openReport(session: Session, storage: vscode.Uri): Promise<void> {
  const folders = vscode.workspace.workspaceFolders?.filter((f) => f.uri.scheme === "file") ?? [];
  const file = vscode.window.activeTextEditor?.document.uri;
  const paths = folders.map((f) => f.uri.fsPath);
  if (paths.length === 0 && file?.scheme === "file") {
    paths.push(file.fsPath);
  }
  if (paths.length === 0) {
    void vscode.window.showWarningMessage(vscode.l10n.t("Open the folder of a book, or a draft, first."));
    return;
  }
  const program = await session.found();
  if (program === undefined || !(await saved())) {
    return;
  }
  await vscode.workspace.fs.createDirectory(storage);
  const output = vscode.Uri.joinPath(storage, "report.html");
  await fs.rm(output.fsPath, { force: true });
  const title = vscode.l10n.t("hakusho: writing the report");
  const place = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const ending = await vscode.window.withProgress(place, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => {
      stop.abort();
    });
    const args = reportArguments(paths, output.fsPath, session.config);
    const environment = localeOf(session.language);
    const result = await run(program, args, { cwd: folder(), environment, signal: stop.signal });
    return token.isCancellationRequested ? undefined : result;
  });
  if (ending === undefined) {
    return;
  }
  if (await isThere(output)) {
    if (ending.code !== 0) {
      void vscode.window.showWarningMessage(vscode.l10n.t("The report lacks something: {0}", ending.errors.trim()));
    }
    await show(output);
  } else if (isUnknownCommand(ending.code, ending.errors, "report")) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("This hakusho ({0}) is too old to write reports. Install a newer one.", program),
    );
  } else {
    void vscode.window.showErrorMessage(vscode.l10n.t("The report was not written: {0}", ending.errors.trim()));
  }
}

/** The report is made of what is on the disk. Whether to go on. */
async function saved(): Promise<boolean> {
  const unsaved = vscode.workspace.textDocuments.filter(
    (d) => d.isDirty && !d.isUntitled && vscode.languages.match(DRAFTS, d) > 0,
  );
  if (unsaved.length === 0) {
    return true;
  }
  const save = vscode.l10n.t("Save and Go On");
  const leave = vscode.l10n.t("Go On Without");
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Drafts with changes that are not saved: {0}. The report does not have these changes.",
      unsaved.length,
    ),
    save,
    leave,
  );
  if (answer === save) {
    const done = await Promise.all(unsaved.map((d) => d.save()));
    return done.every(Boolean);
  }
  return answer === leave;
}

/** Opens the report in the browser of the user, who may sit at another machine. */
async function show(report: vscode.Uri): Promise<void> {
  served?.stop();
  served = undefined;
  const here = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (here) {
    await vscode.env.openExternal(report);
    return;
  }
  served = await serve(report.fsPath);
  await vscode.env.openExternal(await forwarded(vscode.Uri.parse(served.address)));
}

/** The address for the user's browser. On a desktop opening forwards the port; in a browser some forget the path. */
async function forwarded(address: vscode.Uri): Promise<vscode.Uri> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) {
    return address;
  }
  const root = await vscode.env.asExternalUri(address.with({ path: "/" }));
  return vscode.Uri.joinPath(root, address.path);
}

/** Ends what was begun for showing a report. */
export function closeReport(): void {
  served?.stop();
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return fs.stat(uri.fsPath).then(
    (s) => s.isFile(),
    () => false,
  );
}
