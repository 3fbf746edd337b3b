/** The settings of the user, and what of them the server takes. */

import { type Base, resolve } from "./paths";

/** The settings under `hakusho`, as package.json declares them. */
export interface Settings {
  readonly path: string;
  readonly language: "auto" | Language;
  readonly config: string;
  readonly format: boolean;
  readonly pages: string;
}

/** A language of messages. */
export type Language = "ja" | "en";

/**
 * What the server knows (docs/editors.md). It rejects all of it when one value
 * is not as it expects, so what is not set is left out.
 */
export interface ServerSettings {
  language?: Language;
  config?: string;
  format: boolean;
  pages?: string;
}

/** Reads the settings; a value of the wrong type counts as not set. */
export function readSettings(get: (name: string) => unknown): Settings {
  const text = (name: string): string => {
    const value = get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const language = text("language");
  return {
    path: text("path"),
    language: language === "ja" || language === "en" ? language : "auto",
    config: text("config"),
    format: get("format") === true,
    pages: text("pages"),
  };
}

/** What the server is told. */
export function forServer(settings: Settings, base: Base): ServerSettings {
  return {
    format: settings.format,
    ...(settings.language === "auto" ? {} : { language: settings.language }),
    ...(settings.config === "" ? {} : { config: resolve(settings.config, base) }),
    ...(settings.pages === "" ? {} : { pages: settings.pages }),
  };
}

/** The language in which the program is asked to write, by the editor's own (`ja`, `en-us`, …). */
export function languageOf(settings: Settings, editor: string): Language {
  if (settings.language !== "auto") {
    return settings.language;
  }
  return /^ja\b/i.test(editor) ? "ja" : "en";
}

/** Whether the server has to be started anew: what it reads only then has changed. */
export function needsRestart(before: Settings, after: Settings): boolean {
  return before.path !== after.path || before.format !== after.format;
}
