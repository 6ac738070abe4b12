// The first script of each worker beside the engine's (tables, the desk of an intake): it starts the wasm program and loses no message
// meanwhile. The build makes one of it for each, under its own name, naming its program (xtask/src/app/names.rs).
import init from "./side-worker.js";

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

await init({ module_or_path: new URL("./side-worker_bg.wasm", import.meta.url) });
removeEventListener("message", keep);
for (const { data } of early) {
  dispatchEvent(new MessageEvent("message", { data }));
}
