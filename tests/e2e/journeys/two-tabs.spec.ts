// Two tabs of one profile save many times at once: no fork, no loss, no word of one in the other's form, in both and after
// both were closed. `cargo xtask soak` does it 200 times.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { createTeam, isOpen, newCase, newInterview, Profile, unlock } from "../support/person.ts";

const SAVES_A_TAB = Number(process.env.PERMANENCE_SAVES ?? 50) / 2;

async function saveMany(page: Page, name: string): Promise<void> {
  for (let number = 1; number <= SAVES_A_TAB; number++) {
    await newInterview(page, `${name} ${number}.`);
  }
}

/** What the interviews of the case on the screen say, sorted. */
async function told(page: Page): Promise<string[]> {
  await expect(page.getByText(/^(Gauche|Droite) \d+\.$/)).toHaveCount(2 * SAVES_A_TAB);
  return (await page.getByText(/^(Gauche|Droite) \d+\.$/).allInnerTexts()).sort();
}

test("two tabs save at once and neither fork, lose nor mix", async ({ endpoint }) => {
  test.setTimeout(300_000);
  const invitation = endpoint.invitation();
  const profile = new Profile();
  try {
    const left = await profile.open(endpoint.origin);
    await createTeam(left, invitation);
    await newCase(left, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
    const right = await left.context().newPage();
    await right.goto(left.url());
    await unlock(right);
    await expect(right.getByRole("heading", { level: 1, name: "Ondine Brumeval" })).toBeVisible({ timeout: 30_000 });

    await Promise.all([saveMany(left, "Gauche"), saveMany(right, "Droite")]);
    const all = ["Gauche", "Droite"].flatMap((name) => Array.from({ length: SAVES_A_TAB }, (_, at) => `${name} ${at + 1}.`)).sort();
    expect(await told(left)).toEqual(all);
    expect(await told(right)).toEqual(all);

    // From the store, with neither tab there to remember; and the endpoint took one unbroken chain.
    const address = left.url();
    await right.close();
    await left.goto(address);
    await unlock(left);
    await isOpen(left);
    expect(await told(left)).toEqual(all);
    await left.goto(`${endpoint.origin}/settings/sync`);
    await unlock(left);
    await expect(left.locator("#sync-pending")).toHaveText("0", { timeout: 60_000 });
    await expect(left.getByText(/copie de cet appareil|modifié en route/)).toHaveCount(0);
  } finally {
    await profile.remove();
  }
});
