// The first script of the engine's worker: it starts the wasm program and loses no message meanwhile.
//
// The same script runs the short-lived worker that the engine starts for deriving a key from a
// passphrase; the program tells them apart by `self.name` ("engine" or "derivation").
// After the build this file and the two it names carry digests in their names.
import init from "./engine-worker.js";

// Messages that arrive before the program listens are kept, in order.
const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);

// A rejection that nobody handles would stay unseen by the page: make it an error of the worker.
addEventListener("unhandledrejection", (event) => {
  setTimeout(() => {
    throw event.reason;
  });
});

// The one address a worker may start from here: this very file.
const createScriptURL = (asked) => {
  if (asked !== location.href) {
    throw new TypeError("This script is not admitted by the worker's policy.");
  }
  return asked;
};
const policy = globalThis.trustedTypes?.createPolicy("permanence-engine", { createScriptURL }) ?? { createScriptURL };

/** Starts the worker that derives a key; called by the program. */
globalThis.permanenceDerivation = () => new Worker(policy.createScriptURL(location.href), { type: "module", name: "derivation" });

await init({ module_or_path: new URL("./engine-worker_bg.wasm", import.meta.url) });
removeEventListener("message", keep);
for (const { data, ports } of early) {
  dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
}
