// A draft full of scripts runs nothing.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { browser, go, open, report } from "./setup.mjs";

after(() => browser.close());

test("a draft full of <script> and javascript: runs nothing", async () => {
  for (const lang of ["ja", "en"]) {
    const page = await open(report(`hostile-${lang}`, ["malicious.md", "--select", "all"], { lang }));
    const count = await page.locator("#list .finding").count();
    assert.ok(count > 0, "there is something to show");
    const hashes = ["#findings", "#text/0", "#map", "#lists", "#guide", ...Array.from({ length: count }, (_, i) => `#finding/${i}`)];
    for (const hash of [...hashes, "#text/0/0-5\"><script>", "#<img src=x onerror=hacked=1>", "#finding/99999", "#text/77/5-9", "#lint/x"]) {
      await go(page, hash);
      const foreign = await page.evaluate(() => [...document.querySelectorAll("main img, main iframe, main script, main style, main base, main meta, main svg svg, main link, main object")].length
        + [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length);
      assert.equal(foreign, 0, hash);
      const schemes = await page.evaluate(() => [...document.querySelectorAll("[href], [src]")].map((e) => e.getAttribute("href") ?? e.getAttribute("src")).filter((h) => !/^#[a-z]+(\/\d+(\/\d+-\d+)?)?$/.test(h)));
      assert.deepEqual(schemes, [], hash);
    }
    await go(page, "#text/0");
    await page.check("input[value=compare]");
    for (const link of await page.locator("#text a").all()) if (await link.isVisible()) await link.click();
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    // it is there, as text
    await go(page, "#text/0");
    await page.check("input[value=read]");
    await page.locator("#text .block").first().waitFor();
    assert.match(await page.locator("#text").textContent(), /<script>window\.hacked = 1<\/script>/);
    assert.deepEqual(page.complaints, []);
  }
});

test("the policy is a second wall", async () => {
  const page = await open(report("wall", ["malicious.md"]));
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    try { script.text = "window.hacked = 1"; } catch { /* trusted types */ }
    document.body.append(script);
    try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = 2'>"); } catch { /* trusted types */ }
    const link = document.createElement("a");
    link.setAttribute("href", "javascript:window.hacked=3");
    document.body.append(link);
    link.click();
    const fetched = await fetch("https://example.invalid/").then(() => true, () => false);
    await new Promise((done) => setTimeout(done, 200));
    return [window.hacked, fetched];
  });
  assert.deepEqual(ran, [undefined, false]);
});
