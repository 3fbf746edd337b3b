// Reports for the tests, and the browser that opens them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
const program = process.env.HAKUSHO || "hakusho";
export const folder = mkdtempSync(path.join(tmpdir(), "hakusho-browser-"));

/** Makes a report of files or folders; its address. */
export function report(name, inputs, { lang = "ja", cwd = here } = {}) {
  const output = path.join(folder, `${name}.html`);
  execFileSync(program, ["report", "--no-config", "--quiet", "--lang", lang, "--output", output, ...inputs], { cwd });
  return pathToFileURL(output).href;
}

/** Writes a file for a report. */
export function file(name, text) {
  writeFileSync(path.join(folder, name), text);
  return name;
}

/** The drafts with mistakes that the suite comes with. */
export const draft = (lang) => report(`draft-${lang}`, ["."], { lang, cwd: path.join(here, "draft") });

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });

/** Opens a report in a fresh profile. What the page complains of, and what it
 * asks the network for, is kept. */
export async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("dialog", (dialog) => { page.complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url().split("#")[0] !== address.split("#")[0]) page.complaints.push(`request: ${request.url()}`); });
  await page.goto(address);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  return page;
}

/** Goes to an address of the page and waits until it is shown. */
export async function go(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))); }));
}
