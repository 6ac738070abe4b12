// Playwright's word on a bench: nothing while it goes well, for the bench prints its own progress.
import type { Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";

export default class Quiet implements Reporter {
  onTestEnd(_: TestCase, result: TestResult): void {
    result.errors.forEach((error) => console.error(error.stack ?? error.message));
  }

  onError(error: TestError): void {
    console.error(error.stack ?? error.message);
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  printsToStdio(): boolean {
    return true;
  }
}
