// The activity: figures of a year beside those of the year before, each leading to as many records as it says.
import { expect, test } from "../support/endpoint.ts";
import { changeField, createTeam, isOpen, newCase, newInterview, saved } from "../support/person.ts";
import type { Page } from "@playwright/test";

const to = (page: Page, place: string | RegExp) => page.locator(".bar").getByRole("link", { name: place }).click();

/** A number as the screen writes it. */
const read = (text: string) => Number(text.replace(/\s/g, ""));

/** Follows a number to what is behind it; gives how much both say. */
async function follow(page: Page, selector: string): Promise<[number, number]> {
  const number = page.locator(selector);
  const said = read(await number.innerText());
  await number.click();
  await expect(page.locator("#behind-total")).toBeVisible();
  const total = read((await page.locator("#behind-total").innerText()).replace(/ligne.*/, ""));
  const lines = await page.locator("#behind > li").count();
  expect(lines).toBe(Math.min(total, 200));
  return [said, total];
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
});

/** The invented team, on its activity. */
async function demo(page: Page): Promise<void> {
  await page.locator("#way-demo").click();
  await page.locator("#create-demo").click();
  await isOpen(page);
  await to(page, "Activité");
  await expect(page.locator("#figures-table")).toBeVisible();
}

test("it fits the narrowest phone", async ({ page }) => {
  await demo(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("every number leads to as many records as it says, and these to the case", async ({ page }) => {
  await demo(page);
  for (const selector of [
    "#figures-table tbody tr:nth-child(1) td:nth-of-type(1) a",
    "#figures-table tbody tr:nth-child(1) td:nth-of-type(2) a",
    "#figures-table tbody tr:nth-child(4) td:nth-of-type(2) a",
    "#figures-table tbody tr:nth-child(6) td:nth-of-type(2) a",
    "#stations-table .of-zone:first-child a",
    "#stations-table .of-station a >> nth=0",
    "[data-field=violences] a >> nth=0",
    "[data-field=conjugal_violence] a >> nth=0",
  ]) {
    const [said, total] = await follow(page, selector);
    expect(said, selector).toBeGreaterThan(0);
    expect(total, selector).toBe(said);
    await page.goBack();
    await expect(page.locator("#figures-table")).toBeVisible();
  }
  await page.locator("#figures-table tbody a").first().click();
  await page.locator("#behind .case-link").first().click();
  await expect(page.locator("#case-title")).toBeVisible();
});

test("stations sum to zones, zones to the total, halves of new cases to the year; a shift is opened from its number", async ({ page }) => {
  await demo(page);
  const numbers = async (selector: string) => (await page.locator(selector).allInnerTexts()).map(read);
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
  const total = read(await page.locator("#figures-table tbody tr:nth-child(1) td:nth-of-type(2)").innerText());
  expect(sum(await numbers("#stations-table .of-zone td:nth-of-type(1)"))).toBe(total);
  expect(sum(await numbers("#stations-table .of-station td:nth-of-type(1)"))).toBe(total);
  const opened = async () => read(await page.locator("#figures-table tbody tr:nth-child(2) td:nth-of-type(2)").innerText());
  const ofYear = await opened();
  const halves: number[] = [];
  for (const half of ["1er semestre", "2e semestre"]) {
    await page.locator("label", { hasText: half }).click();
    await expect(page.locator("#activity-where")).toContainText(half);
    await expect(page.locator("#figures-table thead")).toContainText(half);
    halves.push(await opened());
  }
  expect(sum(halves)).toBe(ofYear);
  await page.locator("label", { hasText: "Année" }).click();
  await expect(page.locator("#figures-table thead")).not.toContainText("semestre");
  await page.locator("#shifts-table tbody tr:first-child td:nth-of-type(3) a").click();
  await page.locator("#behind .case-link").first().click();
  await expect(page.locator("#shift-standing")).toContainText("Annulée");
});

test("a station without a zone keeps the table from being shown, says so, and leads to where it is mended", async ({ page }) => {
  await createTeam(page);
  await to(page, "Réglages");
  await page.locator("#settings-team").click();
  await page.getByRole("link", { name: "Nouveau service" }).click();
  await page.locator("#station-label").fill("Neuville");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await expect(page.locator(".case-link", { hasText: "Neuville" })).toContainText("Zone non dite");
  await to(page, /Aujourd.hui/);
  await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
  await newInterview(page, "Elle demande conseil.");
  await changeField(page, "case", "essentiel", (page) => page.locator("#case-station").selectOption({ label: "Neuville" }));

  await to(page, "Activité");
  await expect(page.getByText(/0 dossiers sur 1 ont une place sûre/)).toBeVisible();
  await page.getByRole("link", { name: /Neuville n.a pas de zone/ }).click();
  await page.locator("#station-zone").selectOption({ label: "ZGN" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await to(page, "Activité");
  await expect(page.locator("#stations-table .of-station")).toContainText("Neuville");
  await expect(page.locator("#stations-table tfoot")).toContainText("1");
});
