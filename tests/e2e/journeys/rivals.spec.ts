// Two devices change one case without a network: different fields both win; the same field keeps both until decided.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { changeField, createTeam, joinTeam, newCase, Profile, saved } from "../support/person.ts";

const danger = (label: string) => (page: Page) => page.locator("#case-danger").selectOption({ label });
const number = (value: string) => (page: Page) => page.locator("#case-number").fill(value);

/** To the case, by its name in the list. */
async function openCase(page: Page): Promise<void> {
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.getByRole("link", { name: /Brumeval/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Ondine Brumeval" })).toBeVisible();
}

/** Until everything of this device has left. */
async function sent(page: Page): Promise<void> {
  await expect(page.getByText(/^Synchronisé/).first()).toBeVisible({ timeout: 60_000 });
}

test("no change is lost, and what two people wrote is for people to decide", async ({ endpoint }) => {
  const [first, second] = [new Profile(), new Profile()];
  try {
    const one = await first.open(endpoint.origin);
    await createTeam(one, endpoint.invitation());
    await newCase(one, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
    await sent(one);
    const two = await second.open(endpoint.origin);
    await joinTeam(one, two);
    await openCase(one);
    await openCase(two);

    await endpoint.stop();
    await changeField(one, "case", "Sécurité", danger("Faible"));
    await changeField(one, "case", "essentiel", number("2026-0043"));
    await openCase(one);
    await changeField(two, "case", "Sécurité", danger("Élevé"));
    await openCase(two);
    await endpoint.start();

    for (const page of [one, two]) {
      await expect(page.locator(".conflict").first(), "both are shown").toBeVisible({ timeout: 90_000 });
      const conflict = page.locator(".conflict").first();
      await expect(conflict).toContainText("Faible");
      await expect(conflict).toContainText("Élevé");
      await expect(conflict, "the higher one counts meanwhile").toContainText(/Élevé\s» qui compte/);
      await expect(page.getByText("2026-0043").first(), "the other field is the one that was changed").toBeVisible();
    }
    await two.locator(".conflict").getByRole("button", { name: /Faible/ }).click();
    for (const page of [one, two]) {
      await expect(page.locator(".conflict")).toHaveCount(0, { timeout: 60_000 });
      await expect(page.locator("#content .chip-low:visible").first()).toBeVisible();
    }
  } finally {
    await first.remove();
    await second.remove();
  }
});

test("what is written beside a signature is told under it, by whom, and is no part of it", async ({ endpoint }) => {
  const [first, second] = [new Profile(), new Profile()];
  const toEvaluation = async (page: Page) => {
    await page.locator(".entry-line", { hasText: "Évaluation du danger" }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: "Évaluation du danger" })).toBeVisible();
  };
  try {
    const one = await first.open(endpoint.origin);
    await createTeam(one, endpoint.invitation());
    await newCase(one, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
    await one.locator("#add > summary").click();
    await one.locator("#add").getByRole("link", { name: "Évaluation du danger" }).click();
    await one.locator("#evaluation-judgement").selectOption({ label: "Élevé" });
    await one.getByRole("button", { name: "Enregistrer" }).click();
    await saved(one);
    await sent(one);
    const two = await second.open(endpoint.origin);
    await joinTeam(one, two);
    await openCase(one);
    await openCase(two);

    await endpoint.stop();
    await toEvaluation(one);
    await one.locator("#sign").click();
    await saved(one);
    await toEvaluation(two);
    await two.locator("#evaluation-reason").fill("Il sait où elle habite");
    await two.getByRole("button", { name: "Enregistrer" }).click();
    await saved(two);
    await endpoint.start();

    for (const page of [one, two]) {
      await openCase(page);
      await toEvaluation(page);
      // A device that has not heard of the other yet has nothing to tell.
      await expect(page.locator("#beside"), "it is told on both").toBeVisible({ timeout: 90_000 });
      await expect(page.locator("#beside")).toContainText(/écrit autrement par/);
      await expect(page.locator("#sign"), "and nothing can be signed again").toHaveCount(0);
    }
  } finally {
    await first.remove();
    await second.remove();
  }
});
