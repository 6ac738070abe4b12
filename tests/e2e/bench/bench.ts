// The bench: the same steps on the application and on the baseline, one after the other, and the ratios.
// `cargo xtask bench` builds what it needs and sets the variables; docs/bench.md says what is measured.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page, test } from "@playwright/test";
import { Endpoint } from "../support/endpoint.ts";
import { invent, NAMES, WORDS } from "./data.ts";
import { bytesBelow, Device, longestTask, type Watched } from "./device.ts";
import { BaselineServer } from "./server.ts";
import { type Figure, Figures, percentile } from "./table.ts";

const CASES = Number(process.env.PERMANENCE_BENCH_CASES ?? 10_000);
const KEY = "bench-4b7e1c0d9a2f";
const SEARCHES = 200;
const SAVES = 100;
const LIVE_EDITS = 5;
/** Cases opened one after the other. */
const OPENED = 40;
/** Rows of the workbook that is written. */
const ROWS = 10_000;
/** Names looked for in the box of the screen. */
const TYPED = 30;
/** A slow telephone beside this machine (interface.md, 46). */
const SLOWER = 4;

/** One side of the comparison. */
interface Side {
  /** The object in the page that does the steps. */
  door: "permanenceBench" | "baseline";
  /** Where its page is. */
  address: string;
  /** What its steps are given to reach the server. */
  url: string;
  /** What the server keeps, on the disk. */
  server: string;
  /** Bytes that the server counted, where the browser does not. */
  received?: () => number;
}

/** Everything that a side does, by the name of its figure. */
type Times = Map<string, number>;

test("bench", async () => {
  const data = mkdtempSync(join(tmpdir(), "permanence-endpoint-"));
  const endpoint = new Endpoint(data);
  const baseline = new BaselineServer();
  const figures = new Figures();
  try {
    await Promise.all([endpoint.start(), baseline.start()]);
    const invitation = /[A-Za-z0-9-]{16,}/.exec(endpoint.command("invite"))?.[0];
    console.log(`▸ The application, ${CASES} cases`);
    const ours = await measure({ door: "permanenceBench", address: `${endpoint.origin}/cases`, url: `${endpoint.origin}/#${invitation}`, server: data });
    console.log("▸ The baseline");
    const theirs = await measure({ door: "baseline", address: baseline.origin, url: baseline.origin, server: baseline.folder, received: () => baseline.received });
    for (const figure of described(ours, theirs)) {
      figures.add(figure);
    }
    const browser = await version();
    figures.print(CASES, browser);
    if (process.env.PERMANENCE_BENCH_JSON) {
      figures.write(process.env.PERMANENCE_BENCH_JSON, CASES, browser);
    }
  } finally {
    baseline.stop();
    await endpoint.kill();
    rmSync(data, { recursive: true, force: true });
  }
});

/** Every step on one side. */
async function measure(side: Side): Promise<Times> {
  const times: Times = new Map();
  const note = (name: string, value: number) => {
    times.set(name, value);
    process.stdout.write(`\r  ${name}: ${Math.round(value)}          \n`);
  };
  const [first, second] = [new Device(), new Device()];
  try {
    const one = await first.open(side.address);
    await opened(one, side);
    await first.settled();
    note("transfer", first.wire.received);
    await alone(side, one, first, note);
    await together(side, one, [first, second], note);
  } finally {
    await first.remove();
    await second.remove();
  }
  return times;
}

/** What a device does by itself. */
async function alone(side: Side, page: Page, device: Device, note: (name: string, value: number) => void): Promise<void> {
  await page.evaluate(invent, CASES);
  await longestTask(page);
  note("import", await timed(page, side, "importAll", "data"));
  note("import task", await longestTask(page));
  await reload(side, page, note);
  note("open task", await longestTask(page));
  await searches(side, page, note);
  await saves(side, page, note);
  note("report", await timed(page, side, "report", 2024));
  note("work task", await longestTask(page));
  note("disk", device.diskBytes());
  if (side.door === "permanenceBench") {
    await office(page, side, note);
    await screens(page, note);
    await slowly(side, page, note);
  }
}

/** What the office asks for once a year, once everything is read: the whole report, and a workbook that its own worker writes. */
async function office(page: Page, side: Side, note: (name: string, value: number) => void): Promise<void> {
  const decks: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    decks.push(await timed(page, side, "deck", 2024));
  }
  note("deck", percentile(decks, 50));
  await longestTask(page);
  note("workbook", await timed(page, side, "workbook", ROWS));
  note("workbook task", await longestTask(page));
}

/** What a person does on the application's own screens, which the baseline has none of. */
async function screens(page: Page, note: (name: string, value: number) => void): Promise<void> {
  const { bytes } = await page.evaluate(() => (globalThis as any).permanenceBench.memory());
  note("memory", bytes);
  await page.setViewportSize({ width: 1440, height: 900 });
  const opened: number[] = [];
  const lines = page.locator(".pane .case-link");
  await lines.first().waitFor();
  for (let place = 0; place < OPENED; place++) {
    opened.push(await lines.nth(place).evaluate(open));
  }
  note("case p50", percentile(opened, 50));
  note("case p95", percentile(opened, 95));
  note("typed p95", percentile(await typed(page), 95));
  const more = page.locator(".pane > .button-quiet");
  while ((await more.count()) > 0 && (await lines.count()) < 200) {
    await more.first().click();
    await page.waitForTimeout(200);
  }
  await longestTask(page);
  await page.evaluate(scroll);
  note("scroll task", await longestTask(page));
}

/** The same on a screen whose thread is slowed down: the worker's is not, the browser cannot. */
async function slowly(side: Side, page: Page, note: (name: string, value: number) => void): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await longestTask(page);
  await reload(side, page, (name, value) => note(`slow ${name}`, value));
  note("slow open task", await longestTask(page));
  note("slow typed p95", percentile(await typed(page), 95));
  note("slow typed task", await longestTask(page));
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
}

/** Names of cases far apart in the list, each looked for in the box of the screen: from the last letter to the list that has it. */
async function typed(page: Page): Promise<number[]> {
  const names = await page.locator(".pane .case-name").allInnerTexts();
  const families = [...new Set(names.map((name) => name.split(" ")[0]!).filter((name) => name.length > 3))];
  const times: number[] = [];
  for (let place = 0; place < TYPED; place++) {
    times.push(await page.locator(".pane .search-input").evaluate(look, families[(place * 7 + 1) % families.length]!));
  }
  return times;
}

/** From an empty box to the first line that bears the name, with nothing else before it. */
async function look(input: Element, name: string): Promise<number> {
  const box = input as HTMLInputElement;
  const type = (text: string) => {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const first = () => document.querySelector(".pane .case-name")?.textContent ?? "";
  const until = async (is: () => boolean) => {
    const began = performance.now();
    while (!is()) {
      if (performance.now() - began > 10_000) {
        throw new Error("the list did not answer");
      }
      await new Promise((next) => setTimeout(next, 1));
    }
  };
  type("");
  await until(() => !first().startsWith(name));
  const began = performance.now();
  type(name);
  await until(() => first().startsWith(name));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  return performance.now() - began;
}

/** From the touch on a line of the list to the title of its case on the screen. */
async function open(link: Element): Promise<number> {
  const address = (link as HTMLAnchorElement).pathname;
  const title = () => document.querySelector("#case-title");
  const before = title();
  const began = performance.now();
  (link as HTMLAnchorElement).click();
  while (title() === null || title() === before || location.pathname !== address) {
    if (performance.now() - began > 10_000) {
      throw new Error("the case did not open");
    }
    await new Promise((next) => setTimeout(next, 1));
  }
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  return performance.now() - began;
}

/** Down the whole list and up again, a screen at each frame. */
async function scroll(): Promise<void> {
  const list = document.querySelector(".pane");
  const scroller = list && list.scrollHeight > list.clientHeight + 10 ? list : document.scrollingElement!;
  for (const direction of [1, -1]) {
    for (let step = 0; step < 60; step++) {
      scroller.scrollBy(0, direction * 300);
      await new Promise((next) => requestAnimationFrame(next));
    }
  }
}

/** What it takes until the list stands again, and until everything is found. */
async function reload(side: Side, page: Page, note: (name: string, value: number) => void): Promise<void> {
  await page.reload();
  await available(page, side);
  const marks = await page.evaluate(
    async ([door, key, url]) => {
      const side = (globalThis as any)[door];
      const began = performance.now();
      await side.open(door === "baseline" ? key : { key, url });
      const list = await side.list(50);
      const listed = performance.now();
      const { dossiers } = await side.ready();
      return { began, listed, ready: performance.now(), rows: list.length, dossiers };
    },
    [side.door, KEY, side.url] as const,
  );
  const drawn = await page.waitForFunction(() => (globalThis as unknown as { watched: Watched }).watched.drawn);
  note("reload", Number(await drawn.jsonValue()));
  note("list", marks.listed - marks.began);
  note("ready", marks.ready - marks.began);
  must(marks.rows === Math.min(50, CASES) && marks.dossiers === CASES, `${side.door} lists ${marks.rows} of ${marks.dossiers} cases`);
}

async function searches(side: Side, page: Page, note: (name: string, value: number) => void): Promise<void> {
  const queries = Array.from({ length: SEARCHES }, (_, place) => ({
    kind: place % 2 ? "mot" : "nom",
    q: (place % 2 ? WORDS : NAMES)[(place >> 1) % 10]!,
    limit: 50,
  }));
  const { times, found } = await page.evaluate(
    async ([door, queries]) => {
      const times: number[] = [];
      let found = 0;
      for (const query of queries) {
        const began = performance.now();
        found += (await (globalThis as any)[door].search(query)).length > 0 ? 1 : 0;
        times.push(performance.now() - began);
      }
      return { times, found };
    },
    [side.door, queries] as const,
  );
  must(found > SEARCHES / 2, `${side.door} found something in ${found} searches of ${SEARCHES} only`);
  note("search p50", percentile(times, 50));
  note("search p95", percentile(times, 95));
}

async function saves(side: Side, page: Page, note: (name: string, value: number) => void): Promise<void> {
  const { times, kept } = await page.evaluate(
    async ([door, cases, saves]) => {
      const side = (globalThis as any)[door];
      const times: number[] = [];
      let kept = 0;
      for (let place = 0; place < saves; place++) {
        const id = `d-${String((place * 7919) % cases).padStart(6, "0")}`;
        // The form was open before: what it shows was asked for already.
        const object = { ...(await side.get(id)), quartier: `changé ${place}` };
        const began = performance.now();
        await side.save(object);
        times.push(performance.now() - began);
        kept += (await side.get(id)).quartier === object.quartier ? 1 : 0;
      }
      return { times, kept };
    },
    [side.door, CASES, SAVES] as const,
  );
  must(kept === SAVES, `${side.door} kept ${kept} of ${SAVES} saves`);
  note("save p50", percentile(times, 50));
  note("save p95", percentile(times, 95));
}

/** What two devices do. */
async function together(side: Side, one: Page, [first, second]: [Device, Device], note: (name: string, value: number) => void): Promise<void> {
  await first.resetWire();
  note("push", await timed(one, side, "push", { url: side.url }));
  note("push task", await longestTask(one));
  await first.settled();
  note("push wire", side.received?.() ?? first.wire.sent);
  note("server disk", bytesBelow(side.server));
  const two = await second.open(side.address);
  await opened(two, side);
  await second.resetWire();
  await longestTask(two);
  note("pull", await timed(two, side, "pull", { url: side.url, expect: CASES }));
  note("pull task", await longestTask(two));
  await second.settled();
  note("pull wire", second.wire.received);
  const seen: number[] = [];
  for (let turn = 0; turn < LIVE_EDITS; turn++) {
    seen.push(await edit(side, one, two));
  }
  note("live", percentile(seen, 50));
}

/** From an edit on one device to its sight on the other. */
async function edit(side: Side, one: Page, two: Page): Promise<number> {
  const live = (page: Page, role: string) => page.evaluate(([door, url, role]) => (globalThis as any)[door].live({ url, role }), [side.door, side.url, role] as const);
  const watching = live(two, "watcher");
  await two.waitForTimeout(1_500);
  const edited = await live(one, "editor");
  const watched = await watching;
  must(String(watched.value) === String(edited.value), `${side.door} saw ${watched.value} and not ${edited.value}`);
  return watched.at - edited.at;
}

async function available(page: Page, side: Side): Promise<void> {
  await page.waitForFunction((door) => door in globalThis, side.door);
}

async function opened(page: Page, side: Side): Promise<void> {
  await available(page, side);
  await page.evaluate(([door, key, url]) => (globalThis as any)[door].open(door === "baseline" ? key : { key, url }), [side.door, KEY, side.url] as const);
}

/** How long a step takes, by the page's own clock. */
function timed(page: Page, side: Side, step: string, given: unknown): Promise<number> {
  return page.evaluate(
    async ([door, step, given]) => {
      const began = performance.now();
      await (globalThis as any)[door][step](given === "data" ? (globalThis as any).benchData : given);
      return performance.now() - began;
    },
    [side.door, step, given] as const,
  );
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) {
    throw new Error(otherwise);
  }
}

async function version(): Promise<string> {
  const browser = await chromium.launch({ executablePath: process.env.PERMANENCE_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const version = browser.version();
  await browser.close();
  return version;
}

/** The figures in the order of the table, with what was promised of them. */
function described(ours: Times, theirs: Times): Figure[] {
  const figure = (name: string, key: string, unit: Figure["unit"], promise: Partial<Figure> = {}): Figure => ({
    name,
    unit,
    ours: ours.get(key) ?? NaN,
    baseline: theirs.get(key),
    ...promise,
  });
  const tasks = ["import task", "open task", "work task", "push task", "pull task"];
  const longest = (times: Times) => Math.max(...tasks.map((task) => times.get(task) ?? 0));
  return [
    figure("import", "import", "ms", { mostTimes: 2 }),
    figure("open → 50 latest", "list", "ms", { mostTimes: 2 }),
    figure("reload → 50 latest on the screen", "reload", "ms"),
    figure("open → search ready", "ready", "ms"),
    figure(`${SEARCHES} searches, p50`, "search p50", "ms"),
    figure(`${SEARCHES} searches, p95`, "search p95", "ms"),
    figure(`${SAVES} saves, p50`, "save p50", "ms"),
    figure(`${SAVES} saves, p95`, "save p95", "ms", { most: 20 }),
    figure("opening a case, to its title on the screen, p50", "case p50", "ms"),
    figure("opening a case, to its title on the screen, p95", "case p95", "ms", { most: 100 }),
    figure("longest task while the list is scrolled", "scroll task", "ms", { most: 100 }),
    figure("a name typed, to the list that has it, p95", "typed p95", "ms", { most: 50 }),
    figure("screen ×4 slower: reload → 50 latest", "slow reload", "ms", { most: 2000 }),
    figure("screen ×4 slower: a name typed, p95", "slow typed p95", "ms", { most: 100 }),
    figure("screen ×4 slower: longest task, opening", "slow open task", "ms", { most: 200 }),
    figure("screen ×4 slower: longest task, searching", "slow typed task", "ms", { most: 200 }),
    figure("memory of the engine's worker", "memory", "bytes"),
    figure("yearly report", "report", "ms"),
    figure("yearly report, whole, from the worker to the screen's thread", "deck", "ms", { most: 150 }),
    figure(`workbook of ${ROWS} rows`, "workbook", "ms", { most: 2000 }),
    figure("longest task while the workbook is written", "workbook task", "ms"),
    figure("push", "push", "ms", { mostTimes: 2 }),
    figure("pull on a fresh profile", "pull", "ms", { mostTimes: 2 }),
    figure("an edit seen on the other device", "live", "ms"),
    figure("bytes on the disk", "disk", "bytes"),
    figure("bytes on the server's disk", "server disk", "bytes"),
    figure("bytes sent by the push", "push wire", "bytes"),
    figure("bytes received by the pull", "pull wire", "bytes"),
    figure("bytes of the application, first visit", "transfer", "bytes"),
    ...tasks.map((task) => figure(`longest task on the screen's thread: ${task.slice(0, -5)}`, task, "ms")),
    { name: "longest task on the screen's thread", unit: "ms", ours: longest(ours), baseline: longest(theirs), most: 200 },
  ];
}
