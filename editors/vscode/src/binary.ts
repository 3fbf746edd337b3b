/**
 * Where the program `hakusho` is. The extension brings none of its own: it is
 * told by a setting, or finds what the user has installed. It never starts one
 * that merely lies in an opened folder.
 */

import { type Base, pathsOf, resolve } from "./paths";

/** What there is to look at. */
export interface Surroundings extends Base {
  /** `PATH`, as the environment has it. */
  readonly searched: string;
  /** Whether this is a file that can be started. */
  readonly isProgram: (path: string) => boolean;
}

/** A program, or the places where it was looked for. */
export type Search =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly told: boolean; readonly places: readonly string[] };

/**
 * Looks for the program: where the setting says, and only there; without one in
 * `PATH`, then where `cargo install` puts it.
 */
export function findBinary(setting: string, around: Surroundings): Search {
  const told = setting.trim();
  const candidates = told === "" ? installed("hakusho", around) : named(told, around);
  const path = candidates.find((candidate) => around.isProgram(candidate));
  return path === undefined ? { found: false, told: told !== "", places: candidates } : { found: true, path };
}

/** What a setting may mean: a path, or the name of a program in `PATH`. */
function named(setting: string, around: Surroundings): string[] {
  const isName = !/[/\\~$]/.test(setting);
  return isName ? inPath(setting, around) : spellings(resolve(setting, around), around);
}

function installed(name: string, around: Surroundings): string[] {
  const cargo = pathsOf(around.platform).join(around.home, ".cargo", "bin", name);
  return [...new Set([...inPath(name, around), ...spellings(cargo, around)])];
}

function inPath(name: string, around: Surroundings): string[] {
  const paths = pathsOf(around.platform);
  // an empty or relative entry would mean the folder we happen to be in
  const folders = around.searched.split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  return folders.flatMap((folder) => spellings(paths.join(folder, name), around));
}

function spellings(path: string, around: Surroundings): string[] {
  return around.platform === "win32" && !/\.(exe|cmd|bat)$/i.test(path) ? [`${path}.exe`] : [path];
}
