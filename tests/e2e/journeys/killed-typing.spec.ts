// The browser is killed while one types: at most a second of typing is lost, and never a word that was saved.
import { expect, test } from "../support/endpoint.ts";
import { createTeam, isOpen, newCase, Profile, unlock } from "../support/person.ts";

/** Some in every run, many by hand: `cargo xtask soak --kills 50`. */
const KILLS = Math.min(Number(process.env.PERMANENCE_KILLS ?? 2), 50);
const KEY_MS = 40;
/** What may be lost: a second of typing, and the key on its way. */
const MOST_LOST = Math.ceil(1_000 / KEY_MS) + 1;
const TEXT = "Elle dit que les menaces ont repris depuis la separation et que les enfants ont tout entendu cette nuit. ";

/** Numbers from a seed, so that a failure can be had again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test(`killed ${KILLS} times in mid-word, nothing saved is lost and of what is typed a second at most`, async ({ endpoint }) => {
  test.setTimeout(60_000 + KILLS * 30_000);
  const profile = new Profile();
  const random = numbers(20_261_126);
  try {
    let page = await profile.open(endpoint.origin);
    await createTeam(page);
    await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
    const address = page.url();
    for (let kill = 0; kill < KILLS; kill += 1) {
      await page.locator("#new-interview").click();
      const facts = page.getByLabel("Faits", { exact: true });
      await facts.fill("");
      await facts.pressSequentially(TEXT.slice(0, 5), { delay: KEY_MS });
      const after = 300 + Math.floor(random() * 2_500);
      const typing = facts.pressSequentially(TEXT.slice(5), { delay: KEY_MS }).catch(() => undefined);
      await page.waitForTimeout(after);
      const typed = await facts.inputValue();
      await profile.kill();
      await typing;

      page = await profile.open(address);
      await unlock(page);
      await isOpen(page);
      await expect(page.getByRole("heading", { level: 1, name: "Ondine Brumeval" })).toBeVisible();
      await page.locator("#new-interview").click();
      const kept = await page.getByLabel("Faits", { exact: true }).inputValue();
      expect(TEXT.startsWith(kept), `killed after ${after} ms: "${kept}" is what was typed`).toBe(true);
      expect(typed.length - kept.length, `killed after ${after} ms, "${typed}" came back as "${kept}"`).toBeLessThanOrEqual(MOST_LOST);
      await page.goBack();
    }
  } finally {
    await profile.remove();
  }
});
