/**
 * What the extension relies on, asked of the program itself. Set HAKUSHO to its
 * path; without it these tests are left out, and say so.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CodeActionRequest,
  ConfigurationRequest,
  DidOpenTextDocumentNotification,
  ExecuteCommandRequest,
  InitializeRequest,
  type InitializeResult,
  InitializedNotification,
  ApplyWorkspaceEditRequest,
  type ApplyWorkspaceEditParams,
  type CodeAction,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
  createProtocolConnection,
} from "vscode-languageserver-protocol/node";

import { VERSION, explainArguments, localeOf, reportArguments, rulesArguments, versionIn } from "../src/arguments";
import { lintRows, pageMarkdown } from "../src/page";
import { run } from "../src/run";
import { forServer, readSettings } from "../src/settings";

const PROGRAM = process.env["HAKUSHO"] ?? "";

const DRAFT =
  "第1章　海\n\nわが国の周りの海は広く、すべてを船だけで見守\nることはできない。令和5年（2022年）の海である。\n";
const CLEAN = "第2章　山\n\n本文である。\n";

describe.skipIf(PROGRAM === "")("the program", () => {
  test("has the version of the extension", async () => {
    const manifest = JSON.parse(readFileSync(path.join(__dirname, "../package.json"), "utf8")) as { version: string };
    expect(versionIn((await run(PROGRAM, VERSION)).out)).toBe(manifest.version);
  });

  test.each(["ja", "en"] as const)("lists and explains its lints (%s)", async (language) => {
    const rows = lintRows((await run(PROGRAM, rulesArguments(language))).out);
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const page = await run(PROGRAM, explainArguments(row.name, language));
      expect(page, row.name).toMatchObject({ code: 0, errors: "" });
      const markdown = pageMarkdown(page.out, language);
      expect(markdown.startsWith(`# ${row.name}\n\n${row.about}\n\n`), markdown.slice(0, 200)).toBe(true);
      expect(markdown).toContain(language === "ja" ? "\n## 例\n" : "\n## Examples\n");
    }
  });

  test("what is not there, and what does not start, is an ending too", async () => {
    expect((await run(PROGRAM, explainArguments("no-such", "en"))).code).toBe(2);
    expect((await run(path.join(tmpdir(), "no-such-program"), VERSION)).code).toBe(-1);
    expect((await run(PROGRAM, ["lsp"], { signal: AbortSignal.timeout(100) })).code).toBe(-1);
  });
});

describe.skipIf(PROGRAM === "")("the server", () => {
  let folder = "";
  let child: ChildProcess;
  let connection: ProtocolConnection;
  let answer: InitializeResult;
  const applied: ApplyWorkspaceEditParams[] = [];
  const settings = readSettings((name) => ({ language: "ja" })[name]);

  function uri(name: string): string {
    return pathToFileURL(path.join(folder, name)).toString();
  }

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), "hakusho-")));
    writeFileSync(path.join(folder, "a.txt"), DRAFT);
    writeFileSync(path.join(folder, "b.txt"), CLEAN);
    child = spawn(PROGRAM, ["lsp"], {
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, XDG_CACHE_HOME: path.join(folder, ".cache") },
    });
    if (child.stdout === null || child.stdin === null) {
      throw new Error("the server has no streams");
    }
    connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const told = () => forServer(settings, { platform: process.platform, home: folder, folder });
    connection.onRequest(ConfigurationRequest.type, (params) => params.items.map(told));
    connection.onRequest(ApplyWorkspaceEditRequest.type, (params) => {
      applied.push(params);
      return { applied: true };
    });
    connection.listen();
    answer = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still demands it
      rootUri: null,
      locale: "en",
      workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: "book" }],
      initializationOptions: told(),
      capabilities: { workspace: { configuration: true } },
    });
    await connection.sendNotification(InitializedNotification.type, {});
    for (const [name, text] of [
      ["a.txt", DRAFT],
      ["b.txt", CLEAN],
    ] as const) {
      const textDocument = { uri: uri(name), languageId: "plaintext", version: 1, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    }
  });

  afterAll(() => {
    connection.dispose();
    child.kill();
    rmSync(folder, { recursive: true });
  });

  test("has the commands that the extension calls", () => {
    const commands = answer.capabilities.executeCommandProvider?.commands ?? [];
    expect(commands).toEqual(expect.arrayContaining(["hakusho.cleanSelection", "hakusho.fixAll"]));
  });

  test("takes the settings, and checks the whole workspace", async () => {
    const report = await connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    expect(report.items.map((item) => item.uri).sort()).toEqual([uri("a.txt"), uri("b.txt")]);
    const found = report.items.flatMap((item) => (item.kind === "full" ? item.items : []));
    const [era] = found.filter((d) => d.code === "era-mismatch");
    expect(era).toMatchObject({ source: "hakusho", severity: 1 });
    expect(era?.message).toContain("令和5年は2023年");
    expect(era?.codeDescription?.href).toMatch(/^file:.*era-mismatch\.md$/);
  });

  test("gives the edits that clean a file, and none for a clean one", async () => {
    const edits = async (name: string) => {
      const start = { line: 0, character: 0 };
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uri(name) },
        range: { start, end: start },
        context: { diagnostics: [], only: ["source.clean.hakusho"] },
      });
      return (actions as CodeAction[]).map((a) => a.edit?.changes?.[uri(name)]);
    };
    const [cleaned] = await edits("a.txt");
    expect(cleaned).toEqual([
      { range: { start: { line: 2, character: 22 }, end: { line: 3, character: 0 } }, newText: "" },
    ]);
    expect(await edits("b.txt")).toEqual([]);
  });

  test("asks for the edits of a command before it answers", async () => {
    const range = { start: { line: 2, character: 3 }, end: { line: 3, character: 1 } };
    const clean = (name: string) =>
      connection.sendRequest(ExecuteCommandRequest.type, {
        command: "hakusho.cleanSelection",
        arguments: [uri(name), range],
      });
    await clean("b.txt");
    expect(applied).toEqual([]);
    await clean("a.txt");
    expect(applied).toHaveLength(1);
  });

  test("writes the report, or is too old for it", async () => {
    const output = path.join(folder, "report.html");
    const ending = await run(PROGRAM, reportArguments([folder], output), { environment: localeOf("ja") });
    if (ending.errors.includes("unrecognized subcommand")) {
      expect(ending.code).toBe(2);
    } else {
      expect(readFileSync(output, "utf8")).toMatch(/^<!doctype html><html lang="ja">/i);
    }
  });
});
