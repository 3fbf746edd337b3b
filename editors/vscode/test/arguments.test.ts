import { expect, test } from "vitest";

import { explainArguments, isUnknownCommand, reportArguments, versionIn } from "../src/arguments";

test("what a user names is never taken for an option", () => {
  expect(explainArguments("--help", "en")).toEqual(["explain", "--lang", "en", "--", "--help"]);
  expect(reportArguments(["-x", "/b c"], "/o.html")).toEqual(["report", "-o", "/o.html", "--", "-x", "/b c"]);
});

test("the report is made with the config that is set", () => {
  expect(reportArguments(["/b"], "/o.html", "/c.toml")).toEqual([
    "report",
    "--config",
    "/c.toml",
    "-o",
    "/o.html",
    "--",
    "/b",
  ]);
});

test("only hakusho answers with its version", () => {
  expect(versionIn("hakusho 0.1.0\n")).toBe("0.1.0");
  expect(versionIn("hakusho 1.2.3-beta.1\r\n")).toBe("1.2.3-beta.1");
  expect(versionIn("git version 2.39.5\n")).toBeUndefined();
  expect(versionIn("hakusho\n")).toBeUndefined();
  expect(versionIn("")).toBeUndefined();
});

test("a program that is too old", () => {
  const said = "error: unrecognized subcommand 'report'\n\nUsage: hakusho <COMMAND>\n";
  expect(isUnknownCommand(2, said, "report")).toBe(true);
  expect(isUnknownCommand(2, said, "explain")).toBe(false);
  expect(isUnknownCommand(2, "error: cannot read x", "report")).toBe(false);
  expect(isUnknownCommand(1, said, "report")).toBe(false);
});
