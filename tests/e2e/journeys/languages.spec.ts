// The intake from the first screen to the last, in French, in Arabic and in a language for which the device has no voice: every
// screen is looked at, by eyes and by what a screen reader is told.
import { expect, test } from "../support/endpoint.ts";
import { begin, choose, ink, next, sign, TALL, title, WIDE } from "../support/intake.ts";
import { expectReadable } from "../support/looks.ts";
import { createTeam, isOpen, unlock } from "../support/person.ts";
import type { Page } from "@playwright/test";

interface Journey {
  language: string;
  size: { width: number; height: number };
  direction: "ltr" | "rtl";
  /** The device has a voice for it. */
  isHeard: boolean;
  /** What the last screen says. */
  thanks: string;
}

const JOURNEYS: Journey[] = [
  { language: "fr", size: TALL, direction: "ltr", isHeard: true, thanks: "Merci" },
  { language: "ar", size: WIDE, direction: "rtl", isHeard: true, thanks: "شكرًا" },
  { language: "de", size: TALL, direction: "ltr", isHeard: false, thanks: "Danke" },
];

/** Voices of the device itself for French and Arabic, and one for German that sends what it says elsewhere. */
function voices(): void {
  const voice = (lang: string, localService: boolean) => Object.setPrototypeOf({ lang, localService, name: lang, default: false, voiceURI: lang }, SpeechSynthesisVoice.prototype);
  const known = [voice("fr-FR", true), voice("ar-SA", true), voice("de-DE", false)];
  speechSynthesis.getVoices = () => known as SpeechSynthesisVoice[];
}

/** The pictograms of the screen as they are printed in grey at 48 px: which of two options of one question can be taken for the other. */
const alike = (page: Page) =>
  page.evaluate(() => {
    const SIDE = 48;
    const inked = (path: SVGPathElement) => {
      const paper = new OffscreenCanvas(SIDE, SIDE).getContext("2d")!;
      paper.scale(SIDE / 24, SIDE / 24);
      paper.lineWidth = 1.75;
      paper.lineCap = paper.lineJoin = "round";
      paper.stroke(new Path2D(path.getAttribute("d")!));
      const { data } = paper.getImageData(0, 0, SIDE, SIDE);
      return Array.from({ length: SIDE * SIDE }, (_, at) => data[at * 4 + 3]! > 100);
    };
    const told: string[] = [];
    const signs = [...document.querySelectorAll<SVGPathElement>(".intake-option .pictogram path")];
    for (const svg of document.querySelectorAll(".intake-main .pictogram")) {
      const { width } = svg.getBoundingClientRect();
      if (width < 48 && !svg.closest("button")) {
        told.push(`${width} px`);
      }
    }
    const all = signs.map(inked);
    all.forEach((ink, at) => {
      const share = ink.filter(Boolean).length / ink.length;
      if (share < 0.02 || share > 0.5) {
        told.push(`${at}: ${share} of it is ink`);
      }
      for (let other = 0; other < at; other++) {
        const both = ink.filter((is, place) => is && all[other]![place]).length;
        const either = ink.filter((is, place) => is || all[other]![place]).length;
        if (both / either > 0.7) {
          told.push(`${other} and ${at} are alike: ${both / either}`);
        }
      }
    });
    return told;
  });

// By touch alone: nothing is clicked, and a finger signs.
test.use({ hasTouch: true });

for (const { language, size, direction, isHeard, thanks } of JOURNEYS) {
  test(`every screen of the intake, ${language}`, async ({ page, context, endpoint }) => {
    await context.addInitScript(voices);
    await page.goto(endpoint.origin);
    await createTeam(page);
    await page.setViewportSize(size);
    await begin(page);
    // No network from here on: everything is on the device.
    await endpoint.stop();
    let looked = 0;
    const look = async (name: string) => {
      looked += 1;
      await page.screenshot({ path: `results/pictures/intake-${language}-${String(looked).padStart(2, "0")}-${name}.png`, animations: "disabled" });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0);
      await expect(page.locator("#intake-hide"), name).toBeInViewport();
      const html = page.locator("html");
      await expect(html).toHaveAttribute("lang", language);
      await expect(html).toHaveAttribute("dir", direction);
    };
    await page.locator(`#language-${language}`).tap();
    await expect(title(page)).toBeFocused();
    await expect(page.locator(".intake-title .intake-hear")).toHaveCount(isHeard ? 1 : 0);
    await look("hide");
    await expectReadable(page, "hide");
    await next(page);
    const kinds = new Set<string>();
    while ((await page.locator("#intake-agree").count()) === 0) {
      const name = await page.locator("#intake-form").getAttribute("data-question");
      await look(name!);
      expect(await alike(page), name!).toEqual([]);
      await expect(page.locator(".intake-title .intake-hear")).toHaveCount(isHeard ? 1 : 0);
      const kind = await page.locator(".intake-main input, .intake-main textarea, .intake-main output").first().evaluate((field) => `${field.tagName} ${field.getAttribute("type")}`);
      if (!kinds.has(kind)) {
        kinds.add(kind);
        await expectReadable(page, name!);
      }
      const answers: Record<string, string> = { practice_tea: "yes", check_hide: "hides", check_free: "may_refuse", contact_again: "yes", contact_channel: "call", children_any: "yes", consent_keep: "yes" };
      await choose(page, answers[name!] ?? "no-answer");
    }
    // What she agreed to is there once more, and is heard with the rest.
    await expect(page.locator("#intake-receipt dt")).toHaveCount(4);
    await look("sign");
    await expectReadable(page, "sign");
    await page.locator("label[for=intake-agree]").tap();
    await sign(page);
    const drawn = await ink(page);
    expect(drawn).toBeGreaterThan(200);
    // Hidden, a moment after the finger was lifted, and turned meanwhile: what she drew is there again.
    await page.locator("#intake-hide").tap();
    await page.setViewportSize({ width: size.height, height: size.width });
    await page.locator("#intake-show").tap();
    await expect(page.locator("#intake-agree")).toBeChecked();
    expect(await ink(page)).toBe(drawn);
    await page.setViewportSize(size);
    await next(page);
    await expect(title(page)).toHaveText(thanks);
    await look("thanks");
    await page.locator("#intake-card").tap();
    await expect(page.locator(".intake-card")).toContainText("3919");
    await look("card");
    await expectReadable(page, "card");
    await endpoint.start();
    await page.locator("#intake-leave").click();
    await page.locator("#intake-end").click();
    await unlock(page);
    await isOpen(page);
    await expect(page.locator(".intake-taken")).toContainText("Signé");
    // Every question of the path was asked: those that hang on an answer too, but for what hangs on another.
    expect(looked).toBe(42 + 4);
  });
}

test("by what a screen reader is told, and nothing else", async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
  await page.setViewportSize(TALL);
  await begin(page);
  const tree = () => page.locator("body").ariaSnapshot();
  /** The names of what has a role, in the order they are told. */
  const told = async (role: string) => [...(await tree()).matchAll(new RegExp(`- '?${role} "((?:[^"\\\\]|\\\\.)*)"`, "g"))].map(([, name]) => name!.replace(/\\"/g, '"'));
  const act = (role: "button" | "radio" | "checkbox", name: string) => page.getByRole(role, { name, exact: true }).press(role === "button" ? "Enter" : "Space");
  expect(await told("button")).toContain("Français");
  await act("button", "Français");
  await act("button", "Commencer");
  const asked: string[] = [];
  for (;;) {
    await expect(page.getByRole("heading")).toHaveCount(1);
    const [heading] = await told("heading");
    expect(heading).toBeTruthy();
    if ((await told("checkbox")).includes("Je suis d’accord")) {
      break;
    }
    expect(asked).not.toContain(heading);
    asked.push(heading!);
    // What is asked is told first, the ways not to answer at every question, and the way to hide everywhere.
    await expect(page.getByRole("heading", { name: heading, exact: true })).toBeFocused();
    expect((await told("button"))[0]).toBe("Cacher");
    const options = await told("radio");
    expect(options.slice(-2)).toEqual(["Je ne sais pas", "Je ne veux pas répondre"]);
    await expect(page.getByRole("group", { name: heading, exact: true })).toBeVisible();
    const understood = options.find((option) => ["Il cache l’écran", "Non, je peux refuser"].includes(option));
    await act("radio", understood ?? options.at(-1)!);
    await act("button", "Suivant");
    await expect(page.getByRole("heading", { name: heading, exact: true })).toHaveCount(0);
  }
  expect(asked.length).toBeGreaterThan(30);
  expect(asked).not.toContain("Nous pouvons lire ensemble");
  await act("checkbox", "Je suis d’accord");
  await act("button", "Cacher");
  await expect(page.getByRole("status")).toHaveText("Écran caché");
  await act("button", "Continuer");
  await act("button", "Suivant");
  await expect(page.getByRole("heading", { name: "Merci" })).toBeFocused();
});
