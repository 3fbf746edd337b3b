// Books of megabytes open at once, and many findings do not freeze the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { browser, file, folder, go, open, report } from "./setup.mjs";

after(() => browser.close());

/** Milliseconds until summary and findings are shown and can be used: the best
 * of a few, since other programs run as well. */
async function opening(address) {
  const times = [];
  for (let i = 0; i < 4; i += 1) {
    const begun = performance.now();
    const page = await open(address);
    await page.locator("#list .finding").first().waitFor();
    await page.locator(".summary .bars").first().waitFor();
    times.push(performance.now() - begun);
    await page.context().close();
  }
  return Math.min(...times);
}

test("a book of 20 MB opens within two seconds", { skip: !process.env.HAKUSHO_MADE && "HAKUSHO_MADE names no made text" }, async () => {
  // as one file, and as fifty
  const made = readFileSync(process.env.HAKUSHO_MADE);
  assert.ok(made.length >= 20_000_000);
  const names = Array.from({ length: 50 }, (_, i) => {
    const cut = (n) => (n === 0 ? 0 : n === 50 ? made.length : made.indexOf(10, Math.floor(made.length / 50) * n) + 1);
    return file(`chapter-${String(i).padStart(2, "0")}.txt`, made.subarray(cut(i), cut(i + 1)));
  });
  for (const [name, inputs] of [["one", [file("book.txt", made)]], ["fifty", names]]) {
    const address = report(`large-${name}`, inputs, { cwd: folder });
    const time = await opening(address);
    console.log(`20 MB in ${inputs.length} file(s): ${Math.round(time)} ms`);
    assert.ok(time < 2000, `${name}: ${time} ms`);
    // any place of it, at once
    const page = await open(address);
    await page.waitForFunction(() => document.readyState !== "loading");
    const begun = performance.now();
    await go(page, "#finding/400");
    await page.waitForFunction(() => document.activeElement?.id === "mark-400");
    assert.ok(performance.now() - begun < 2000);
    assert.ok(await page.locator("#mark-400").isVisible());
    const drawn = await page.locator("#text .block").count();
    assert.ok(drawn < 5000, `${drawn} blocks are drawn`);
    await page.context().close();
  }
});

test("ten thousand findings do not freeze the page", async () => {
  const line = (i) => `第${i + 1}回の会議は平成19（2008）年に開かれた。`;
  const name = file("many.txt", Array.from({ length: 10_000 }, (_, i) => line(i)).join("\n\n"));
  const address = report("many", [name], { cwd: folder });
  const time = await opening(address);
  console.log(`10,000 findings: ${Math.round(time)} ms`);
  assert.ok(time < 2000, `${time} ms`);
  const page = await open(address);
  assert.match(await page.locator("#status").textContent(), /^10000件中10000件$/);
  assert.equal(await page.locator("#list .finding").count(), 50);
  await page.locator("#list .more button").click();
  assert.equal(await page.locator("#list .finding").count(), 100);
  assert.ok(await page.evaluate(() => document.activeElement.closest(".finding") === document.querySelectorAll(".finding")[50]));
  const begun = performance.now();
  await page.fill("input[name=words]", "第7777回");
  await page.waitForFunction(() => document.querySelectorAll("#list .finding").length === 1);
  assert.ok(performance.now() - begun < 2000);
  await page.locator("#list a.open").click();
  await page.waitForFunction(() => document.activeElement?.id === "mark-7776");
  // more than can be printed is told
  await go(page, "#findings");
  await page.click("button[type=reset]");
  await page.waitForFunction(() => document.querySelectorAll("#list .finding").length === 50);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#list .finding").count(), 2000);
  assert.match(await page.locator("#list .print-only").innerText(), /8000件は印刷していません/);
});
