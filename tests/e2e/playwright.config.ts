// Tests in a real Chromium against a real server. `cargo xtask test` sets the variables below; by
// hand, after `cargo xtask build`: cd tests/e2e && npx playwright test
import { defineConfig, devices } from "@playwright/test";
import { BROWSER, PLACE } from "./support/browser.ts";

/** Where pictures, traces and the report go. */
const RESULTS = process.env.PERMANENCE_RESULTS ?? "results";

/** What lasts longest is begun first: at the end no browser waits for another one. */
const LONG = ["screens/pictures.spec.ts", "journeys/two-tabs.spec.ts"].map((path) => `**/${path}`);

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  // The bench is not a test: `cargo xtask bench` runs it.
  testIgnore: ["**/node_modules/**", "bench/**"],
  projects: [
    { name: "long", testMatch: LONG },
    { name: "short", testIgnore: ["**/node_modules/**", "bench/**", ...LONG] },
  ],
  outputDir: `${RESULTS}/output`,
  fullyParallel: true,
  forbidOnly: true,
  workers: Number(process.env.PERMANENCE_BROWSERS ?? 2),
  // A machine may be busy with something else. A test that needs its second try is named at the end.
  retries: 1,
  // Long enough for a machine three times as slow: what is promised in seconds is measured by the bench.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: `${RESULTS}/report.json` }]],
  use: {
    ...devices["Desktop Chrome"],
    channel: undefined,
    ...PLACE,
    // Recording costs a third of the time: only the second try of a failed test is recorded.
    trace: "on-first-retry",
    launchOptions: BROWSER,
  },
});
