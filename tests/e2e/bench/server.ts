// The baseline's server: keeps rows in files, waits for the next one. Nobody is asked who they are.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { closeSync, fsyncSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class BaselineServer {
  readonly folder = mkdtempSync(join(tmpdir(), "permanence-baseline-"));
  origin = "";
  /** Bytes of rows that came. */
  received = 0;
  private waiting: ((row: string) => void)[] = [];
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    const page = { "/": "baseline.html", "/baseline.js": "baseline.js" }[path];
    const row = /^\/rows\/(box-\d+)$/.exec(path)?.[1];
    if (page) {
      response.setHeader("content-type", page.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
      response.end(readFileSync(join(import.meta.dirname, page)));
    } else if (row && request.method === "PUT") {
      this.keep(row, await body(request));
      response.writeHead(201).end();
    } else if (row) {
      response.end(readFileSync(join(this.folder, row)));
    } else if (path === "/rows") {
      response.end(JSON.stringify(readdirSync(this.folder).sort()));
    } else if (path === "/wait") {
      this.waiting.push((name) => response.end(name));
    } else {
      response.writeHead(404).end();
    }
  }

  /** As durable as the endpoint's own. */
  private keep(row: string, bytes: Buffer): void {
    this.received += bytes.length;
    const file = openSync(join(this.folder, row), "w");
    writeSync(file, bytes);
    fsyncSync(file);
    closeSync(file);
    this.waiting.splice(0).forEach((tell) => tell(row));
  }
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
