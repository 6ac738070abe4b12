// An old spreadsheet is taken in: what its columns say, what comes of it, and all of it back at one touch.
import { execFileSync } from "node:child_process";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/endpoint.ts";
import { looksRight } from "../support/looks.ts";
import { createTeam } from "../support/person.ts";
import type { Page } from "@playwright/test";

/** Workbooks that other programs saved. */
const SAVED = fileURLToPath(new URL("../../../crates/sheets/tests/data", import.meta.url));

/** A sheet of OpenDocument, as another program writes it: dates typed, cells repeated. */
const ODS = `
import sys, zipfile
body = '''<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet><table:table table:name="Dossiers 2019">
<table:table-row><table:table-cell office:value-type="string"><text:p>N° dossier</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Nom</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Date de l’entretien</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>2019-001</text:p></table:table-cell><table:table-cell table:formula="of:=&quot;Brume&quot;&amp;&quot;val&quot;" office:value-type="string"><text:p>Brumeval</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2019-05-02"><text:p>02/05/2019</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>'''
with zipfile.ZipFile(sys.argv[1], "w") as book:
    book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    book.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>')
    book.writestr("content.xml", body)
`;

const latin1 = (text: string) => Buffer.from(text, "latin1");
const choose = (page: Page, name: string, buffer: Buffer) => page.locator("#import-file").setInputFiles({ name, mimeType: "text/csv", buffer });

async function toImport(page: Page): Promise<void> {
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await page.locator("#import").click();
  await expect(page.getByRole("heading", { level: 1, name: "Importer un tableau" })).toBeVisible();
}

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
});

test("a text of another age is understood, its bad rows are told, and all of it is taken back", async ({ page }) => {
  await toImport(page);
  await choose(page, "2019.csv", latin1("N° dossier;Nom;Prénom;Service;Ouvert le;Entretien;Couleur\r\n2019-001;Brumeval;Ondine;F. Merlebach;02/05/2019;02/05/2019;bleu\r\n2019-001;;;;;09/05/2019;\r\n2019-002;Renaud;Maëlle;Nulle part;03/05/2019;;\r\n2019-003;Lhermite;Zoé;FORBACH;31/02/2019;;\r\n2019-004;Lhermite;Zoé;FORBACH;28/02/2019;;\r\n"));
  await expect(page.locator("#import-column-0")).toHaveValue("1");
  await expect(page.locator("#import-column-6")).toHaveValue("0");
  await expect(page.locator("#import-outcome")).toHaveText(/2 dossiers à reprendre, 2 entretiens/);
  const troubles = await page.locator("#import-troubles li").allInnerTexts();
  expect(troubles).toHaveLength(2);
  expect(troubles[0]).toMatch(/Ligne.4.*Nulle part/);
  expect(troubles[1]).toMatch(/Ligne.5.*31\/02\/2019/);
  await looksRight(page, "import");
  await page.locator("#import-save").click();
  await expect(page.locator(".toast")).toContainText("2 dossiers repris");
  const undo = page.getByRole("button", { name: "Annuler" });
  await expect(undo).toBeVisible();
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await expect(page.locator(".pane .case-line")).toHaveCount(2);
  await page.locator("#search").fill("brumeval");
  await page.locator(".pane .case-link", { hasText: "Brumeval" }).click();
  await expect(page.locator("[data-kind=case]")).toContainText("Freyming-Merlebach");
  await page.locator("#search").fill("");

  // The same file once more: nothing comes twice.
  await toImport(page);
  await choose(page, "2019.csv", latin1("N° dossier;Nom\r\n2019-001;Brumeval\r\n2019-009;Nouvelle\r\n"));
  await expect(page.locator("#import-known")).toContainText("1 ligne");
  await page.locator("#import-save").click();
  await expect(page.locator(".toast")).toContainText("1 dossier repris");
  await page.locator(".bar").getByRole("link", { name: "Dossiers" }).click();
  await expect(page.locator(".pane .case-line")).toHaveCount(3);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.locator(".pane .case-line")).toHaveCount(2);
  // What was taken back may be taken in again.
  await toImport(page);
  await choose(page, "2019.csv", latin1("N° dossier;Nom\r\n2019-001;Brumeval\r\n2019-009;Nouvelle\r\n"));
  await expect(page.locator("#import-outcome")).toHaveText(/1 dossier à reprendre/);
});

test("a workbook of another program is read, what stands in formulas too; what is none says why", async ({ page }, info) => {
  await toImport(page);
  const ods = info.outputPath("2019.ods");
  execFileSync("python3", ["-c", ODS, ods]);
  await page.locator("#import-file").setInputFiles(ods);
  await expect(page.locator("#import-outcome")).toHaveText(/1 dossier à reprendre, 1 entretien/);
  await expect(page.locator("#import-columns tbody")).toContainText("Brumeval");
  await expect(page.locator("#import-columns tbody")).toContainText("2019-05-02");
  for (const [name, content, sentence] of [
    ["secret.xlsx", Buffer.from("d0cf11e0a1b11ae1", "hex"), /protégé par un mot de passe/],
    ["cut.xlsx", Buffer.from("PK\u0003\u0004 nothing", "latin1"), /ne se lit pas comme un tableau/],
    ["empty.csv", Buffer.from(";;\n"), /Ce fichier est vide/],
    ["large.csv", Buffer.alloc(21 << 20, "a;b\n"), /trop grand/],
  ] as const) {
    await choose(page, name, content);
    await expect(page.getByText(sentence)).toBeVisible();
  }
  // A hundred megabytes are refused by their size, unread.
  await choose(page, "empty.csv", Buffer.from(";;\n"));
  await expect(page.getByText(/Ce fichier est vide/)).toBeVisible();
  const huge = info.outputPath("huge.xlsx");
  writeFileSync(huge, "PK");
  truncateSync(huge, 100 << 20);
  await page.locator("#import-file").setInputFiles(huge);
  await expect(page.getByText(/trop grand/)).toBeVisible();
});

test("workbooks that LibreOffice and openpyxl saved are taken in", async ({ page }) => {
  await toImport(page);
  for (const name of ["libreoffice.ods", "libreoffice.xlsx"]) {
    await page.locator("#import-file").setInputFiles(join(SAVED, name));
    await expect(page.locator("#import-outcome")).toHaveText(/2 dossiers à reprendre, 3 entretiens/);
    await expect(page.locator("#import-troubles")).toContainText("Nulle part");
    // The line of totals is nobody.
    await expect(page.locator("#import-troubles li")).toHaveCount(2);
  }
  for (const name of ["protected.ods", "protected.xlsx"]) {
    await page.locator("#import-file").setInputFiles(join(SAVED, name));
    await expect(page.getByText(/protégé par un mot de passe/)).toBeVisible();
  }
  await page.locator("#import-file").setInputFiles(join(SAVED, "openpyxl.xlsx"));
  await expect(page.locator("#import-outcome")).toHaveText(/2 dossiers à reprendre, 1 entretien/);
  await page.locator("#import-save").click();
  await expect(page.locator(".toast")).toContainText("2 dossiers repris");
});
