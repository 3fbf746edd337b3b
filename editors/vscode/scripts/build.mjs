// Bundles the extension into one file, and writes down whose code is in it.
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

import esbuild from "esbuild";

const options = {
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...options, minify: false, sourcemap: true, logLevel: "info" });
  await context.watch();
} else {
  const { metafile } = await esbuild.build(options);
  await writeFile("dist/THIRD-PARTY.txt", await licences(Object.keys(metafile.inputs)));
}

/** The licences of the packages that these files are of. */
async function licences(inputs) {
  const folders = inputs.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  const parts = ["hakusho for VS Code contains these packages.\n"];
  for (const folder of [...new Set(folders.filter(Boolean))].sort()) {
    const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    if (file === undefined) {
      throw new Error(`${folder} has no licence`);
    }
    const text = (await readFile(path.join(folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
    parts.push(`${"=".repeat(78)}\n${about.name} ${about.version} (${about.license})\n\n${text}\n`);
  }
  return parts.join("\n");
}
