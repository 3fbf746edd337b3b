/** The command lines that are run beside the server. */

import type { Language } from "./settings";

/** Asks the program for its version. */
export const VERSION: readonly string[] = ["--version"];

/** Prints the page of a lint. */
export function explainArguments(lint: string, language: Language): string[] {
  return ["explain", "--lang", language, "--", lint];
}

/** Lists the lints. */
export function rulesArguments(language: Language): string[] {
  return ["rules", "--lang", language];
}

/**
 * Writes the report of the book that `paths` are. The language goes with the
 * environment: `--lang` would win over `language` in the config, which comes first.
 */
export function reportArguments(paths: readonly string[], output: string, config?: string): string[] {
  return ["report", ...(config === undefined ? [] : ["--config", config]), "-o", output, "--", ...paths];
}

/** The environment that makes a language the user's. */
export function localeOf(language: Language): Record<string, string> {
  return { LC_ALL: language === "ja" ? "ja_JP.UTF-8" : "en_US.UTF-8" };
}

/** The version in `hakusho 0.1.0`; nothing else answers so. */
export function versionIn(answer: string): string | undefined {
  return /^hakusho (\d+\.\d+\.\d+\S*)\s*$/.exec(answer)?.[1];
}

/** Whether the program failed because it is too old to know a command. */
export function isUnknownCommand(code: number, errors: string, command: string): boolean {
  return code === 2 && errors.includes("unrecognized subcommand") && errors.includes(`'${command}'`);
}
