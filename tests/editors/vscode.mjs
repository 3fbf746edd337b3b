// The packed extension in a real VS Code, worked with as a user does:
//   node vscode.mjs HAKUSHO HAKUSHO.VSIX
// Run by hand. $TOOLS is a folder outside of the repository in which npm has
// installed code-server (with its native modules) and playwright-core;
// $CHROMIUM is a browser, /usr/bin/chromium if not set.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

const [program, extension] = process.argv.slice(2).map((file) => realpathSync(file));
const tools = path.resolve(process.env.TOOLS ?? ".");
const { chromium } = createRequire(path.join(tools, "x.js"))("playwright-core");
const entry = path.join(tools, "node_modules/code-server/out/node/entry.js");
const PORT = 8530;

const ONE =
  "# 第1章　海\n\n宇宙状況監視（SSA：Space Situational Awareness）。令和5年（2022年）のSSAは資料2を参照※1。\n\n※1　漁船を含む。\n";
const TORN = "SSAを使う。わが国の周りの海は広く、すべてを船だけで見守\nることはできない。";
const WHOLE = TORN.replace("\n", "");

const own = mkdtempSync(path.join(tmpdir(), "hakusho-"));
const book = path.join(own, "book");
mkdirSync(book);
writeFileSync(path.join(book, "ch1.md"), ONE);
writeFileSync(path.join(book, "ch2.txt"), `第2章　港\n\n${TORN}2024年5月1日（月）に港を開いた。\n\n資料2　船の一覧\n`);
const places = ["--user-data-dir", path.join(own, "data"), "--extensions-dir", path.join(own, "extensions")];
for (const [folder, settings] of [
  ["Machine", { "hakusho.path": program, "hakusho.language": "ja" }],
  ["User", { "workbench.startupEditor": "none", "files.autoSave": "off" }],
]) {
  mkdirSync(path.join(own, "data", folder), { recursive: true });
  writeFileSync(path.join(own, "data", folder, "settings.json"), JSON.stringify(settings));
}
const env = { ...process.env, HOME: own };
execFileSync(process.execPath, [entry, ...places, "--install-extension", extension], { env, stdio: "ignore" });
const options = ["--auth", "none", "--bind-addr", `127.0.0.1:${PORT}`, "--disable-workspace-trust", "--disable-telemetry"];
const server = spawn(process.execPath, [entry, ...options, "--disable-update-check", ...places], { env, stdio: "ignore" });
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: "en" })).newPage();
page.setDefaultTimeout(20_000);

const pick = async (key, text) => {
  await page.keyboard.press(key);
  const input = page.locator(".quick-input-widget .quick-input-box input");
  await input.waitFor();
  await page.keyboard.type(text);
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await page.waitForTimeout(800);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
};
const command = (title) => pick("F1", title);
const file = (name) => pick("Control+P", name);
const until = async (what, condition) => {
  for (let n = 0; n < 100; n += 1) {
    if (await condition()) {
      console.log(`ok: ${what}`);
      return;
    }
    await page.waitForTimeout(200);
  }
  await page.screenshot({ path: "vscode-failed.png" });
  throw new Error(`${what}: not so (vscode-failed.png shows what is there)`);
};
const text = async () => {
  const lines = await page.locator(".editor-instance .view-line").allTextContents();
  return lines.join("\n").replaceAll("\u00a0", " ");
};
const shown = (words, where) => async () => (await page.locator(where).allTextContents()).some((t) => t.includes(words));

try {
  for (let n = 0; ; n += 1) {
    const there = await page.goto(`http://127.0.0.1:${PORT}/?folder=${book}`).catch(() => undefined);
    if (there?.ok()) break;
    assert(n < 100, "code-server does not start");
    await page.waitForTimeout(200);
  }
  await page.locator(".monaco-workbench").waitFor();
  await page.waitForTimeout(3000);

  await file("ch2.txt");
  const checked = execFileSync(program, ["check", "--output-format", "concise", "--fail-on", "off", book]);
  const count = checked.toString().trim().split("\n").length;
  await command("hakusho: Check Book");
  await until("the book is checked", shown("Files checked: 2", ".notification-list-item-message"));
  await until("the findings of all files, in the language that is set", shown("令和5年は2023年", ".markers-panel"));
  await until(`each of the ${count} findings once`, shown(String(count), ".panel .composite-bar .badge-content"));

  await page.locator(".markers-panel a", { hasText: "era-mismatch" }).first().click();
  await until("the name of a lint leads to its page", shown("era-mismatch.md", ".tab .label-name"));

  await file("ch2.txt");
  await command("hakusho: Show What Cleaning");
  await until("what cleaning would change is shown", shown("what cleaning would change", ".tab .label-name"));
  await page.locator('.editor-actions [aria-label^="Clean the File as Shown"]').click();
  await until("and done", async () => (await text()).includes(WHOLE));
  await page.locator(".editor-instance .view-lines").first().click();
  await page.keyboard.press("Control+Z");
  await until("in one step to undo", async () => !(await text()).includes(WHOLE));

  await page.keyboard.press("Control+A");
  await command("hakusho: Clean Selected");
  await until("lines are cleaned", async () => (await text()).includes(WHOLE));
  await command("hakusho: Clean File");
  await until("what is clean stays", shown("there is nothing to clean", ".statusbar-item"));
} finally {
  await browser.close();
  server.kill();
  rmSync(own, { recursive: true, force: true });
}
