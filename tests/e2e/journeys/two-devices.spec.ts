// Two devices of a team: the second joins by 26 characters and six digits, and reads what the first wrote.
import { expect, test } from "../support/endpoint.ts";
import { createTeam, filesWith, isOpen, joinTeam, newCase, newInterview, Profile } from "../support/person.ts";

const PERSON = { given: "Ondine", family: "Brumeval", number: "2026-0042" };
const FACTS = "Récit Salamandre-Violette.";
const TYPED = ["Brumeval", "Ondine", "Salamandre-Violette", "Camille Essai"];

test("a second device joins in person and reads the same", async ({ endpoint }) => {
  const invitation = endpoint.invitation();
  const [first, second] = [new Profile(), new Profile()];
  try {
    const one = await first.open(endpoint.origin);
    await createTeam(one, invitation);
    await newCase(one, PERSON);
    await newInterview(one, FACTS);
    await expect(one.getByText(/Synchronisé/)).toBeVisible({ timeout: 60_000 });

    const two = await second.open(endpoint.origin);
    await joinTeam(one, two);
    await isOpen(two);
    await two.getByRole("link", { name: /Brumeval/ }).click({ timeout: 30_000 });
    await expect(two.getByText(FACTS)).toBeVisible();
    await second.kill();
    await first.kill();
    expect(filesWith(first.folder, TYPED)).toEqual([]);
    expect(filesWith(second.folder, TYPED)).toEqual([]);
    expect(filesWith(endpoint.data, TYPED)).toEqual([]);
  } finally {
    await first.remove();
    await second.remove();
  }
});
