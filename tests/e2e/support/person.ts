// What a person does in the application, in the words of its screens.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { BROWSER, PLACE } from "./browser.ts";

export const PASSPHRASE = "cheval agrafe pile correct";

/** A browser profile on the disk, as a device has one; it may be killed and started again. */
export class Profile {
  readonly folder = mkdtempSync(join(tmpdir(), "permanence-profile-"));
  private context: BrowserContext | undefined;

  /** Starts the browser on the profile and opens the application. */
  async open(origin: string): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      ...BROWSER,
      ...PLACE,
      viewport: { width: 390, height: 844 },
    });
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    await page.goto(origin);
    return page;
  }

  /** No network for this browser, or again one. */
  async setOffline(isOffline: boolean): Promise<void> {
    await this.context?.setOffline(isOffline);
  }

  /** Kills every process of the browser at once, as the system does. */
  async kill(): Promise<void> {
    const context = this.context;
    this.context = undefined;
    try {
      execFileSync("pkill", ["-9", "-f", this.folder]);
    } catch {
      // Nothing was running.
    }
    await context?.close().catch(() => undefined);
  }

  /** Ends the browser and deletes the profile. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Makes a team, with the partnership's stations. */
export async function createTeam(page: Page, invitation = ""): Promise<void> {
  await page.locator("#way-create").click();
  await page.locator("#team-name").fill("Équipe d'essai");
  await page.locator("#worker-name").fill("Camille Essai");
  await page.locator("#step-next").click();
  await page.locator("#step-next").click();
  await choosePassphrase(page);
  if (invitation !== "") {
    await page.locator("#invitation-open").click();
    await page.locator("#invitation").fill(invitation);
  }
  await page.locator("#create-team").click();
  await isOpen(page);
}

/** One's own passphrase, typed twice; the six words are the first choice and need reading. */
export async function choosePassphrase(page: Page): Promise<void> {
  await page.locator("label[for=passphrase-way-1], label:has(#passphrase-way-1)").first().click();
  await page.locator("#passphrase-new").fill(PASSPHRASE);
  await page.locator("#passphrase-again").fill(PASSPHRASE);
}

/** A second device joins: the code it shows is typed on one of the team's, then the digits that both see. */
export async function joinTeam(member: Page, newcomer: Page): Promise<void> {
  const shown = async () => (await newcomer.locator(".code").first().innerText()).replace(/\s/g, "");
  await newcomer.locator("#way-join").click();
  await choosePassphrase(newcomer);
  await newcomer.locator("#join-team").click();
  const secret = await shown();
  await member.goto(new URL("/settings/devices", member.url()).href);
  await unlock(member);
  await member.locator("#device-worker").fill("Camille Essai");
  await member.locator("#device-secret").fill(secret);
  await member.locator("#device-accept").click();
  await expect(member.locator("#device-digits")).toBeVisible({ timeout: 60_000 });
  await member.locator("#device-digits").fill(await shown());
  await member.locator("#device-confirm").click();
  await isOpen(newcomer);
}

/** Changes one field of the case or the person on the screen, which must be a case. */
export async function changeField(page: Page, kind: "case" | "person", section: string, change: (page: Page) => Promise<unknown>): Promise<void> {
  await page.locator(`[data-kind=${kind}]`).getByRole("link", { name: /Modifier/ }).click();
  await expect(page.getByRole("button", { name: "Enregistrer" })).toBeVisible();
  const part = page.locator("summary", { hasText: section }).first();
  if ((await part.count()) > 0 && (await part.evaluate((summary) => !(summary.parentElement as HTMLDetailsElement).open))) {
    await part.click();
  }
  await change(page);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
}

/** Locks; the page is loaded anew. */
export async function lock(page: Page): Promise<void> {
  await page.locator("#lock").click();
  await expect(page.locator("#unlock")).toBeVisible();
}

/** Types the secret and opens. */
export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.locator("#passphrase").fill(passphrase);
  await page.locator("#unlock").click();
}

/** Waits for the work, which stands behind the secret. */
export async function isOpen(page: Page): Promise<void> {
  await expect(page.locator("#lock")).toBeVisible({ timeout: 30_000 });
}

/** A new contact with names and a file number, saved. */
export async function newCase(page: Page, person: { given: string; family: string; number: string; note?: string }): Promise<void> {
  await page.getByRole("link", { name: "Nouveau contact" }).click();
  await page.getByLabel("Nom", { exact: true }).fill(person.family);
  await page.getByLabel("Prénom", { exact: true }).fill(person.given);
  await page.getByLabel("Numéro du dossier").fill(person.number);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await saved(page);
  await expect(page.getByRole("heading", { level: 1, name: `${person.given} ${person.family}` })).toBeVisible();
}

/** An interview of the case on the screen, with what was told, saved. */
export async function newInterview(page: Page, facts: string): Promise<void> {
  await page.getByRole("link", { name: "Nouvel entretien" }).click();
  await page.getByLabel("Faits", { exact: true }).fill(facts);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  // The case comes back once it is saved; the word below may still be that of the save before.
  await expect(page.getByText(facts)).toBeVisible();
  await saved(page);
}

export async function saved(page: Page): Promise<void> {
  await expect(page.locator(".toast").getByText(/Enregistré sur l.appareil/)).toBeVisible();
}

/**
 * Every file below a folder that holds one of the words, as UTF-8 or UTF-16. What writes there must have ended: a running browser
 * deletes files of its cache between the listing and the reading.
 */
export function filesWith(folder: string, words: string[]): string[] {
  const needles = words.flatMap((word) => [Buffer.from(word, "utf8"), Buffer.from(word, "utf16le")]);
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) {
      continue;
    }
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (needles.some((needle) => bytes.includes(needle))) {
      found.push(path);
    }
  }
  return found;
}
