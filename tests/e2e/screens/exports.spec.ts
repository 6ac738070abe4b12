// Tables that leave: a workbook and a text say the same numbers as the screen, read back by a reader of another hand.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, isOpen, newCase } from "../support/person.ts";
import type { Page } from "@playwright/test";

type Cell = string | number | null | { formula: string };
type Book = Record<string, Cell[][]>;

const READER = fileURLToPath(new URL("../../independent/workbook.py", import.meta.url));
const to = (page: Page, place: string) => page.locator(".bar").getByRole("link", { name: place }).click();
/** A number as the screen writes it: "1 204", "90,2 %", "+4,3 %". */
const number = (text: string) => Number(text.replace(/[\s\u00a0\u202f%+€]/g, "").replace("−", "-").replace(",", "."));

async function exported(page: Page, menu: string, format: "xlsx" | "csv"): Promise<string> {
  await page.locator(`#${menu}-open`).click();
  const waiting = page.waitForEvent("download");
  await page.locator(`#${menu}-${format}`).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(new RegExp(`^[a-z]+-\\d{4}-\\d\\d-\\d\\d\\.${format}$`));
  return download.path();
}

function workbook(path: string): Book {
  return JSON.parse(execFileSync("python3", [READER, path], { encoding: "utf8" }));
}

async function demo(page: Page): Promise<void> {
  await page.locator("#way-demo").click();
  await page.locator("#create-demo").click();
  await isOpen(page);
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
});

test("the workbook of the activity has the numbers of the screen", async ({ page }) => {
  await demo(page);
  await to(page, "Activité");
  await expect(page.locator("#figures-table")).toBeVisible();
  await page.locator("#activity-export-open").click();
  await looksRight(page, "export-menu");
  await page.keyboard.press("Escape");
  const book = workbook(await exported(page, "activity-export", "xlsx"));
  const figures = book["Chiffres"] ?? [];
  const rows = page.locator("#figures-table tbody tr");
  const count = await rows.count();
  expect(figures).toHaveLength(count + 1);
  for (let place = 0; place < count; place += 1) {
    const row = rows.nth(place);
    expect(figures[place + 1]?.[0]).toBe(await row.locator("th").innerText());
    const cells = await row.locator("td").allInnerTexts();
    for (const [at, text] of cells.entries()) {
      const cell = figures[place + 1]?.[at + 1];
      if (typeof cell === "number") {
        // Shares are kept as parts of one, and shown in percent.
        expect(Math.round(cell * (text.includes("%") ? 1000 : 1)) / (text.includes("%") ? 10 : 1), text).toBeCloseTo(number(text), 6);
      } else {
        expect(cell ?? "").toBe(text);
      }
    }
  }
  const stations = book["Dossiers par service"] ?? [];
  const total = stations.at(-1)?.[1];
  expect(total).toBe(number(await page.locator("#stations-table tfoot td").first().innerText()));
  const people = book["Personnes des dossiers traités"] ?? [];
  const persons = people.slice(1).reduce((sum, row) => sum + Number(row.at(-1)), 0);
  expect(persons).toBe(number(await page.locator("[data-topic=people] tfoot td").last().innerText()));
  expect(Object.keys(book)).toContain("Ce que compte chaque chiffre");
});

test("menus unfold within a phone", async ({ page }) => {
  await demo(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await to(page, "Activité");
  for (const [tab, menu] of [["Chiffres", "activity-export"], ["Financements", "funding-export"], ["Financements", "funding-add"], ["Séances", "sessions-export"]]) {
    await page.locator(".tabs").getByRole("link", { name: tab }).click();
    await page.locator(`#${menu}-open`).click();
    const box = await page.locator(`#${menu} .menu-items`).boundingBox();
    expect(box?.x, menu).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999), menu).toBeLessThanOrEqual(390);
    await page.keyboard.press("Escape");
  }
});

test("the workbook of the money adds up to the cent, and its text is one that French programs read", async ({ page }) => {
  await demo(page);
  await to(page, "Activité");
  await page.locator(".tabs").getByRole("link", { name: "Financements" }).click();
  await expect(page.locator(".grants tbody tr")).toHaveCount(7);
  const book = workbook(await exported(page, "funding-export", "xlsx"));
  const grants = Object.entries(book).find(([name]) => name.startsWith("Subventions"))?.[1] ?? [];
  expect(grants.at(-1)?.slice(1, 5)).toEqual([58_200, 51_250, 54_530, 3_280]);
  const sum = (column: number) => grants.slice(1, -1).reduce((total, row) => total + Number(row[column] ?? 0), 0);
  expect([1, 2, 3].map(sum)).toEqual([58_200, 51_250, 54_530]);
  const text = readFileSync(await exported(page, "funding-export", "csv"), "utf8");
  expect(text.startsWith("\ufeff")).toBe(true);
  expect(text).toContain(";58200,00;51250,00;54530,00;3280,00\r\n");
});

test("a list of cases leaves whole, and no name in it becomes a formula", async ({ page }) => {
  await createTeam(page);
  await newCase(page, { given: "=1+1", family: "@Belkacem", number: "=cmd" });
  await to(page, "Dossiers");
  await newCase(page, { given: "Maya", family: "Renaud", number: "2026-008" });
  await to(page, "Dossiers");
  const book = workbook(await exported(page, "cases-export", "xlsx"));
  const rows = book["Dossiers"] ?? [];
  expect(rows.slice(1).map((row) => row[0]).sort()).toEqual(["2026-008", "=cmd"]);
  expect(JSON.stringify(rows)).not.toContain("formula");
  const text = readFileSync(await exported(page, "cases-export", "csv"), "utf8");
  const lines = text.replace("\ufeff", "").trim().split("\r\n");
  expect(lines).toHaveLength(3);
  for (const cell of lines.flatMap((line) => line.split(";"))) {
    expect(cell).not.toMatch(/^"?\s*[=+@-]/);
  }
});

test("the records behind a number, and the sessions, leave as they are listed", async ({ page }) => {
  await demo(page);
  await to(page, "Activité");
  const figure = page.locator("#figures-table tbody tr:nth-child(1) td:nth-of-type(2) a");
  const said = number(await figure.innerText());
  await figure.click();
  await expect(page.locator("#behind-total")).toBeVisible();
  const behind = Object.values(workbook(await exported(page, "behind-export", "xlsx")))[0] ?? [];
  expect(behind).toHaveLength(said + 1);
  await to(page, "Activité");
  await page.locator(".tabs").getByRole("link", { name: "Séances" }).click();
  await expect(page.locator(".case-link").first()).toBeVisible();
  const lines = await page.locator("main .list > li").count();
  const sessions = Object.values(workbook(await exported(page, "sessions-export", "xlsx")))[0] ?? [];
  expect(sessions).toHaveLength(lines + 1);
});
