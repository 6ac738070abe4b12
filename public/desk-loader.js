// The first script of the worker of an intake: it starts the wasm program and loses no message meanwhile.
// After the build this file and the two it names carry digests in their names.
import init from "./intake-worker.js";

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

await init({ module_or_path: new URL("./intake-worker_bg.wasm", import.meta.url) });
removeEventListener("message", keep);
for (const { data } of early) {
  dispatchEvent(new MessageEvent("message", { data }));
}
