// The money: a team types in what its papers say, and reads exact sums, shares, gaps and what contradicts itself.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam, isOpen, lock, saved, unlock } from "../support/person.ts";
import type { Page } from "@playwright/test";

interface Row { funder: string; requested: number; after_convention: number; paid: number; paid_on: string }
interface Facts {
  plan: { years: number[]; total_per_year: number; lines: { funder: string; label: string; amounts: number[]; printed_shares: string[] }[] };
  grants_2020: { rows: Row[]; printed_totals: Record<string, number>; exact_totals: Record<string, number>; remarks: string[] };
  aliases: Record<string, string>;
}
const facts: Facts = JSON.parse(readFileSync(new URL("../../facts/funding.json", import.meta.url), "utf8"));

const save = (page: Page) => page.getByRole("button", { name: "Enregistrer" }).click();
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();
/** Cents as a person types them, now with blanks and now without. */
const typed = (cents: number, place: number) => (place % 2 === 0 ? `${cents / 100}` : `${(cents / 100).toLocaleString("fr-FR")},00 €`);
/** Cents as the screen says them. */
const said = (cents: number) => plain(`${(cents / 100).toLocaleString("fr-FR")} €`);

async function toFunding(page: Page): Promise<void> {
  await page.locator(".bar").getByRole("link", { name: "Activité" }).click();
  await page.locator(".tabs").getByRole("link", { name: "Financements" }).click();
}

async function add(page: Page, what: string): Promise<void> {
  await page.locator("#funding-add-open").click();
  await page.locator(".menu-item", { hasText: what }).click();
}

async function addFunder(page: Page, label: string, kind: string, aliases = ""): Promise<void> {
  await add(page, "Nouveau financeur");
  await page.locator("#funder-label").fill(label);
  await page.locator("#funder-kind").selectOption({ label: kind });
  await page.locator("#funder-aliases").fill(aliases);
  await save(page);
  await saved(page);
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
});

test("the papers of a partnership typed in give the exact totals, and say where they contradict themselves", async ({ page }) => {
  await createTeam(page);
  await toFunding(page);
  await expect(page.getByText("Pas encore de financement")).toBeVisible();
  for (const line of facts.plan.lines) {
    const alias = Object.entries(facts.aliases).find(([, first]) => first === line.funder)?.[0] ?? "";
    await addFunder(page, line.label, alias === "" ? "Intercommunalité" : "État", alias);
  }
  await add(page, "Nouvelle convention");
  await page.locator("#convention-label").fill("Convention 2020–2022");
  await page.locator("#convention-first-year").fill("2022");
  await page.locator("#convention-last-year").fill("2020");
  await page.locator("#convention-yearly-total").fill("51 250");
  await save(page);
  await expect(page.getByText("Donnez la première année")).toBeVisible();
  await page.locator("#convention-first-year").fill("2020");
  await page.locator("#convention-last-year").fill("2022");
  await save(page);
  await saved(page);

  // The plan, in one sheet; what is typed stays while the screen is locked.
  await page.getByRole("link", { name: "Modifier le plan" }).click();
  for (const [place, line] of facts.plan.lines.entries()) {
    for (const [of, year] of facts.plan.years.entries()) {
      await page.getByLabel(`${line.label}, ${year}`, { exact: true }).fill(typed(line.amounts[of] ?? 0, place + of));
    }
  }
  const broken = page.getByLabel(`${facts.plan.lines[0]?.label}, 2020`, { exact: true });
  await broken.fill("6000 euros");
  await save(page);
  await expect(page.getByText(/Un montant n.est pas lisible/)).toBeVisible();
  await broken.fill("6000");
  await expect(page.locator("#plan-sheet tfoot [data-year='2021']")).toHaveText(/51.250.€/);
  const address = page.url();
  await lock(page);
  await page.goto(address);
  await unlock(page);
  await expect(page.locator("#plan-sheet tfoot [data-year='2022']")).toHaveText(/51.250.€/);
  await looksRight(page, "funding-sheet");
  await save(page);
  await saved(page);
  for (const line of facts.plan.lines) {
    const row = page.locator(".plan tbody tr", { has: page.getByRole("rowheader", { name: line.label, exact: true }) });
    const cells = (await row.locator("td").allInnerTexts()).map(plain);
    const shares = line.printed_shares.map((share) => {
      const [whole, rest = "00"] = share.replace("%", "").split(".");
      return `${whole},${rest} %`;
    });
    expect(cells).toEqual(line.amounts.map((cents, of) => `${said(cents)} ${shares[of]}`));
  }
  await expect(page.locator(".plan .remarks")).toHaveCount(0);

  // The grants, one of them under the State's second name, and the totals as they are printed.
  await addFunder(page, "state-fipdr", "État");
  for (const row of facts.grants_2020.rows) {
    const label = facts.plan.lines.find((line) => line.funder === row.funder)?.label ?? row.funder;
    await add(page, "Nouvelle subvention");
    await page.locator("#grant-funder").selectOption({ label });
    await page.locator("#grant-year").fill("2020");
    await page.locator("#grant-requested").fill(typed(row.requested, 0));
    await page.locator("#grant-agreed").fill(typed(row.after_convention, 1));
    await page.locator("#grant-paid").fill(typed(row.paid, 0));
    await page.locator("#grant-paid-on").fill(row.paid_on);
    await save(page);
    await saved(page);
  }
  await add(page, "Totaux annoncés");
  await page.locator("#stated-total-year").fill("2020");
  await page.locator("#stated-total-source").fill("Bilan 2020");
  await page.locator("#stated-total-requested").fill("63900");
  await page.locator("#stated-total-agreed").fill("51250");
  await page.locator("#stated-total-paid").fill("52130");
  await save(page);
  await saved(page);
  const exact = facts.grants_2020.exact_totals;
  const foot = (await page.locator(".grants tfoot td").allInnerTexts()).map(plain);
  expect(foot.slice(0, 3)).toEqual([exact.requested, exact.after_convention, exact.paid].map((cents) => said(cents ?? 0)));
  const remarks = (await page.locator(".grants .remarks > li").allInnerTexts()).map(plain);
  expect(remarks).toHaveLength(facts.grants_2020.remarks.length);
  for (const expected of [
    /montants demandés annoncé \(63 900 €\) dépasse de 5 700 € la somme des lignes \(58 200 €\)/,
    /montants versés annoncé \(52 130 €\) est inférieur de 2 400 € à la somme des lignes \(54 530 €\)/,
    /^4 financeurs ont versé 2 400 € pour 1 580 € conventionnés \(820 € de trop chacun, 3 280 € en tout\)/,
    /Bouzonvillois.*versement du 9 janvier 2020, plus de 7 mois avant tous les autres/,
    /État.*versement du 5 février 2021, après la fin de l.année financée/,
  ]) {
    expect(remarks.filter((remark) => expected.test(remark)), String(expected)).toHaveLength(1);
  }
  await expect(page.getByText(/state-fipdr sont un seul financeur, sous deux noms/)).toBeVisible();
});

test("a grant leads to its entry, goes to the bin and comes back; an amount that is none is refused and kept", async ({ page }) => {
  await page.locator("#way-demo").click();
  await page.locator("#create-demo").click();
  await isOpen(page);
  await toFunding(page);
  await expect(page.locator(".grants tbody tr")).toHaveCount(7);
  await looksRight(page, "funding");
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".grants tbody a").first().click();
  await page.locator("#grant-paid").fill("douze");
  await save(page);
  await expect(page.getByText(/Un montant n.est pas lisible/)).toBeVisible();
  await expect(page.locator("#grant-paid")).toHaveValue("douze");
  await page.locator("#grant-paid").fill("0");
  await save(page);
  await saved(page);
  await expect(page.locator(".unpaid li")).toHaveCount(1);
  await page.locator(".grants tbody a").first().click();
  await page.locator("#to-bin").click();
  await expect(page.locator(".grants tbody tr")).toHaveCount(6);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.locator(".grants tbody tr")).toHaveCount(7);
});

test("a session is planned, held, and stands among the others", async ({ page }) => {
  await createTeam(page);
  await page.locator(".bar").getByRole("link", { name: "Activité" }).click();
  await page.locator(".tabs").getByRole("link", { name: "Séances" }).click();
  await page.getByRole("link", { name: "Nouvelle séance" }).click();
  await page.locator("#session-label").fill("Accueillir une victime");
  await page.locator("#session-participants").fill("14");
  await page.locator("#session-status").selectOption({ label: "Tenue" });
  await save(page);
  await saved(page);
  await expect(page.locator(".case-link", { hasText: "Accueillir une victime" })).toContainText("Sensibilisation · Tenue");
});
