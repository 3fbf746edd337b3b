/**
 * The page of a lint as Markdown. `hakusho explain` writes for a terminal: a
 * name, a line of facts, sections, options with an indent, and examples as
 * fenced blocks whose kind (`bad`, `fixed`, `good`) a preview would not show.
 */

import type { Language } from "./settings";

/** A lint in the list of `hakusho rules`. */
export interface LintRow {
  readonly name: string;
  readonly group: string;
  readonly level: string;
  readonly about: string;
}

const WORDS = {
  en: {
    bad: "Reported",
    fixed: "Mended",
    good: "Not reported",
    other: "Example",
    examples: "Examples",
    lead: "`⟦…⟧` marks what is reported.",
  },
  ja: {
    bad: "指摘される例",
    fixed: "修正後",
    good: "指摘されない例",
    other: "例",
    examples: "例",
    lead: "`⟦…⟧`が指摘される箇所です。",
  },
} as const;

/** Makes Markdown of what `hakusho explain` prints. */
export function pageMarkdown(printed: string, language: Language): string {
  const words = WORDS[language];
  const lines = printed.replaceAll("\r\n", "\n").trimEnd().split("\n");
  const out: string[] = [];
  let fence = "";
  let head = true;
  for (const [index, line] of lines.entries()) {
    const [, ticks = "", kind = "", more = ""] = /^(`{3,})(\S*)\s*(.*)$/.exec(line) ?? [];
    if (fence !== "") {
      out.push(line);
      if (ticks.length >= fence.length && kind === "") {
        fence = "";
      }
    } else if (ticks !== "") {
      out.push(...opening(ticks, kind, more, words));
      fence = ticks;
    } else if (line.startsWith("## ")) {
      head = false;
      const title = line.slice(3);
      out.push(...(title === "Examples" ? [`## ${words.examples}`, "", words.lead] : [line]));
    } else if (head) {
      out.push(index === 0 ? `# ${line}` : facts(line));
    } else {
      out.push(option(line));
    }
  }
  return `${out.join("\n")}\n`;
}

/**
 * A page as it is kept, with sections in both languages, as `hakusho explain`
 * would print it. When it has none in this language, all stay.
 */
export function oneLanguage(page: string, language: Language): string {
  const [head = "", ...sections] = page.replaceAll("\r\n", "\n").split(/^(?=## )/m);
  const title = (section: string) => section.slice(3, section.indexOf("\n"));
  // eslint-disable-next-line no-control-regex -- what is not ASCII is Japanese
  const isOurs = (section: string) => /^[\x00-\x7f]*$/.test(title(section)) === (language === "en");
  const isExamples = (section: string) => title(section) === "Examples";
  const kept = sections.filter((s) => isOurs(s) || isExamples(s));
  const list = kept.every(isExamples) ? sections : kept;
  return head.replace(/^# /, "") + list.join("");
}

/** The lints that `hakusho rules` lists, in its order. */
export function lintRows(printed: string): LintRow[] {
  const rows: LintRow[] = [];
  let group = "";
  for (const line of printed.split(/\r?\n/)) {
    if (/^\S+$/.test(line)) {
      group = line;
    }
    const row = /^ {2}(\S+) +(off|info|warning|error) +(?:(?:fix:|修正:)?(?:safe|unsafe|display) +)?(.+)$/.exec(line);
    if (row !== null) {
      const [, name = "", level = "", about = ""] = row;
      rows.push({ name, group, level, about });
    }
  }
  return rows;
}

type Words = (typeof WORDS)[Language];

function opening(ticks: string, kind: string, more: string, words: Words): string[] {
  const label = kind === "bad" || kind === "fixed" || kind === "good" ? words[kind] : words.other;
  const options = /\{.*\}/.exec(more)?.[0];
  return [options === undefined ? `**${label}**` : `**${label}** \`${options}\``, "", `${ticks}text`];
}

/** `group: footnote   level: warning   …`, each fact by itself. */
function facts(line: string): string {
  const list = line.split(/ {3,}/);
  return list.length < 2 ? line : list.map((fact) => fact.replace(/^([^:]+): (.+)$/, "$1: **$2**")).join(" · ");
}

/** `  scope = "auto"` and, further in, what it is. */
function option(line: string): string {
  const name = /^ {2}(\S+ = .*)$/.exec(line)?.[1];
  return name === undefined ? line.replace(/^ {6}(?=\S)/, "  ") : `- \`${name}\`  `;
}
