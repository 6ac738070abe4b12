// The service worker: after the first visit the application starts with no network.
//
// - It keeps the files of one build in one cache, all of them or none, each checked by its digest.
// - A page is always answered with the kept page. What the endpoint stores (/v1/) never passes
//   through here, so no cache ever holds anything of a person.
// - A new version waits until the last page of the old one closes, or until a page says "activate",
//   which it does only when the person agreed. Files of an old build stay as long as a page runs it.
//
// The two constants are filled in after the build.
"use strict";

const BUILD = "development";
const FILES = [];

const PREFIX = "permanence-";
const CACHE = PREFIX + BUILD;
const INDEX = "/";
// Never answered from here: the endpoint's own addresses.
const ENDPOINT = ["/v1/", "/metrics", "/trust"];
/** How long a page may take to say which build it runs, in milliseconds. */
const ANSWER_MS = 2000;
/** How many files are fetched at once. */
const AT_ONCE = 6;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", answer);
self.addEventListener("message", (event) => {
  if (event.data === "activate") {
    self.skipWaiting();
  } else if (event.data === "opened") {
    event.waitUntil(dropUnused());
  }
});

// A reminder that is touched brings back the page, as it is.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(comeBack());
});

async function comeBack() {
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  await (page ? page.focus() : self.clients.openWindow("/"));
}

// --- installing ------------------------------------------------------------------------------

async function install() {
  try {
    const cache = await caches.open(CACHE);
    const rest = [...FILES];
    const lane = async () => {
      for (let file = rest.pop(); file !== undefined; file = rest.pop()) {
        await keep(cache, file);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function keep(cache, [path, digest]) {
  const known = await caches.match(path);
  if (known && (await digestOf(known.clone())) === digest) {
    return cache.put(path, known);
  }
  const fetched = await fetch(path, { cache: "no-cache", credentials: "omit", redirect: "error" });
  if (!fetched.ok || (await digestOf(fetched.clone())) !== digest) {
    throw new Error(`${path} is not the file of build ${BUILD}`);
  }
  return cache.put(path, fetched);
}

async function digestOf(response) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- taking over, and letting go -------------------------------------------------------------

async function activate() {
  await self.clients.claim();
  await dropUnused();
}

/** Deletes the caches of builds that no page runs any more. A page that does not answer keeps all. */
async function dropUnused() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  if (old.length === 0) {
    return;
  }
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const builds = await Promise.all(pages.map(buildOf));
  if (builds.includes(undefined)) {
    return;
  }
  const waiting = self.registration.waiting ?? self.registration.installing;
  const unused = old.filter((name) => !builds.some((build) => PREFIX + build === name));
  // A cache that is not in use may belong to a newer version that is being installed.
  if (!waiting) {
    await Promise.all(unused.map((name) => caches.delete(name)));
  }
}

function buildOf(page) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    setTimeout(resolve, ANSWER_MS);
    page.postMessage("which-build", [port2]);
  });
}

// --- answering -------------------------------------------------------------------------------

function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = origin === location.origin && request.method === "GET";
  if (!isOurs || ENDPOINT.some((prefix) => pathname.startsWith(prefix))) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (pathname !== "/sw.js") {
    event.respondWith(file(request, pathname));
  }
}

async function page(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(INDEX)) ?? fetch(request);
}

/** A file of this build, else of an older one that a page still runs, else from the network. */
async function file(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}
