// The planning: lines of the rota, absences, the shift of today from its beginning to its end, and what belongs to it.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, newCase, saved } from "../support/person.ts";
import type { Page } from "@playwright/test";

const WEEKDAYS = ["Dimanche", "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi"];
const today = () => new Date();
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer" }).click();
const to = (page: Page, place: string | RegExp) => page.locator(".bar").getByRole("link", { name: place }).click();

/** A line of the rota of today's weekday, at the station and hours given. */
async function addRule(page: Page, station: string, hours: string[][], weekday = WEEKDAYS[today().getDay()]!): Promise<void> {
  await to(page, "Planning");
  await page.locator("#new-rule").click();
  await page.locator("#rota-rule-station").selectOption({ label: station });
  await page.locator("#rota-rule-weekday").selectOption({ label: weekday });
  for (const [place, [from, until]] of hours.entries()) {
    if (place > 0) {
      await page.locator("#rota-rule-slots-more").click();
    }
    await page.locator(`#rota-rule-slots-${place}-from`).fill(from!);
    await page.locator(`#rota-rule-slots-${place}-until`).fill(until!);
  }
  await save(page);
  await saved(page);
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
});

test("a line of the rota brings its shifts, and hours that do not fit are refused in a sentence", async ({ page }) => {
  await to(page, "Planning");
  await page.locator("#new-rule").click();
  await page.locator("#rota-rule-station").selectOption({ label: "Forbach" });
  await page.locator("#rota-rule-weekday").selectOption({ label: "Lundi" });
  await save(page);
  await expect(page.getByText("Un créneau a besoin d’un service, d’un jour et d’heures.")).toBeVisible();
  await page.locator("#rota-rule-slots-0-from").fill("14:00");
  await save(page);
  await expect(page.getByText("Chaque créneau a un début et une fin")).toBeVisible();
  await page.locator("#rota-rule-slots-0-until").fill("18:00");
  await page.locator("#rota-rule-from").fill("2020-01-01");
  await save(page);
  await expect(page.locator(".case-link", { hasText: "Lundi" })).toContainText(/14\sh\s–\s18\sh · Forbach/);

  await to(page, "Planning");
  const monday = page.locator(".week-day").first();
  await expect(monday).toContainText("Forbach");
  await page.locator("label", { hasText: "Mois" }).click();
  await expect(page.locator(".month td .shift")).not.toHaveCount(0);
  const shifts = await page.locator(".month td:not(.is-other) .shift").count();
  await page.locator("#hours > summary").click();
  await expect(page.locator("#hours-zone tfoot")).toContainText(new RegExp(`${shifts * 4}\\sh`));
  await expect(page.locator("#hours-zone tbody")).toContainText("ZPN");
  // A day leads to its week.
  await page.locator(".month td:not(.is-other) .month-day").nth(10).click();
  await expect(page.locator(".week-day")).toHaveCount(7);
  const where = await page.locator("#planning-where").innerText();
  await page.locator("#planning-after").click();
  await expect(page.locator("#planning-where")).not.toHaveText(where);

  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#shifts-export").click()]);
  const text = readFileSync(await file.path(), "utf8");
  expect(text.match(/SUMMARY:Permanence Forbach/g)?.length).toBeGreaterThan(20);
  expect(text).toMatch(/DTEND;TZID=Europe\/Paris:\d{8}T180000/);
});

test("the shift of today runs from its beginning to its end, and what is noted meanwhile is of its station", async ({ page }) => {
  await addRule(page, "Boulay", [["00:05", "11:00"], ["12:00", "23:55"]]);
  await to(page, /Aujourd.hui/);
  const card = page.locator(".shift-card");
  await expect(card).toContainText("Boulay");
  await expect(card.locator(".shift-check")).toContainText(/à l’heure|non comparée/);
  await looksRight(page, "shift-to-begin");
  await card.locator("[data-note=begin]").click();
  await expect(card).toContainText("En cours depuis");
  await card.locator("label", { hasText: "À distance" }).click();
  await expect(page.locator(".toast")).toContainText("Lieu noté");
  await looksRight(page, "shift-running");

  await newCase(page, { given: "Ondine", family: "Belkacem", number: "2026-007" });
  await expect(page.locator("[data-kind=case]")).toContainText("Boulay");
  await page.locator("#new-interview").click();
  await expect(page.locator("#interview-station option:checked")).toHaveText("Boulay");
  await page.getByLabel("Faits", { exact: true }).fill("Elle demande conseil");
  await save(page);
  await saved(page);
  // What is to follow is proposed for the next shift there: a week from now.
  await page.locator("#add-open").click();
  await page.locator("#add").getByRole("link", { name: "Tâche ou rendez-vous" }).click();
  await expect(page.locator("#proposal")).toContainText("à Boulay");
  const next = new Date(today().getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
  await expect(page.locator("#task-due")).toHaveValue(next);

  await to(page, /Aujourd.hui/);
  await card.locator("[data-note=end]").click();
  await expect(page.locator(".toast")).toContainText("Permanence terminée");
  await expect(card).toContainText("Tenue");
  await page.locator(".toast").getByRole("button", { name: "Annuler" }).click();
  await expect(card).toContainText("En cours depuis");
  await card.locator("[data-note=end]").click();
  await card.getByRole("link", { name: "Boulay" }).click();
  await expect(page.locator("#shift-standing")).toHaveText("Tenue");
  await expect(page.getByText("À distance")).toBeVisible();
  await page.locator(".shift-edit").click();
  await page.locator("#shift-duration").fill("390");
  await save(page);
  await expect(page.getByText(/6\sh\s30 tenues/)).toBeVisible();
});

test("a shift is called off for a reason, taken back, and told when nobody says what became of it", async ({ page }) => {
  await addRule(page, "Forbach", [["09:00", "12:00"]]);
  await to(page, /Aujourd.hui/);
  const card = page.locator(".shift-card");
  await card.locator("summary", { hasText: "Annuler la permanence" }).click();
  await card.getByRole("button", { name: "Service indisponible" }).click();
  await expect(card).toContainText("Annulée : Service indisponible");
  await page.locator(".toast").getByRole("button", { name: "Annuler" }).click();
  await expect(card.locator("[data-note=begin]")).toBeVisible();

  // The line holds since last week: the shift of that day has no end yet.
  await to(page, "Planning");
  await page.locator("#rota").click();
  await page.locator(".case-link", { hasText: "Forbach" }).click();
  const before = new Date(today().getTime() - 7 * 86_400_000).toISOString().slice(0, 10);
  await page.locator("#rota-rule-from").fill(before);
  await save(page);
  await to(page, /Aujourd.hui/);
  await page.locator("#shifts-open").click();
  await page.locator("[data-note=held]").click();
  await expect(page.locator("#shift-standing")).toHaveText("Tenue");
  await to(page, /Aujourd.hui/);
  await expect(page.locator(".shift-card")).toBeVisible();
  await expect(page.locator("#shifts-open")).toHaveCount(0);
});

test("who is away is told until somebody stands in, and one worker in two places too", async ({ page }) => {
  await addRule(page, "Forbach", [["09:00", "12:00"]]);
  await addRule(page, "Boulay", [["11:00", "13:00"]]);
  await to(page, "Planning");
  await expect(page.locator(".planning-conflicts")).toContainText(/Camille Essai serait à Forbach et à Boulay à la même heure/);
  await page.locator("#new-absence").click();
  await page.locator("#absence-until").fill("2020-01-01");
  await save(page);
  await expect(page.getByText(/finit au plus tôt ce jour-là/)).toBeVisible();
  await page.locator("#absence-until").fill("");
  await page.locator("#absence-reason").selectOption({ label: "Maladie" });
  await save(page);
  await saved(page);
  await to(page, "Planning");
  await expect(page.locator(".planning-conflicts li")).toHaveCount(2);
  await looksRight(page, "planning-conflicts");
  await expect(page.locator(".planning-conflicts")).toContainText("personne ne remplace");
  await expect(page.locator(".week-day .shift-uncovered").first()).toContainText("Annulée : Maladie");
});
