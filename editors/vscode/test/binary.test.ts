import { describe, expect, test } from "vitest";

import { type Surroundings, findBinary } from "../src/binary";

const LINUX: Surroundings = {
  platform: "linux",
  home: "/people/a",
  folder: "/book",
  searched: "/usr/local/bin:/usr/bin",
  isProgram: () => false,
};

const WINDOWS: Surroundings = {
  platform: "win32",
  home: "C:\\People\\a",
  folder: "D:\\book",
  searched: "C:\\Windows;C:\\tools",
  isProgram: () => false,
};

/** Where the program is found, when these files are there. */
function check(setting: string, files: string[], around = LINUX): string | undefined {
  const search = findBinary(setting, { ...around, isProgram: (path) => files.includes(path) });
  return search.found ? search.path : undefined;
}

describe("without a setting", () => {
  test("PATH comes first, in its order", () => {
    expect(check("", ["/usr/bin/hakusho", "/usr/local/bin/hakusho"])).toBe("/usr/local/bin/hakusho");
    expect(check("  ", ["/usr/bin/hakusho", "/people/a/.cargo/bin/hakusho"])).toBe("/usr/bin/hakusho");
  });

  test("then cargo's folder", () => {
    expect(check("", ["/people/a/.cargo/bin/hakusho"])).toBe("/people/a/.cargo/bin/hakusho");
  });

  test("a program that lies in the opened folder is never taken", () => {
    const around = { ...LINUX, searched: ":.:bin:/usr/bin" };
    const found = findBinary("", {
      ...around,
      isProgram: (path) => !path.startsWith("/usr") && !path.startsWith("/people"),
    });
    expect(found.found).toBe(false);
    expect(check("", ["/book/hakusho", "hakusho", "bin/hakusho"], around)).toBeUndefined();
  });

  test("what was looked at is told, each place once", () => {
    const around = { ...LINUX, searched: "/people/a/.cargo/bin:/usr/bin" };
    expect(findBinary("", around)).toEqual({
      found: false,
      told: false,
      places: ["/people/a/.cargo/bin/hakusho", "/usr/bin/hakusho"],
    });
  });

  test("Windows", () => {
    expect(check("", ["C:\\tools\\hakusho.exe"], WINDOWS)).toBe("C:\\tools\\hakusho.exe");
    expect(check("", ["C:\\People\\a\\.cargo\\bin\\hakusho.exe"], WINDOWS)).toBe(
      "C:\\People\\a\\.cargo\\bin\\hakusho.exe",
    );
  });
});

describe("with a setting", () => {
  test.each([
    ["/opt/hakusho", "/opt/hakusho"],
    ["~/bin/hakusho", "/people/a/bin/hakusho"],
    ["${userHome}/hakusho", "/people/a/hakusho"],
    ["${workspaceFolder}/target/hakusho", "/book/target/hakusho"],
    ["target/release/hakusho", "/book/target/release/hakusho"],
    ["./hakusho", "/book/hakusho"],
    ["../tools/hakusho", "/tools/hakusho"],
    ["hakusho-dev", "/usr/bin/hakusho-dev"],
  ])("%s", (setting, path) => {
    expect(check(setting, [path])).toBe(path);
  });

  test("nothing else is taken", () => {
    const around = { ...LINUX, isProgram: (path: string) => path === "/usr/bin/hakusho" };
    expect(findBinary("/opt/hakusho", around)).toEqual({ found: false, told: true, places: ["/opt/hakusho"] });
  });

  test("Windows", () => {
    expect(check("D:\\x\\hakusho", ["D:\\x\\hakusho.exe"], WINDOWS)).toBe("D:\\x\\hakusho.exe");
    expect(check("target\\hakusho.exe", ["D:\\book\\target\\hakusho.exe"], WINDOWS)).toBe(
      "D:\\book\\target\\hakusho.exe",
    );
    expect(check("~\\hakusho", ["C:\\People\\a\\hakusho.exe"], WINDOWS)).toBe("C:\\People\\a\\hakusho.exe");
  });
});
