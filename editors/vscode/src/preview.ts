/**
 * Pages of ours as rendered Markdown. They are texts of a scheme of their own,
 * not files: a file would be taken for a draft and checked.
 */

import * as vscode from "vscode";

const SCHEME = "hakusho-page";

/** Shows pages. */
export class Preview implements vscode.TextDocumentContentProvider {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;
  private readonly texts = new Map<string, string>();

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      new vscode.Disposable(() => {
        this.changes.dispose();
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  /** Shows a page, from a heading on if one is named. */
  async show(name: string, markdown: string, heading = ""): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
    this.texts.set(uri.path, markdown);
    this.changes.fire(uri);
    // otherwise it would turn into a preview of the draft that is looked at next
    const settings = { locked: true };
    await vscode.commands.executeCommand("markdown.showPreview", uri.with({ fragment: heading }), undefined, settings);
  }
}
