/** The texts in both languages, held to what the extension declares and uses. */

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import ts from "typescript";
import { describe, expect, test } from "vitest";

const ROOT = path.join(__dirname, "..");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string }[];
    readonly configuration: { readonly properties: Record<string, unknown> };
  };
}

function read(name: string): string {
  return readFileSync(path.join(ROOT, name), "utf8");
}

function texts(name: string): Record<string, string> {
  return JSON.parse(read(name)) as Record<string, string>;
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const english = texts("package.nls.json");
const japanese = texts("package.nls.ja.json");
const messages = texts("l10n/bundle.l10n.ja.json");
const readme = read("README.md");
const sources = readdirSync(path.join(ROOT, "src")).map((name) => ({ name, text: read(`src/${name}`) }));

/** The names of `{0}` and the like in a text, sorted. */
function blanks(text: string): string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}

/** The first arguments of all calls of a function in the sources. */
function called(name: string): string[] {
  const found: string[] = [];
  for (const { name: file, text } of sources) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === name) {
        const [first] = node.arguments;
        expect(first && ts.isStringLiteralLike(first), `${file}: ${node.getText()} has a fixed text`).toBe(true);
        found.push((first as ts.StringLiteral).text);
      }
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }
  return [...new Set(found)].sort();
}

describe("package.json", () => {
  const used = [...new Set([...read("package.json").matchAll(/"%(.+?)%"/g)].map((m) => m[1]))].sort();

  test("every text is there in both languages, and no other", () => {
    expect(Object.keys(english).sort()).toEqual(used);
    expect(Object.keys(japanese).sort()).toEqual(used);
  });

  test("the languages are what they should be", () => {
    for (const [key, text] of Object.entries(japanese)) {
      expect(text, key).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
    for (const [key, text] of Object.entries(english)) {
      expect(text, key).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
  });

  test("both name the same settings and files", () => {
    for (const [key, text] of Object.entries(english).filter(([key]) => key.startsWith("config."))) {
      const names = (t: string) => [...new Set(t.match(/`[^`]+`/g))].sort();
      expect(names(japanese[key] ?? ""), key).toEqual(names(text));
    }
  });

  test("the version is the program's", () => {
    const cargo = readFileSync(path.join(ROOT, "../../Cargo.toml"), "utf8");
    expect(manifest.version).toBe(/^version = "(.+)"$/m.exec(cargo)?.[1]);
  });
});

describe("messages", () => {
  test("every message has its Japanese, and no other", () => {
    expect(called("vscode.l10n.t")).toEqual(Object.keys(messages).sort());
  });

  test("the blanks are the same", () => {
    for (const [key, text] of Object.entries(messages)) {
      expect(blanks(text), key).toEqual(blanks(key));
    }
  });
});

describe("README", () => {
  const [before = "", after = ""] = readme.split("\n## 日本語\n");

  test("every setting is told in both languages, and no other", () => {
    const declared = Object.keys(manifest.contributes.configuration.properties).sort();
    for (const part of [before, after]) {
      const told = [...part.matchAll(/^\| `(hakusho\.[\w.]+)` \|/gm)].map((m) => m[1]);
      expect(told.sort()).toEqual(declared);
    }
  });

  test("every command of the palette is told by its title", () => {
    const commands = manifest.contributes.commands.filter((c) => c.command !== "hakusho.applyClean");
    const titles = (list: Record<string, string>) => commands.map((c) => list[c.title.slice(1, -1)]).sort();
    const told = (part: string, heading: string) => {
      const table = part.split(heading)[1]?.split("\n#")[0] ?? "";
      return [...table.matchAll(/^\| ([^|`]+?) \|/gm)]
        .map((m) => m[1])
        .slice(1)
        .sort();
    };
    expect(told(before, "\n## Commands\n")).toEqual(titles(english));
    expect(told(after, "\n### コマンド\n")).toEqual(titles(japanese));
  });

  test("has the headings that the message about a missing program leads to", () => {
    expect(before).toContain("\n## Install\n");
    expect(after).toContain(`\n### ${messages["install"] ?? ""}\n`);
  });

  test("there are no links that the package does not have", () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map((m) => m[1] ?? "");
    expect(links.filter((link) => !link.startsWith("#") && !link.startsWith("https://"))).toEqual([]);
  });
});

describe("commands", () => {
  test("each that is declared is registered", () => {
    expect(called("on")).toEqual(manifest.contributes.commands.map((c) => c.command).sort());
  });

  test("none has the name of one of the server's, which the client registers itself", () => {
    const own = ["hakusho.clean", "hakusho.cleanSelection", "hakusho.fixAll"];
    expect(manifest.contributes.commands.filter((c) => own.includes(c.command))).toEqual([]);
  });
});
