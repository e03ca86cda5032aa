import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

const types: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  wasm: "application/wasm",
};

/** A server of files on this machine. */
export interface SiteServer {
  /** `http://127.0.0.1:…`, without a slash. */
  readonly origin: string;
  close(): void;
}

/** @param fileOf a file by its name, `index.html` where none is asked for; undefined or a rejection: there is none */
export async function serve(
  fileOf: (name: string) => Promise<string | Uint8Array | undefined>,
): Promise<SiteServer> {
  const server = createServer(({ url = "/" }, response) => {
    const name = new URL(url, "http://localhost").pathname.slice(1) || "index.html";
    const type = types[name.split(".").at(-1) ?? ""] ?? "text/plain";
    void fileOf(name)
      .catch(() => undefined)
      .then((file) => response.writeHead(file === undefined ? 404 : 200, { "Content-Type": type }).end(file));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
