// One person noted twice: warned of while she is typed, compared, made one, made two again. And lists that are kept.
import { expect, test } from "../support/endpoint.ts";
import { changeField, createTeam, newCase, saved } from "../support/person.ts";
import type { Page } from "@playwright/test";

const PHONE = "06 12 34 56 78";
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer", exact: true }).click();
const toCases = (page: Page) => page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
const lines = (page: Page) => page.locator(".pane .case-line");

/** Opens the case on the list that bears that number. */
async function openCase(page: Page, words: string): Promise<void> {
  await toCases(page);
  await page.locator("#search").fill(words);
  await lines(page).first().getByRole("link").click();
  await expect(page.locator("#case-title")).toBeVisible();
}

/** What the search finds, once it has found that many. */
async function found(page: Page, words: string, count: number): Promise<void> {
  await toCases(page);
  await page.locator("#search").fill(words);
  await expect(lines(page)).toHaveCount(count);
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
});

test("who is known by her number is shown while one types, and taken instead of a new person", async ({ page }) => {
  await newCase(page, { given: "Ondine", family: "Belkacem", number: "2026-007" });
  await changeField(page, "person", "Contact sûr", (page) => page.locator("#person-phone").fill(PHONE));

  await toCases(page);
  await page.locator("#new-case").click();
  await page.locator("#person-phone").fill("+33612345678");
  const known = page.getByRole("region", { name: "Déjà connue, peut-être ?" });
  await expect(known).toContainText("Belkacem Ondine");
  await expect(known).toContainText("1 dossier");
  await expect(known).not.toContainText("56 78");
  await page.locator("#person-town").fill("Valmont");
  await page.getByLabel("Numéro du dossier").fill("2026-008");
  await page.getByRole("button", { name: "C’est la même personne : Belkacem Ondine" }).click();
  const card = page.getByRole("region", { name: "Ce dossier sera celui de Ondine Belkacem" });
  await expect(card).toContainText("Sera ajouté à sa fiche : Commune");
  await expect(page.locator("#person-phone")).toHaveCount(0);
  // Another one after all: what was typed is still there.
  await page.locator("#known-leave").click();
  await expect(page.locator("#person-town")).toHaveValue("Valmont");
  await page.getByRole("button", { name: "C’est la même personne : Belkacem Ondine" }).click();
  await save(page);
  await saved(page);
  await expect(page.getByRole("heading", { level: 1, name: "Ondine Belkacem" })).toBeVisible();
  await expect(page.locator("[data-kind=person]")).toContainText("Valmont");
  await found(page, "Belkacem", 2);
});

test("two records of one person are compared, made one, and two again", async ({ page }) => {
  await newCase(page, { given: "Nadia", family: "Belkacem", number: "2026-007" });
  await changeField(page, "person", "Vie quotidienne", (page) => page.locator("#person-town").fill("Valmont"));
  await newCase(page, { given: "Nadège", family: "Duvalier", number: "2026-008" });
  await changeField(page, "person", "L'essentiel", (page) => page.locator("#person-pseudonym").fill("Nina"));
  await found(page, "Duvalier", 1);

  await openCase(page, "Belkacem");
  await page.locator(".compare-with").click();
  await page.locator("#search-person").fill("duvalié");
  await page.locator("#persons").getByRole("link", { name: /Duvalier/ }).click();
  await expect(page.getByRole("heading", { name: "Est-ce la même personne ?" })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Nadia Belkacem/ })).toContainText("2026-007");
  await expect(page.getByRole("region", { name: /Ce qui diffère/ }).getByRole("group")).toHaveCount(2);
  await expect(page.getByRole("region", { name: /ajoute/ })).toContainText("Nina");
  await page.getByRole("group", { name: "Prénom" }).getByRole("radio", { name: /Nadège/ }).check();
  await page.locator("#merge").click();
  await expect(page.locator(".toast")).toContainText("n’en font plus qu’une");

  const person = page.locator("[data-kind=person]");
  await expect(page.getByRole("heading", { level: 1, name: "Nadège Belkacem" })).toBeVisible();
  await expect(person).toContainText("Nina");
  await expect(page.getByText("Réunit 2 fiches de la même personne")).toBeVisible();
  await found(page, "Duvalier", 2);
  await found(page, "Belkacem", 2);
  await openCase(page, "2026-008");
  await expect(page.getByRole("heading", { level: 1, name: "Nadège Belkacem" })).toBeVisible();

  // What was added by hand since stays; what the merge wrote goes.
  await page.getByRole("button", { name: /Séparer/ }).click();
  await expect(page.locator(".toast")).toContainText("séparées, comme avant");
  await expect(page.getByRole("heading", { level: 1, name: "Nadège Duvalier" })).toBeVisible();
  await openCase(page, "2026-007");
  await expect(page.getByRole("heading", { level: 1, name: "Nadia Belkacem" })).toBeVisible();
  await expect(person).toContainText("Valmont");
  await expect(person).not.toContainText("Nina");
  await found(page, "Duvalier", 1);
});

test("a merge is undone at once, and done again", async ({ page }) => {
  await newCase(page, { given: "Nadia", family: "Belkacem", number: "2026-007" });
  await newCase(page, { given: "Nadia", family: "Belkasem", number: "2026-008" });
  // Those of about the same name are there before anything is typed.
  await page.locator(".compare-with").click();
  await page.locator("#persons").getByRole("link", { name: /Belkacem/ }).click();
  await page.locator("#compare-swap").click();
  await expect(page.locator(".compare-side").first()).toContainText("Belkacem");
  await page.locator("#merge").click();
  await found(page, "Belkasem", 2);
  await page.locator(".toast").getByRole("button", { name: "Annuler" }).click();
  await expect(page.locator(".toast")).toContainText("séparées, comme avant");
  await page.locator(".toast").getByRole("button", { name: "Annuler" }).click();
  await expect(page.locator(".toast")).toContainText("n’en font plus qu’une");
  await openCase(page, "2026-008");
  await expect(page.getByRole("heading", { level: 1, name: "Nadia Belkacem" })).toBeVisible();
  await page.locator("#history").click();
  await expect(page.locator(".history")).toContainText("réunie avec une autre fiche");
});

test("filters are combined, kept as a list, renamed and put away", async ({ page }) => {
  await newCase(page, { given: "Ondine", family: "Belkacem", number: "2026-007" });
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Enfant" }).click();
  await page.locator("#child-exposure").selectOption({ label: "Exposé" });
  await save(page);
  await newCase(page, { given: "Rose", family: "Martin", number: "2026-008" });

  await toCases(page);
  await page.locator("#filters > summary").click();
  await page.locator("#filter-status").selectOption({ label: "En cours" });
  await expect(lines(page)).toHaveCount(2);
  await page.getByRole("checkbox", { name: "Enfants exposés" }).check();
  await expect(lines(page)).toHaveCount(1);
  await page.locator("#list-save").click();
  await page.locator("#list-keep").click();
  await expect(page.getByText("Donnez un nom à la liste")).toBeVisible();
  await page.locator("#saved-list-label").fill("Enfants à voir");
  await page.locator("#list-keep").click();
  const chip = page.getByRole("group", { name: "Listes enregistrées" }).getByRole("button");
  await expect(chip).toHaveText("Enfants à voir");
  await expect(chip).toHaveAttribute("aria-pressed", "true");

  await chip.click();
  await expect(lines(page)).toHaveCount(2);
  await expect(chip).toHaveAttribute("aria-pressed", "false");
  await chip.click();
  await expect(lines(page)).toHaveCount(1);
  await expect(page.locator("#filters > summary")).toHaveText("2 filtres");

  await page.locator("#list-change").click();
  await page.locator("#saved-list-label").fill("Enfants");
  await page.locator("#list-keep").click();
  await expect(chip).toHaveText("Enfants");
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(chip).toHaveText("Enfants à voir");
  await page.locator("#list-remove").click();
  await expect(chip).toHaveCount(0);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(chip).toHaveText("Enfants à voir");
});
