/**
 * Gives one file to the browser when the extension runs on another machine (over
 * SSH, in a container, in WSL): the editor forwards the port.
 */

import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";

/** A file that is given out. */
export interface Served {
  /** Its address on this machine. */
  readonly address: string;
  /** Ends it. */
  readonly stop: () => void;
}

/**
 * Gives out an HTML file on a port of this machine only, under an address that
 * nobody else on it can guess.
 */
export async function serve(file: string): Promise<Served> {
  const path = `/${randomBytes(16).toString("hex")}/report.html`;
  const server = http.createServer((request, response) => {
    if (request.method !== "GET" || request.url?.split("?")[0] !== path) {
      response.writeHead(404).end();
      return;
    }
    const text = fs.createReadStream(file);
    text.once("error", () => {
      if (response.headersSent) {
        response.destroy();
      } else {
        response.writeHead(410).end();
      }
    });
    response.once("close", () => {
      text.destroy();
    });
    text.once("open", () => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      text.pipe(response);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${path}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
