// The case file as a worker uses it: what hangs on a case, what is due, the bin, the end of a case, the guard before a call.
import { expect, test } from "../support/endpoint.ts";
import { changeField, createTeam, newCase } from "../support/person.ts";
import type { Page } from "@playwright/test";

const PERSON = { given: "Ondine", family: "Belkacem", number: "2026-007" };
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer" }).click();

/** Opens the form of something to add to the case on the screen. */
async function add(page: Page, what: string): Promise<void> {
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: what }).click();
  await expect(page.getByRole("heading", { level: 1, name: what })).toBeVisible();
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, PERSON);
});

test("children, procedures and measures stand on the case, and what they ask for on the first screen", async ({ page }) => {
  await add(page, "Enfant");
  await page.locator("#child-given-names").fill("Léo");
  await page.locator("#child-age").fill("8");
  await page.locator("#child-exposure").selectOption({ label: "Exposé" });
  await save(page);
  await expect(page.getByRole("region", { name: "Enfants" })).toContainText("Léo8 ans · Exposé");

  await add(page, "Procédure");
  await page.locator("#procedure-side").selectOption({ label: "Civil" });
  await page.locator("#procedure-kind").selectOption({ label: "Autorité parentale (JAF)" });
  await page.locator("#procedure-next-hearing").fill(inDays(3));
  await save(page);
  await expect(page.getByRole("region", { name: "Procédures" })).toContainText("Autorité parentale (JAF)");

  await add(page, "Mesure de protection");
  await page.locator("summary", { hasText: "Mesure" }).click();
  await page.locator("#act-measure").selectOption({ label: "Téléphone grave danger" });
  await page.locator("#act-expires").fill(inDays(2));
  await expect(page.locator("#act-purpose")).toHaveCount(0);
  await save(page);
  await expect(page.locator(".entry-line", { hasText: "Téléphone grave danger" })).toBeVisible();

  await page.locator(".bar").getByRole("link", { name: /Aujourd.hui/ }).click();
  const due = page.getByRole("region", { name: "À faire bientôt" });
  await expect(due.getByRole("listitem")).toContainText(["Mesure qui expire", "Audience"]);
  await expect(due).toContainText("Belkacem");
});

test("a task is done with one touch, and undone with another", async ({ page }) => {
  await add(page, "Tâche ou rendez-vous");
  await page.locator("#task-title").fill("Appeler le foyer");
  await page.locator("#task-due").fill(inDays(-1));
  await save(page);
  await page.locator(".bar").getByRole("link", { name: /Aujourd.hui/ }).click();
  const line = page.getByRole("region", { name: "À faire bientôt" }).getByRole("listitem");
  await expect(line).toContainText("Appeler le foyer");
  await expect(line).toContainText("en retard");
  await page.getByRole("button", { name: "Fait : Appeler le foyer" }).click();
  await expect(line).toHaveCount(0);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(line).toContainText("Appeler le foyer");
});

test("a task that comes again has its next one, also after it was undone", async ({ page }) => {
  await add(page, "Tâche ou rendez-vous");
  await page.locator("#task-title").fill("Appel de la semaine");
  await page.locator("#task-due").fill(inDays(-1));
  await page.locator("#task-recurrence").selectOption({ label: "Chaque semaine" });
  await save(page);
  await page.locator(".bar").getByRole("link", { name: /Aujourd.hui/ }).click();
  const line = page.getByRole("region", { name: "À faire bientôt" }).getByRole("listitem");
  const done = page.getByRole("button", { name: "Fait : Appel de la semaine" });
  await done.click();
  await expect(line).toHaveCount(1);
  await expect(line).not.toContainText("en retard");
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(line).toHaveCount(1);
  await expect(line).toContainText("en retard");
  await done.click();
  await expect(line).toHaveCount(1);
  await expect(line).not.toContainText("en retard");
});

test("a case is closed for a reason and opened again for another", async ({ page }) => {
  await page.locator("#close-case").click();
  await page.locator("#case-closure-reason").selectOption({ label: "Relais pris" });
  await save(page);
  await expect(page.getByText(/Dossier clos aujourd/)).toBeVisible();
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await expect(page.locator(".case-line .chip", { hasText: "Clos" })).toBeVisible();
  await page.locator(".case-line a").click();
  await page.locator("#reopen").click();
  await page.locator("#case-reopening-reason").fill("Nouveaux faits");
  await save(page);
  await expect(page.locator("#close-case")).toBeVisible();
  await expect(page.getByText("Nouveaux faits")).toBeVisible();
});

test("what is put in the bin is gone from the lists and comes back whole", async ({ page }) => {
  await page.locator("#to-bin").click();
  await expect(page.locator(".toast", { hasText: "Mis à la corbeille" })).toBeVisible();
  await expect(page.locator(".pane .case-line")).toHaveCount(0);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.locator(".pane .case-line")).toHaveCount(1);

  await page.locator(".pane .case-link").click();
  await page.locator("#to-bin").click();
  await expect(page.locator(".pane .case-line")).toHaveCount(0);
  await page.locator("#bin").click();
  await page.getByRole("button", { name: /Remettre en place : Dossier/ }).click();
  await expect(page.getByText("La corbeille est vide")).toBeVisible();
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await expect(page.locator(".pane .case-line")).toHaveCount(1);
});

test("the number is behind the rule for calling, and asked for twice out of hours", async ({ page }) => {
  await changeField(page, "person", "Contact sûr", async (page) => {
    await page.locator("#person-phone").fill("06 12 34 56 78");
    await page.locator("#person-code-word").fill("La bibliothèque");
    // An hour that is never now.
    await page.locator("#person-safe-from").fill("04:00");
    await page.locator("#person-safe-until").fill("04:01");
  });
  const number = page.getByText("06 12 34 56 78");
  await expect(page.locator(".safe-rule-text")).toContainText("de 4 h 00 à 4 h 01");
  await expect(number).toHaveCount(0);
  await page.locator(".safe-rule .call").click();
  await expect(page.locator(".call-rules")).toContainText("La bibliothèque");
  await expect(number).toHaveCount(0);
  await page.locator(".call-show").click();
  await expect(page.getByText(/ce n.est pas une heure sûre/)).toBeVisible();
  await expect(number).toHaveCount(0);
  await page.locator(".call-anyway").click();
  await expect(page.locator(".call-number")).toHaveAttribute("href", "tel:0612345678");
});

test("a name is found as it is said, and filters are told and cleared", async ({ page }) => {
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  const lines = page.locator(".pane .case-line");
  await page.locator("#search").fill("belkasem");
  await expect(page.getByRole("heading", { name: "Noms proches" })).toBeVisible();
  await expect(lines).toHaveCount(1);
  await page.locator("#search").fill("");
  await page.locator("#filters > summary").click();
  await page.locator("#filter-status").selectOption({ label: "Clos" });
  await expect(lines).toHaveCount(0);
  await expect(page.locator("#filters > summary")).toHaveText("1 filtre");
  await page.locator("#filters-clear").click();
  await expect(lines).toHaveCount(1);
  await page.locator("#filter-period").selectOption({ label: "ces 7 derniers jours" });
  await expect(lines).toHaveCount(1);
});

function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(day);
}

test("an evaluation is filled, resumed, signed, and then changes no more", async ({ page }) => {
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Évaluation du danger" }).click();
  const answer = (question: RegExp, word: string) =>
    page.getByRole("group", { name: question }).getByRole("radio", { name: word, exact: true }).check();
  await answer(/menaces de mort/, "Oui");
  await answer(/arme à feu/, "Ne sait pas");
  await expect(page.locator(".counts")).toContainText("2 réponses sur 14, dont 1 oui");
  await page.waitForTimeout(600);
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();

  await page.locator(".pane .case-link").click();
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Évaluation du danger" }).click();
  await expect(page.getByText("Ce que vous aviez tapé ici est revenu")).toBeVisible();
  await expect(page.locator(".counts")).toContainText("2 réponses sur 14");
  await page.locator("#evaluation-judgement").selectOption({ label: "Élevé" });
  await page.locator("#evaluation-reason").fill("Il sait où elle habite");
  await page.locator("#evaluation-next-due").fill(inDays(5));
  await page.locator("#sign").click();

  await expect(page.locator(".safe-rule .chip-high")).toHaveText("Élevé");
  await page.locator(".entry-line", { hasText: "Évaluation du danger" }).getByRole("link").click();
  await expect(page.getByText(/Évaluation signée aujourd.hui/)).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
  await expect(page.locator(".answers")).toContainText("A-t-elle reçu des menaces de mort ?Oui");
  await page.locator(".bar").getByRole("link", { name: /Aujourd.hui/ }).click();
  await expect(page.getByRole("region", { name: "À faire bientôt" })).toContainText("Danger à réévaluer");
});

test("a referral rests on consent or on a reason, and the directory is there to refer to", async ({ page }) => {
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator("#partners").click();
  await page.locator("#new-partner").click();
  await page.locator("#partner-label").fill("Foyer des Tilleuls");
  await page.locator("#partner-kind").selectOption({ label: "CHRS" });
  await page.locator("#partner-free-places").fill("2");
  await save(page);
  await expect(page.locator(".line", { hasText: "Foyer des Tilleuls" })).toContainText("CHRS · 2 places libres");

  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator(".pane .case-link").click();
  await add(page, "Orientation");
  await page.locator("summary", { hasText: "Orientation" }).click();
  await page.locator("#act-listed-partner").selectOption({ label: "Foyer des Tilleuls" });
  await save(page);
  await expect(page.getByText(/une orientation demande l.accord/)).toBeVisible();
  await page.locator("#act-consent").selectOption({ label: "Oui" });
  await save(page);
  await expect(page.locator(".entry-line", { hasText: "Orientation" })).toBeVisible();
});

test("an exchange with a professional is noted in two taps, and undone in one", async ({ page }) => {
  await page.locator("#add > summary").click();
  await page.locator("#log-professional").click();
  const line = page.locator(".entry-line", { hasText: "Professionnel · Téléphone · Tenu" });
  await expect(line).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(line).toHaveCount(0);
});

test("the history says what was before, and puts it back", async ({ page }) => {
  await changeField(page, "case", "L'essentiel", (page) => page.locator("#case-number").fill("2026-008"));
  await page.locator("#history").click();
  const change = page.locator(".history .line", { hasText: /2026-007.*est devenu.*2026-008/ });
  await expect(change).toBeVisible();
  await expect(change).toContainText(/Vous, aujourd.hui/);
  await change.getByRole("button").click();
  await expect(page.locator(".history .line").first()).toContainText(/2026-008.*est devenu.*2026-007/);
  await page.getByRole("link", { name: "Retour au dossier" }).click();
  await expect(page.getByText("Dossier 2026-007").first()).toBeVisible();
});

test("who may be known already is shown while a name or a number is typed", async ({ page }) => {
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator("#new-case").click();
  await page.getByLabel("Nom", { exact: true }).fill("Belkasem");
  const known = page.getByRole("region", { name: "Déjà connue, peut-être ?" });
  await expect(known).toContainText("Belkacem");
  await page.getByLabel("Nom", { exact: true }).fill("Durand");
  await expect(known).toHaveCount(0);
});

test("a field that the team adds is asked, shown and searched like all others", async ({ page }) => {
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator("#settings-fields").click();
  await page.locator("#field-add").click();
  await expect(page.getByText(/Donnez un libellé et un type/)).toBeVisible();
  await page.locator("#field-label").fill("Animal au foyer");
  await page.locator("#field-kind").selectOption({ label: "Texte" });
  await page.locator("#field-is-searchable").getByText("Oui", { exact: true }).click();
  await page.locator("#field-add").click();
  await expect(page.getByRole("button", { name: "Retirer : Animal au foyer" })).toBeVisible();

  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator(".pane .case-link").click();
  await changeField(page, "case", "Champs de l", (page) => page.getByLabel("Animal au foyer").fill("Tortue"));
  await expect(page.locator(".facts", { hasText: "Animal au foyer" })).toContainText("Tortue");
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator("#search").fill("tortue");
  await expect(page.locator(".pane .case-line")).toHaveCount(1);
  await page.locator("#search").fill("tortueux");
  await expect(page.locator(".pane .case-line")).toHaveCount(0);
});
