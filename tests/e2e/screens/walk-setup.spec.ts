// The set-up of a team as one walk: forms come back to the step they were opened from, and stations are put on the schema by touch or by key.
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, saved } from "../support/person.ts";

test("a team is set up step by step", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-team").click();
  await page.locator("#walk-begin").click();

  await expect(page.getByText("Étape 1 sur 5")).toBeVisible();
  await page.getByRole("link", { name: "Nouveau service" }).click();
  await page.locator("#station-label").fill("Neuville-sur-Sarre");
  await page.locator("#station-zone").selectOption({ label: "ZGN" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await expect(page.getByText("Étape 1 sur 5")).toBeVisible();
  await expect(page.locator(".case-link", { hasText: "Neuville-sur-Sarre" })).toBeVisible();
  await page.locator("#walk-next").click();

  await expect(page.getByText("Étape 2 sur 5")).toBeVisible();
  const schema = page.locator("#walk-schema");
  await expect(schema).toContainText(/Aucun service sur 17/);
  await page.locator("#walk-station").selectOption({ label: "Neuville-sur-Sarre (sans place)" });
  await schema.locator("svg").click({ position: { x: 120, y: 60 } });
  await expect(schema).toContainText(/1 service sur 17/);
  const first = schema.locator("circle").first();
  const before = Number(await first.getAttribute("cx"));
  await page.locator("#walk-station").selectOption({ label: "Neuville-sur-Sarre" });
  await page.locator("#walk-right").focus();
  await page.keyboard.press("Enter");
  await expect(async () => expect(Number(await first.getAttribute("cx"))).toBeGreaterThan(before)).toPass();
  await looksRight(page, "walk-territory");
  await page.locator("#walk-next").click();

  await page.getByRole("link", { name: "Nouveau poste" }).click();
  await page.locator("#post-label").fill("Mi-temps");
  await page.locator("#post-full-time").fill("50");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await expect(page.getByText("Étape 3 sur 5")).toBeVisible();
  await expect(page.locator(".case-link", { hasText: "Mi-temps" })).toBeVisible();
  await page.locator("#walk-next").click();
  await expect(page.locator("#own-choices")).toBeAttached();
  await page.locator("#walk-next").click();

  await expect(page.locator("#walk-texts li")).toHaveCount(6);
  await page.locator("#walk-texts a", { hasText: "Qui sommes-nous" }).click();
  await page.locator("#report-text-text").fill("Une équipe inventée.");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await expect(page.getByText("Étape 5 sur 5")).toBeVisible();
  await expect(page.locator("#walk-texts")).toContainText("Une équipe inventée.");
  await looksRight(page, "walk-texts");
  await page.locator("#walk-next").click();
  await expect(page.locator("#new-case")).toBeVisible();

  // Afterwards forms lead back to their own place.
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-team").click();
  await page.locator(".case-link", { hasText: "Mi-temps" }).click();
  await page.locator("#post-note").fill("Vacant en août");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.locator("#walk-begin")).toBeVisible();
});
