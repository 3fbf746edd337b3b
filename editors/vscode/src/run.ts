/** Runs the program once, beside the server. */

import { execFile } from "node:child_process";

/** How a run ended. */
export interface Ending {
  /** The exit code; -1 when it was not started or was stopped. */
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** Bytes of output that are taken. */
const MOST = 16 * 1024 * 1024;

/** Runs a program to its end, which is never an exception. */
export function run(
  program: string,
  args: readonly string[],
  options: {
    readonly cwd?: string | undefined;
    /** Variables besides our own. */
    readonly environment?: Record<string, string>;
    readonly signal?: AbortSignal;
    /** Milliseconds. */
    readonly timeout?: number;
  } = {},
): Promise<Ending> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      {
        encoding: "utf8",
        maxBuffer: MOST,
        windowsHide: true,
        timeout: options.timeout ?? 0,
        env: { ...process.env, ...options.environment },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      (error, out, errors) => {
        if (error === null) {
          resolve({ code: 0, out, errors });
        } else {
          const code = typeof error.code === "number" ? error.code : -1;
          resolve({ code, out, errors: errors === "" ? error.message : errors });
        }
      },
    );
  });
}
