// One device: a team made, a case typed with neither network nor endpoint, the browser killed, everything there.
import { offlineReady } from "../support/ground.ts";
import { expect, test } from "../support/endpoint.ts";
import { createTeam, filesWith, isOpen, lock, newCase, newInterview, Profile, unlock } from "../support/person.ts";

const PERSON = { given: "Zélindra", family: "Quovadimus", number: "2026-Xanthe" };
const FACTS = "Le mot canari est Hippocampe-Bleuté.";
const TYPED = ["Quovadimus", "Zélindra", "2026-Xanthe", "Hippocampe-Bleut", "Camille Essai"];

test("what was saved without network survives a killed browser and is nowhere in clear", async ({ endpoint }) => {
  const profile = new Profile();
  try {
    let page = await profile.open(endpoint.origin);
    await createTeam(page);
    await lock(page);
    await unlock(page, "une autre phrase que celle-ci");
    await expect(page.getByText(/n.est pas la phrase de passe/)).toBeVisible({ timeout: 30_000 });
    await unlock(page);
    await isOpen(page);
    await offlineReady(page);

    await endpoint.stop();
    await profile.setOffline(true);
    await page.reload();
    await unlock(page);
    await isOpen(page);
    await newCase(page, PERSON);
    await newInterview(page, FACTS);
    await profile.kill();
    expect(filesWith(profile.folder, TYPED)).toEqual([]);

    page = await profile.open(endpoint.origin);
    await unlock(page);
    await isOpen(page);
    await page.getByRole("link", { name: /Quovadimus/ }).click();
    await expect(page.getByText(FACTS)).toBeVisible();
    await page.getByRole("link", { name: "Dossiers" }).first().click();
    await page.getByLabel(/Nom, numéro/).fill("hippocampe");
    await expect(page.getByRole("link", { name: /Quovadimus/ })).toBeVisible();
  } finally {
    await profile.remove();
  }
});

test("a draft outlives the lock and a killed browser", async ({ endpoint }) => {
  const profile = new Profile();
  try {
    let page = await profile.open(endpoint.origin);
    await createTeam(page);
    await page.getByRole("link", { name: "Nouveau contact" }).click();
    await page.getByLabel("Nom", { exact: true }).fill("Brouillonnel");
    await page.waitForTimeout(1_000);
    await profile.kill();
    page = await profile.open(endpoint.origin);
    await unlock(page);
    await isOpen(page);
    await page.getByRole("link", { name: "Nouveau contact" }).click();
    await expect(page.getByLabel("Nom", { exact: true })).toHaveValue("Brouillonnel");
    await profile.kill();
    expect(filesWith(profile.folder, ["Brouillonnel"])).toEqual([]);
  } finally {
    await profile.remove();
  }
});
