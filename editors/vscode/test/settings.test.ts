import { expect, test } from "vitest";

import { type Settings, forServer, languageOf, needsRestart, readSettings } from "../src/settings";

const BASE = { platform: "linux", home: "/people/a", folder: "/book" } as const;

function settings(values: Record<string, unknown> = {}): Settings {
  return readSettings((name) => values[name]);
}

test("what is not set is not told", () => {
  expect(forServer(settings(), BASE)).toEqual({ format: false });
});

test("everything else is told in the server's words", () => {
  const all = settings({
    path: "/x",
    language: "ja",
    config: "conf/h.toml",
    format: true,
    pages: " https://x.example/l/ ",
  });
  expect(forServer(all, BASE)).toEqual({
    language: "ja",
    config: "/book/conf/h.toml",
    format: true,
    pages: "https://x.example/l/",
  });
});

test("a value of the wrong type counts as not set", () => {
  const wrong = settings({ path: 1, language: "fr", config: null, format: "yes", pages: ["x"] });
  expect(wrong).toEqual({ path: "", language: "auto", config: "", format: false, pages: "" });
});

test.each([
  ["auto", "ja", "ja"],
  ["auto", "ja-JP", "ja"],
  ["auto", "en-us", "en"],
  ["auto", "jam", "en"],
  ["en", "ja", "en"],
  ["ja", "de", "ja"],
])("language %s in an editor in %s: %s", (language, editor, expected) => {
  expect(languageOf(settings({ language }), editor)).toBe(expected);
});

test("the server is started anew for what it reads only then", () => {
  const before = settings();
  expect(needsRestart(before, settings({ path: "/x" }))).toBe(true);
  expect(needsRestart(before, settings({ format: true }))).toBe(true);
  expect(needsRestart(before, settings({ language: "en", config: "x", pages: "y" }))).toBe(false);
});
