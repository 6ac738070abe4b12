// The engine's worker dies while somebody types: the text stays, the secret is asked for above it, and saving goes on.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { trap } from "../support/ground.ts";
import { createTeam, newCase, saved, unlock } from "../support/person.ts";

const TYPED = "Ce qui vient d'être dit, à l'instant.";

test("a dead engine leaves what was typed, asks for the secret above it, and saves afterwards", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
  await page.getByRole("link", { name: "Nouvel entretien" }).click();
  const facts = page.getByLabel("Faits", { exact: true });
  // Nothing is waited for: the last words were not kept yet when it dies.
  await facts.fill(TYPED);
  await kill(page);

  const question = page.locator("#interrupted");
  await expect(question).toBeVisible();
  await expect(facts).toHaveValue(TYPED);
  await expect(page.locator("html[data-stopped]")).toHaveCount(0);

  await unlock(page, "une autre phrase que celle-ci");
  await expect(question.getByText(/n.est pas la phrase de passe/)).toBeVisible({ timeout: 30_000 });
  await expect(facts).toHaveValue(TYPED);
  await expect(page.locator("#unlock")).toHaveText("Ouvrir", { timeout: 30_000 });
  await unlock(page);
  await expect(question).toBeHidden({ timeout: 30_000 });

  await expect(facts).toHaveValue(TYPED);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await expect(page.locator(".entry-line").getByText(TYPED)).toBeVisible();
});

/** The wasm program of the worker that runs traps, as it does when Rust panics. */
async function kill(page: Page): Promise<void> {
  await page.workers().find((worker) => worker.url().includes("engine-loader"))!.evaluate(trap);
}
