// A stored byte that is not what was written: told in a sentence, and it costs nothing else.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/endpoint.ts";
import { createTeam, isOpen, lock, newCase, Profile, unlock } from "../support/person.ts";

/** Changes the last row of a table of the closed store, as a failing medium would. */
function damage(page: Page, table: string, how: "flip" | "cut" | "delete"): Promise<void> {
  return page.evaluate(
    async ({ table, how }) => {
      const ended = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const [found] = await indexedDB.databases();
      const database = await ended(indexedDB.open(found!.name!));
      const transaction = database.transaction(table, "readwrite");
      const store = transaction.objectStore(table);
      const cursor = await ended(store.openCursor(null, "prev"));
      if (cursor === null) {
        throw new Error(`nothing in ${table}`);
      }
      const bytes = new Uint8Array(cursor.value as ArrayBuffer | Uint8Array).slice();
      const middle = bytes.length >> 1;
      bytes[middle]! ^= 1;
      const changed = how === "cut" ? bytes.slice(0, middle) : bytes;
      const put = cursor.value instanceof ArrayBuffer ? changed.buffer : changed;
      await ended(how === "delete" ? cursor.delete() : cursor.update(put));
      database.close();
    },
    { table, how },
  );
}

for (const how of ["flip", "cut", "delete"] as const) {
  test(`a saved entry that the medium lost (${how}) is told and costs no other`, async ({ endpoint }) => {
    const profile = new Profile();
    try {
      const page = await profile.open(endpoint.origin);
      await createTeam(page);
      await newCase(page, { given: "Ondine", family: "Brumeval", number: "2026-0001" });
      await page.goto(endpoint.origin);
      await unlock(page);
      await isOpen(page);
      await newCase(page, { given: "Perdu", family: "Lostange", number: "2026-0002" });
      await lock(page);
      await damage(page, "log", how);
      await unlock(page);
      await isOpen(page);
      await expect(page.getByText(/illisible/).first()).toBeVisible();
      await page.goto(`${endpoint.origin}/cases`);
      await unlock(page);
      await expect(page.getByRole("link", { name: /Brumeval/ }).first()).toBeVisible();
    } finally {
      await profile.remove();
    }
  });
}
