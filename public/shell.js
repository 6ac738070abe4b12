// What surrounds the application in its page, and must work when the application does not:
//
// - the page that says what is safe, when the application or its engine stops;
// - the four addresses that may be run, each behind a Trusted Types policy of its own: the engine's
//   worker, the worker that writes tables, that of the intake, and the service worker;
// - the way from the entrance, which is the first screen, to the workplace, which is another program;
// - what the service worker is asked and tells.
//
// The application finds all of it in `window.permanence` (frozen):
//
//   startEngine()        starts a worker with the engine; gives the `Worker`. When it dies, the window
//                        gets the cancelable event "permanence-engine-stopped"; unless it is
//                        cancelled, the page "stopped" is shown.
//   startSheets()        starts a worker that writes tables as files; gives the `Worker`. Its death is for who started it.
//   startDesk()          starts the worker of an intake, which seals and can open nothing; gives the `Worker`.
//   runIntake()          starts the program of the intake, in the place of the entrance.
//   hasIntakeStore()     whether an intake ever began on this device (a promise of yes or no).
//   intakeTexts(code)    the texts of the intake in a language (a promise; null where they cannot be had).
//   loadWorkplace()      fetches the workplace's program, so that it is at hand once a secret was right.
//   handOver(engine, opened)
//                        the entrance is done: starts the workplace with the engine's worker and the bytes
//                        of what it opened. What the engine says meanwhile is kept.
//   takeOver()           gives the workplace, once, `{ engine, opened, said }`; null where nobody handed over.
//   stop(reason)         shows the page "stopped"; `reason` is "application" or "engine".
//   hasUpdate()          whether a newer version is installed and waits.
//   lookForUpdate()      asks the server for a newer version (a promise; fails quietly offline).
//   activateUpdate()     lets the waiting version take over, then reloads this page. Call it only
//                        when the person agreed.
//   mayRemind()          asks whether the device may notify (a promise of yes or no).
//   remind(title, text)  notifies, in the place of the last one. Neither says anything of a person.
//   claim(name)          holds a name among the tabs of this browser; gives a promise of the function
//                        that lets it go, or of null where another tab holds it.
//
// Events on the window: "permanence-taken-over" when the workplace draws, so that the entrance need not;
// "permanence-update" when a newer version begins to wait;
// "permanence-offline-ready" when the next visit works with no network.
"use strict";

(() => {
  const SERVICE_WORKER = "/sw.js";
  const engine = named("permanence-engine");
  const sheets = named("permanence-sheets");
  const desk = named("permanence-desk");
  const [intakeScript, intakeProgram] = named("permanence-intake").split(" ");
  const [workplaceScript, workplaceProgram] = named("permanence-workplace").split(" ");
  const build = named("permanence-build");

  function named(name) {
    return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
  }

  /** A policy that admits one address and nothing else. */
  function admitting(name, address) {
    const createScriptURL = (asked) => {
      if (asked !== address) {
        throw new TypeError("This script is not admitted by the page's policy.");
      }
      return asked;
    };
    return globalThis.trustedTypes?.createPolicy(name, { createScriptURL }) ?? { createScriptURL };
  }

  const enginePolicy = admitting("permanence-engine", engine);
  const sheetsPolicy = admitting("permanence-sheets", sheets);
  const deskPolicy = admitting("permanence-desk", desk);
  const serviceWorkerPolicy = admitting("permanence-service-worker", SERVICE_WORKER);

  // --- stopped -------------------------------------------------------------------------------

  function stop(reason) {
    const root = document.documentElement;
    if (root.dataset.stopped !== undefined) {
      return;
    }
    root.dataset.stopped = reason;
    if (document.body === null) {
      addEventListener("DOMContentLoaded", show);
    } else {
      show();
    }
  }

  function show() {
    const section = document.getElementById("permanence-stopped");
    // An open dialog stands above everything: close it, its text stays in the page.
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    document.getElementById("permanence-reload").addEventListener("click", () => location.reload());
    section.hidden = false;
    section.focus();
  }

  // A panic in Rust ends in a trap of the wasm program: a RuntimeError that nothing catches. A program
  // that cannot be loaded ends in a CompileError, a LinkError or, before it ran, in any other error.
  const { RuntimeError, CompileError, LinkError } = globalThis.WebAssembly ?? {};
  let isRunning = false;
  addEventListener("TrunkApplicationStarted", () => (isRunning = true), { once: true });

  function isFatal(error) {
    const isWasm = [RuntimeError, CompileError, LinkError].some((kind) => kind && error instanceof kind);
    return isWasm || (!isRunning && error instanceof Error);
  }

  // In the capturing phase, so that a script that cannot be loaded is seen as well.
  const isLostScript = ({ target }) => target instanceof HTMLScriptElement;
  addEventListener("error", (event) => (isFatal(event.error) || isLostScript(event)) && stop("application"), true);
  addEventListener("unhandledrejection", (event) => isFatal(event.reason) && stop("application"));

  let handed = null;

  // --- the engine ----------------------------------------------------------------------------

  function startEngine() {
    const worker = new Worker(enginePolicy.createScriptURL(engine), { type: "module", name: "engine" });
    worker.addEventListener("error", (event) => {
      // Handled here: the browser need not report it again to the window.
      event.preventDefault();
      if (handed?.engine === worker) {
        // It died on the way to the workplace: nothing is handed over.
        handed = null;
      }
      const stopped = new Event("permanence-engine-stopped", { cancelable: true });
      if (dispatchEvent(stopped)) {
        stop("engine");
      }
    });
    return worker;
  }

  function startSheets() {
    return new Worker(sheetsPolicy.createScriptURL(sheets), { type: "module", name: "sheets" });
  }

  // --- the intake ----------------------------------------------------------------------------

  function startDesk() {
    return new Worker(deskPolicy.createScriptURL(desk), { type: "module", name: "desk" });
  }

  async function runIntake() {
    try {
      const [script, program] = await Promise.all([import(intakeScript), WebAssembly.compileStreaming(fetch(intakeProgram))]);
      await script.default({ module_or_path: program });
    } catch {
      // It cannot start: whoever has the secret finds the way out, and the way back.
      localStorage.setItem("intake", JSON.stringify("Ending"));
      location.replace("/");
    }
  }

  async function hasIntakeStore() {
    try {
      const databases = await indexedDB.databases();
      return databases.some(({ name }) => name === "permanence-intake");
    } catch {
      return false;
    }
  }

  async function intakeTexts(code) {
    try {
      const answer = await fetch(`/intake/${code}.json`);
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  // --- the workplace -------------------------------------------------------------------------

  /** How long the workplace may take to come, in milliseconds, before the page says that something is wrong. */
  const WORKPLACE_MS = 60_000;

  let loading;

  function loadWorkplace() {
    loading ??= Promise.all([import(workplaceScript), WebAssembly.compileStreaming(fetch(workplaceProgram))]);
    // Without network it is asked for again when it is needed.
    loading.catch(() => (loading = undefined));
    return loading;
  }

  async function runWorkplace() {
    const [script, program] = await loadWorkplace();
    await script.default({ module_or_path: program });
  }

  function handOver(engine, opened) {
    const said = [];
    engine.onmessage = ({ data }) => said.push(data);
    // The bytes are a view on the entrance's memory.
    handed = { engine, opened: opened.slice(), said };
    const patience = setTimeout(() => stop("application"), WORKPLACE_MS);
    runWorkplace()
      .catch(() => stop("application"))
      .finally(() => clearTimeout(patience));
  }

  function takeOver() {
    const taken = handed;
    handed = null;
    tell("permanence-taken-over");
    return taken;
  }

  // --- the service worker --------------------------------------------------------------------

  const container = navigator.serviceWorker;
  let registration;

  function hasUpdate() {
    // Without a page that is controlled, the waiting version is the first one.
    return Boolean(registration?.waiting && container.controller);
  }

  function tell(name) {
    dispatchEvent(new Event(name));
  }

  function watch(worker) {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && hasUpdate()) {
        tell("permanence-update");
      }
      if (worker.state === "activated") {
        tell("permanence-offline-ready");
      }
    });
  }

  async function register() {
    registration = await container.register(serviceWorkerPolicy.createScriptURL(SERVICE_WORKER), { updateViaCache: "none" });
    registration.addEventListener("updatefound", () => watch(registration.installing));
    watch(registration.installing);
    // A moment to let go of what no page runs any more.
    container.controller?.postMessage("opened");
    if (hasUpdate()) {
      tell("permanence-update");
    }
  }

  async function lookForUpdate() {
    try {
      await registration?.update();
    } catch {
      // No network, or no server: the version that runs goes on.
    }
  }

  function activateUpdate() {
    const waiting = registration?.waiting;
    if (!waiting) {
      location.reload();
      return;
    }
    container.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("activate");
  }

  async function mayRemind() {
    return "Notification" in globalThis && (await Notification.requestPermission()) === "granted";
  }

  function remind(title, text) {
    // Without a service worker, or without leave, nothing is said.
    registration?.showNotification(title, { body: text, tag: "reminder", icon: "/icons/icon-192.png" }).catch(() => {});
  }

  // The service worker asks which build a page runs, before it drops the files of another.
  container?.addEventListener("message", (event) => {
    if (event.data === "which-build") {
      event.ports[0]?.postMessage(build);
    }
  });
  container?.startMessages();
  // A browser that refuses service workers (a plain http address, a private window) runs without.
  addEventListener("load", () => container && register().catch(() => {}));

  // --- between tabs --------------------------------------------------------------------------

  /** How long a name that is held is waited for, in milliseconds: a page that goes lets go a moment later. */
  const CLAIM_MS = 500;

  /** Holds a name if it is free by then; gives what lets it go, or null. */
  function hold(name, options) {
    return new Promise((resolve) => {
      const held = (lock) => (lock === null ? resolve(null) : new Promise((release) => resolve(release)));
      navigator.locks.request(name, options, held).catch(() => resolve(null));
    });
  }

  /** Whether a name is free is asked and not timed: on a busy device the answer comes late, and is still the answer. */
  async function claim(name) {
    if (!navigator.locks) {
      return () => {};
    }
    const ifFree = () => hold(name, { ifAvailable: true });
    return (await ifFree()) ?? (await hold(name, { signal: AbortSignal.timeout(CLAIM_MS) })) ?? (await ifFree());
  }

  const api = { startEngine, startSheets, startDesk, runIntake, hasIntakeStore, intakeTexts, loadWorkplace, handOver, takeOver, stop, hasUpdate, lookForUpdate, activateUpdate, mayRemind, remind, claim };
  Object.defineProperty(globalThis, "permanence", { value: Object.freeze(api) });
})();
