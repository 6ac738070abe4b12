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

export const next = (page: Page) => page.locator("#intake-next").click();
export const title = (page: Page) => page.locator("#intake-title");

export async function choose(page: Page, option: string): Promise<void> {
  const before = await title(page).innerText();
  await page.locator(`label[for=option-${option}]`).click();
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

/** A stroke on the paper. */
export async function sign(page: Page): Promise<void> {
  await page.locator("#intake-paper").scrollIntoViewIfNeeded();
  const paper = (await page.locator("#intake-paper").boundingBox())!;
  await page.mouse.move(paper.x + 60, paper.y + 60);
  await page.mouse.down();
  await page.mouse.move(paper.x + 200, paper.y + 90, { steps: 5 });
  await page.mouse.up();
}
