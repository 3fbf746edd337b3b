// The report in Chromium, as its readers meet it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { browser, draft, file, folder, go, open, report } from "./setup.mjs";

const ja = draft("ja");
const en = draft("en");
after(() => browser.close());

const shown = (page) => page.locator("#list .finding").count();
const status = (page) => page.locator("#status").textContent();

test("filters by level, kind, file and words, and tells the count", async () => {
  const page = await open(ja);
  const all = await shown(page);
  assert.ok(all > 10);
  assert.equal(await status(page), `${all}件中${all}件`);
  // levels
  await page.uncheck("input[name=level][value='1']");
  await page.uncheck("input[name=level][value='2']");
  await page.waitForFunction(() => document.querySelectorAll("#list .finding:not(.error)").length === 0);
  const errors = await shown(page);
  assert.ok(errors > 0 && errors < all);
  assert.equal(await status(page), `${all}件中${errors}件`);
  await page.click("button[type=reset]");
  await page.waitForFunction((n) => document.querySelectorAll("#list .finding").length === n, all);
  // kind
  const kind = await page.locator("select[name=lint] option", { hasText: "曜日" }).getAttribute("value");
  await page.selectOption("select[name=lint]", kind);
  await page.waitForFunction(() => document.querySelectorAll("#list .finding").length === 1);
  assert.match(await page.locator("#list .finding h4").textContent(), /月曜日/);
  await page.selectOption("select[name=lint]", "");
  // file
  await page.selectOption("#filter select[name=file]", { label: "4-資料.txt" });
  await page.waitForFunction(() => document.querySelectorAll("#list .group").length === 1);
  assert.equal(await page.locator("#list .group h3").textContent(), "4-資料.txt");
  await page.click("button[type=reset]");
  // words, in any width and case, all of them
  await page.fill("input[name=words]", "ｄｍａｔ 略語");
  await page.waitForFunction((n) => document.querySelectorAll("#list .finding").length < n, all);
  for (const text of await page.locator("#list .finding").allTextContents()) assert.match(text, /DMAT/);
  await page.fill("input[name=words]", "どこにもない語");
  await page.waitForSelector("#list .empty");
  assert.equal(await status(page), `${all}件中0件`);
  assert.deepEqual(page.complaints, []);
});

test("the summary leads to what it counts", async () => {
  const page = await open(ja);
  for (const row of await page.locator(".summary .bars tbody tr, .levels li").all()) {
    const count = Number(await row.locator("td.number, strong").textContent());
    if (count === 0) continue;
    await row.locator("a").click();
    await page.waitForFunction((n) => document.querySelectorAll("#list .finding").length === n, count);
    assert.ok(await page.locator("#findings-title").evaluate((title) => title === document.activeElement));
  }
});

test("every finding leads to its mark", async () => {
  for (const address of [ja, en]) {
    const page = await open(address);
    const count = await shown(page);
    for (let i = 0; i < count; i += 1) {
      await go(page, "#findings");
      const card = page.locator(`#finding-${i}`);
      const [marked, message] = await Promise.all([card.locator("mark").textContent(), card.locator("h4").textContent()]);
      await card.locator("a.open").click();
      await page.waitForFunction((n) => document.activeElement?.id === `mark-${n}`, i);
      const pieces = await page.locator(`mark[data-findings~="${i}"]`).allTextContents();
      if (pieces.length) assert.ok(pieces.join("").startsWith(marked.replace(/…$/, "")), `${pieces} is ${marked}`);
      else assert.equal(marked, "‸");
      assert.equal(await page.locator("#panel h3").textContent(), message);
      const box = await page.locator(`#mark-${i}`).boundingBox();
      assert.ok(box.y > 40 && box.y < 860, `mark ${i} is in sight at ${box.y}`);
    }
    assert.deepEqual(page.complaints, []);
  }
});

test("lists, the map and related places lead to what they name", async () => {
  const page = await open(ja);
  await go(page, "#lists");
  const rows = await page.locator("[data-list^=acronyms] tbody tr").evaluateAll((list) => list.map((row) => [row.cells[0].textContent, row.querySelector("a").getAttribute("href")]));
  assert.ok(rows.length > 5);
  for (const [acronym, href] of rows) {
    await go(page, href);
    assert.equal(await page.locator("mark.place").first().textContent(), acronym);
  }
  await go(page, "#map");
  for (const place of ["#lists", "#map", "#findings"]) {
    await go(page, place);
    const links = await page.locator("main .view:not([hidden]) a[href^='#text/']").evaluateAll((list) => list.map((a) => a.getAttribute("href")));
    assert.ok(links.length > 0, place);
    for (const href of links) {
      await go(page, href);
      const [start, end] = href.split("/")[2].split("-").map(Number);
      const found = await page.locator("mark.place").allTextContents();
      assert.equal(found.join("").length, end - start, href);
      assert.ok(await page.evaluate(() => document.activeElement.closest("#text") !== null), href);
    }
  }
  assert.deepEqual(page.complaints, []);
});

test("references in the text lead to their targets, others are marked", async () => {
  const page = await open(ja);
  await go(page, "#text/0");
  await page.locator("#text a.reference", { hasText: "第3章第2節" }).click();
  await page.waitForFunction(() => document.activeElement?.textContent.includes("応急の対応"));
  assert.equal(await page.locator("#tools select").inputValue(), "2");
  assert.ok(await page.locator("#text .nowhere", { hasText: "第○章" }).count());
  assert.ok(await page.locator("#text .outside", { hasText: "V部3章1節" }).count());
  await go(page, "#text/0");
  await page.locator("#text a.to-note").first().click();
  await page.waitForFunction(() => document.activeElement?.classList.contains("n"));
});

test("the extracted and the cleaned text stand side by side, with reasons", async () => {
  const page = await open(ja);
  await go(page, "#text/1");
  await page.check("input[value=compare]");
  const pair = page.locator(".pair.changed").first();
  assert.match(await pair.locator(".before").textContent(), /6行.*⏎/s);
  assert.doesNotMatch(await pair.locator(".after").textContent(), /⏎/);
  assert.deepEqual(await pair.locator(".reasons li").allTextContents(), ["和文中の不要な空白を削除", "文中の改行を削除"]);
  const before = await page.locator(".pair").count();
  await page.check("input[name=only]");
  assert.ok((await page.locator(".pair").count()) < before);
  assert.match(await page.locator(".gap").first().textContent(), /変更のない段落 \d/);
  // a finding is shown in the text to read, with what is said of it
  await go(page, "#finding/2");
  assert.ok(await page.locator("#panel h3").isVisible());
  assert.equal(await page.locator("input[name=only]").isVisible(), false);
  await page.check("input[value=compare]");
  // a change of file keeps the way it is shown
  await page.selectOption("#tools select", "0");
  await page.waitForFunction(() => document.querySelector("#text.compare .pair.changed .before")?.textContent.includes("近年"));
  assert.deepEqual(page.complaints, []);
});

test("all can be done with the keyboard, and focus is seen", async () => {
  const page = await open(ja);
  const active = (what) => page.evaluate((name) => document.activeElement[name], what);
  await page.keyboard.press("Tab");
  assert.equal(await active("className"), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await active("id"), "main");
  // to the first finding, without a mouse
  for (let i = 0; i < 200 && await active("className") !== "open"; i += 1) await page.keyboard.press("Tab");
  assert.equal(await active("className"), "open");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "mark-0");
  // what is said of it, and the next one
  await page.locator("#panel a[rel=next]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "mark-1");
  await page.goBack();
  await page.waitForFunction(() => document.activeElement?.id === "mark-0");
  // the chapters of the map, too
  await go(page, "#map");
  await page.locator("svg.map a.chapter").nth(1).focus();
  assert.ok(await page.locator("svg.map.lit .arc.own").count());
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.body.dataset.view === "text");
  assert.deepEqual(page.complaints, []);
});

test("a finding over several blocks has one sign, where it begins", async () => {
  // a box of several lines inside a sentence
  const text = `地域の公共交通は、人口の減少と高齢化に伴い、
路線の維持が年々難しくなっている。国は自治体
と協力し、利用者の実情に合った運行の方法を検
討するとともに、必要な財源の確保に取り組むこ
ととしている。

調査の結果、回答した事業者の多くは、運転者の
不足を最も大きな課題として挙げている。賃金の
改善に加え、勤務の時間を柔軟に定める取組も広

図表1-2　港の市場
港　12　3
空港　5　6
（備考）国の調べによる。

がりつつあるが、小規模な事業者では十分に進ん
でいないことが明らかとなった。
`;
  const page = await open(report("float", [file("float.txt", text), "--select", "float-inside"], { cwd: folder }));
  await go(page, "#finding/0");
  await page.waitForFunction(() => document.activeElement?.id === "mark-0");
  assert.equal(await page.locator("#mark-0").count(), 1);
  assert.ok(await page.locator("mark[data-findings~='0']").count() > 1);
  assert.match(await page.locator(".block:has(#mark-0)").textContent(), /^●図表1-2/);
  assert.deepEqual(page.complaints, []);
});

test("light and dark follow the system until the reader chooses", async () => {
  // ground, letters, the bars of the levels, and marks
  const colours = (page) => page.evaluate(() => {
    const list = [...document.querySelectorAll("body, .levels a, .finding, .level, .finding mark, header nav a, svg.strip rect, svg.map path")];
    const styles = list.flatMap((e) => [getComputedStyle(e), getComputedStyle(e, "::before")]);
    return styles.map((s) => [s.color, s.backgroundColor, s.borderLeftColor, s.fill, s.stroke].join(" ")).join("\n");
  });
  const [light, dark] = [await open(ja, { colorScheme: "light" }), await open(ja, { colorScheme: "dark" })];
  const [bright, dim] = [await colours(light), await colours(dark)];
  assert.notEqual(bright, dim);
  await light.selectOption("#theme", "dark");
  assert.equal(await colours(light), dim);
  await dark.selectOption("#theme", "light");
  assert.equal(await colours(dark), bright);
  // paper is light
  await dark.selectOption("#theme", "dark");
  await dark.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await dark.evaluate(() => getComputedStyle(document.body).color), "rgb(0, 0, 0)");
});

test("nothing is wider than a narrow screen", async () => {
  for (const width of [320, 390, 800]) {
    const page = await open(ja, { viewport: { width, height: 800 } });
    for (const hash of ["#findings", "#finding/3", "#text/1", "#map", "#lists", "#guide"]) {
      await go(page, hash);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${hash} is ${wide} wide at ${width}`);
    }
    await go(page, "#text/1");
    await page.check("input[value=compare]");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
  }
});

test("on paper there is everything but the texts", async () => {
  const page = await open(ja);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  for (const part of ["#list .finding", "svg.map", "[data-list^=acronyms] tbody tr", "[data-list^=map] tbody tr"]) {
    assert.ok(await page.locator(part).first().isVisible(), part);
  }
  for (const part of ["#view-text", "#view-guide", "#filter", "nav", "#theme"]) assert.ok(!(await page.locator(part).first().isVisible()), part);
});

test("without JavaScript the summary and the map are there", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(ja);
  assert.ok(await page.locator(".summary .bars").first().isVisible());
  assert.ok(await page.locator(".no-script").isVisible());
});
