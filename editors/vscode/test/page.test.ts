import { expect, test } from "vitest";

import { lintRows, oneLanguage, pageMarkdown } from "../src/page";

const PRINTED = `footnote-gap

注の番号が抜けている

分類: footnote   水準: warning   修正: none   版: 0.2.0

## 何を見るか
番号を見ます。

## 設定

  scope = "auto"
      番号が振り直される単位
  strict = false
      厳しく見る

## Examples

\`\`\`bad md
港[^1]と船⟦[^3]⟧。
## 見出しではない
\`\`\`

\`\`\`fixed
港と船。
\`\`\`

\`\`\`\`good {scope = "page"}
\`\`\`
港。
\`\`\`\`
`;

test("a page", () => {
  expect(pageMarkdown(PRINTED, "ja")).toBe(`# footnote-gap

注の番号が抜けている

分類: **footnote** · 水準: **warning** · 修正: **none** · 版: **0.2.0**

## 何を見るか
番号を見ます。

## 設定

- \`scope = "auto"\`\x20\x20
  番号が振り直される単位
- \`strict = false\`\x20\x20
  厳しく見る

## 例

\`⟦…⟧\`が指摘される箇所です。

**指摘される例**

\`\`\`text
港[^1]と船⟦[^3]⟧。
## 見出しではない
\`\`\`

**修正後**

\`\`\`text
港と船。
\`\`\`

**指摘されない例** \`{scope = "page"}\`

\`\`\`\`text
\`\`\`
港。
\`\`\`\`
`);
});

test("in English, with the line ends of Windows", () => {
  const page = pageMarkdown("x-y\r\n\r\nabout: it\r\n\r\n## Examples\r\n\r\n```bad\r\na\r\n```\r\n", "en");
  expect(page).toBe(
    "# x-y\n\nabout: it\n\n## Examples\n\n`⟦…⟧` marks what is reported.\n\n**Reported**\n\n```text\na\n```\n",
  );
});

test("the list of lints", () => {
  const printed = `acronym
  acronym-late           warning           an acronym is expanded only later
  alias-bypassed         info     unsafe   a long name is used

extraction
  line-broken            off      safe     a line ends inside a sentence
`;
  expect(lintRows(printed)).toEqual([
    { name: "acronym-late", group: "acronym", level: "warning", about: "an acronym is expanded only later" },
    { name: "alias-bypassed", group: "acronym", level: "info", about: "a long name is used" },
    { name: "line-broken", group: "extraction", level: "off", about: "a line ends inside a sentence" },
  ]);
});

const BOTH = "# umi\n\n## What it does\nA\n\n## 何を見るか\nあ\n\n## Examples\n\n```bad\nx\n```\n";

test("a page of the house in one language", () => {
  expect(oneLanguage(BOTH, "ja")).toBe("umi\n\n## 何を見るか\nあ\n\n## Examples\n\n```bad\nx\n```\n");
  expect(oneLanguage(BOTH, "en")).toBe("umi\n\n## What it does\nA\n\n## Examples\n\n```bad\nx\n```\n");
});

test("a page of the house that has only the other language", () => {
  const page = "# umi\n\n## 何を見るか\nあ\n";
  expect(oneLanguage(page, "en")).toBe("umi\n\n## 何を見るか\nあ\n");
});
