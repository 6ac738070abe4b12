// A team asks otherwise on the tablet: questions of its own, and partners by their names; what was answered finds who said it.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/endpoint.ts";
import { begin, choose, TALL, throughChecks, title } from "../support/intake.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, isOpen, newCase, saved, unlock } from "../support/person.ts";
import type { Page } from "@playwright/test";

const load = (page: Page, text: string) =>
  page.locator("#path-file").setInputFiles({ name: "questions.json", mimeType: "application/json", buffer: Buffer.from(text) });

async function toQuestions(page: Page): Promise<void> {
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-intake").click();
  await expect(page.locator("#path-list > li").first()).toBeVisible();
}

test("a team loads its own questions, names partners, and says who answered", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-001" });

  // The file of what is asked today, changed.
  await toQuestions(page);
  const downloading = page.waitForEvent("download");
  await page.locator("#path-offer").click();
  const text = readFileSync(await (await downloading).path(), "utf8");
  const path = JSON.parse(text);
  expect(path.texts.fr.questions.practice_tea.ask).toContain("thé");
  const bad = page.locator(".notice", { hasText: "Rien n" });
  await load(page, text.slice(0, 300));
  await expect(bad).toContainText("avant la fin");
  await load(page, text);
  await expect(page.getByText(/numéro plus grand/)).toBeVisible();
  path.version = 2;
  const contact = path.parts.find((part: { id: string }) => part.id === "contact").questions;
  path.parts[0].questions = path.parts[0].questions.slice(0, 3);
  const own = { id: "garden_gate", pictogram: "door-open", kind: "choice", options: [{ id: "yes", pictogram: "check" }, { id: "no", pictogram: "x" }] };
  contact.splice(1, 0, own);
  await load(page, JSON.stringify(path, null, 1));
  await expect(bad).toContainText("texte français de « garden_gate »");
  path.texts.fr.questions.garden_gate = { ask: "Pouvez-vous sortir par le jardin ?", options: { yes: "Oui", no: "Non" } };
  contact[1].into = { record: "case", field: "garden" };
  await load(page, JSON.stringify(path, null, 1));
  await expect(bad).toContainText("ne trouve pas sa place");
  delete contact[1].into;
  await load(page, JSON.stringify(path, null, 1));
  const lines = page.locator("#path-list > li");
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(1)).toContainText("Posée");
  await expect(lines.nth(1)).toContainText("En français seulement, en partie, pour 12 langues");
  await looksRight(page, "settings-intake");
  await page.setViewportSize(TALL);
  await lines.nth(1).getByRole("button", { name: "Retirer" }).click();
  await expect(lines).toHaveCount(1);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(lines).toHaveCount(2);

  // A partner that the tablet names.
  await page.goto(`${endpoint.origin}/partners/new`);
  await unlock(page);
  await page.locator("#partner-label").fill("Accueil Essai");
  await page.getByRole("group", { name: "Nommé sur la tablette" }).getByText("Oui", { exact: true }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);

  await begin(page);
  await page.locator("#language-de").click();
  await throughChecks(page);
  await choose(page, "yes");
  // In French where the team wrote no German, and said to be so.
  await expect(title(page)).toHaveText("Pouvez-vous sortir par le jardin ?");
  await expect(title(page)).toHaveAttribute("lang", "fr");
  await expect(page.locator("label[for=option-yes]")).toHaveText("Ja");
  await choose(page, "yes");
  await expect(title(page)).not.toHaveAttribute("lang", "fr");
  while ((await page.locator("#intake-form[data-question=consent_partners]").count()) === 0) {
    await choose(page, "no-answer");
  }
  const named = page.locator(".intake-option", { hasText: "Accueil Essai" });
  await named.click();
  await page.screenshot({ path: "results/pictures/intake-partners.png" });
  await page.locator("#intake-next").click();
  await page.locator("#intake-leave").click();
  await page.locator("#intake-end").click();
  await unlock(page);
  await isOpen(page);
  await page.locator(".intake-taken summary").click();
  const told = page.locator(".intake-taken dl");
  await expect(told).toContainText("Pouvez-vous sortir par le jardin ?");
  await expect(told).toContainText("Accueil Essai");

  // Into the case that is there, by somebody who was not in it yet.
  await page.locator("#intake-known-case").click();
  await page.locator("#intake-cases button", { hasText: "Brumeval" }).click();
  await expect(page.locator("#intake-people button")).toHaveText(["Ondine Brumeval"]);
  await page.screenshot({ path: "results/pictures/intake-who.png" });
  await page.locator("#intake-people button").click();
  await expect(page.getByRole("heading", { level: 1, name: "Ondine Brumeval" })).toBeVisible();
  await page.getByRole("link", { name: /Bénéficiaire · Tenu/ }).click();
  await expect(page.locator("#interview-reported-words")).toHaveValue(/jardin[^]*Oui[^]*Accueil Essai/);
});
