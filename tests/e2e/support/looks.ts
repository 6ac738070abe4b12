// How a screen looks: pictures in three sizes, light and dark, readable by everybody and fitting its width.
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
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
      expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name} ${size}`).toBeLessThanOrEqual(0);
  }
}
