// How the endpoint serves the built application: headers, caching, compression.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DIST } from "../support/endpoint.ts";
import { expect, test } from "../support/ground.ts";

const POLICY = readFileSync(join(DIST, "csp.txt"), "utf8").trim();

test("every page and script carries the policy of the build", async ({ request, server }) => {
  const engine = readdirSync(DIST).find((name) => /^engine-loader-.*\.js$/.test(name));
  for (const path of ["/", "/some/path", "/sw.js", `/${engine}`]) {
    const answer = await request.get(server.origin + path);
    expect(answer.headers()["content-security-policy"], path).toBe(POLICY);
    expect(answer.headers()["x-content-type-options"], path).toBe("nosniff");
  }
});

test("the page is never stored, files named by content for ever, the rest is asked for anew", async ({ request, server }) => {
  const caching = async (path: string) => (await request.get(server.origin + path)).headers()["cache-control"] ?? "";
  expect(await caching("/")).toContain("no-store");
  expect(await caching("/sw.js")).toContain("no-cache");
  for (const name of readdirSync(DIST).filter((name) => /-[0-9a-f]{16}(_bg)?\.(js|wasm)$/.test(name))) {
    expect(await caching(`/${name}`), name).toContain("immutable");
  }
});

test("the smallest form that the browser takes is sent", async ({ request, server }) => {
  const wasm = readdirSync(DIST).find((name) => /^permanence-.*\.wasm$/.test(name));
  const encoding = async (accepted: string) =>
    (await request.get(`${server.origin}/${wasm}`, { headers: { "Accept-Encoding": accepted } })).headers()["content-encoding"];
  expect(await encoding("gzip, deflate, br")).toBe("br");
  expect(await encoding("gzip")).toBe("gzip");
  expect(await encoding("identity")).toBeUndefined();
});

test("what is beside the application is not served", async ({ request, server }) => {
  for (const path of ["/csp.txt", "/index.html.br", "/..%2f..%2fetc%2fpasswd", "/absent.js"]) {
    expect((await request.get(server.origin + path)).status(), path).toBe(404);
  }
});
