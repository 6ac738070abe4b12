// The main journey with the keyboard alone: wherever the focus goes it can be seen, and no bar hides it.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { isOpen, PASSPHRASE, saved } from "../support/person.ts";

/** More stops than any page has. */
const MOST_STOPS = 120;

test("from a new device to a saved interview without a pointer", async ({ page, endpoint }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(endpoint.origin);
  await expect(page.locator("#way-create")).toBeVisible();
  await press(page, "#way-create");
  await type(page, "#team-name", "Équipe d'essai");
  await type(page, "#worker-name", "Camille Essai");
  await page.keyboard.press("Enter");
  await press(page, "#step-next");
  await tabTo(page, "#passphrase-way-0");
  await page.keyboard.press("ArrowRight");
  await type(page, "#passphrase-new", PASSPHRASE);
  await type(page, "#passphrase-again", PASSPHRASE);
  await page.keyboard.press("Enter");
  await isOpen(page);

  await press(page, "#new-case");
  await type(page, "#person-family-name", "Brumeval");
  await type(page, "#person-given-names", "Ondine");
  await page.keyboard.press("Enter");
  await saved(page);
  await press(page, "#new-interview");
  await type(page, "#interview-facts", "Ce qui vient d'être dit.");
  await press(page, ".save-bar button");
  await expect(page.locator(".entry-line").getByText("Ce qui vient d'être dit.")).toBeVisible();
  await press(page, "#lock");
  await expect(page.locator("#unlock")).toBeVisible();
});

async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press("Enter");
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

/** Goes on by Tab until that element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector);
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
    expect(await faultOfFocus(page), `on the way to ${selector}`).toBe("");
  }
  throw new Error(`${selector} cannot be reached by the keyboard`);
}

/** What is wrong with the focus as it stands: not to be seen, or behind something. */
function faultOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) {
      return "";
    }
    const shown = focused.closest("label, .search-box") ?? focused;
    const name = `${focused.tagName} ${focused.id} ${focused.className}`;
    const hasRing = [focused, shown].some((element) => getComputedStyle(element).outlineStyle !== "none");
    const { left, top, width, height } = shown.getBoundingClientRect();
    const above = document.elementFromPoint(left + width / 2, top + Math.min(height, 60) / 2);
    const isBehind = above === null || !(shown.contains(above) || above.contains(shown));
    return [!hasRing && `${name} shows no focus`, isBehind && `${name} is behind ${above?.className}`].filter(Boolean).join("; ");
  });
}
