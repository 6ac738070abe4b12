// The tablet in the person's own hands: nothing of anybody's case can be reached, nothing answered is lost, and the team takes it over.
import { expect, test } from "../support/endpoint.ts";
import { begin, choose, next, sign, TALL, throughChecks, title, WIDE, write } from "../support/intake.ts";
import { expectReadable } from "../support/looks.ts";
import { createTeam, isOpen, newCase, PASSPHRASE, Profile, unlock } from "../support/person.ts";
import type { Page } from "@playwright/test";

/** Every question left is refused, to the end. */
async function refuseAll(page: Page): Promise<number> {
  for (let asked = 0; ; asked++) {
    if ((await page.locator("#intake-agree").count()) > 0) {
      return asked;
    }
    await choose(page, "no-answer");
  }
}

const shows = (page: Page, words: string[]) =>
  page.evaluate((words) => words.filter((word) => document.documentElement.outerHTML.includes(word) || location.href.includes(word)), words);

test.beforeEach(async ({ page, endpoint }) => {
  await page.goto(endpoint.origin);
  await createTeam(page);
});

test("she answers alone, in French, and the team takes it over into a new case", async ({ page, endpoint }) => {
  await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-001" });
  await page.setViewportSize(TALL);
  await begin(page);
  // No network from here on: everything is on the device.
  await endpoint.stop();
  await page.locator("#language-fr").click();
  await expect(title(page)).toHaveText(/Cacher/);
  await throughChecks(page);
  await choose(page, "yes");
  await expectReadable(page);
  await choose(page, "dont-know");
  await choose(page, "sms");
  // By SMS: what hangs on a call alone is not asked.
  await expect(title(page)).toHaveText(/SMS/);
  await choose(page, "yes");
  await write(page, "06 00 00 00 01");
  await choose(page, "morning");
  await page.locator("label[for=option-call]").click();
  await choose(page, "visit");
  await page.locator("#intake-back").click();
  await expect(page.locator("#option-call")).toBeChecked();
  await expect(page.locator("#option-visit")).toBeChecked();
  await next(page);
  await choose(page, "no-answer");
  await write(page, "Alma");
  expect(await shows(page, ["Brumeval", "Ondine", "2026-001"])).toEqual([]);
  const asked = await refuseAll(page);
  expect(asked).toBeGreaterThan(20);
  await expectReadable(page);
  await page.locator("#intake-agree").check();
  await sign(page);
  // What hides the screen does not wipe the paper.
  await page.locator("#intake-hide").click();
  await page.locator("#intake-show").click();
  await expect(page.locator("#intake-agree")).toBeChecked();
  await next(page);
  await expect(title(page)).toHaveText("Merci");
  await page.goBack();
  await expect(title(page)).toHaveText("Merci");
  await page.locator("#intake-card").click();
  await expect(page.locator(".intake-card")).toContainText("3919");
  await expect(page.locator(".intake-card")).toContainText("03 00 00 00 00");
  await page.locator("#card-disguise").click();
  await expect(page.locator("#card-title")).toHaveText("Adresses pratiques");

  // The worker ends it.
  await endpoint.start();
  await page.locator("#intake-leave").click();
  await page.locator("#intake-end").click();
  await expect(page.locator("#intake-return")).toBeVisible();
  await unlock(page);
  await isOpen(page);
  await expect(page.locator(".intake-taken")).toContainText("Signé");
  await page.locator(".intake-taken summary").click();
  await expect(page.locator(".intake-taken dl")).toContainText("Alma");
  await expectReadable(page);
  await page.screenshot({ path: "results/pictures/intake-review.png" });
  await page.locator("#intake-new-case").click();
  await expect(page.getByRole("heading", { level: 1, name: "Alma" })).toBeVisible();
  await expect(page.locator(".attachment")).toContainText("Signature, sur la tablette");
  // Who said it stands beside it, until somebody writes it anew.
  const called = page.locator("[data-kind=person] .facts > div", { hasText: "Alma" });
  await expect(called).toContainText("dit par la personne, sur la tablette");
  await expect(page.locator("[data-kind=case] .facts > div", { hasText: "Ouvert le" })).not.toContainText("dit par");
  await page.screenshot({ path: "results/pictures/intake-case.png" });
  await expect(page.locator("body")).toContainText(/Joindre d.abord par\s*SMS/);
  await page.getByRole("link", { name: /Bénéficiaire · Tenu/ }).click();
  await expect(page.locator("#interview-reported-words")).toHaveValue(/^Dit par la personne, pendant l.accueil sur tablette \(Français\)\.[^]*Comment pouvons-nous vous appeler ?. Alma/);
  await page.goto(`${endpoint.origin}/cases/intake/review`);
  await unlock(page);
  await expect(page.getByText("Rien à reprendre")).toBeVisible();
});

test("nothing of anybody's case is reached from it, and nothing answered is lost", async ({ page, endpoint }) => {
  await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-001" });
  const address = page.url();
  const words = ["Brumeval", "Ondine", "2026-001", new URL(address).pathname.split("/").pop()!];
  await page.setViewportSize(WIDE);
  await begin(page);
  const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
  expect(workers).toHaveLength(1);
  expect(workers[0]).toContain("desk-loader");
  await page.locator("#language-fr").click();
  await throughChecks(page);
  // What the worker of the intake reads and writes is its own store, and no other.
  const desk = page.workers()[0]!;
  await desk.evaluate(() => {
    const names: string[] = [];
    Object.assign(globalThis, { names });
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given: Parameters<typeof begin>) {
      names.push(this.name);
      return begin.apply(this, given);
    };
  });
  await choose(page, "yes");
  expect(await desk.evaluate(() => [...new Set((globalThis as any).names as string[])])).toEqual(["permanence-intake"]);
  const asked = await title(page).innerText();

  // Back, a deep link, an edited address, a reload, another tab: the intake, and nothing else.
  await page.goBack();
  expect(await shows(page, words)).toEqual([]);
  for (const go of [() => page.goto(address), () => page.goto(`${endpoint.origin}/settings/devices`), () => page.reload()]) {
    await go();
    await expect(title(page)).toHaveText(asked);
    expect(new URL(page.url()).pathname).toBe("/");
    expect(await shows(page, words)).toEqual([]);
  }
  await expect(page.getByText("Vous pouvez continuer")).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto(address);
  await expect(title(tab)).toHaveText(asked);
  expect(await shows(tab, words)).toEqual([]);
  await tab.close();
  // Never back to what is sealed.
  await page.locator("#intake-back").click();
  await expect(title(page)).toHaveText(asked);

  // Five wrong secrets: a delay that grows, and the way back.
  await page.locator("#intake-leave").click();
  await page.locator("#intake-end").click();
  for (let wrong = 0; wrong < 5; wrong++) {
    await expect(page.locator("#unlock")).toHaveText("Ouvrir", { timeout: 20_000 });
    await page.locator("#passphrase").fill(`faux ${wrong}`);
    await page.locator("#unlock").click();
    await expect(page.locator("#unlock")).not.toHaveText(/Ouverture/);
    await expect(page.locator(".field-error")).toBeVisible();
  }
  await expect(page.locator("#unlock")).toHaveText(/\d+ s/);
  expect(await shows(page, words)).toEqual([]);
  await page.locator("#intake-return").click();
  await expect(title(page)).toHaveText(asked);
  await choose(page, "yes");
  await page.locator("#intake-leave").click();
  await page.locator("#intake-end").click();
  await unlock(page, PASSPHRASE);
  await isOpen(page);
  await page.locator(".intake-taken summary").click();
  await expect(page.locator(".intake-taken dl > div")).toHaveCount(5);
});

test("Arabic is written from right to left, and a change of language keeps the answers", async ({ page }) => {
  await page.setViewportSize(WIDE);
  await begin(page);
  await page.screenshot({ path: "results/pictures/intake-languages.png" });
  await page.locator("#language-ar").click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await throughChecks(page);
  await page.locator("label[for=option-yes]").click();
  await expectReadable(page);
  await next(page);
  await choose(page, "dont-know");
  await choose(page, "sms");
  await choose(page, "yes");
  await expect(page.locator("#intake-words")).toHaveAttribute("dir", "ltr");
  await page.locator("#intake-language").click();
  await page.locator("#language-de").click();
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await page.locator("#intake-back").click();
  await expect(page.locator("#option-yes")).toBeChecked();
  // Twice as large: everything is there, and nothing beside the page.
  await page.setViewportSize({ width: 590, height: 410 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(590);
  await expect(page.locator("#intake-hide")).toBeInViewport();
  await page.locator("#intake-next").scrollIntoViewIfNeeded();
  await expect(page.locator("#intake-next")).toBeInViewport();
});

test("the curtain empties the page at once, by a touch, by the keys, by itself, while an answer is being sealed", async ({ page }) => {
  await page.setViewportSize(TALL);
  await begin(page);
  await page.locator("#language-fr").click();
  await throughChecks(page);
  const text = await title(page).innerText();
  const gone = await page.evaluate(async () => {
    const button = document.querySelector<HTMLElement>("#intake-hide")!;
    document.querySelector<HTMLElement>("label[for=option-yes]")!.click();
    await new Promise((then) => requestAnimationFrame(then));
    document.querySelector<HTMLElement>("#intake-next")!.click();
    return new Promise<number>((resolve) => {
      const began = performance.now();
      const watch = new MutationObserver(() => {
        if (document.querySelector("#intake-title") === null) {
          watch.disconnect();
          resolve(performance.now() - began);
        }
      });
      watch.observe(document.body, { childList: true, subtree: true });
      button.click();
    });
  });
  expect(gone).toBeLessThanOrEqual(100);
  await expect(page.locator("#intake-show")).toBeVisible();
  expect(await shows(page, [text])).toEqual([]);
  await expect(page.getByRole("status")).toHaveText("Écran caché");
  await expectReadable(page);
  await page.screenshot({ path: "results/pictures/intake-hidden.png" });
  await page.locator("#intake-show").click();
  // What was being sealed was sealed.
  await expect(title(page)).not.toHaveText(text);
  await page.keyboard.press("Escape");
  await expect(title(page)).toBeVisible();
  for (let press = 0; press < 3; press++) {
    await page.keyboard.press("Shift");
  }
  await expect(page.locator("#intake-show")).toBeVisible();
  await page.locator("#intake-show").click();
  await expect(title(page)).toBeVisible();
  // An answer that was begun is there again; ninety seconds later all is hidden by itself.
  await page.locator("label[for=option-no]").click();
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 91_000;
  });
  await expect(page.locator("#intake-show")).toBeVisible();
  await page.locator("#intake-show").click();
  await expect(page.locator("#option-no")).toBeChecked();
});

test("a browser that is killed goes on at the next question", async ({ endpoint }) => {
  const profile = new Profile();
  try {
    let page = await profile.open(endpoint.origin);
    await createTeam(page);
    await begin(page);
    await page.locator("#language-fr").click();
    await throughChecks(page);
    await choose(page, "yes");
    const asked = await title(page).innerText();
    await profile.kill();
    page = await profile.open(endpoint.origin);
    await expect(title(page)).toHaveText(asked);
    await expect(page.getByText("Vous pouvez continuer")).toBeVisible();
    await page.locator("#intake-leave").click();
    await page.locator("#intake-end").click();
    await unlock(page);
    await isOpen(page);
    await page.locator(".intake-taken summary").click();
    await expect(page.locator(".intake-taken dl > div")).toHaveCount(4);
  } finally {
    await profile.remove();
  }
});

test("by the keyboard alone, and with a check that is not understood", async ({ page }) => {
  await page.setViewportSize(TALL);
  await begin(page);
  await page.locator("#language-fr").focus();
  await page.keyboard.press("Enter");
  await expect(title(page)).toBeFocused();
  const press = async (id: string, key: string) => {
    for (let tabs = 0; tabs < 30 && (await page.evaluate(() => document.activeElement?.id)) !== id; tabs++) {
      await page.keyboard.press("Tab");
    }
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(id);
    await page.keyboard.press(key);
  };
  await press("intake-next", "Enter");
  await press("option-yes", "Space");
  await press("intake-next", "Enter");
  await expect(title(page)).toHaveText(/Que fait/);
  await press("option-hides", "ArrowDown");
  await press("intake-next", "Enter");
  await expect(title(page)).toHaveText("Nous pouvons lire ensemble");
  await press("intake-next", "Enter");
  await expect(title(page)).toHaveText(/Devez-vous/);
  await press("option-must", "ArrowDown");
  await press("intake-next", "Enter");
  await expect(title(page)).toHaveText(/recontacter/);
  // To the end: into the answers, up to the last of them, and on.
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  for (let asked = ""; (await page.locator("#intake-agree").count()) === 0; ) {
    expect(await title(page).innerText()).not.toBe(asked);
    asked = await title(page).innerText();
    const isFirst = async () => /^option-/.test(await focused()) && (await page.locator(`#${await focused()}`).getAttribute("type")) === "radio";
    for (let tabs = 0; tabs < 30 && !(await isFirst()); tabs++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press((await focused()) === "option-dont-know" ? "ArrowDown" : "ArrowUp");
    expect(await focused(), asked).toBe("option-no-answer");
    await press("intake-next", "Enter");
    await expect(title(page)).not.toHaveText(asked);
  }
  await press("intake-agree", "Space");
  await press("intake-next", "Enter");
  await expect(title(page)).toHaveText("Merci");
});

test("a question is heard where the device has a voice of its own, and nothing is offered where it has none", async ({ page, context }) => {
  await context.addInitScript(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const voices = [{ lang: "fr-FR", localService: true, name: "Essai", default: true, voiceURI: "essai" }, { lang: "de-DE", localService: false, name: "Ailleurs", default: false, voiceURI: "ailleurs" }];
    for (const voice of voices) {
      Object.setPrototypeOf(voice, SpeechSynthesisVoice.prototype);
    }
    speechSynthesis.getVoices = () => voices as unknown as SpeechSynthesisVoice[];
    speechSynthesis.speak = (utterance) => said.push(`${utterance.text}|${utterance.volume.toFixed(1)}|${utterance.rate.toFixed(1)}`);
    Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { set() {}, get: () => null });
  });
  await page.reload();
  await unlock(page);
  await isOpen(page);
  await begin(page);
  await page.locator("#language-fr").click();
  await next(page);
  expect(await page.evaluate(() => (globalThis as any).said)).toEqual([]);
  await page.locator(".intake-title .intake-hear").click();
  await page.getByRole("button", { name: "Plus fort" }).click();
  await page.getByRole("button", { name: "Plus lentement" }).click();
  const said: string[] = await page.evaluate(() => (globalThis as any).said);
  expect(said[0]).toMatch(/aimez-vous le thé.*Oui\. Non\. Je ne sais pas\. Je ne veux pas répondre\|0\.4\|0\.9$/);
  expect(said.slice(1).map((one) => one.split("|").slice(1).join(" "))).toEqual(["0.7 0.9", "0.7 0.7"]);
  // Each option alone, as the question was heard last.
  await page.getByRole("button", { name: "Écouter : Non" }).click();
  expect(await page.evaluate(() => (globalThis as any).said.at(-1))).toBe("Non|0.7|0.7");
  await page.locator("#intake-language").click();
  await page.locator("#language-de").click();
  await expect(title(page)).toBeVisible();
  await expect(page.locator(".intake-hear")).toHaveCount(0);
});
