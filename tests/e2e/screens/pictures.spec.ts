// Every screen is looked at: in three sizes, light and dark, a picture of it goes into the results, and each must be
// readable by everybody (axe, no exception), fit its width, offer targets a thumb can hit, and leave the console silent.
import AxeBuilder from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { DEMO, type Screen, TEAM } from "./walk.ts";

const PICTURES = join(process.env.PERMANENCE_RESULTS ?? "results", "pictures");

const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  office: { width: 1440, height: 900 },
};
const THEMES = ["light", "dark"] as const;
const WALKS = { team: TEAM, demo: DEMO };

/** WCAG 2.5.5 and the phone in one hand; in CSS pixels. */
const SMALLEST_TARGET = 44;
/** axe's rule for colours, the slowest of all. */
const COLOURS = "color-contrast";
/** The narrowest phone, and 400 % of 1280. */
const NARROWEST = 320;

// A trace of sixty pictures costs more than the walk.
test.use({ trace: "off", actionTimeout: 15_000 });

type Size = keyof typeof SIZES;
type Theme = (typeof THEMES)[number];

for (const size of Object.keys(SIZES) as Size[]) {
  for (const [walk, screens] of Object.entries(WALKS)) {
    test(`${walk}, ${size}`, async ({ browser, endpoint }) => {
      test.setTimeout(480_000);
      const context = await browser.newContext({ viewport: SIZES[size], colorScheme: "light", locale: "fr-FR", timezoneId: "Europe/Paris", reducedMotion: "reduce" });
      const complaints = listen(context);
      const page = await context.newPage();
      await page.goto(endpoint.origin);
      for (const screen of screens) {
        await look(page, context, screen, size);
      }
      expect(complaints, "what the browser complained of").toEqual([]);
      await context.close();
    });
  }
}

/** Everything the browser complains of: errors of scripts, refused resources, the policy. */
function listen(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error") {
      complaints.push(message.text());
    }
  });
  return complaints;
}

async function look(page: Page, context: BrowserContext, screen: Screen, size: Size): Promise<void> {
  const seen = (await screen.reach(page, context)) ?? page;
  mkdirSync(PICTURES, { recursive: true });
  // Colours do not change with the size, nor names and roles from the phone to the tablet; in the office two pages stand at once.
  await lookIn("dark", seen, screen, size);
  if (size === "phone") {
    await expectReadable(seen, screen.name, "dark");
  }
  await lookIn("light", seen, screen, size);
  if (size === "tablet") {
    await mirrored(seen, () => expectReadable(seen, `${screen.name}, mirrored,`, "mirrored"));
  } else {
    await expectReadable(seen, screen.name, "light");
  }
  await expectToFit(seen, `${screen.name}, ${size}`, SIZES[size]);
  if (size === "phone") {
    expect.soft(await smallTargets(seen), `${screen.name}: targets of a thumb's size`).toEqual([]);
  }
}

/** Takes its pictures in a theme; on the phone also of the whole page, where it is longer than the window. */
async function lookIn(theme: Theme, page: Page, screen: Screen, size: Size): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const picture = (suffix: string) => join(PICTURES, `${screen.name}-${size}-${theme}${suffix}.png`);
  await page.screenshot({ path: picture(""), animations: "disabled" });
  if (screen.isLong && size === "phone") {
    await page.screenshot({ path: picture("-whole"), animations: "disabled", fullPage: true });
  }
}

/** As it is, mirrored, and at 200 %: half the width, or the narrowest phone. */
async function expectToFit(page: Page, name: string, { width, height }: { width: number; height: number }): Promise<void> {
  const fits = async (way: string) => expect.soft(await overflow(page), `${name} fits its width, ${way}`).toEqual([]);
  await fits("as it is");
  await mirrored(page, () => fits("mirrored"));
  await page.setViewportSize({ width: Math.max(width / 2, NARROWEST), height: height / 2 });
  await fits("at 200 %");
  await page.setViewportSize({ width, height });
}

/** From right to left, for as long as it is looked at. */
async function mirrored(page: Page, look: () => Promise<void>): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await look();
  await page.evaluate(() => document.documentElement.setAttribute("dir", "ltr"));
}

/** In the dark only colours differ: they alone are looked at again. Mirrored, everything may but the colours. */
async function expectReadable(page: Page, name: string, way: Theme | "mirrored"): Promise<void> {
  const axe = new AxeBuilder({ page });
  const rules = way === "dark" ? axe.withRules([COLOURS]) : axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const { violations } = await (way === "mirrored" ? rules.disableRules([COLOURS]) : rules).analyze();
  const told: string[] = [];
  for (const { id, nodes } of violations) {
    for (const node of nodes) {
      const target = node.target.join(" ");
      if (id !== "target-size" || !(await isLargeInSight(page, target))) {
        told.push(`${id}: ${target} ${node.failureSummary?.split("\n")[1] ?? ""}`);
      }
    }
  }
  expect.soft(told, `${name} is readable by everybody`).toEqual([]);
}

/** What scrolled half under a bar is looked at again in the middle of the page. */
async function isLargeInSight(page: Page, target: string): Promise<boolean> {
  await page.locator(target).evaluate((element) => element.scrollIntoView({ block: "center" }));
  const { violations } = await new AxeBuilder({ page }).include(target).withRules(["target-size"]).analyze();
  return violations.length === 0;
}

/** What sticks out of the page's width. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) {
      return [];
    }
    const sticksOut = ({ left, right }: DOMRect) => right > width + 1 || left < -1;
    const outside = [...document.body.querySelectorAll("*")].filter((element) => sticksOut(element.getBoundingClientRect()));
    return [`${document.documentElement.scrollWidth} px`, ...outside.slice(0, 4).map((element) => `${element.tagName} ${element.className} ${element.id}`)];
  });
}

/** What can be touched and is smaller than a thumb needs. A radio or a box is as large as its label. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const all = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [role=button]")];
    return all
      .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && box.bottom > 0)
      .filter(({ element }) => !element.classList.contains("skip-link") && !element.closest("[inert]"))
      .filter(({ box }) => box.height < smallest - 0.5 || box.width < smallest - 0.5)
      .map(({ element, box }) => `${element.tagName} ${element.id || element.className || element.textContent} ${Math.round(box.width)}×${Math.round(box.height)}`);
  }, SMALLEST_TARGET);
}
