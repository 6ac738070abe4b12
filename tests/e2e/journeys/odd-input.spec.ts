// What people paste and mistype: ten thousand letters, pictures for names, right-to-left text, control characters, days that are not.
// Each is kept as it is, less what cannot be seen or printed, or told in a sentence; the screen stays whole and nothing typed is lost.
import { expect, test } from "../support/endpoint.ts";
import { createTeam, newCase, saved, unlock } from "../support/person.ts";

const save = "Enregistrer";
const ODD: [string, string][] = [
  ["ten thousand letters", "Zwqx".repeat(2_500)],
  ["pictures", "Éléa 👩‍👧‍👦🏳️‍🌈🇫🇷"],
  ["right to left", "‏مريم بن علي‏"],
  ["control characters", "Anna\u0007 \u202eBe\u200b\u001b[31m"],
  ["markup", '<img src=x onerror="document.title=1">'],
  ["a formula", "=HYPERLINK(\"x\")"],
];

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await newCase(page, { given: "Ondine", family: "Belkacem", number: "2026-007" });
});

for (const [name, text] of ODD) {
  test(`${name} as a name: kept but for control characters, found, and the screen stays whole`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
    await page.getByRole("link", { name: "Nouveau contact" }).first().click();
    await page.locator("#person-family-name").fill(text);
    await page.locator("#person-given-names").fill("Zoé");
    await page.getByRole("button", { name: save }).click();
    await saved(page);
    const typed = await page.evaluate(async () => document.title);
    expect(typed).toBe("Dossiers – Permanence");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.locator("[data-kind=person]").getByRole("link", { name: /Modifier/ }).click();
    await expect.poll(() => page.locator("#person-family-name").inputValue()).toBe(text.replace(/\p{Cc}/gu, ""));
    await page.goBack();
    await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
    const lines = page.locator(".pane .case-line");
    await expect(lines).toHaveCount(2);
    await page.locator("#search").fill("zoé");
    await expect(lines).toHaveCount(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.reload();
    await unlock(page);
    await expect(page.locator(".pane .case-line")).toHaveCount(2);
  });
}

test("a text longer than a field holds is refused in a sentence, and stays in the form", async ({ page }) => {
  await page.getByRole("link", { name: "Nouvel entretien" }).click();
  const facts = "a".repeat(300_000);
  await page.locator("#interview-facts").fill(facts);
  await page.getByRole("button", { name: save }).click();
  await expect(page.locator(".notice, .toast").getByText(/ne convient pas à son champ/).first()).toBeVisible();
  expect((await page.locator("#interview-facts").inputValue()).length).toBe(facts.length);
  await page.locator("#interview-facts").fill("Court");
  await page.getByRole("button", { name: save }).click();
  await expect(page.getByText("Court", { exact: true })).toBeVisible();
});

test("a day that no calendar has is not saved, and what else was typed is", async ({ page }) => {
  await page.locator("#add > summary").click();
  await page.locator("#add").getByRole("link", { name: "Tâche ou rendez-vous" }).click();
  await page.locator("#task-title").fill("Appeler");
  const due = page.locator("#task-due");
  await due.focus();
  await page.keyboard.type("02312027");
  await page.getByRole("button", { name: save }).click();
  // The browser itself says what is wrong, beside the field, and gives it the focus.
  expect(await due.evaluate((input: HTMLInputElement) => input.validity.badInput && input.validationMessage !== "")).toBe(true);
  await expect(due).toBeFocused();
  await expect(page.locator("#task-title")).toHaveValue("Appeler");
  await due.fill("2027-02-28");
  await page.getByRole("button", { name: save }).click();
  await expect(page.getByText("Appeler").first()).toBeVisible();
});
