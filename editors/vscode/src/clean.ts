/** Cleaning a file or lines of it, and showing beforehand what would change. */

import * as vscode from "vscode";
import { CodeActionRequest, type CodeAction, type Command, type LanguageClient } from "vscode-languageclient/node";

import { DRAFTS, type Session } from "./session";

/** Texts as cleaning would make them, beside the files. */
const SCHEME = "hakusho-clean";

/** The kind under which the server gives the edits that clean a file. */
const KIND = "source.clean.hakusho";

/** The commands that clean. */
export class Clean implements vscode.TextDocumentContentProvider {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;
  private readonly texts = new Map<string, string>();

  constructor(private readonly session: Session) {}

  register(): vscode.Disposable[] {
    const on = vscode.commands.registerCommand;
    return [
      new vscode.Disposable(() => {
        this.changes.dispose();
      }),
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.scheme === SCHEME) {
          this.texts.delete(document.uri.toString());
        }
      }),
      on("hakusho.cleanFile", (uri?: vscode.Uri) => this.file(uri)),
      on("hakusho.previewClean", (uri?: vscode.Uri) => this.preview(uri)),
      on("hakusho.applyClean", (uri?: vscode.Uri) => this.apply(uri)),
      on("hakusho.cleanLines", () => this.lines()),
      on("hakusho.fixFile", () => this.fix()),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  private async file(uri?: vscode.Uri): Promise<void> {
    const document = await draft(uri);
    const edit = document && (await this.edit(document));
    if (edit !== undefined && !(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showWarningMessage(vscode.l10n.t("The text has changed meanwhile; nothing was done."));
    }
  }

  private async preview(uri?: vscode.Uri): Promise<void> {
    const document = await draft(uri);
    const edit = document && (await this.edit(document));
    if (document === undefined || edit === undefined) {
      return;
    }
    const shown = document.uri.with({ scheme: SCHEME, query: document.uri.toString() });
    this.texts.set(shown.toString(), edited(document, edit.get(document.uri)));
    this.changes.fire(shown);
    const name = vscode.workspace.asRelativePath(document.uri);
    const title = vscode.l10n.t("{0}: what cleaning would change", name);
    await vscode.commands.executeCommand("vscode.diff", document.uri, shown, title, { preview: true });
  }

  /** Cleans the file whose preview is shown, and closes the preview. */
  private async apply(uri?: vscode.Uri): Promise<void> {
    const shown = uri ?? vscode.window.activeTextEditor?.document.uri;
    if (shown?.scheme !== SCHEME) {
      return;
    }
    const source = vscode.Uri.parse(shown.query, true);
    await this.file(source);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const preview = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === shown.toString(),
    );
    await vscode.window.tabGroups.close(preview);
    await vscode.window.showTextDocument(source);
  }

  /** What cleans the file; nothing when it is clean, which is said. */
  private async edit(document: vscode.TextDocument): Promise<vscode.WorkspaceEdit | undefined> {
    const client = await this.session.running();
    if (client === undefined) {
      return undefined;
    }
    const edit = await cleaning(client, document);
    if (edit === undefined) {
      sayClean();
    }
    return edit;
  }

  private async lines(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const client = editor && isDraft(editor.document) && (await this.session.running());
    if (!editor || !client) {
      return;
    }
    const { document, selection } = editor;
    const range = client.code2ProtocolConverter.asRange(selection);
    await this.execute("hakusho.cleanSelection", [client.code2ProtocolConverter.asUri(document.uri), range]);
  }

  private async fix(): Promise<void> {
    const document = await draft();
    const client = await this.session.running();
    if (document !== undefined && client !== undefined) {
      await this.execute("hakusho.fixAll", [client.code2ProtocolConverter.asUri(document.uri)]);
    }
  }

  /** Runs a command of the server, which asks for the edits before it answers. */
  private async execute(command: string, args: unknown[]): Promise<void> {
    const before = this.session.edits;
    await vscode.commands.executeCommand(command, ...args);
    if (this.session.edits === before) {
      if (command === "hakusho.fixAll") {
        vscode.window.setStatusBarMessage(vscode.l10n.t("hakusho: no finding has a safe fix"), 5000);
      } else {
        sayClean();
      }
    }
  }
}

function sayClean(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t("hakusho: there is nothing to clean"), 5000);
}

/** Asks the server for the edits that clean a document. */
async function cleaning(
  client: LanguageClient,
  document: vscode.TextDocument,
): Promise<vscode.WorkspaceEdit | undefined> {
  const actions: (Command | CodeAction)[] | null = await client.sendRequest(CodeActionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: [KIND] },
  });
  const edit = actions?.map((action) => ("edit" in action ? action.edit : undefined)).find((e) => e !== undefined);
  return edit && client.protocol2CodeConverter.asWorkspaceEdit(edit);
}

/** The text with edits, which are disjoint. */
function edited(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  let text = document.getText();
  const places = edits.map((e) => ({
    start: document.offsetAt(e.range.start),
    end: document.offsetAt(e.range.end),
    text: e.newText,
  }));
  for (const place of places.sort((a, b) => b.start - a.start || b.end - a.end)) {
    text = text.slice(0, place.start) + place.text + text.slice(place.end);
  }
  return text;
}

/** The document that is meant: the one that was clicked, else the one in front. */
async function draft(uri?: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const document =
    uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (document !== undefined && isDraft(document)) {
    return document;
  }
  void vscode.window.showWarningMessage(vscode.l10n.t("Open a plain text or Markdown file first."));
  return undefined;
}

function isDraft(document: vscode.TextDocument): boolean {
  return vscode.languages.match(DRAFTS, document) > 0;
}
