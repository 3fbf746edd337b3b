import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "vitest";

import { serve } from "../src/serve";

test("one file is given out under one address, until it ends", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "hakusho-"));
  const file = path.join(folder, "r.html");
  writeFileSync(file, "<!DOCTYPE html>港");
  const { address, stop } = await serve(file);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/report\.html$/);
  const answer = await fetch(`${address}?x=1`);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await answer.text()).toBe("<!DOCTYPE html>港");
  expect((await fetch(new URL("/report.html", address))).status).toBe(404);
  expect((await fetch(`${address}/../../r.html`)).status).toBe(404);
  expect((await fetch(address, { method: "POST" })).status).toBe(404);
  rmSync(folder, { recursive: true });
  expect((await fetch(address)).status).toBe(410);
  stop();
  await expect(fetch(address)).rejects.toThrow();
});
