// A team that begins in the middle of a year: the totals of the months before are typed in, added, and shown as such.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, newCase, saved } from "../support/person.ts";
import type { Page } from "@playwright/test";

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();
const to = (page: Page, place: string) => page.locator(".bar").getByRole("link", { name: place }).click();
const year = new Date().getFullYear();

async function type(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByRole("link", { name: "Ajouter des totaux" }).click();
  for (const [field, value] of Object.entries(fields)) {
    await page.locator(`#typed-total-${field}`).fill(value);
  }
}

const save = (page: Page) => page.getByRole("button", { name: "Enregistrer" }).click();

/** The cells of a figure, as they are read once the table stands. */
async function cells(page: Page, figure: string): Promise<string[]> {
  await expect(page.locator("#figures-table")).toBeVisible();
  const row = page.locator("#figures-table tbody tr", { has: page.getByRole("rowheader", { name: figure, exact: true }) });
  return (await row.locator("td").allInnerTexts()).map(plain);
}

test("what was counted elsewhere is added to the figures and told apart", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, { given: "Ondine", family: "Brumeval", number: `${year}-001` });
  await to(page, "Activité");

  await type(page, { until: `${year - 2}-12-31` });
  await save(page);
  await expect(page.getByText("Il manque le premier ou le dernier jour")).toBeVisible();
  await page.locator("#typed-total-from").fill(`${year}-01-01`);
  await page.locator("#typed-total-until").fill(`${year}-01-01`);
  await page.locator("#typed-total-cases-handled").fill("120");
  await page.locator("#typed-total-cases-opened").fill("90");
  await page.locator("#typed-total-conjugal-violence").fill("60");
  await page.locator("#typed-total-shifts-held").fill("33");
  await page.locator("#typed-total-note").fill("Ancien tableau");
  await save(page);
  await saved(page);
  await expect(page.locator("#figures-table")).toBeVisible();
  const opened = await cells(page, "Nouveaux dossiers");
  expect(opened.slice(0, 2)).toEqual(["0", "1 + 90 à la main = 91"]);
  expect(await cells(page, "Part des violences conjugales")).toEqual(["", "50,0 %", "n.s."]);
  await expect(page.locator("#typed-table tbody")).toContainText("Ancien tableau");
  await looksRight(page, "activity-typed");

  // Days beyond the half that is shown are told, and not counted in it.
  await type(page, { from: `${year}-06-01`, until: `${year}-07-31`, "cases-opened": "5" });
  await save(page);
  await saved(page);
  await expect.poll(async () => (await cells(page, "Nouveaux dossiers"))[1]).toBe("1 + 95 à la main = 96");
  await page.getByText("1er semestre", { exact: true }).click();
  await expect(page.locator("#typed-remarks")).toContainText("dépassent de la période");
  await expect.poll(async () => (await cells(page, "Nouveaux dossiers"))[1]).toMatch(/^(\d )?\+ 90 à la main = 9\d$|^0 \+/);
  await page.locator("#typed-remarks a").click();
  await expect(page.locator("#typed-total-until")).toHaveValue(`${year}-07-31`);
  await page.getByRole("button", { name: /corbeille/ }).click();
  await to(page, "Activité");
  await expect(page.locator("#figures-table")).toBeVisible();
  await expect.poll(async () => (await cells(page, "Nouveaux dossiers"))[1]).toBe("1 + 90 à la main = 91");

  // For programs as well.
  await page.locator("#activity-export-open").click();
  const waiting = page.waitForEvent("download");
  await page.locator("#activity-export-json").click();
  const book = JSON.parse(readFileSync(await (await waiting).path(), "utf8"));
  const figures = book.tables.find((table: { name: string }) => table.name === "Chiffres");
  expect(figures.columns.slice(4)).toEqual([`${year - 1}, dont saisis à la main`, `${year}, dont saisis à la main`]);
  expect(figures.rows.find((row: unknown[]) => row[0] === "Nouveaux dossiers")).toEqual(["Nouveaux dossiers", 0, 91, "n.s.", 0, 90]);

  // The report of the year says the same.
  await page.locator(".tabs").getByRole("link", { name: "Bilan" }).click();
  await page.locator("#report-after").click();
  await expect(page.locator("#report-activity")).toContainText("dont 90 à la main");
  await expect(page.locator("#deck #typed-table")).toContainText("Ancien tableau");
  await looksRight(page, "report-typed");
});
