// The office: what is left to complete, an interview that finds its case, a case handed over, the keyboard, a grid of the team's own.
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, lock, newCase, newInterview, unlock } from "../support/person.ts";
import type { Page } from "@playwright/test";

const PERSON = { given: "Ondine", family: "Belkacem", number: "2026-007" };
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer" }).click();
const toCases = (page: Page) => page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, PERSON);
});

test("what is missing is listed, filled into several cases at once, and put back as one", async ({ page }) => {
  await toCases(page);
  await newCase(page, { given: "Maya", family: "Renaud", number: "2026-008" });
  await toCases(page);
  await page.locator("#to-complete").click();
  await expect(page.getByText("2 dossiers à compléter")).toBeVisible();
  const origins = page.locator("[data-missing=origin]");
  await expect(origins).toHaveCount(2);
  await page.locator("#choose-all").check();
  await page.locator("#case-station").selectOption({ index: 1 });
  await page.locator("#case-origin").selectOption({ index: 1 });
  await looksRight(page, "to-complete");
  await page.locator("#fill-in").click();
  await expect(page.locator(".toast")).toContainText("2 dossiers complétés");
  await expect(origins).toHaveCount(0);
  await expect(page.locator("[data-missing=station]")).toHaveCount(0);
  await expect(page.locator("[data-missing=sex]")).toHaveCount(2);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(origins).toHaveCount(2);
  await page.locator("[data-missing=sex]").first().click();
  await page.locator("#person-sex").selectOption({ index: 1 });
  await save(page);
  await toCases(page);
  await page.locator("#to-complete").click();
  await expect(page.locator("[data-missing=sex]")).toHaveCount(1);
});

test("an interview noted on the spot finds its case later, and goes back with one touch", async ({ page }) => {
  await page.getByRole("link", { name: "Nouveau contact" }).first().click();
  await page.getByLabel("Numéro du dossier").fill("à rattacher");
  await save(page);
  await newInterview(page, "Vue dans le couloir");
  await page.getByText("Vue dans le couloir").click();
  await page.locator("#move").click();
  await page.locator("#move-search").fill("belkasem");
  await page.locator("#move-to button", { hasText: "Belkacem" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ondine Belkacem" })).toBeVisible();
  await expect(page.getByText("Vue dans le couloir")).toBeVisible();
  await expect(page.locator(".pane .case-line")).toHaveCount(1);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.locator(".pane .case-line")).toHaveCount(2);
  await expect(page.getByText("Vue dans le couloir")).toHaveCount(0);
});

test("a case is handed over with a word, which stays while the screen is locked", async ({ page }) => {
  await page.locator("#hand-over").click();
  await page.locator("#task-note").fill("Rappeler jeudi");
  await save(page);
  await expect(page.getByText("Choisissez à qui transmettre le dossier")).toBeVisible();
  const address = page.url();
  await lock(page);
  await page.goto(address);
  await unlock(page);
  await expect(page.locator("#task-note")).toHaveValue("Rappeler jeudi");
  await page.locator("#task-assignee").selectOption({ label: "Camille Essai" });
  await save(page);
  await expect(page.locator("[data-kind=case]")).toContainText("Camille Essai");
  await page.locator(".bar").getByRole("link", { name: /Aujourd.hui/ }).click();
  await expect(page.getByRole("region", { name: "À faire bientôt" })).toContainText("Reprendre le dossier transmis");
});

test("a note for oneself says whose it is, and stands on the case for its author", async ({ page }) => {
  await page.getByRole("link", { name: "Nouvel entretien" }).click();
  await page.getByLabel("Note pour moi").fill("Demander à la sœur");
  await expect(page.getByText("Chiffrée pour vous")).toBeVisible();
  await page.getByLabel("Faits", { exact: true }).fill("Dit");
  await save(page);
  await page.getByText("Dit", { exact: true }).first().click();
  await expect(page.locator(".note")).toHaveText("Demander à la sœur");
});

test("the keyboard goes anywhere, and single letters only outside of fields", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Aller à" });
  await expect(palette).toBeVisible();
  await page.keyboard.type("belkasem");
  await expect(palette.getByRole("option")).toContainText(["Belkacem Ondine"]);
  await looksRight(page, "palette");
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("partenaires");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Partenaires" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.locator("#search")).toBeFocused();
  await page.keyboard.type("njk/");
  await expect(page.locator("#search")).toHaveValue("njk/");
  await page.locator("#search").fill("");
  await page.locator("#cases-title").focus();
  await page.keyboard.press("j");
  await expect(page.locator(".case-link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ondine Belkacem" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: "Nouveau contact" })).toBeVisible();
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("label:has(#single-keys-1)").click();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: "Réglages" })).toBeVisible();
});

const GRID = {
  id: "equipe",
  version: 7,
  label: { fr: "Grille de l’équipe" },
  source: { fr: "Réunion du 3 mars" },
  is_validated: true,
  blocks: [{ label: { fr: "Violences" }, questions: [{ id: "plus-graves", text: { fr: "Plus graves qu’avant ?" }, is_red: true }] }],
};

test("the team loads a grid of its own; a broken file is told by line and reason", async ({ page }) => {
  const address = page.url();
  const load = (text: string | Buffer) =>
    page.locator("#grid-file").setInputFiles({ name: "grille.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-grids").click();
  const said = page.locator(".notice");
  await load('{\n  "id": "a",\n  "couleur": 1\n}');
  await expect(said).toContainText(/Ligne 3, colonne \d+.*couleur.*n.a pas sa place ici/);
  await load(Buffer.from([0xff, 0xfe, 0x00]));
  await expect(said).toContainText(/n.est pas du texte lisible/);
  await load("x".repeat(300_000));
  await expect(said).toContainText("trop grand");
  await load(JSON.stringify({ ...GRID, blocks: [] }));
  await expect(said).toContainText("de 1 à 200 questions");
  await load(JSON.stringify(GRID));
  const line = page.locator("#grid-list li", { hasText: "Grille de l’équipe" });
  await expect(line).toContainText("Posée");
  await expect(said).toHaveCount(0);
  await looksRight(page, "grids");
  await load(JSON.stringify(GRID));
  await expect(said).toContainText("a déjà la version 7");
  await page.goto(address);
  await unlock(page);
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Évaluation du danger" }).click();
  await expect(page.getByText("Plus graves qu’avant ?")).toBeVisible();
});

test("the team adds a choice to a list, chooses it, and retires it without losing what was noted", async ({ page }) => {
  const address = page.url();
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-fields").click();
  await page.locator("#choice-list").selectOption("problem");
  await page.locator("#choice-add").click();
  await expect(page.getByText("Donnez un libellé au choix")).toBeVisible();
  await page.locator("#choice-label").fill("Voisinage");
  await page.locator("#choice-add").click();
  await expect(page.locator("#own-choices li")).toContainText("Voisinage");
  await page.goto(address);
  await unlock(page);
  const edit = page.locator("[data-kind=case]").getByRole("link", { name: /Modifier/ });
  await edit.click();
  await page.locator("summary", { hasText: "Situation" }).click();
  await page.getByLabel("Voisinage").check();
  await save(page);
  await expect(page.locator("[data-kind=case]")).toContainText("Voisinage");
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-fields").click();
  await page.getByRole("button", { name: "Retirer : Voisinage" }).click();
  await expect(page.locator("#own-choices li")).toHaveCount(0);
  await page.goto(address);
  await unlock(page);
  await expect(page.locator("[data-kind=case]")).toContainText("Voisinage");
  await edit.click();
  await page.locator("summary", { hasText: "Situation" }).click();
  await expect(page.locator("[name=case-problems-money]")).toBeVisible();
  await expect(page.getByLabel("Voisinage")).toHaveCount(0);
});

test("a reminder says that something is to be done, also while locked, and neither what nor of whom", async ({ page, context }) => {
  await context.grantPermissions(["notifications"]);
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  const wanted = page.getByRole("group", { name: /Prévenir quand/ });
  await wanted.getByText("Oui", { exact: true }).click();
  await expect(wanted.getByRole("radio", { name: "Oui" })).toBeChecked();
  await looksRight(page, "reminders");
  const day = new Date(Date.now() + 86_400_000).toLocaleDateString("sv");
  await toCases(page);
  await page.locator(".pane .case-link").first().click();
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Tâche ou rendez-vous" }).click();
  await page.locator("#task-title").fill("Appeler Ondine");
  await page.locator("#task-due").fill(day);
  const more = page.locator("#task-at");
  if (!(await more.isVisible())) {
    await page.locator("details:has(#task-at) > summary").click();
  }
  await more.fill("11:00");
  await save(page);
  const planned = await page.evaluate((day) => new Date(`${day}T10:45:00`).getTime(), day);
  await expect.poll(() => page.evaluate(() => localStorage.getItem("reminders"))).toBe(`[${planned}]`);
  await lock(page);
  // A moment that has passed since.
  await page.evaluate(() => localStorage.setItem("reminders", "[1]"));
  const told = () =>
    page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => ({ title, body })));
  await expect.poll(told, { timeout: 30_000 }).toEqual([{ title: "Permanence", body: "Quelque chose est à faire." }]);
  expect(await page.evaluate(() => localStorage.getItem("reminders"))).toBeNull();
});
