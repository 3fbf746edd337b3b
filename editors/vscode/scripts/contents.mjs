// Holds the package to what it should have in it: contents.mjs FILE.vsix
import { readFile } from "node:fs/promises";
import process from "node:process";

const WANTED = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/THIRD-PARTY.txt",
  "extension/dist/extension.js",
  "extension/images/icon.png",
  "extension/l10n/bundle.l10n.ja.json",
  "extension/package.json",
  "extension/package.nls.ja.json",
  "extension/package.nls.json",
  "extension/readme.md",
];
const MOST = 400_000;

const [file] = process.argv.slice(2);
const bytes = await readFile(file);
const found = names(bytes).sort();
const wrong = [
  ...found.filter((name) => !WANTED.includes(name)).map((name) => `${name} should not be in it`),
  ...WANTED.filter((name) => !found.includes(name)).map((name) => `${name} is missing`),
  ...(bytes.length > MOST ? [`it has ${bytes.length} bytes; more than ${MOST} were not expected`] : []),
];
if (wrong.length > 0) {
  console.error(`${file}:\n  ${wrong.join("\n  ")}`);
  process.exit(1);
}
console.log(`${file}: ${bytes.length} bytes, ${found.length} files, as they should be`);

/** The names in a zip file, from its central directory. */
function names(zip) {
  const list = [];
  for (let at = zip.indexOf("PK\u0001\u0002"); at >= 0; at = zip.indexOf("PK\u0001\u0002", at + 46)) {
    list.push(zip.toString("utf8", at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  return list;
}
