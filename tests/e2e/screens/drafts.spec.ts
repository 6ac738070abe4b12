// What was typed and not saved comes back and says so; it goes only when a person says so.
import { expect, test } from "../support/endpoint.ts";
import { createTeam, unlock } from "../support/person.ts";

test("an unsaved form comes back, and can be thrown away", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  const name = page.getByLabel("Nom", { exact: true });
  const leave = () => page.getByRole("link", { name: "Dossiers" }).first().click();
  const open = () => page.locator("#new-case").first().click();
  const forget = page.locator("#draft-forget");

  await open();
  await name.fill("Brouillonnel");
  await expect(forget).toHaveCount(0);
  await leave();
  await open();
  await expect(name).toHaveValue("Brouillonnel");
  await forget.click();
  await expect(name).toHaveValue("");
  await expect(forget).toHaveCount(0);

  await leave();
  await open();
  await expect(name).toHaveValue("");
  await expect(forget).toHaveCount(0);
  await name.fill("Autre");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Autre" })).toBeVisible();
});

test("what is being kept at the very moment of locking is kept", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  const name = page.getByLabel("Nom", { exact: true });
  await page.locator("#new-case").first().click();
  const address = page.url();
  for (const [round, wait] of [295, 300, 301, 305, 320].entries()) {
    const text = `Brouillonnel ${round}`;
    await expect(name).toBeVisible();
    // Typed, and locked after as long as a key waits to be kept: in the page, so that nothing comes between.
    await name.evaluate((input: HTMLInputElement, { text, wait }) => {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      setTimeout(() => document.getElementById("lock")?.click(), wait);
    }, { text, wait });
    await expect(page.locator("#unlock")).toBeVisible();
    await page.goto(address);
    await unlock(page);
    await expect(name, `${wait} ms`).toHaveValue(text);
  }
});
