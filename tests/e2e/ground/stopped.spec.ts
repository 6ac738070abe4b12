// When the application or its engine stops, a page says what is safe. It needs nothing of either.
import AxeBuilder from "@axe-core/playwright";
import { readdirSync } from "node:fs";
import { change, expect, test, trap } from "../support/ground.ts";
import type { Page } from "@playwright/test";

async function expectStopped(page: Page, reason: string): Promise<void> {
  const stopped = page.getByRole("alert");
  await expect(stopped).toBeVisible();
  await expect(stopped).toContainText("Ce qui était enregistré sur l’appareil est en sécurité");
  await expect(stopped).toContainText("What was saved on this device is safe");
  await expect(page.locator("html")).toHaveAttribute("data-stopped", reason);
  // Nothing else is in sight or in reach.
  const others = await page.locator("body > :visible").count();
  expect(others).toBe(1);
}

/** Keeps the application from dealing with a stopped engine in its own way. */
async function leaveItToTheShell(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener("permanence-engine-stopped", (event) => event.stopImmediatePropagation(), { capture: true });
  });
}

test("the application traps", async ({ page, server }) => {
  await page.goto(server.origin);
  await page.waitForLoadState("networkidle");
  await page.evaluate(trap);
  await expectStopped(page, "application");
  await page.getByRole("button", { name: "Recharger" }).click();
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("alert")).toBeHidden();
});

test("the engine traps", async ({ page, server }) => {
  await leaveItToTheShell(page);
  await page.goto(server.origin);
  // A worker of its own, so that the application's way of dealing with it plays no part.
  await page.evaluate(() => void (window as any).permanence.startEngine());
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  await page.workers().at(-1)!.evaluate(trap);
  await expectStopped(page, "engine");
});

test("the engine rejects and nobody listens", async ({ page, server }) => {
  await leaveItToTheShell(page);
  await page.goto(server.origin);
  await page.evaluate(() => void (window as any).permanence.startEngine());
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  await page.workers().at(-1)!.evaluate(() => void Promise.reject(new Error("nobody listens")));
  await expectStopped(page, "engine");
});

test("an application that deals with it itself is left to do so", async ({ page, server }) => {
  await page.goto(server.origin);
  await page.evaluate(() => {
    addEventListener("permanence-engine-stopped", (event) => {
      event.preventDefault();
      document.documentElement.dataset.told = "";
    });
    (window as any).permanence.startEngine();
  });
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  await page.workers().at(-1)!.evaluate(trap);
  await expect(page.locator("html[data-told]")).toHaveCount(1);
  await expect(page.getByRole("alert")).toBeHidden();
});

/** Starts the workplace as the entrance does, with bytes that are no open store. */
async function handOverNothing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { handOver, startEngine } = (window as any).permanence;
    handOver(startEngine(), new Uint8Array([1, 2, 3]));
  });
}

test("a workplace that was handed nothing says that it stopped", async ({ page, server }) => {
  await page.goto(server.origin);
  await handOverNothing(page);
  await expectStopped(page, "application");
});

test.describe("a file that does not arrive whole", () => {
  const named = (folder: string, pattern: RegExp) => readdirSync(folder).find((name) => pattern.test(name))!;
  const cases: [string, RegExp, string][] = [
    ["the application's program", /^permanence-.*_bg\.wasm$/, "application"],
    ["the application's script", /^permanence-[^_]*\.js$/, "application"],
    ["the engine's program", /^engine-worker.*_bg\.wasm$/, "engine"],
    ["the engine's script", /^engine-worker-[^_]*\.js$/, "engine"],
  ];
  for (const [name, pattern, reason] of cases) {
    test(name, async ({ page, folder, server }) => {
      await leaveItToTheShell(page);
      change(folder, named(folder, pattern), (whole) => whole.subarray(0, 100));
      await page.goto(server.origin);
      await page.evaluate(() => (window as any).permanence.startEngine());
      await expectStopped(page, reason);
    });
  }

  for (const [name, pattern] of [
    ["the workplace's program", /^workplace-.*_bg\.wasm$/],
    ["the workplace's script", /^workplace-[^_]*\.js$/],
  ] as const) {
    test(name, async ({ page, folder, server }) => {
      change(folder, named(folder, pattern), (whole) => whole.subarray(0, 100));
      await page.goto(server.origin);
      await handOverNothing(page);
      await expectStopped(page, "application");
    });
  }

  test("a script that was tampered with does not run", async ({ page, folder, server }) => {
    change(folder, named(folder, /^trusted-types-.*\.js$/), (before) => `${before}\nwindow.isTampered = true;`);
    await page.goto(server.origin);
    expect(await page.evaluate(() => "isTampered" in window)).toBe(false);
  });
});

test("the page is accessible, light and dark, and fits a small phone", async ({ page, server }) => {
  await page.goto(server.origin);
  await page.evaluate(() => (window as any).permanence.stop("application"));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include("#permanence-stopped").analyze();
    expect(violations).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 568 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expect(page.getByRole("button", { name: "Recharger" })).toBeInViewport();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the page says so in words", async ({ page, server }) => {
    await page.goto(server.origin);
    // By element: a search for text leaves out what stands in <noscript>.
    await expect(page.locator("noscript [lang=fr]")).toContainText("Permanence a besoin de JavaScript");
    await expect(page.locator("noscript [lang=en]")).toContainText("Permanence needs JavaScript");
    await expect(page.locator("noscript .shell-page")).toBeVisible();
  });
});
