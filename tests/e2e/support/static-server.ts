// A plain server of a built application, with the headers that the endpoint sends: for tests that
// change the files between two visits, which the endpoint, having them inside, cannot do.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** A server that can go away and come back at the same address. */
export interface Server {
  readonly origin: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** The headers of every answer, read from the build. */
export function headersOf(folder: string): Record<string, string> {
  return {
    "Content-Security-Policy": readFileSync(join(folder, "csp.txt"), "utf8").trim(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}

/** Serves a folder on a free port. The folder may be replaced while the server runs. */
export async function serveFolder(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://local").pathname));
    const asked = join(folder, path);
    const isFile = existsSync(asked) && statSync(asked).isFile();
    if (!isFile && extname(path) !== "") {
      response.writeHead(404).end();
      return;
    }
    const file = isFile ? asked : join(folder, "index.html");
    const isNamedByContent = /-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$/.test(file);
    const cacheControl = isNamedByContent ? "public, max-age=31536000, immutable" : isFile ? "no-cache" : "no-store";
    response.writeHead(200, { ...headersOf(folder), "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": cacheControl });
    createReadStream(file).pipe(response);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    start: () => listen(port),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
