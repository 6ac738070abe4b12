// Addresses, Back, titles and focus: where one is, and that nothing of a case is there before the store is open.
import { expect, test } from "../support/endpoint.ts";
import { createTeam, isOpen, lock, newCase, unlock } from "../support/person.ts";

const PERSON = { given: "Ondine", family: "Brumeval", number: "2026-0042" };

test("an address opens its page behind the secret, Back goes back, and a title says no name", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, PERSON);
  const heading = page.getByRole("heading", { level: 1, name: /Brumeval/ });
  await expect(heading).toBeFocused();
  const address = page.url();
  expect(address).toMatch(/\/cases\/[0-9a-z]+$/);
  await expect(page).toHaveTitle("Dossiers – Permanence");

  await lock(page);
  expect(page.url()).toBe(address);
  await expect(page).toHaveTitle("Permanence");
  await expect(page.getByText("Brumeval")).toHaveCount(0);
  await unlock(page);
  await expect(heading).toBeVisible();

  await page.locator("#new-interview").click();
  await expect(page.getByRole("heading", { level: 1, name: "Nouvel entretien" })).toBeFocused();
  await page.goBack();
  await expect(heading).toBeFocused();
  expect(page.url()).toBe(address);

  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Réglages" })).toBeFocused();
  await page.locator("label:has(#language-1)").click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.locator("#language-1")).toBeFocused();
  await expect(page).toHaveTitle("Settings – Permanence");
  await page.goBack();
  await expect(heading).toBeVisible();
});

test("every page has an address of its own, and other addresses say so", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, PERSON);
  const address = page.url();
  await page.locator("[data-kind=person]").getByRole("link", { name: /Modifier/ }).click();
  const edit = page.url();
  const headings: [string, string | RegExp][] = [
    ["/", /Bonjour/],
    ["/cases", "Dossiers"],
    ["/cases/new", "Nouveau contact"],
    [address, /Brumeval/],
    [`${address}/interviews/new`, "Nouvel entretien"],
    [edit, "Personne"],
    [`${address}/new/referral`, "Orientation"],
    [`${address}/new/child`, "Enfant"],
    [`${address}/evaluations/new`, "Évaluation du danger"],
    [`${address}/history`, "Historique"],
    [`${address}/close`, "Clore le dossier"],
    [`${address}/reopen`, "Rouvrir le dossier"],
    [`${address}/new/else`, "Cette page n’existe pas"],
    ["/cases/bin", "Corbeille"],
    ["/cases/import", "Importer un tableau"],
    ["/partners", "Partenaires"],
    ["/partners/new", "Nouveau partenaire"],
    ["/planning", "Planning"],
    ["/planning/rota", "Grille et absences"],
    ["/planning/new/absence", "Nouvelle absence"],
    ["/planning/new/else", "Cette page n’existe pas"],
    ["/activity", "Activité"],
    ["/activity/cases-handled/2020-01-01/2021-01-01", "Dossiers traités"],
    ["/activity/else/2020-01-01/2021-01-01", "Cette page n’existe pas"],
    ["/activity/funding", "Financements"],
    ["/activity/sessions", "Séances"],
    ["/activity/report", "Bilan"],
    ["/activity/new/grant", "Nouvelle subvention"],
    ["/activity/new/else", "Cette page n’existe pas"],
    ["/activity/texts/challenges/2025", "Enjeux"],
    ["/activity/texts/else/2025", "Cette page n’existe pas"],
    ["/settings/team", "Équipe et services"],
    ["/settings/team/new/station", "Nouveau service"],
    ["/settings/fields", "Champs de l’équipe"],
    ["/settings", "Réglages"],
    ["/settings/sync", "Synchronisation"],
    ["/settings/devices", "Appareils"],
    ["/settings/passphrase", "Phrase de passe"],
    ["/settings/storage", "Stockage"],
    ["/settings/else", "Cette page n’existe pas"],
    ["/cases/1", "Cette page n’existe pas"],
    [`/persons/compare/${edit.split("/").at(-1)}`, "Comparer avec…"],
    ["/persons/compare/1", "Cette page n’existe pas"],
    ["/nothing/here", "Cette page n’existe pas"],
  ];
  for (const [path, name] of headings) {
    await page.evaluate((path) => {
      history.pushState({}, "", path);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
    await expect(page.getByRole("heading", { level: 1, name }).first(), path).toBeVisible();
  }
  await page.reload();
  await unlock(page);
  await isOpen(page);
  await expect(page.getByRole("heading", { level: 1, name: "Cette page n’existe pas" })).toBeVisible();
});
