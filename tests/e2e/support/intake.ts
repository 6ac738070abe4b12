// What is done on the tablet, by the person in whose hands it is.
import { expect, type Page } from "@playwright/test";

export const WIDE = { width: 1180, height: 820 };
export const TALL = { width: 820, height: 1180 };

/** The tablet changes hands. */
export async function begin(page: Page): Promise<void> {
  await page.locator(".bar").getByRole("link", { name: "Aujourd" }).click();
  await page.locator("#intake").click();
  await page.locator("#intake-lines").fill("Permanence : 03 00 00 00 00");
  await page.locator("#intake-begin").click();
  await expect(page.locator("#intake-stop")).toBeVisible();
  await expect(page.locator("#language-fr")).toBeVisible();
}

/** Where the page has a touchscreen, it is touched. */
async function touch(page: Page, selector: string): Promise<void> {
  const hasTouch = await page.evaluate(() => navigator.maxTouchPoints > 0);
  await (hasTouch ? page.locator(selector).tap() : page.locator(selector).click());
}

export const next = (page: Page) => touch(page, "#intake-next");
export const title = (page: Page) => page.locator("#intake-title");

export async function choose(page: Page, option: string): Promise<void> {
  const before = await title(page).innerText();
  await touch(page, `label[for=option-${option}]`);
  await next(page);
  await expect(title(page)).not.toHaveText(before);
}

export async function write(page: Page, text: string): Promise<void> {
  const before = await title(page).innerText();
  await page.locator("#intake-words").fill(text);
  await next(page);
  await expect(title(page)).not.toHaveText(before);
}

/** From what the hide button does to the first question that is one. */
export async function throughChecks(page: Page): Promise<void> {
  await next(page);
  await choose(page, "yes");
  await choose(page, "hides");
  await choose(page, "may_refuse");
}

/** A stroke on the paper, with a finger: the page does not move with it. */
export async function sign(page: Page): Promise<void> {
  await page.locator("#intake-paper").scrollIntoViewIfNeeded();
  const paper = (await page.locator("#intake-paper").boundingBox())!;
  const finger = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) => finger.send("Input.dispatchTouchEvent", { type, touchPoints });
  const scrolled = () => page.evaluate(() => scrollY);
  const before = await scrolled();
  await send("touchStart", [{ x: paper.x + 60, y: paper.y + 60 }]);
  for (let step = 1; step <= 8; step++) {
    await send("touchMove", [{ x: paper.x + 60 + step * 20, y: paper.y + 60 + step * 6 }]);
  }
  await send("touchEnd", []);
  await finger.detach();
  expect(await scrolled()).toBe(before);
}

/** How many dots of the paper are inked. */
export const ink = (page: Page) =>
  page.locator("#intake-paper").evaluate((paper: HTMLCanvasElement) => {
    const { data } = paper.getContext("2d")!.getImageData(0, 0, paper.width, paper.height);
    return data.filter((value, at) => at % 4 === 0 && value < 100).length;
  });
