// What was typed and not saved comes back and says so; it goes only when a person says so.
import { expect, test } from "../support/endpoint.ts";
import { createTeam } from "../support/person.ts";

test("an unsaved form comes back, and can be thrown away", async ({ page, endpoint }) => {
  test.setTimeout(120_000);
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
