/** Checking the whole book now. The server does so by itself all the time; this waits until it is done. */

import * as vscode from "vscode";
import {
  DiagnosticSeverity,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from "vscode-languageclient/node";

import type { Session } from "./session";

/** Checks all files of the workspace and shows what was found. */
export async function checkBook(session: Session): Promise<void> {
  const client = await session.running();
  if (client === undefined) {
    return;
  }
  const title = vscode.l10n.t("hakusho: checking the book");
  const place = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const report = await vscode.window.withProgress(place, async (_, token) => {
    try {
      return await client.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] }, token);
    } catch (error) {
      if (token.isCancellationRequested) {
        return undefined;
      }
      throw error;
    }
  });
  if (report === undefined) {
    return;
  }
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  void vscode.window.showInformationMessage(summary(report));
}

function summary(report: WorkspaceDiagnosticReport): string {
  const found = report.items.flatMap((item) => (item.kind === "full" ? item.items : []));
  const count = (severity: DiagnosticSeverity) => found.filter((d) => d.severity === severity).length;
  if (found.length === 0) {
    return vscode.l10n.t("hakusho found nothing. Files checked: {0}.", report.items.length);
  }
  return vscode.l10n.t(
    "hakusho: errors {0}, warnings {1}, remarks {2}. Files checked: {3}.",
    count(DiagnosticSeverity.Error),
    count(DiagnosticSeverity.Warning),
    count(DiagnosticSeverity.Information),
    report.items.length,
  );
}
