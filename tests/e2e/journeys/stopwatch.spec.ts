// The two things done in a corridor, as a person does them, offline, on a phone: a contact noted, a case found again by a name
// one is not sure of. The taps and the time are told; the time includes a thumb that types ten keys a second.
import { offlineReady } from "../support/ground.ts";
import { expect, test } from "../support/endpoint.ts";
import { createTeam, isOpen, lock, PASSPHRASE, Profile } from "../support/person.ts";
import type { Locator } from "@playwright/test";

const KEY_MS = 100;
const NOTE_MS = 60_000;
const FOUND_MS = 5_000;

test("a contact is noted in a minute, and found by a misspelt name in five seconds", async ({ endpoint }) => {
  const profile = new Profile();
  try {
    const page = await profile.open(endpoint.origin);
    await createTeam(page);
    await offlineReady(page);
    await lock(page);
    await endpoint.stop();
    await profile.setOffline(true);
    await page.reload();

    let taps = 0;
    const tap = async (target: Locator) => {
      taps += 1;
      await target.click();
    };
    const type = (target: Locator, text: string) => target.pressSequentially(text, { delay: KEY_MS });

    await page.locator("#passphrase").fill(PASSPHRASE);
    let from = Date.now();
    await tap(page.locator("#unlock"));
    await isOpen(page);
    await tap(page.getByRole("link", { name: "Nouveau contact" }));
    await tap(page.getByLabel("Nom", { exact: true }));
    const tapsToTyping = taps - 1;
    await type(page.getByLabel("Nom", { exact: true }), "Belkacem");
    await tap(page.getByLabel("Prénom", { exact: true }));
    await type(page.getByLabel("Prénom", { exact: true }), "Nadia");
    await tap(page.getByRole("button", { name: "Enregistrer" }));
    await tap(page.getByRole("link", { name: "Nouvel entretien" }));
    await tap(page.getByLabel("Faits", { exact: true }));
    await type(page.getByLabel("Faits", { exact: true }), "Appel de la patrouille, menaces hier soir, rappeler jeudi matin.");
    await tap(page.getByRole("button", { name: "Enregistrer" }));
    await expect(page.getByText(/menaces hier soir/)).toBeVisible();
    const noted = Date.now() - from;

    from = Date.now();
    let tapsToFind = 2;
    await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
    await page.locator("#search").click();
    await type(page.locator("#search"), "belkasem");
    await page.getByRole("link", { name: /Belkacem/ }).click();
    tapsToFind += 1;
    await expect(page.getByRole("heading", { level: 1, name: "Nadia Belkacem" })).toBeVisible();
    const found = Date.now() - from;

    console.log(`noted in ${noted} ms and ${taps} taps (${tapsToTyping} from unlock to typing); found in ${found} ms and ${tapsToFind} taps`);
    expect(tapsToTyping).toBeLessThanOrEqual(3);
    expect(noted).toBeLessThan(NOTE_MS);
    expect(found).toBeLessThan(FOUND_MS);
  } finally {
    await profile.remove();
  }
});
