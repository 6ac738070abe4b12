// What every screen promises: three states of what is saved, nothing waits for the network, the store locks by itself and in
// every tab, what waits is said where one leaves, and the main action lies under the thumb.
import { expect, test } from "../support/endpoint.ts";
import { changeField, createTeam, isOpen, newCase, newInterview, saved, unlock } from "../support/person.ts";
import { offlineReady } from "../support/ground.ts";
import type { Page } from "@playwright/test";

const PERSON = { given: "Ondine", family: "Brumeval", number: "2026-0042" };
/** An order of magnitude: three tenths of a second are promised, and a busy machine is slow. */
const AT_ONCE_MS = 3_000;

/** The clock of the page goes on by so many minutes, at once. */
const later = (page: Page, minutes: number) =>
  page.evaluate((ms) => {
    const now = Date.now;
    Date.now = () => now() + ms;
  }, minutes * 60_000);

/** The page leaves the sight, or comes back. */
const sight = (page: Page, state: "hidden" | "visible") =>
  page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);

const isLocked = (page: Page) => expect(page.locator("#unlock")).toBeVisible({ timeout: 40_000 });

test("saved here, waiting, synchronised: each in words, and none before its time; a silent endpoint holds nothing up", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page, endpoint.invitation());
  const state = page.locator(".top").getByRole("status");
  await expect(state).toContainText(/^Synchronisé/, { timeout: 60_000 });
  // It takes the request and never answers.
  await page.context().route("**/v1/**", () => {});
  await page.getByRole("link", { name: "Nouveau contact" }).click();
  await page.getByLabel("Nom", { exact: true }).fill("Brumeval");
  const from = Date.now();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  expect(Date.now() - from).toBeLessThan(AT_ONCE_MS);
  await expect(state).toContainText("En attente d’envoi (1)");
  await newInterview(page, "Elle demande conseil.");
  await expect(state).toContainText("En attente d’envoi (2)");
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-storage").click();
  await expect(page.getByText(/En attente d.envoi\s:\s2.*chiffré/).first()).toBeVisible();
  await page.locator("#settings-lock").click();
  await isLocked(page);
  await expect(page.locator("#waits")).toContainText(/attend d’être envoyé.*chiffré/);
  await page.context().unroute("**/v1/**");
  await unlock(page);
  await isOpen(page);
  await expect(state).toContainText(/^Synchronisé/, { timeout: 90_000 });
});

test("without network and endpoint a case is made, found, changed and closed", async ({ page, context, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await offlineReady(page);
  await endpoint.stop();
  await context.setOffline(true);
  await page.reload();
  await unlock(page);
  await isOpen(page);
  await newCase(page, PERSON);
  await changeField(page, "case", "Sécurité", (page) => page.locator("#case-danger").selectOption({ label: "Élevé" }));
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator("#search").fill("brumval");
  await page.getByRole("link", { name: /Brumeval/ }).click();
  await expect(page.locator(".safe-rule .chip-high")).toBeVisible();
  await page.locator("#close-case").click();
  await page.locator("#case-closure-reason").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText(/Dossier clos/)).toBeVisible();
});

test("it locks when nobody touches it and when it comes back into sight, and what was typed is there", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, PERSON);
  await page.locator("#new-interview").click();
  const facts = page.getByLabel("Faits", { exact: true });
  await facts.fill("Elle a peur");
  await later(page, 4);
  await page.waitForTimeout(500);
  await expect(facts).toHaveValue("Elle a peur");
  await later(page, 2);
  await isLocked(page);
  await expect(page.getByText("Brumeval")).toHaveCount(0);
  await unlock(page);
  await expect(facts).toHaveValue("Elle a peur", { timeout: 30_000 });

  await sight(page, "hidden");
  await sight(page, "visible");
  await expect(facts).toBeVisible();
  await sight(page, "hidden");
  await later(page, 2);
  await sight(page, "visible");
  await isLocked(page);
  await unlock(page);
  await expect(facts).toHaveValue("Elle a peur", { timeout: 30_000 });
});

test("two tabs show each other's changes at once, and one locks both", async ({ page, context, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, PERSON);
  const other = await context.newPage();
  await other.goto(page.url());
  await unlock(other);
  await expect(other.getByRole("heading", { level: 1, name: /Brumeval/ })).toBeVisible({ timeout: 30_000 });
  await newInterview(page, "Dit dans le premier onglet.");
  await expect(other.getByText("Dit dans le premier onglet.")).toBeVisible({ timeout: AT_ONCE_MS });
  await other.locator("#lock").click();
  await isLocked(other);
  await isLocked(page);
  await expect(page.getByText("Brumeval")).toHaveCount(0);
});

test("on a phone the main action lies in the lower third, danger and rule are seen without scrolling, and a secret may be pasted", async ({ page, endpoint }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(endpoint.origin);
  await createTeam(page);
  const low = async (selector: string) => {
    const box = await page.locator(selector).boundingBox();
    expect(box!.y + box!.height / 2, selector).toBeGreaterThan((844 * 2) / 3);
  };
  await low("#new-case");
  await newCase(page, PERSON);
  await changeField(page, "case", "Sécurité", (page) => page.locator("#case-danger").selectOption({ label: "Élevé" }));
  await low("#new-interview");
  for (const selector of [".safe-rule .chip-high", ".safe-rule-text"]) {
    const box = await page.locator(selector).first().boundingBox();
    expect(box!.y + box!.height, selector).toBeLessThan(844);
  }
  await page.locator("#new-interview").click();
  await low(".save-bar button");
  await page.locator("#lock").click();
  await isLocked(page);
  const secret = page.locator("#passphrase");
  expect(await secret.getAttribute("autocomplete")).toBe("current-password");
  expect(await secret.evaluate((input) => input.dispatchEvent(new ClipboardEvent("paste", { cancelable: true, bubbles: true })))).toBe(true);
});
