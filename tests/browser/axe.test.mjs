// axe-core finds nothing to complain of: every view, light and dark, both
// languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { browser, draft, go, open, report } from "./setup.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
after(() => browser.close());

async function violations(page) {
  const result = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations);
  return result.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`));
}

const reports = { ja: draft("ja"), en: draft("en"), empty: report("empty", ["draft/4-資料.txt", "--select", "era-mismatch"], { lang: "en" }) };
for (const [name, address] of Object.entries(reports)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${name}, ${colorScheme}`, async () => {
      // the page's policy lets no other script in
      const page = await open(address, { colorScheme, bypassCSP: true });
      await page.evaluate(axe);
      for (const hash of ["#findings", "#text/0", "#finding/0", "#map", "#lists", "#guide"]) {
        await go(page, hash);
        assert.deepEqual(await violations(page), [], hash);
      }
      await go(page, "#text/1");
      await page.check("input[value=compare]");
      assert.deepEqual(await violations(page), [], "compare");
      await page.setViewportSize({ width: 360, height: 800 });
      for (const hash of ["#findings", "#finding/0"]) {
        await go(page, hash);
        assert.deepEqual(await violations(page), [], `narrow ${hash}`);
      }
    });
  }
}
