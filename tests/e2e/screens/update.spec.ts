// A newer version says so quietly, not while somebody types, and takes over only when a person agrees.
import { expect, offlineReady, publish, test } from "../support/ground.ts";
import { isOpen } from "../support/person.ts";

test("a newer version is offered above the page, and waits for the end of a form", async ({ page, folder, server }) => {
  await page.goto(server.origin);
  await page.locator("#way-demo").click();
  await page.locator("#create-demo").click();
  await isOpen(page);
  await offlineReady(page);
  publish(folder, "newer");
  await page.evaluate(() => (window as any).permanence.lookForUpdate());
  const offer = page.locator(".banners").getByText("Une nouvelle version est prête");
  await expect(offer).toBeVisible();

  await page.locator("#new-case").click();
  await expect(offer).toBeVisible();
  await page.getByLabel("Nom", { exact: true }).fill("Essai");
  await expect(offer).toBeHidden();
  await page.getByRole("link", { name: "Dossiers" }).first().click();
  await expect(offer).toBeVisible();

  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Prendre la nouvelle version" }).click()]);
  await expect(page.locator('meta[name="permanence-build"]')).toHaveAttribute("content", "newer");
});
