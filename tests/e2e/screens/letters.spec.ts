// Letters from a case, as they are written, printed and noted; their templates; the agenda for a calendar outside.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { changeField, createTeam, newCase, newInterview } from "../support/person.ts";

const PERSON = { given: "Ondine", family: "Belkacem", number: "2026-007" };
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer" }).click();

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, PERSON);
  // The browser's own dialog would wait for a hand: it is counted instead.
  await page.evaluate(() => {
    const counted = window as Window & { prints?: number };
    counted.prints = 0;
    window.print = () => void (counted.prints = (counted.prints ?? 0) + 1);
  });
});

const prints = (page: Page) => page.evaluate(() => (window as Window & { prints?: number }).prints ?? 0);

/** From the case on the screen to one of its letters. */
async function letter(page: Page, id: string): Promise<void> {
  await page.locator("#add > summary").click();
  await page.locator("#new-letter").click();
  await page.locator(`#letter-${id}`).click();
}

async function toCase(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Retour au dossier" }).click();
  await expect(page.locator("#case-title")).toBeVisible();
}

/** A referral to a partner of the case on the screen; what it says of consent comes in. */
async function refer(page: Page, consent: (page: Page) => Promise<unknown>): Promise<void> {
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Orientation" }).click();
  await page.locator("summary", { hasText: "Orientation" }).click();
  await page.locator("#act-partner").fill("Foyer des Tilleuls");
  await page.locator("#act-purpose").fill("un hébergement d’urgence");
  await consent(page);
  await save(page);
  await expect(page.locator(".entry-line", { hasText: "Orientation" })).toBeVisible();
}

test("a referral letter is filled, changed, printed alone and noted on the case", async ({ page }) => {
  await refer(page, async (page) => {
    await page.locator("#act-consent").selectOption({ label: "Oui" });
    await page.locator("#act-consent-what").fill("son prénom et le besoin d’un toit");
  });
  await letter(page, "referral");
  const text = page.locator("#letter-text");
  await expect(page.locator("#letter-to")).toHaveValue("Foyer des Tilleuls");
  await expect(text).toHaveValue(/j’accompagne Ondine Belkacem\. Je l’oriente vers vous, avec son accord, pour : un hébergement/);
  await expect(text).toHaveValue(/Ce que la personne accepte de vous transmettre :\nson prénom et le besoin d’un toit/);
  await expect(text).not.toHaveValue(/\{|\[|Cet accord vaut/);
  await text.fill(`${await text.inputValue()}\n\nMerci à vous.`);

  // What is typed is kept sealed until it leaves.
  await page.waitForTimeout(600);
  await toCase(page);
  await page.locator("#add > summary").click();
  await page.locator("#new-letter").click();
  await expect(page.getByText("Ce que vous aviez tapé ici est revenu")).toBeVisible();
  await expect(text).toHaveValue(/Merci à vous\.$/);

  await page.locator("#letter-print").click();
  await expect(page.locator(".toast", { hasText: "Courrier noté au dossier" })).toBeVisible();
  expect(await prints(page)).toBe(1);
  expect(await page.title()).not.toMatch(/Ondine|Belkacem|Lettre|Tilleuls/);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".letter-team")).toHaveText("Équipe d'essai");
  await expect(page.locator(".letter")).toContainText("Ondine Belkacem");
  for (const hidden of [".bar", ".top", "#letter-text", ".page-header", ".toast"]) {
    await expect(page.locator(hidden).first()).toBeHidden();
  }
  const pdf = await page.pdf({ preferCSSPageSize: true, path: test.info().outputPath("letter.pdf") });
  expect(pdf.length).toBeGreaterThan(1000);
  await page.emulateMedia({ media: null });

  // The very same again is printed and not noted twice.
  await page.locator("#letter-print").click();
  await expect.poll(() => prints(page)).toBe(2);
  await toCase(page);
  const noted = page.locator(".entry-line", { hasText: "Courrier" });
  await expect(noted).toHaveCount(1);
  await expect(noted).toContainText("Lettre d’orientation · Foyer des Tilleuls");
  await noted.getByRole("link").click();
  await expect(page.locator(".letter")).toContainText("Merci à vous.");
  await page.locator("#letter-print").click();
  expect(await prints(page)).toBe(3);
});

test("without consent or reason a referral letter does not leave", async ({ page }) => {
  await letter(page, "referral");
  await expect(page.getByText(/accompagne une orientation, et le dossier n.en a pas encore/)).toBeVisible();
  await expect(page.locator("#letter-print")).toHaveCount(0);
  await toCase(page);
  await refer(page, async (page) => {
    await page.locator("#act-consent").selectOption({ label: "Oui" });
    await page.locator("#act-consent-until").fill("2020-01-31");
  });
  await letter(page, "referral");
  await expect(page.getByText(/l.accord de la personne allait jusqu.au 31 janvier 2020/)).toBeVisible();
  await expect(page.locator("#letter-print")).toHaveCount(0);
  await expect(page.locator(".letter")).toHaveCount(0);
});

test("telling child protection notes the day it was told, which is counted, and both are undone with one touch", async ({ page }) => {
  const told = page.locator("[data-kind=case]").getByText(/Information préoccupante/);
  await expect(told).toHaveCount(0);
  await letter(page, "concern");
  await page.locator("#letter-print").click();
  await expect(page.getByText(/avec la date de l.information préoccupante/)).toBeVisible();
  await toCase(page);
  await expect(told.first()).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(told).toHaveCount(0);

  await letter(page, "concern");
  await page.locator("#letter-print").click();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByText(/C.est comme avant/)).toBeVisible();
  await page.locator("#letter-print").click();
  await expect(page.getByText(/avec la date de l.information préoccupante/), "printed again after it was undone, it is noted again").toBeVisible();
  await toCase(page);
  await expect(told.first()).toBeVisible();
});

test("a certificate warns where no post may come, and a note of it is undone with one touch", async ({ page }) => {
  await newInterview(page, "Dit avoir peur de rentrer");
  await changeField(page, "person", "Contact sûr", (page) => page.getByRole("group", { name: "À ne jamais utiliser" }).getByText("Courrier", { exact: true }).click());
  await letter(page, "attendance");
  await expect(page.getByText(/ne doit recevoir aucun courrier/)).toBeVisible();
  const text = page.locator("#letter-text");
  await expect(text).toHaveValue(/atteste avoir reçu Ondine Belkacem, le \d+ \S+ 20\d\d/);
  await expect(text).not.toHaveValue(/violence|police|peur/i);
  await page.getByRole("button", { name: "Imprimer pour remettre en main propre" }).click();
  await page.getByRole("button", { name: "Annuler" }).click();
  await toCase(page);
  await expect(page.locator(".entry-line", { hasText: "Courrier" })).toHaveCount(0);
});

test("a summary tells facts and leaves out what others must not read", async ({ page }) => {
  await page.getByRole("link", { name: "Nouvel entretien" }).click();
  await page.getByLabel("Faits", { exact: true }).fill("Porte fracturée la nuit");
  await page.getByLabel("Avis professionnel", { exact: true }).fill("Elle minimise");
  await page.getByLabel("Note partagée", { exact: true }).fill("Appeler le parquet");
  await save(page);
  await expect(page.getByText("Porte fracturée la nuit")).toBeVisible();
  await letter(page, "summary");
  const text = page.locator("#letter-text");
  await expect(text).toHaveValue(/# Synthèse du dossier 2026-007\n\nOndine Belkacem\n/);
  await expect(text).toHaveValue(/Porte fracturée la nuit/);
  await expect(text).not.toHaveValue(/minimise|parquet/);
  await text.fill("à moi");
  await page.locator("#letter-another").click();
  await page.locator("#letter-concern").click();
  await expect(text).toHaveValue(/# Information préoccupante/);
  await expect(page.getByText(/Il reste des blancs/)).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(text).toHaveValue("à moi");
});

test("a team words a template otherwise; a bad text is told by its line; the first one comes back", async ({ page }) => {
  const toTemplates = async () => {
    await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
    await page.locator("#settings-letters").click();
  };
  await toTemplates();
  const line = page.locator(".line", { hasText: "Attestation de passage" });
  await expect(line).toContainText("Pour la personne · texte d’origine");
  await line.getByRole("link").click();
  const text = page.locator("#letter-text");
  await expect(text).toHaveValue(/Je soussigné/);
  await text.fill("Bonjour,\n{interviews.facts}");
  await save(page);
  await expect(page.getByText(/Ligne 2\s: le destinataire ne peut pas lire «\sFaits des entretiens\s»/)).toBeVisible();
  await text.fill("Bonjour {person.name");
  await save(page);
  await expect(page.getByText(/Ligne 1\s: une accolade ouverte n.est pas refermée/)).toBeVisible();
  await text.fill("Bonjour {person.name}, à bientôt.");
  await save(page);
  await expect(line).toContainText("texte de l’équipe");

  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator(".pane .case-link").click();
  await letter(page, "attendance");
  await expect(text).toHaveValue("Bonjour Ondine Belkacem, à bientôt.");

  await toTemplates();
  await line.getByRole("link").click();
  await page.locator("#letter-restore").click();
  await expect(line).toContainText("texte d’origine");
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(line).toContainText("texte de l’équipe");
});

test("the agenda leaves with days, hours and file numbers, and without a name", async ({ page }) => {
  const add = async (title: string, day: string, hour: string) => {
    await page.locator("#add > summary").click();
    await page.locator("#add").getByRole("link", { name: "Tâche ou rendez-vous" }).click();
    await page.locator("#task-title").fill(title);
    await page.locator("#task-due").fill(day);
    if (hour !== "") {
      await page.locator("#task-kind").selectOption({ label: "Rendez-vous" });
      await page.locator("#task-at").fill(hour);
      await page.locator("#task-place").fill("Rue des Tilleuls");
    }
    await save(page);
    await expect(page.locator(".entry-line", { hasText: title })).toBeVisible();
  };
  await add("Appeler Ondine", inDays(2), "");
  await add("Voir Belkacem", inDays(40), "14:30");
  await page.locator(".bar").getByRole("link", { name: /Aujourd.hui/ }).click();
  const downloading = page.waitForEvent("download");
  await page.locator("#agenda-export").click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^agenda-\d{4}-\d\d-\d\d\.ics$/);
  const agenda = readFileSync(await file.path(), "utf8");
  expect(agenda).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  expect(agenda).toContain("SUMMARY:Tâche 2026-007\r\n");
  expect(agenda).toContain("SUMMARY:Rendez-vous 2026-007\r\n");
  expect(agenda).toContain(`DTSTART;VALUE=DATE:${inDays(2).replaceAll("-", "")}\r\n`);
  expect(agenda).toContain(`DTSTART;TZID=Europe/Paris:${inDays(40).replaceAll("-", "")}T143000\r\n`);
  expect(agenda.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(agenda).not.toMatch(/Ondine|Belkacem|Tilleuls|Camille|Appeler|Voir|essai/i);
});

function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(day);
}
