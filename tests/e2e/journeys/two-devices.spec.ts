// Two devices of a team: the second joins by 26 characters and six digits, and reads what the first wrote.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { choosePassphrase, createTeam, filesWith, isOpen, newCase, newInterview, Profile, unlock } from "../support/person.ts";

const PERSON = { given: "Ondine", family: "Brumeval", number: "2026-0042" };
const FACTS = "Récit Salamandre-Violette.";
const TYPED = ["Brumeval", "Ondine", "Salamandre-Violette", "Camille Essai"];

test("a second device joins in person and reads the same", async ({ endpoint }) => {
  test.setTimeout(240_000);
  const invitation = endpoint.invitation();
  const [first, second] = [new Profile(), new Profile()];
  try {
    const one = await first.open(endpoint.origin);
    await createTeam(one, invitation);
    await newCase(one, PERSON);
    await newInterview(one, FACTS);
    await expect(one.getByText(/Synchronisé/)).toBeVisible({ timeout: 60_000 });

    const two = await second.open(endpoint.origin);
    await two.getByRole("button", { name: /Rejoindre une équipe/ }).click();
    await choosePassphrase(two);
    await two.getByRole("button", { name: "Obtenir le code" }).click();
    const code = (await two.locator(".code").first().innerText()).replace(/\s/g, "");

    await one.goto(`${endpoint.origin}/settings/devices`);
    await addDevice(one, code, async () => (await two.locator(".code").first().innerText()).replace(/\s/g, ""), two);
    await isOpen(two);
    await two.getByRole("link", { name: /Brumeval/ }).click({ timeout: 30_000 });
    await expect(two.getByText(FACTS)).toBeVisible();
    await second.kill();
    await first.kill();
    expect(filesWith(first.folder, TYPED)).toEqual([]);
    expect(filesWith(second.folder, TYPED)).toEqual([]);
    expect(filesWith(endpoint.data, TYPED)).toEqual([]);
  } finally {
    await first.remove();
    await second.remove();
  }
});

/** On the device of the team: the code, then the digits the new one shows. */
async function addDevice(page: Page, code: string, digits: () => Promise<string>, other: Page): Promise<void> {
  await unlock(page);
  await page.locator("#device-worker").fill("Camille Essai");
  await page.locator("#device-secret").fill(code);
  await page.locator("#device-accept").click();
  await expect(page.locator("#device-digits")).toBeVisible({ timeout: 60_000 });
  await page.locator("#device-digits").fill(await digits());
  await page.locator("#device-confirm").click();
  await expect(other.getByRole("heading", { name: /Bonjour/ })).toBeVisible({ timeout: 60_000 });
}
