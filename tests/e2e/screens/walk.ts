// Every screen of the application, as data: its name and the gestures that lead to it from the one before. A walk is
// done once for each size and theme, in one page, so that few pages are loaded.
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { trap } from "../support/ground.ts";
import { photo } from "../support/media.ts";
import { choosePassphrase, isOpen, lock, PASSPHRASE, saved, unlock } from "../support/person.ts";

export interface Screen {
  name: string;
  /** Longer than the window: a picture of the whole page as well. */
  isLong?: true;
  /** From the screen before to this one. Gives the page to look at, where it is another one. */
  reach: (page: Page, context: BrowserContext) => Promise<Page | void>;
}

const click = (selector: string) => (page: Page) => page.locator(selector).click();
const back = (page: Page) => page.locator("#step-back").click();

/** To a place of the main navigation, and once it is there. */
function place(word: string, ready: string) {
  return async (page: Page) => {
    await page.locator(".bar").getByRole("link", { name: word }).click();
    await expect(page.locator(ready).first()).toBeVisible();
  };
}

/** To a part of the settings; on the phone by their list. */
async function settings(page: Page, part: string, ready: string): Promise<void> {
  await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
  await page.locator(`#settings-${part}`).click();
  await expect(page.locator(ready).first()).toBeVisible();
}

/** A new device, a team made on it, its empty lists, its settings, its lock. */
export const TEAM: Screen[] = [
  { name: "first-run", reach: (page) => expect(page.locator("#way-create")).toBeVisible() },
  {
    name: "first-run-english",
    reach: async (page) => {
      await page.locator("#language-en").click();
      await expect(page.getByRole("heading", { name: "Welcome" })).toBeVisible();
    },
  },
  {
    name: "create-names",
    reach: async (page) => {
      await page.locator("#language-fr").click();
      await page.locator("#way-create").click();
    },
  },
  { name: "create-names-missing", reach: click("#step-next") },
  {
    name: "create-stations",
    isLong: true,
    reach: async (page) => {
      await page.locator("#team-name").fill("Équipe d'essai");
      await page.locator("#worker-name").fill("Camille Essai");
      await page.locator("#step-next").click();
      await expect(page.locator(".station-row").first()).toBeVisible();
    },
  },
  {
    name: "create-passphrase",
    isLong: true,
    reach: async (page) => {
      await page.locator("#step-next").click();
      await expect(page.locator("#passphrase-words > li").first()).toBeVisible();
    },
  },
  {
    name: "create-passphrase-differs",
    isLong: true,
    reach: async (page) => {
      await page.locator("label:has(#passphrase-way-1)").click();
      await page.locator("#passphrase-new").fill(PASSPHRASE);
      await page.locator("#create-team").click();
      await expect(page.locator("#passphrase-again-error")).toBeVisible();
    },
  },
  {
    name: "join-passphrase",
    reach: async (page) => {
      await back(page);
      await back(page);
      await back(page);
      await page.locator("#way-join").click();
      await expect(page.locator("#passphrase-words > li").first()).toBeVisible();
    },
  },
  {
    name: "join-code",
    reach: async (page) => {
      await choosePassphrase(page);
      await page.locator("#join-team").click();
      await expect(page.locator("#join-secret")).toBeVisible({ timeout: 30_000 });
    },
  },
  {
    name: "try-out",
    reach: async (page) => {
      await back(page);
      await page.locator("#way-demo").click();
    },
  },
  {
    name: "today-empty",
    reach: async (page) => {
      await back(page);
      await page.locator("#way-create").click();
      await page.locator("#team-name").fill("Équipe d'essai");
      await page.locator("#worker-name").fill("Camille Essai");
      await page.locator("#step-next").click();
      await page.locator("#step-next").click();
      await choosePassphrase(page);
      await page.locator("#create-team").click();
      await isOpen(page);
      await expect(page.locator(".empty")).toBeVisible();
    },
  },
  { name: "cases-empty", reach: place("Dossiers", ".pane .empty") },
  {
    name: "new-case",
    isLong: true,
    reach: async (page) => {
      await page.locator("#new-case").click();
      await expect(page.getByLabel("Nom", { exact: true })).toBeVisible();
    },
  },
  {
    name: "case-new",
    isLong: true,
    reach: async (page) => {
      await page.getByLabel("Nom", { exact: true }).fill("Essai-Quelconque");
      await page.getByLabel("Prénom", { exact: true }).fill("Anne-Lucie");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await saved(page);
      await expect(page.locator("#case-title")).toContainText("Anne-Lucie");
    },
  },
  {
    name: "interview-new",
    isLong: true,
    reach: async (page) => {
      await page.locator("#new-interview").click();
      await expect(page.getByRole("button", { name: "Enregistrer" })).toBeVisible();
    },
  },
  {
    name: "attachment-new",
    isLong: true,
    reach: async (page) => {
      // A form has no places on the phone: one leaves it by the way back.
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator("#add > summary").click();
      await page.locator("#add").getByRole("link", { name: "Pièce jointe" }).click();
      await page.locator("#attachment-file").setInputFiles(await photo(page, 600, 400));
      await expect(page.locator("#attachment-save")).toBeVisible();
    },
  },
  {
    name: "attachment-on-case",
    isLong: true,
    reach: async (page) => {
      await page.locator("#attachment-label").fill("Certificat médical");
      await page.locator("#attachment-save").click();
      await expect(page.locator(".attachment")).toBeVisible();
    },
  },
  {
    name: "attachment-looked-at",
    reach: async (page) => {
      await page.locator(".attachment-open").click();
      await expect(page.locator(".viewer-picture")).toBeVisible();
    },
  },
  {
    name: "settings-general",
    isLong: true,
    reach: async (page) => {
      await page.locator("#viewer-close").click();
      await place("Réglages", "#who")(page);
    },
  },
  { name: "settings-team", isLong: true, reach: (page) => settings(page, "team", ".case-link") },
  { name: "settings-fields", isLong: true, reach: (page) => settings(page, "fields", "#field-add") },
  { name: "settings-letters", isLong: true, reach: (page) => settings(page, "letters", ".line") },
  {
    name: "settings-letter",
    isLong: true,
    reach: async (page) => {
      await page.locator(".line", { hasText: "Lettre d’orientation" }).getByRole("link").click();
      await page.locator("#letter-text").fill("Bonjour,\n{person.nam}");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await expect(page.getByText(/Ligne 2/)).toBeVisible();
    },
  },
  {
    name: "settings-sync",
    isLong: true,
    reach: async (page) => {
      // A form has no places on the phone: one leaves it by the way back.
      await page.getByRole("link", { name: "Modèles de lettres" }).click();
      await settings(page, "sync", "#sync-now");
    },
  },
  { name: "settings-devices", isLong: true, reach: (page) => settings(page, "devices", ".device-line") },
  { name: "settings-passphrase", isLong: true, reach: (page) => settings(page, "passphrase", "#passphrase-words > li") },
  { name: "settings-storage", isLong: true, reach: (page) => settings(page, "storage", "#room") },
  {
    name: "unlock",
    reach: async (page) => {
      await lock(page);
    },
  },
  {
    name: "unlock-wrong",
    reach: async (page) => {
      await unlock(page, "une autre phrase que celle-ci");
      await expect(page.locator("#passphrase-error")).toBeVisible({ timeout: 30_000 });
    },
  },
  {
    name: "interrupted",
    reach: async (page) => {
      await expect(page.locator("#unlock")).toHaveText("Ouvrir", { timeout: 30_000 });
      await unlock(page);
      await isOpen(page);
      await page.workers().find((worker) => worker.url().includes("engine-loader"))!.evaluate(trap);
      await expect(page.locator("#interrupted #passphrase")).toBeVisible();
    },
  },
];

/** The throw-away team of invented people: everything that shows a case. */
export const DEMO: Screen[] = [
  {
    name: "today",
    isLong: true,
    reach: async (page) => {
      await page.locator("#way-demo").click();
      await page.locator("#create-demo").click();
      await isOpen(page);
      await expect(page.locator(".case-line").first()).toBeVisible();
    },
  },
  { name: "cases", isLong: true, reach: place("Dossiers", ".case-line") },
  {
    name: "cases-found",
    reach: async (page) => {
      const names = page.locator(".pane .case-name");
      const all = await names.count();
      await page.locator("#search").fill(await names.nth(2).innerText());
      await expect.poll(() => names.count()).toBeLessThan(all);
      await expect(names.first()).toBeVisible();
    },
  },
  {
    name: "cases-not-found",
    reach: async (page) => {
      await page.locator("#search").fill("introuvable");
      await expect(page.locator(".pane .empty")).toBeVisible();
    },
  },
  {
    name: "case",
    isLong: true,
    reach: async (page) => {
      await page.locator("#search").fill("");
      await openWithInterview(page);
    },
  },
  {
    name: "case-edit",
    isLong: true,
    reach: async (page) => {
      await page.locator("[data-kind=case]").getByRole("link", { name: /Modifier/ }).click();
      await page.getByText("Sécurité", { exact: true }).click();
      await expect(page.locator("#case-danger")).toBeVisible();
    },
  },
  {
    name: "interview",
    isLong: true,
    reach: async (page) => {
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator('.entry-line a[href*="/interviews/"]').first().click();
      await expect(page.locator("#interview-date")).toBeVisible();
    },
  },
  {
    name: "case-add",
    reach: async (page) => {
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator("#add > summary").click();
      await expect(page.locator("#add .menu-item").first()).toBeVisible();
    },
  },
  {
    name: "referral-new",
    isLong: true,
    reach: async (page) => {
      await page.locator("#add").getByRole("link", { name: "Orientation" }).click();
      await page.locator("summary", { hasText: "Orientation" }).click();
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await expect(page.getByText(/une orientation demande l.accord/)).toBeVisible();
    },
  },
  {
    name: "evaluation",
    isLong: true,
    reach: async (page) => {
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator("#add > summary").click();
      await page.locator("#add").getByRole("link", { name: "Évaluation du danger" }).click();
      await page.getByRole("radio", { name: "Oui", exact: true }).first().check();
      await page.locator("#evaluation-judgement").selectOption({ label: "Élevé" });
      await expect(page.locator("#sign")).toBeVisible();
    },
  },
  {
    name: "evaluation-signed",
    isLong: true,
    reach: async (page) => {
      await page.locator("#sign").click();
      await page.locator(".entry-line", { hasText: "Évaluation du danger" }).first().getByRole("link").click();
      await expect(page.getByText(/Évaluation signée/)).toBeVisible();
    },
  },
  {
    name: "call-guard",
    reach: async (page) => {
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator("[data-kind=person]").first().getByRole("link", { name: /Modifier/ }).click();
      await page.locator("summary", { hasText: "Contact sûr" }).click();
      await page.locator("#person-phone").fill("06 00 00 00 00");
      await page.locator("#person-code-word").fill("La bibliothèque");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await page.locator(".safe-rule .call").click();
      await expect(page.locator(".call-rules")).toBeVisible();
    },
  },
  {
    name: "history",
    isLong: true,
    reach: async (page) => {
      await page.locator("#history").click();
      await expect(page.locator(".history .line").first()).toBeVisible();
    },
  },
  {
    name: "letter-choose",
    reach: async (page) => {
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator("#add > summary").click();
      await page.locator("#new-letter").click();
      await expect(page.locator("#letter-summary")).toBeVisible();
    },
  },
  {
    name: "letter-refused",
    reach: async (page) => {
      await page.locator("#letter-referral").click();
      await expect(page.locator(".notice a, #letter-print").first()).toBeVisible();
    },
  },
  {
    name: "letter",
    isLong: true,
    reach: async (page) => {
      await page.locator("#letter-another").click();
      await page.locator("#letter-summary").click();
      await expect(page.locator("#letter-text")).toHaveValue(/Synthèse/);
    },
  },
  {
    name: "letter-left",
    isLong: true,
    reach: async (page) => {
      // The browser's own dialog would wait for a hand.
      await page.evaluate(() => void (window.print = () => undefined));
      await page.locator("#letter-print").click();
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator(".entry-line", { hasText: "Courrier" }).getByRole("link").click();
      await expect(page.locator(".letter")).toBeVisible();
    },
  },
  {
    name: "close",
    reach: async (page) => {
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator("#close-case").click();
      await expect(page.locator("#case-closure-reason")).toBeVisible();
    },
  },
  {
    name: "compare-with",
    reach: async (page) => {
      await page.getByRole("link", { name: "Retour au dossier" }).click();
      await page.locator(".compare-with").first().click();
      await page.locator("#search-person").fill("ma");
      await expect(page.locator("#persons .case-link").first()).toBeVisible();
    },
  },
  {
    name: "compare",
    isLong: true,
    reach: async (page) => {
      await page.locator("#persons .case-link").first().click();
      await expect(page.locator(".pair").first()).toBeVisible();
    },
  },
  {
    name: "case-merged",
    isLong: true,
    reach: async (page) => {
      await page.locator("#merge").click();
      await expect(page.locator(".merged")).toBeVisible();
    },
  },
  {
    name: "new-case-known",
    isLong: true,
    reach: async (page) => {
      await place("Dossiers", ".case-line")(page);
      await page.locator("#new-case").click();
      await page.locator("#person-phone").fill("0600000000");
      await page.locator(".is-the-same").first().click();
      await expect(page.locator(".known-person")).toBeVisible();
    },
  },
  {
    name: "lookalikes",
    isLong: true,
    reach: async (page) => {
      await page.locator("#known-leave").click();
      await expect(page.locator(".lookalikes")).toBeVisible();
    },
  },
  {
    name: "cases-filters",
    reach: async (page) => {
      // On the phone a form has no places: one leaves it by the way back, which the office does not show.
      const back = page.locator(".page:not(.pane) .back");
      if (await back.isVisible()) {
        await back.click();
      }
      await place("Dossiers", ".case-line")(page);
      await page.locator("#filters > summary").click();
      await page.locator("#filter-danger").selectOption({ label: "Élevé" });
      await expect(page.locator("#filters-clear")).toBeVisible();
    },
  },
  {
    name: "cases-list-new",
    reach: async (page) => {
      await page.locator("#list-save").click();
      await page.locator("#list-keep").click();
      await expect(page.locator("#saved-list-label")).toBeVisible();
    },
  },
  {
    name: "cases-list-saved",
    reach: async (page) => {
      await page.locator("#saved-list-label").fill("Danger élevé");
      await page.locator("#list-keep").click();
      await expect(page.locator(".saved-list")).toBeVisible();
    },
  },
  {
    name: "partners",
    reach: async (page) => {
      await page.locator("#filters-clear").click();
      await page.locator("#partners").click();
      await expect(page.locator(".page:not(.pane) .line, .page:not(.pane) .empty").first()).toBeVisible();
    },
  },
  {
    name: "partner-new",
    isLong: true,
    reach: async (page) => {
      await page.locator("#new-partner").click();
      await expect(page.locator("#partner-label")).toBeVisible();
    },
  },
  {
    name: "bin",
    reach: async (page) => {
      // On the phone a form has no places: one leaves it by the way back, which the office does not show.
      const back = page.locator(".page:not(.pane) .back");
      if (await back.isVisible()) {
        await back.click();
      }
      await place("Dossiers", ".case-line")(page);
      await page.locator("#bin").click();
      await expect(page.getByText("La corbeille est vide")).toBeVisible();
    },
  },
  {
    name: "interview-again",
    reach: async (page) => {
      await place("Dossiers", ".case-line")(page);
      await openWithInterview(page);
      await page.locator('.entry-line a[href*="/interviews/"]').first().click();
      await expect(page.locator("#interview-date")).toBeVisible();
    },
  },
  // Another tab of the device: the store of invented people is there already.
  {
    name: "demo-again",
    reach: async (page, context) => {
      const other = await context.newPage();
      await other.goto(page.url());
      await expect(other.locator("#demo-open")).toBeVisible();
      return other;
    },
  },
  { name: "case-conflict", isLong: true, reach: disagree },
  {
    name: "cases-to-decide",
    reach: async (page) => {
      await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
      await expect(page.locator(".case-line .chip", { hasText: "À décider" })).toBeVisible();
    },
  },
  {
    name: "unknown",
    reach: async (page) => {
      await page.evaluate(() => history.pushState({}, "", "/nothing/here"));
      await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
      await expect(page.locator(".empty")).toBeVisible();
    },
  },
  { name: "planning", isLong: true, reach: place("Planning", ".week-day .shift") },
  {
    name: "planning-month",
    isLong: true,
    reach: async (page) => {
      await page.locator("label", { hasText: "Mois" }).click();
      await page.locator("#hours > summary").click();
      await expect(page.locator("#hours-zone tfoot")).toBeVisible();
    },
  },
  {
    name: "rota",
    isLong: true,
    reach: async (page) => {
      await page.locator("#rota").click();
      await expect(page.locator(".case-link", { hasText: "Lundi" }).first()).toBeVisible();
    },
  },
  {
    name: "rota-rule",
    isLong: true,
    reach: async (page) => {
      await page.locator(".case-link", { hasText: "Mercredi" }).first().click();
      await expect(page.locator("#rota-rule-slots-1-until")).toBeVisible();
    },
  },
  {
    name: "shift",
    reach: async (page) => {
      await page.getByRole("link", { name: "Grille et absences" }).click();
      await place("Planning", ".week-day .shift")(page);
      await page.locator("#planning-before").click();
      await page.locator(".week-day .shift").first().click();
      await expect(page.locator("#shift-standing")).toBeVisible();
    },
  },
  {
    name: "shift-edit",
    isLong: true,
    reach: async (page) => {
      await page.locator(".shift-edit").click();
      await expect(page.locator("#shift-slots-0-from")).toBeVisible();
    },
  },
  {
    name: "activity",
    isLong: true,
    reach: async (page) => {
      // A form stands in the place of the bar.
      await page.getByRole("link", { name: "Permanence", exact: true }).click();
      await place("Activité", "#figures-table")(page);
      await page.locator("#definitions > summary").click();
    },
  },
  {
    name: "activity-behind",
    isLong: true,
    reach: async (page) => {
      await page.locator("#figures-table tbody a").first().click();
      await expect(page.locator("#behind .case-link").first()).toBeVisible();
    },
  },
  {
    name: "sessions",
    isLong: true,
    reach: async (page) => {
      await place("Activité", "#figures-table")(page);
      await page.locator(".tabs").getByRole("link", { name: "Séances" }).click();
      await expect(page.locator("main .case-link").first()).toBeVisible();
    },
  },
  {
    name: "grant-edit",
    isLong: true,
    reach: async (page) => {
      await page.locator(".tabs").getByRole("link", { name: "Financements" }).click();
      await page.locator(".grants tbody a").first().click();
      await expect(page.locator("#grant-paid")).toBeVisible();
    },
  },
];

/** The first case of the list in which something happened. */
async function openWithInterview(page: Page): Promise<void> {
  // The whole list, not what was searched before.
  await expect.poll(() => page.locator(".pane .case-link").count()).toBeGreaterThan(10);
  const addresses = await page.locator(".pane .case-link").evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
  for (const address of addresses) {
    await page.locator(`.pane .case-link[href="${address}"]`).click();
    await expect(page.locator(`.page:not(.pane) [data-kind=case] a[href^="${address}/"]`)).toBeVisible();
    if ((await page.locator('.entry-line a[href*="/interviews/"]').count()) > 0) {
      return;
    }
    await page.goBack();
  }
  throw new Error("no case of the list has an interview");
}

/** Two tabs change one field at the same time, neither having seen the other's change. */
async function disagree(page: Page, context: BrowserContext): Promise<void> {
  const other = context.pages().at(-1)!;
  await other.locator("#demo-open").click();
  await isOpen(other);
  const open = async (tab: Page) => {
    await tab.getByRole("link", { name: "Retour au dossier" }).click();
    await tab.locator("[data-kind=case]").getByRole("link", { name: /Modifier/ }).click();
    await tab.getByText("Sécurité", { exact: true }).click();
    await expect(tab.locator("#case-danger")).toBeVisible();
  };
  await open(page);
  await open(other);
  await page.locator("#case-danger").selectOption({ index: 1 });
  await other.locator("#case-danger").selectOption({ index: 4 });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await saved(other);
  await expect(page.locator(".conflict")).toBeVisible({ timeout: 15_000 });
  await other.close();
}
