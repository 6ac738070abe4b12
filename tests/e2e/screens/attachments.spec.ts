// Attachments: a photo loses what it hides, what is sealed is nowhere in clear, a second device looks at it, and what does
// not fit has its sentence.
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { type File, pdf, photo, PLACE_TAKEN, sizeOf, sound } from "../support/media.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, filesWith, isOpen, joinTeam, newCase, Profile, saved } from "../support/person.ts";

const PERSON = { given: "Ondine", family: "Brumeval", number: "2026-0042" };
const CANARY = "Hippocampe-Bleute";

/** Opens the page of a file to add to the case on the screen. */
async function begin(page: Page): Promise<void> {
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Pièce jointe" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pièce jointe" })).toBeVisible();
}

/** Adds a file to the case on the screen, under a name. */
async function attach(page: Page, file: File, label: string): Promise<void> {
  await begin(page);
  await page.locator("#attachment-file").setInputFiles(file);
  await page.locator("#attachment-label").fill(label);
  await page.locator("#attachment-save").click();
  await saved(page);
  await expect(line(page, label)).toBeVisible();
}

const section = (page: Page) => page.getByRole("region", { name: "Pièces jointes" });
const line = (page: Page, label: string) => section(page).getByRole("listitem").filter({ hasText: label });
const viewer = (page: Page) => page.getByRole("dialog");

/** What the browser complains of: refused by the policy, an error of the program. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  return complaints;
}

test.describe("on one device", () => {
  test.beforeEach(async ({ page, endpoint }) => {
    await page.goto(endpoint.origin);
    await createTeam(page);
    await newCase(page, PERSON);
  });

  test("a photo is turned upright, made smaller, and says no more where it was taken", async ({ page }) => {
    const complaints = complaintsOf(page);
    const taken = await photo(page);
    expect(taken.buffer.includes(PLACE_TAKEN)).toBe(true);
    await begin(page);
    await page.locator("#attachment-file").setInputFiles(taken);
    await expect(page.locator(".attachment-picture")).toBeVisible();
    await expect(page.getByText(/informations cachées \(lieu, appareil, heure\) sont retirées/)).toBeVisible();
    await page.locator("#attachment-label").fill("Ecchymoses");
    await page.locator("#attachment-save").click();
    await saved(page);
    await expect(line(page, "Ecchymoses")).toContainText("Photo");

    await line(page, "Ecchymoses").getByRole("button").click();
    const picture = viewer(page).locator("img");
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(2000);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#attachment-copy").click()]);
    expect(download.suggestedFilename()).toBe("piece-jointe.jpg");
    const kept = readFileSync(await download.path());
    expect(sizeOf(kept)).toEqual([1333, 2000]);
    expect(kept.includes("Exif")).toBe(false);
    expect(kept.includes(PLACE_TAKEN)).toBe(false);

    const address = (await picture.getAttribute("src"))!;
    expect(address).toMatch(/^blob:/);
    await page.locator("#viewer-close").click();
    await expect(viewer(page)).toHaveCount(0);
    const isGone = await page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve(false);
          image.onerror = () => resolve(true);
          image.src = address;
        }),
      address,
    );
    expect(isGone, "nothing is left under the address once it is closed").toBe(true);
    expect(complaints.filter((complaint) => !complaint.includes("ERR_FILE_NOT_FOUND"))).toEqual([]);
  });

  test("a sound is heard, a document is only given as a copy, and both say what stays hidden in them", async ({ page }) => {
    const complaints = complaintsOf(page);
    await begin(page);
    await page.locator("#attachment-file").setInputFiles(sound(CANARY));
    await expect(page.getByText(/ne peuvent pas être retirées ici/)).toBeVisible();
    await expect(page.locator("#attachment-label")).toHaveValue("Message du 3");
    await page.locator("#attachment-save").click();
    await saved(page);
    await line(page, "Message du 3").getByRole("button").click();
    const player = viewer(page).locator("audio");
    await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeCloseTo(1, 1);
    await page.keyboard.press("Escape");
    await expect(viewer(page)).toHaveCount(0);

    await attach(page, pdf(), "Certificat");
    await line(page, "Certificat").getByRole("button").click();
    await expect(viewer(page)).toContainText("sans en faire une copie en clair");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#attachment-copy").click()]);
    expect(download.suggestedFilename()).toBe("piece-jointe.pdf");
    expect(readFileSync(await download.path())).toEqual(pdf().buffer);
    await page.locator("#viewer-close").click();

    await page.locator(".bar").getByRole("link", { name: "Réglages" }).click();
    await page.locator("#settings-storage").click();
    await expect(page.locator("#attachments-here")).toContainText("2 pièces jointes sur cet appareil");
    await expect(page.locator("#attachments-waiting")).toContainText("2 en attente");
    expect(complaints).toEqual([]);
  });

  test("a signature is drawn, begun again, and kept as one", async ({ page }) => {
    const complaints = complaintsOf(page);
    await begin(page);
    await page.locator("#attachment-sign").click();
    await expect(page.locator("#pad-keep"), "an empty paper is not kept").toHaveAttribute("aria-disabled", "true");
    const paper = (await page.locator("#pad").boundingBox())!;
    const draw = async () => {
      await page.mouse.move(paper.x + 20, paper.y + 30);
      await page.mouse.down();
      await page.mouse.move(paper.x + 120, paper.y + 70, { steps: 6 });
      await page.mouse.up();
    };
    const ink = () =>
      page.locator("#pad").evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return data.reduce((dark, value, index) => dark + Number(index % 4 === 0 && value < 128), 0);
      });
    await draw();
    expect(await ink()).toBeGreaterThan(400);
    await page.locator("#pad-clear").click();
    expect(await ink()).toBe(0);
    await draw();
    await looksRight(page, "signature");
    expect(await ink(), "what was drawn stays when the device is turned").toBeGreaterThan(400);
    await page.locator("#pad-keep").click();
    await expect(page.locator(".attachment-picture")).toBeVisible();
    await expect(page.getByRole("radio", { name: "Signature" })).toBeChecked();
    await page.locator("#attachment-label").fill("Accord écrit");
    await page.locator("#attachment-save").click();
    await saved(page);
    await expect(line(page, "Accord écrit")).toContainText("Signature");
    expect(complaints).toEqual([]);
  });

  test("a voice is recorded, heard again, and a microphone that is refused says so", async ({ page }) => {
    const complaints = complaintsOf(page);
    await begin(page);
    await page.locator("#attachment-voice").click();
    await expect(page.locator(".recorder-time")).toContainText("0:02");
    await page.locator("#voice-stop").click();
    await expect(page.getByText(/Demandez l.accord de la personne/)).toBeVisible();
    await looksRight(page, "voice-note");
    await page.locator("#attachment-save").click();
    await saved(page);
    await line(page, "Message vocal").getByRole("button").click();
    const player = viewer(page).locator("audio");
    await player.evaluate((audio: HTMLAudioElement) => audio.play());
    await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0.3);
    await page.locator("#viewer-close").click();

    await begin(page);
    await page.evaluate(() => (navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("refused"))));
    await page.locator("#attachment-voice").click();
    await expect(page.getByText(/Le micro ne répond pas/)).toBeVisible();
    await expect(page.locator("#attachment-file")).toBeVisible();
    expect(complaints).toEqual([]);
  });

  test("it is renamed, put in the bin and back, and its key is told nowhere", async ({ page }) => {
    await attach(page, pdf(), "Certificat");
    await line(page, "Certificat").getByRole("link", { name: "Modifier : Certificat" }).click();
    await page.locator("#attachment-label").fill("Certificat médical");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(line(page, "Certificat médical")).toBeVisible();
    await page.locator("#history").click();
    await expect(page.locator(".history .line", { hasText: "Certificat médical" }).first()).toBeVisible();
    await expect(page.locator(".history")).not.toContainText(/[0-9a-f]{32}/);
    await page.getByRole("link", { name: "Retour au dossier" }).click();

    await line(page, "Certificat médical").getByRole("link").click();
    await page.locator("#to-bin").click();
    await expect(page.locator("#case-title")).toBeVisible();
    await expect(section(page)).toHaveCount(0);
    await page.getByRole("button", { name: "Annuler" }).click();
    await expect(line(page, "Certificat médical")).toBeVisible();
  });

  test("what cannot be kept has a sentence, and nothing is lost", async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), "permanence-files-"));
    const huge = join(folder, "photo.jpg");
    writeFileSync(huge, "");
    truncateSync(huge, 200_000_000);
    const cases: [string | File, RegExp][] = [
      [huge, /Ce fichier fait 200.Mo, et 60.Mo au plus/],
      [{ name: "a.zip", mimeType: "application/zip", buffer: Buffer.from("PK") }, /ni une photo, ni un PDF/],
      [{ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") }, /ne s.ouvre pas comme une photo/],
      [{ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) }, /Ce fichier est vide/],
      [{ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.alloc((20 << 20) + 1) }, /Ce fichier fait 21.Mo, et 20.Mo au plus/],
    ];
    try {
      await begin(page);
      for (const [file, sentence] of cases) {
        await page.locator("#attachment-file").setInputFiles(file);
        await expect(page.getByText(sentence)).toBeVisible();
        await expect(page.locator("#attachment-save")).toHaveCount(0);
      }
      await page.locator("#attachment-file").setInputFiles(pdf());
      await expect(page.locator("#attachment-save")).toBeVisible();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test("another device looks at it, and it is nowhere in clear", async ({ endpoint }) => {
  const invitation = endpoint.invitation();
  const [first, second] = [new Profile(), new Profile()];
  try {
    const one = await first.open(endpoint.origin);
    await createTeam(one, invitation);
    await newCase(one, PERSON);
    await attach(one, await photo(one), "Ecchymoses");
    await attach(one, sound(CANARY), "Message");
    for (const label of ["Ecchymoses", "Message"]) {
      await expect(line(one, label)).toContainText("Envoyée", { timeout: 60_000 });
    }

    const two = await second.open(endpoint.origin);
    await joinTeam(one, two);
    await isOpen(two);
    await two.getByRole("link", { name: /Brumeval/ }).click({ timeout: 30_000 });
    await expect(line(two, "Ecchymoses")).toContainText("Pas encore sur cet appareil");
    await second.setOffline(true);
    await line(two, "Ecchymoses").getByRole("button").click();
    await expect(viewer(two)).toContainText(/le serveur ne peut pas être joint/);
    await two.locator("#viewer-close").click();
    await second.setOffline(false);
    await line(two, "Ecchymoses").getByRole("button").click();
    const picture = viewer(two).locator("img");
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1333);
    await two.locator("#viewer-close").click();
    await expect(line(two, "Ecchymoses")).toContainText("Envoyée");
    await line(two, "Message").getByRole("button").click();
    await expect(viewer(two).locator("audio")).toBeVisible();

    await second.kill();
    await first.kill();
    for (const folder of [first.folder, second.folder, endpoint.data]) {
      expect(filesWith(folder, [CANARY, PLACE_TAKEN, "Ecchymoses"])).toEqual([]);
    }
    for (const { folder } of [first, second]) {
      const pictures = filesWith(folder, ["JFIF"]).filter((path) => path.includes("IndexedDB"));
      expect(pictures).toEqual([]);
    }
  } finally {
    await first.remove();
    await second.remove();
  }
});
