/** Paths as users write them in settings: `~`, `${workspaceFolder}`, relative to the workspace. */

import * as path from "node:path";

/** What paths in settings are relative to. */
export interface Base {
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
  /** The workspace folder, if one is open. */
  readonly folder: string | undefined;
}

/** The path module of a platform, so that each can be tested on every other. */
export function pathsOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}

/**
 * The absolute path that a setting names; a relative one is looked for in the
 * workspace folder. Without a folder it stays relative.
 */
export function resolve(setting: string, base: Base): string {
  const paths = pathsOf(base.platform);
  let name = setting.trim().replaceAll("${userHome}", base.home);
  if (base.folder !== undefined) {
    name = name.replaceAll("${workspaceFolder}", base.folder);
  }
  if (name === "~" || name.startsWith("~/") || (base.platform === "win32" && name.startsWith("~\\"))) {
    name = paths.join(base.home, name.slice(1));
  }
  if (base.folder === undefined || paths.isAbsolute(name)) {
    return paths.normalize(name);
  }
  return paths.join(base.folder, name);
}
