// The set-up of a team: given to another as a file, which begins with it, or takes it later.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { choosePassphrase, createTeam, isOpen, saved } from "../support/person.ts";
import type { Page } from "@playwright/test";

const toTeam = async (page: Page) => {
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-team").click();
};

test("a team begins with the set-up of another, and nobody comes along", async ({ page, browser, endpoint }, info) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await toTeam(page);
  await page.getByRole("link", { name: "Nouveau service" }).click();
  await page.locator("#station-label").fill("Neuville-sur-Sarre");
  await page.locator("#station-zone").selectOption({ label: "ZGN" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await page.getByRole("link", { name: "Nouveau poste" }).click();
  await page.locator("#post-label").fill("Mi-temps");
  await page.locator("#post-full-time").fill("50");
  await page.locator("#post-worker").selectOption({ label: "Camille Essai" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await expect(page.locator(".case-link", { hasText: "Mi-temps" })).toContainText(/Camille Essai · 50.% d.un temps plein/);
  await looksRight(page, "settings-team-setup");
  const waiting = page.waitForEvent("download");
  await page.locator("#setup-give").click();
  const file = await (await waiting).path();
  const text = readFileSync(file, "utf8");
  expect(text).toContain("Neuville-sur-Sarre");
  expect(text).not.toContain("Camille");

  // Another team, on another device.
  const other = await (await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris" })).newPage();
  await other.goto(endpoint.origin);
  await other.locator("#way-create").click();
  await other.locator("#team-name").fill("Une autre équipe");
  await other.locator("#worker-name").fill("Dominique Essai");
  await other.locator("#step-next").click();
  await other.getByText("Le fichier d’une autre équipe").click();
  await other.locator("#setup-file").setInputFiles({ name: "configuration.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(other.locator("#setup-chosen")).toContainText("configuration.json");
  await other.locator("#step-next").click();
  await choosePassphrase(other);
  await other.locator("#create-team").click();
  await isOpen(other);
  await toTeam(other);
  await expect(other.locator(".case-link", { hasText: "Neuville-sur-Sarre" })).toHaveCount(1);
  await expect(other.locator(".case-link", { hasText: "Forbach" }).first()).toBeVisible();
  await expect(other.locator(".case-link", { hasText: "Mi-temps" })).not.toContainText("Camille");

  // It takes it once more, and says first what it brings; another file is refused with a sentence.
  const bad = info.outputPath("bad.json");
  writeFileSync(bad, "{\"format\":\"else\"}");
  await other.locator("#setup-take").setInputFiles(bad);
  await expect(other.getByText(/n.est pas la configuration d.une équipe/)).toBeVisible();
  await other.locator("#setup-take").setInputFiles(file);
  await expect(other.locator("#setup-brings")).toContainText(/Service.:.17/);
  await other.locator("#setup-add").click();
  await expect(other.locator(".case-link", { hasText: "Neuville-sur-Sarre" })).toHaveCount(2);
});
