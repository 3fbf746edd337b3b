/** The pages of lints, rendered. */

import * as vscode from "vscode";

import { explainArguments, rulesArguments } from "./arguments";
import { lintsAt } from "./diagnostics";
import { lintRows, oneLanguage, pageMarkdown } from "./page";
import type { Preview } from "./preview";
import { run } from "./run";
import { DRAFTS, type Session } from "./session";
import type { Language } from "./settings";

/** The command that explains a lint, and the action that leads to it from a finding. */
export class Explain implements vscode.CodeActionProvider {
  constructor(
    private readonly session: Session,
    private readonly preview: Preview,
  ) {}

  register(): vscode.Disposable[] {
    const on = vscode.commands.registerCommand;
    return [
      vscode.languages.registerCodeActionsProvider(DRAFTS, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
      on("hakusho.explainLint", (lint?: unknown) => this.explain(lint)),
    ];
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return lintsAt(document.uri, range).map((lint) => {
      const title = vscode.l10n.t("Explain: {0}", lint);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = { title, command: "hakusho.explainLint", arguments: [lint] };
      return action;
    });
  }

  private async explain(asked: unknown): Promise<void> {
    const program = await this.session.found();
    if (program === undefined) {
      return;
    }
    const { language } = this.session;
    const lint = typeof asked === "string" ? asked : await choose(program, language);
    if (lint === undefined) {
      return;
    }
    const page = await run(program, explainArguments(lint, language));
    const file = this.session.links.files.get(lint);
    if (page.code === 0) {
      await this.preview.show(lint, pageMarkdown(page.out, language));
    } else if (file !== undefined) {
      // a lint of the house: only the server knows its page
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      await this.preview.show(lint, pageMarkdown(oneLanguage(text, language), language));
    } else {
      void vscode.window.showErrorMessage(page.errors.trim());
    }
  }
}

/** The lint that is meant: the one at the cursor, else one from the list. */
async function choose(program: string, language: Language): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const here = editor === undefined ? [] : lintsAt(editor.document.uri, editor.selection);
  if (here.length === 1) {
    return here[0];
  }
  const rows = lintRows((await run(program, rulesArguments(language))).out);
  const about = new Map(rows.map((row) => [row.name, row.about]));
  const items: vscode.QuickPickItem[] = [];
  if (here.length > 0) {
    items.push(heading(vscode.l10n.t("at the cursor")));
    items.push(...here.map((lint) => ({ label: lint, detail: about.get(lint) ?? "" })));
  }
  let group = "";
  for (const row of rows) {
    if (row.group !== group) {
      group = row.group;
      items.push(heading(group));
    }
    items.push({ label: row.name, description: row.level, detail: row.about });
  }
  const placeHolder = vscode.l10n.t("Which lint is to be explained?");
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  return picked?.label;
}

function heading(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
