// What stands between a device and its endpoint: every answer that is none gets its own sentence, and nothing is lost.
import type { Route } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { createTeam, newCase, Profile, unlock } from "../support/person.ts";

/** An error of the endpoint, as it travels: a map of one word (docs/protocol.md). */
function word(code: string): Buffer {
  return Buffer.concat([Buffer.from([0xa1, 0x00, 0x60 + code.length]), Buffer.from(code)]);
}

interface Refusal {
  name: string;
  answer: (route: Route) => Promise<void>;
  sentence: RegExp;
}

const REFUSALS: Refusal[] = [
  { name: "nothing", answer: (route) => route.abort("connectionrefused"), sentence: /Pas de réseau, ou le serveur ne répond pas/ },
  { name: "another page", answer: (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><h1>Portail</h1>" }), sentence: /Une autre page a répondu/ },
  { name: "401", answer: (route) => route.fulfill({ status: 401, contentType: "application/cbor", body: word("device") }), sentence: /ne reconnaît pas, ou plus, cet appareil/ },
  { name: "413", answer: (route) => route.fulfill({ status: 413, contentType: "application/cbor", body: word("team-full") }), sentence: /L.espace de l.équipe sur le serveur est plein/ },
  { name: "500", answer: (route) => route.fulfill({ status: 500, body: "boom" }), sentence: /Le serveur a une panne/ },
  // The last one: the pause it asks for binds.
  { name: "429", answer: (route) => route.fulfill({ status: 429, headers: { "retry-after": "120" }, body: "" }), sentence: /demande une pause de 2 minutes/ },
];

test("every refusal has its sentence, and the work leaves once the endpoint is itself again", async ({ endpoint }) => {
  const invitation = endpoint.invitation();
  const profile = new Profile();
  try {
    const page = await profile.open(endpoint.origin);
    await createTeam(page, invitation);
    // The team itself has left: what waits below is the case alone.
    await expect(page.getByText(/Synchronisé/)).toBeVisible({ timeout: 60_000 });
    await page.context().route("**/v1/**", (route) => route.abort("connectionrefused"));
    await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
    await page.goto(`${endpoint.origin}/settings/sync`);
    await unlock(page);
    const pending = page.locator("#sync-pending");
    for (const { name, answer, sentence } of REFUSALS) {
      await page.context().unroute("**/v1/**");
      await page.context().route("**/v1/**", answer);
      await page.locator("#sync-now").click();
      await expect(page.locator("#content").getByText(sentence).first(), name).toBeVisible({ timeout: 30_000 });
      await expect(pending, name).toHaveText("1");
    }
    await page.context().unroute("**/v1/**");
    await page.reload();
    await unlock(page);
    await expect(pending).toHaveText("0", { timeout: 60_000 });
  } finally {
    await profile.remove();
  }
});

test("a full store refuses, says so, keeps what was typed, and saves once there is room", async ({ endpoint }) => {
  const profile = new Profile();
  try {
    let page = await profile.open(endpoint.origin);
    await createTeam(page);
    await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-0042" });
    const address = page.url();
    await profile.kill();
    // The browser asks how much room there is at the first write after it started, and then not for a while.
    page = await profile.open(address);
    const session = await page.context().newCDPSession(page);
    const quota = (quotaSize?: number) => session.send("Storage.overrideQuotaForOrigin", { origin: endpoint.origin, quotaSize });
    await quota(1);
    await unlock(page);
    await page.getByRole("link", { name: "Nouvel entretien" }).click();
    await page.getByLabel("Faits", { exact: true }).fill("Elle garde la clef.");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText(/Il n.y a plus de place sur cet appareil/).first()).toBeVisible();
    await expect(page.getByLabel("Faits", { exact: true })).toHaveValue("Elle garde la clef.");
    await quota();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ondine Brumeval" })).toBeVisible();
    await page.reload();
    await unlock(page);
    await expect(page.getByText("Elle garde la clef.")).toBeVisible({ timeout: 30_000 });
  } finally {
    await profile.remove();
  }
});
