// A real endpoint process, on a folder of its own, that a test may stop, kill and start again at the
// same address.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test as base } from "@playwright/test";

/** The built application. */
export const DIST = process.env.PERMANENCE_DIST ?? resolve(import.meta.dirname, "../../../dist");

const START_MS = 20_000;

/** The endpoint that `cargo xtask test` built; by hand, the one of `cargo build`. */
const PROGRAM = process.env.PERMANENCE_ENDPOINT ?? join(import.meta.dirname, "../../../target/debug/permanence-endpoint");

export class Endpoint {
  /** Where it listens; stays the same over restarts. */
  origin = "";
  private child: ChildProcess | undefined;

  /** `data` is the folder of its database, `app` that of the application it serves. */
  constructor(
    readonly data: string,
    readonly app: string = DIST,
  ) {}

  /** Starts it and waits until it says where it listens. */
  async start(): Promise<void> {
    if (!existsSync(join(this.app, "csp.txt"))) {
      throw new Error("dist/ is missing: run `cargo xtask build` first");
    }
    const listen = this.origin === "" ? "127.0.0.1:0" : new URL(this.origin).host;
    const child = spawn(PROGRAM, ["serve", "--listen", listen, "--data", this.data, "--app", this.app], { stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    this.origin = await addressOf(child);
  }

  /** Ends it as an operator does. */
  stop(): Promise<void> {
    return this.end("SIGTERM");
  }

  /** Ends it as a power failure does, but for the disk. */
  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  /** Runs another command of the endpoint on the same data; gives what it prints. */
  command(...words: string[]): string {
    return execFileSync(PROGRAM, [...words, "--data", this.data], { encoding: "utf8" });
  }

  /** A code that lets one team use it. */
  invitation(): string {
    const code = /[A-Za-z0-9-]{16,}/.exec(this.command("invite"))?.[0];
    if (code === undefined) {
      throw new Error("the endpoint gave no code");
    }
    return code;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill(signal);
      await ended;
    }
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`the endpoint said no address:\n${said}`)), START_MS);
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) {
        clearTimeout(timer);
        resolve(found[0]);
      }
    };
    child.stdout!.on("data", read);
    child.stderr!.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the endpoint ended with ${code}:\n${said}`));
    });
    child.once("error", reject);
  });
}

/** Tests with an endpoint of their own. */
export const test = base.extend<{ endpoint: Endpoint }>({
  endpoint: async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), "permanence-endpoint-"));
    const endpoint = new Endpoint(data);
    await endpoint.start();
    await use(endpoint);
    await endpoint.kill();
    rmSync(data, { recursive: true, force: true });
  },
});

export { expect } from "@playwright/test";
