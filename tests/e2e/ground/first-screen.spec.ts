// The first screen stands, can be read and typed in before a byte of the engine is there.
import { expect, test } from "../support/ground.ts";
import { PASSPHRASE } from "../support/person.ts";

test("the first screen does not wait for the engine", async ({ page, server, complaints }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/engine-worker/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.origin);
  await page.locator("#way-create").click();
  await page.locator("#team-name").fill("Équipe d'essai");
  await page.locator("#worker-name").fill("Camille Essai");
  await page.locator("#step-next").click();
  await page.locator("#step-next").click();
  release();
  await page.locator("label[for=passphrase-way-1], label:has(#passphrase-way-1)").first().click();
  await page.locator("#passphrase-new").fill(PASSPHRASE);
  await page.locator("#passphrase-again").fill(PASSPHRASE);
  await page.locator("#create-team").click();
  await expect(page.locator("#lock")).toBeVisible({ timeout: 30_000 });

  // The next visit begins with the question for the secret, engine or not.
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found?.unregister()));
  await page.route(/engine-worker/, () => undefined);
  await page.reload();
  await expect(page.locator("#passphrase")).toBeVisible();
  expect(complaints).toEqual([]);
});
