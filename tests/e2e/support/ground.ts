// What the tests of the ground share: a copy of the built application that a test may change, served by
// a real endpoint, and a page that remembers every complaint of the browser.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import { DIST, Endpoint } from "./endpoint.ts";

interface Ground {
  /** A copy of the built application that a test may change. */
  folder: string;
  /** The endpoint that serves it. */
  server: Endpoint;
  /** Everything the browser complained of: errors of scripts, refused resources. */
  complaints: string[];
}

export const test = base.extend<Ground>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "permanence-dist-"));
    cpSync(DIST, folder, { recursive: true });
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  server: async ({ folder }, use) => {
    const data = mkdtempSync(join(tmpdir(), "permanence-endpoint-"));
    const server = new Endpoint(data, folder);
    await server.start();
    await use(server);
    await server.kill();
    rmSync(data, { recursive: true, force: true });
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") {
        complaints.push(message.text());
      }
    });
    await use(complaints);
  },
});

export { expect } from "@playwright/test";

/** Changes one served file. Its compressed siblings go: they would be served instead. */
export function change(folder: string, name: string, made: (before: Buffer) => string | Uint8Array): void {
  const path = join(folder, name);
  writeFileSync(path, made(readFileSync(path)));
  for (const sibling of [`${path}.br`, `${path}.gz`]) {
    if (existsSync(sibling)) {
      rmSync(sibling);
    }
  }
}

/** Turns the served copy into a newer build. */
export function publish(folder: string, build: string): void {
  const current = /const BUILD = "(.*)";/.exec(readFileSync(join(folder, "sw.js"), "utf8"))![1]!;
  for (const file of ["sw.js", "index.html"]) {
    change(folder, file, (before) => before.toString().replaceAll(current, build));
  }
  const digest = createHash("sha256").update(readFileSync(join(folder, "index.html"))).digest("hex");
  change(folder, "sw.js", (before) => before.toString().replace(/\["\/", "[0-9a-f]{64}"\]/, `["/", "${digest}"]`));
}

/** Waits until the next visit works with no network: all files kept, the page controlled. */
export async function offlineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
}

/**
 * Watches the service workers of the page, from before it opens: the browser tells of each step, so none is too short to
 * be seen. What comes back waits until one is given up.
 */
export async function watchServiceWorkers(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const givenUp = new Promise<void>((resolve) =>
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => versions.some(({ status }) => status === "redundant") && resolve()),
  );
  await session.send("ServiceWorker.enable");
  return () => givenUp;
}

/** Lets the page trap as a panic of Rust does: an `unreachable` of wasm that nothing catches. */
export function trap(): void {
  // (module (func (export "f") unreachable))
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
  setTimeout(exports.f as () => void);
}
