// The strict policy holds, and the application runs under it: two wasm programs, one in a worker.
import { expect, test } from "../support/ground.ts";

test("the application and its engine start, and the browser complains of nothing", async ({ page, server, complaints }) => {
  const response = await page.goto(server.origin);
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-inline");
  // What the page made itself may be looked at and heard; it is no script, no worker, no style, and nothing is fetched from it.
  expect(policy).toContain("img-src 'self' blob:; media-src blob:;");
  expect(policy.split("blob:").length - 1).toBe(2);
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  await page.waitForLoadState("networkidle");
  await expect(page.locator("html[data-stopped]")).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test("the engine's worker is named by its content and carries the policy as well", async ({ page, server }) => {
  await page.goto(server.origin);
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  const worker = page.workers()[0]!;
  expect(new URL(worker.url()).pathname).toMatch(/^\/engine-loader-[0-9a-f]{16}\.js$/);
  const refused = await worker.evaluate(() => {
    try {
      new Worker("/sw.js");
      return "started";
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(refused).toBe("TypeError");
});

test.describe("a script that got in is refused when it would", () => {
  const attempts: [string, () => unknown][] = [
    ["start a worker from an address", () => new Worker("/engine-loader.js")],
    ["start a worker from a blob", () => new Worker(URL.createObjectURL(new Blob(["1"])))],
    ["register another service worker", () => navigator.serviceWorker.register("/other.js")],
    ["make a policy of its own", () => (window as any).trustedTypes.createPolicy("mine", {})],
    ["make the engine's policy again", () => (window as any).trustedTypes.createPolicy("permanence-engine", {})],
    ["make the default policy again", () => (window as any).trustedTypes.createPolicy("default", {})],
    // What a test runs may itself use `eval`; what it leaves for later may not.
    ["evaluate text", () => new Promise((resolve) => setTimeout(resolve)).then(() => (0, eval)("1 + 1"))],
    ["make a function from text", () => new Promise((resolve) => setTimeout(resolve)).then(() => new Function("return 1")())],
    ["run text later", () => setTimeout("1 + 1" as never)],
    ["set the address of a script", () => (document.createElement("script").src = "/sw.js")],
    ["set the text of a script", () => (document.createElement("script").text = "1")],
    ["write into the document", () => document.write("<script>1</script>")],
    ["parse a document with a script", () => new DOMParser().parseFromString("<script>1</script>", "text/html")],
    ["give a frame a document", () => (document.createElement("iframe").srcdoc = "<script>1</script>")],
    ["set an attribute that runs", () => document.body.setAttribute("onclick", "1")],
    ["set HTML that runs", () => (document.body.innerHTML = "<img src=x onerror=alert(1)>")],
    ["call another origin", () => fetch("http://127.0.0.1:9/")],
  ];
  for (const [name, attempt] of attempts) {
    test(name, async ({ page, server }) => {
      await page.goto(server.origin);
      await page.waitForFunction(() => "permanence" in window);
      await expect(page.evaluate(attempt)).rejects.toThrow(/TypeError|EvalError|SecurityError|Content Security Policy/);
    });
  }

  test("replace what surrounds the application", async ({ page, server }) => {
    await page.goto(server.origin);
    const isKept = await page.evaluate(() => {
      const before = (window as any).permanence;
      Reflect.set(window, "permanence", {});
      Reflect.set(before, "startEngine", null);
      return (window as any).permanence === before && typeof before.startEngine === "function";
    });
    expect(isKept).toBe(true);
  });
});
