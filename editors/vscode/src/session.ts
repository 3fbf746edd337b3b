/** The language server: found, started, started anew, and told about settings. */

import * as fs from "node:fs";
import * as os from "node:os";

import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions } from "vscode-languageclient/node";

import { VERSION, versionIn } from "./arguments";
import { type Search, findBinary } from "./binary";
import { Links } from "./diagnostics";
import type { Base } from "./paths";
import { run } from "./run";
import { type Language, type Settings, forServer, languageOf, needsRestart, readSettings } from "./settings";
import type { Status } from "./status";

/** What is worked on: the languages of drafts, in files and in texts that have none yet. */
export const DRAFTS = ["file", "untitled"].flatMap((scheme) =>
  ["plaintext", "markdown"].map((language) => ({ scheme, language })),
);

/** The time that `--version` may take, in milliseconds. */
const PATIENCE = 10_000;

/** A request of the server's that is not taken back. */
const NEVER = new vscode.CancellationTokenSource().token;

/** A session with the server. */
export class Session implements vscode.Disposable {
  readonly links = new Links();
  /** How many changes of text the server has asked for. */
  edits = 0;
  private client: LanguageClient | undefined;
  private program: string | undefined;
  private settings: Settings;
  /** Starts and stops come one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private readonly own: vscode.Disposable[];

  constructor(
    private readonly output: vscode.LogOutputChannel,
    private readonly status: Status,
    private readonly complain: (problem: string, told: boolean) => void,
  ) {
    this.settings = currentSettings();
    this.own = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("hakusho")) {
          this.changed();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.changed();
      }),
    ];
  }

  dispose(): void {
    this.own.forEach((d) => {
      d.dispose();
    });
  }

  /** The language in which the program writes. */
  get language(): Language {
    return languageOf(this.settings, vscode.env.language);
  }

  /** The config that the user has set for all files. */
  get config(): string | undefined {
    return forServer(this.settings, base()).config;
  }

  /** Starts the server, anew if it runs. */
  restart(): Promise<void> {
    this.queue = this.queue.then(async () => {
      await this.end();
      await this.begin();
    });
    return this.queue;
  }

  /** Ends the server. */
  stop(): Promise<void> {
    this.queue = this.queue.then(() => this.end());
    return this.queue;
  }

  /** The running server; when there is none, says why and gives nothing. */
  async running(): Promise<LanguageClient | undefined> {
    await this.queue;
    if (this.client?.state !== State.Running) {
      await this.restart();
    }
    return this.client?.state === State.Running ? this.client : undefined;
  }

  /** The program; when there is none, says why and gives nothing. */
  async found(): Promise<string | undefined> {
    await this.queue;
    if (this.program === undefined) {
      await this.restart();
    }
    return this.program;
  }

  private changed(): void {
    const before = this.settings;
    this.settings = currentSettings();
    // other changes are fetched by the server
    if (this.client?.state !== State.Running || needsRestart(before, this.settings)) {
      void this.restart();
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.program = undefined;
    if (client === undefined) {
      return;
    }
    try {
      await client.dispose();
    } catch (error) {
      this.output.warn(String(error));
    }
  }

  private async begin(): Promise<void> {
    this.status.starting();
    const search = findBinary(this.settings.path, { ...base(), searched: process.env["PATH"] ?? "", isProgram });
    if (!search.found) {
      this.fail(missing(search), search.told);
      return;
    }
    const answer = await run(search.path, VERSION, { timeout: PATIENCE });
    const version = versionIn(answer.out);
    if (version === undefined) {
      const said = (answer.errors || answer.out).trim().split("\n")[0] ?? "";
      this.fail(
        vscode.l10n.t("{0} is not the program hakusho, or does not work: {1}", search.path, said),
        this.settings.path !== "",
      );
      return;
    }
    this.output.info(`${search.path}: hakusho ${version}`);
    this.program = search.path;
    const client = this.make(search.path);
    this.client = client;
    client.onDidChangeState((event) => {
      if (event.newState === State.Running) {
        this.status.running(version, search.path);
      } else if (event.newState === State.Stopped && this.client === client) {
        this.status.failed(vscode.l10n.t("The language server has stopped."));
      }
    });
    try {
      await client.start();
    } catch (error) {
      this.client = undefined;
      this.fail(vscode.l10n.t("The language server did not start: {0}", String(error)), false);
    }
  }

  private fail(problem: string, told: boolean): void {
    this.output.error(problem);
    this.status.failed(problem);
    this.complain(problem, told);
  }

  private make(program: string): LanguageClient {
    const { links } = this;
    const told = () => forServer(this.settings, base());
    const options: LanguageClientOptions = {
      documentSelector: DRAFTS,
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: told,
      diagnosticPullOptions: { onChange: true, onTabs: true },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => {
          diagnostics.forEach((d) => {
            links.turn(d);
          });
          next(uri, diagnostics);
        },
        provideDiagnostics: async (document, previous, token, next) => {
          const report = await next(document, previous, token);
          turnAll(links, report);
          return report;
        },
        provideWorkspaceDiagnostics: (previous, token, report, next) =>
          next(previous, token, (chunk) => {
            chunk?.items.forEach((item) => {
              turnAll(links, item);
            });
            report(chunk);
          }),
        workspace: {
          // the server must not see what it does not know
          configuration: (params) => params.items.map(() => told()),
          handleApplyEdit: (params, next) => {
            this.edits += 1;
            return next(params, NEVER);
          },
        },
      },
    };
    return new LanguageClient("hakusho", "hakusho", { command: program, args: ["lsp"] }, options);
  }
}

/** The folder that relative paths start from. */
export function folder(): string | undefined {
  return vscode.workspace.workspaceFolders?.find((f) => f.uri.scheme === "file")?.uri.fsPath;
}

function base(): Base {
  return { platform: process.platform, home: os.homedir(), folder: folder() };
}

function currentSettings(): Settings {
  const settings = vscode.workspace.getConfiguration("hakusho");
  return readSettings((name) => settings.get(name));
}

function missing(search: Search & { found: false }): string {
  if (search.told) {
    return vscode.l10n.t("The setting hakusho.path names no program: {0}", search.places.join(", "));
  }
  return vscode.l10n.t("The program hakusho was not found, neither in PATH nor where cargo installs programs.");
}

function isProgram(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return fs.statSync(path).isFile();
  } catch {
    return false;
  }
}

function turnAll(links: Links, report: unknown): void {
  const items = (report as { items?: vscode.Diagnostic[] } | null | undefined)?.items;
  items?.forEach((d) => {
    links.turn(d);
  });
}
