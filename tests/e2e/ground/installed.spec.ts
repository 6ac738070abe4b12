// The installed application: manifest and icons, the next visit with no network, and updates that
// are offered and never forced.
import { change, expect, offlineReady, publish, test, watchServiceWorkers } from "../support/ground.ts";

test("the manifest makes it installable, under a neutral name", async ({ page, server }) => {
  await page.goto(server.origin);
  const manifest = await (await page.request.get(`${server.origin}/manifest.webmanifest`)).json();
  expect(manifest).toMatchObject({ name: "Permanence", start_url: "/", scope: "/", display: "standalone", lang: "fr" });
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await page.request.get(server.origin + src);
    expect(answer.headers()["content-type"]).toBe(type);
    if (type === "image/png") {
      const bytes = await answer.body();
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
  }
  const purposes = manifest.icons.map(({ sizes, purpose }: { sizes: string; purpose: string }) => `${purpose} ${sizes}`);
  expect(purposes).toEqual(expect.arrayContaining(["any 192x192", "any 512x512", "maskable 512x512"]));
  expect(await page.title()).toBe("Permanence");
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // The tests' windows are private ones, in which nothing can be installed; nothing else is wrong.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

test("after the first visit it starts with no network and no server, at any path", async ({ page, context, server, complaints }) => {
  await page.goto(server.origin);
  await offlineReady(page);
  await server.stop();
  await context.setOffline(true);
  for (const path of ["/", "/some/path?query=1"]) {
    await page.goto(server.origin + path);
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    await expect(page.locator("html[data-stopped]")).toHaveCount(0);
  }
  const policy = await page.evaluate(async () => (await caches.match("/"))?.headers.get("content-security-policy"));
  expect(policy).toContain("require-trusted-types-for");
  expect(complaints.filter((text) => !text.includes("net::ERR_"))).toEqual([]);
});

test("what the endpoint stores is never kept", async ({ page, server }) => {
  await page.goto(server.origin);
  await offlineReady(page);
  const kept = await page.evaluate(async () => {
    await fetch("/v1/health").catch(() => {});
    await fetch("/unknown").catch(() => {});
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => path.startsWith("/v1/") || path === "/unknown")).toEqual([]);
});

test("one file that is not as listed: nothing is kept, and it works from the network", async ({ page, folder, server }) => {
  change(folder, "manifest.webmanifest", (before) => `${before} `);
  const isGivenUp = await watchServiceWorkers(page);
  await page.goto(server.origin);
  await isGivenUp();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
});

const buildOf = (page: import("@playwright/test").Page) => page.locator('meta[name="permanence-build"]').getAttribute("content");

test("a newer version waits, is offered, and takes over when a person agrees", async ({ page, folder, server }) => {
  await page.goto(server.origin);
  await offlineReady(page);
  await page.evaluate(() => addEventListener("permanence-update", () => ((window as any).isOffered = true)));
  publish(folder, "newer");
  await page.evaluate(() => (window as any).permanence.lookForUpdate());
  await page.waitForFunction(() => (window as any).isOffered === true);
  expect(await page.evaluate(() => (window as any).permanence.hasUpdate())).toBe(true);
  // Not forced: a reload still shows the version that runs.
  await page.reload();
  expect(await buildOf(page)).not.toBe("newer");
  await page.waitForFunction(() => (window as any).permanence.hasUpdate());
  await Promise.all([page.waitForEvent("load"), page.evaluate(() => (window as any).permanence.activateUpdate())]);
  expect(await buildOf(page)).toBe("newer");
});

test("an old page keeps its files after another page took the newer version", async ({ page, context, folder, server }) => {
  await page.goto(server.origin);
  await offlineReady(page);
  const second = await context.newPage();
  await second.goto(server.origin);
  publish(folder, "newer");
  await second.evaluate(() => (window as any).permanence.lookForUpdate());
  await second.waitForFunction(() => (window as any).permanence.hasUpdate());
  await Promise.all([second.waitForEvent("load"), second.evaluate(() => (window as any).permanence.activateUpdate())]);
  expect(await buildOf(second)).toBe("newer");
  const caches = () => second.evaluate(async () => (await window.caches.keys()).length);
  expect(await caches()).toBe(2);
  // The old page closes: at the next visit its files go.
  await page.close();
  await second.reload();
  await expect.poll(caches).toBe(1);
});

test("a newer version that does not arrive whole changes nothing", async ({ page, folder, server }) => {
  await page.goto(server.origin);
  await offlineReady(page);
  const before = await page.evaluate(() => caches.keys());
  publish(folder, "newer");
  change(folder, "index.html", () => "not what is listed");
  await page.evaluate(() => (window as any).permanence.lookForUpdate());
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing === null)).toBe(true);
  expect(await page.evaluate(() => (window as any).permanence.hasUpdate())).toBe(false);
  expect(await page.evaluate(() => caches.keys())).toEqual(before);
  await page.reload();
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
});
