// The yearly report: the same numbers as the activity, its texts, its print, and what publishing freezes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, isOpen, lock, saved, unlock } from "../support/person.ts";
import type { Page } from "@playwright/test";

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();
const tab = (page: Page, name: string) => page.locator(".tabs").getByRole("link", { name }).click();
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer" }).click();

async function toReport(page: Page): Promise<void> {
  await page.locator(".bar").getByRole("link", { name: "Activité" }).click();
  await tab(page, "Bilan");
  await expect(page.locator("#report-activity")).toBeVisible();
}

/** A row of a table, as it is read. */
async function row(page: Page, table: string, name: string): Promise<string[]> {
  const cells = page.locator(`${table} tbody tr`, { has: page.getByRole("rowheader", { name, exact: true }) }).locator("td");
  return (await cells.allInnerTexts()).map(plain);
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
});

async function demo(page: Page): Promise<void> {
  await page.locator("#way-demo").click();
  await page.locator("#create-demo").click();
  await isOpen(page);
}

test("it gives the numbers of the activity, its stations and its money, and prints a slide a page", async ({ page }) => {
  await demo(page);
  await toReport(page);
  const year = plain(await page.locator("#report-where").innerText());
  const report = await row(page, "#report-activity", "Dossiers traités");
  expect(report).toHaveLength(7);
  const zones = (await page.locator("#report-zones tbody .of-station td:nth-of-type(1)").allInnerTexts()).map((text) => Number(plain(text).replace(/ /g, "")));
  expect(zones.reduce((a, b) => a + b, 0)).toBe(Number((report[5] ?? "").replace(/ /g, "")));
  await expect(page.locator("#deck .grants tfoot")).toContainText(/54.530.€/);
  await expect(page.locator("#deck .plan tfoot")).toContainText(/51.250.€/);
  await expect(page.locator(".territory svg circle").first()).toBeAttached();
  await looksRight(page, "report");
  // A number leads to as many records as it says.
  await page.locator("#report-activity tbody tr:nth-child(1) td:nth-of-type(6) a").click();
  await expect(page.locator("#behind-total")).toContainText(report[5] ?? "?");
  await page.goBack();
  await expect(page.locator("#report-zones .of-station a").first()).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1440, height: 900 });
  const pdf = await page.pdf({ path: "results/pictures/report.pdf", preferCSSPageSize: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? [];
  const slides = await page.locator(".slide").count();
  // Some tables go on over a second page; no page stands empty.
  expect(pages.length).toBeGreaterThanOrEqual(slides);
  expect(pages.length).toBeLessThanOrEqual(slides + 5);

  await tab(page, "Chiffres");
  await page.locator("#activity-before").click();
  await expect(page.locator("#activity-where")).toHaveText(year);
  await expect(page.locator("#figures-table thead")).toContainText(`${Number(year) - 1}`);
  const activity = await row(page, "#figures-table", "Dossiers traités");
  expect(activity).toEqual([report[2], report[5], report[6]]);
});

test("a text stands for the years after, is changed for its own, and is kept while the screen is locked", async ({ page }) => {
  await createTeam(page);
  await toReport(page);
  const slide = page.locator(".slide", { has: page.getByRole("heading", { name: "Enjeux" }) });
  await slide.getByRole("link", { name: "Écrire le texte" }).click();
  await page.locator("#report-text-text").fill("Raccourcir le délai.");
  await save(page);
  await saved(page);
  await expect(slide).toContainText("Raccourcir le délai.");
  await page.locator("#report-after").click();
  await expect(slide).toContainText(/Repris du bilan/);
  await slide.getByRole("link", { name: "Modifier le texte" }).click();
  await expect(page.locator("#report-text-text")).toHaveValue("Raccourcir le délai.");
  await page.locator("#report-text-text").fill("Une permanence à Sarralbe.\n\nUn relais à Metz.");
  const address = page.url();
  await lock(page);
  await page.goto(address);
  await unlock(page);
  await expect(page.locator("#report-text-text")).toHaveValue(/Sarralbe/);
  await save(page);
  await saved(page);
  await expect(slide).toContainText("Raccourcir le délai.");
  await page.locator("#report-after").click();
  await expect(slide).toContainText("Un relais à Metz.");
});

test("what is published stays what it was; a later change is shown as a difference", async ({ page }) => {
  await demo(page);
  await toReport(page);
  const before = await row(page, "#report-activity", "Dossiers traités");
  await page.locator("#report-publish").click();
  await expect(page.locator(".toast")).toContainText("Bilan publié");
  await expect(page.locator("#published")).toContainText(/Publié le/);
  await expect(page.locator("#differences summary")).toContainText("Aucun chiffre");

  // The file is what was digested.
  const waiting = page.waitForEvent("download");
  await page.locator("#report-file").click();
  const path = await (await waiting).path();
  const file = readFileSync(path);
  await page.locator("#differences summary").click();
  await expect(page.locator(".digest")).toContainText(createHash("sha256").update(file).digest("hex"));
  const published = JSON.parse(file.toString("utf8"));
  expect(published.definitions.length).toBeGreaterThan(8);
  await expect(page.locator("#frozen-definitions dt")).toHaveCount(published.definitions.length);
  expect(published.deck.columns.at(-1).activity.cases_handled).toBe(Number(before[5]));

  // A grant is corrected, and an interview of the year goes to the bin.
  await tab(page, "Financements");
  await page.locator(".grants tbody a").first().click();
  await page.locator("#grant-paid").fill("1000");
  await save(page);
  await saved(page);
  await toReport(page);
  await expect(page.locator("#differences summary")).toContainText("1 chiffre a changé");
  await expect(page.locator("#deck .grants tfoot")).toContainText(/54.530.€/);
  await page.locator("#differences summary").click();
  await expect(page.locator("#differences table")).toContainText(/Versé/);
  await expect(page.locator("#differences table")).toContainText(/1.000.€/);
  await looksRight(page, "report-published");
  await page.locator("#report-now").check();
  await expect(page.locator("#deck .grants tfoot")).not.toContainText(/54.530.€/);
  await page.locator("#report-publish").click();
  await expect(page.locator("#differences summary")).toContainText("Aucun chiffre");
  // A period that is not over is not published.
  await page.locator("#report-after").click();
  await expect(page.locator("#report-unpublished")).toContainText("une fois la période terminée");
});

test("a funder's extract shows no small number, and names the same total as the report", async ({ page }) => {
  await demo(page);
  await toReport(page);
  const total = plain(await page.locator("#report-zones tfoot td").first().innerText());
  await page.locator("#report-publish").click();
  await page.locator("#extracts summary").click();
  const names = await page.locator("#extracts li").allInnerTexts();
  expect(names).toHaveLength(7);
  let masked = 0;
  for (const name of names) {
    await page.locator("#extracts a", { hasText: name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.locator("#extract-stations tfoot")).toContainText(total);
    const numbers = (await page.locator("#extract-stations tbody td").allInnerTexts()).map(plain);
    masked += numbers.filter((text) => text === "n.c.").length;
    for (const text of numbers.filter((text) => text !== "n.c.")) {
      expect([1, 2, 3, 4], `${name}: ${text}`).not.toContain(Number(text));
    }
    if (name === names[0]) {
      await looksRight(page, "report-extract");
    }
    await page.locator(".back-link, a", { hasText: "Bilan" }).first().click();
    await page.locator("#extracts summary").click();
  }
  expect(masked).toBeGreaterThan(0);
});
