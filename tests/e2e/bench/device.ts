// A browser profile of the bench: pages that time themselves, bytes on the wire and on the disk.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { BROWSER, PLACE } from "../support/browser.ts";

export class Device {
  readonly folder = mkdtempSync(join(tmpdir(), "permanence-bench-"));
  /** Bytes of bodies since `resetWire`. */
  wire = { sent: 0, received: 0 };
  private context: BrowserContext | undefined;
  private reading: Promise<unknown>[] = [];

  async open(address: string): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      ...BROWSER,
      ...PLACE,
      viewport: { width: 1280, height: 900 },
    });
    await this.context.addInitScript(watch);
    this.context.on("requestfinished", (request) => {
      const counting = request.sizes().then(
        (sizes) => {
          this.wire.sent += sizes.requestBodySize;
          this.wire.received += sizes.responseBodySize;
        },
        () => undefined,
      );
      this.reading.push(counting);
    });
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    page.on("console", (message) => message.text().startsWith("permanenceBench") && process.stdout.write(`\r  ${message.text().slice(17)}   `));
    page.on("pageerror", (error) => console.error(`\n  the page says: ${error.stack}`));
    await page.goto(address);
    return page;
  }

  async resetWire(): Promise<void> {
    await this.settled();
    this.wire = { sent: 0, received: 0 };
  }

  /** Once every request is counted. */
  async settled(): Promise<void> {
    await Promise.all(this.reading.splice(0));
  }

  /** What IndexedDB takes on the disk. */
  diskBytes(): number {
    return bytesBelow(join(this.folder, "Default", "IndexedDB"));
  }

  async remove(): Promise<void> {
    await this.context?.close().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function bytesBelow(folder: string): number {
  let total = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    total += entry.isFile() ? (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0) : 0;
  }
  return total;
}

export interface Watched {
  /** Long tasks of the page's thread since the last look, milliseconds. */
  tasks: number[];
  /** Milliseconds from the beginning of the page to the moment the list stood on the screen. */
  drawn?: number;
}

/** Runs first in every page: notes long tasks, and when fifty lines stand on the screen. */
function watch(): void {
  const watched: Watched = { tasks: [] };
  Object.assign(globalThis, { watched });
  new PerformanceObserver((entries) => entries.getEntries().forEach(({ duration }) => watched.tasks.push(duration))).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelectorAll(".case-line").length >= 50) {
      requestAnimationFrame(() => setTimeout(() => (watched.drawn = performance.now())));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** The longest task since the last look; 0 where none was longer than 50 ms. */
export async function longestTask(page: Page): Promise<number> {
  await page.waitForTimeout(60);
  return page.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched };
    return Math.max(0, ...watched.tasks.splice(0));
  });
}
