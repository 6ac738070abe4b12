// `cargo xtask bench` runs this: one long measurement, not a test of anything.
import { defineConfig } from "@playwright/test";

/** Where traces would go. */
const RESULTS = process.env.PERMANENCE_RESULTS ?? "results";

export default defineConfig({
  testDir: ".",
  testMatch: "bench.ts",
  outputDir: `${RESULTS}/bench`,
  workers: 1,
  timeout: 3_600_000,
  reporter: [["./quiet.ts"]],
});
