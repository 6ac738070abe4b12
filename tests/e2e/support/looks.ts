// How a screen looks: pictures in three sizes, light and dark, readable by everybody and fitting its width. Colours do not change with the
// size, nor names and roles from the phone to the tablet: what cannot differ is not looked at twice.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SIZES = [["phone", 390, 844], ["tablet", 820, 1180], ["office", 1440, 900]] as const;

/** Takes the pictures of a screen under a name, and looks at each. The window is left as large as an office's. */
export async function looksRight(page: Page, name: string): Promise<void> {
  for (const [size, width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `results/pictures/${name}-${size}-${scheme}.png`, animations: "disabled" });
      if (size !== "tablet" && (scheme === "light" || size === "phone")) {
        await expectReadable(page, name, scheme);
      }
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name} ${size}`).toBeLessThanOrEqual(0);
  }
}

/** axe finds nothing; in the dark only colours are looked at. */
export async function expectReadable(page: Page, name = "", scheme: "light" | "dark" = "light"): Promise<void> {
  const axe = new AxeBuilder({ page });
  const rules = scheme === "dark" ? axe.withRules(["color-contrast"]) : axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  const { violations } = await rules.analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`), `${name} ${scheme}`).toEqual([]);
}
