// The baseline: the least that keeps and shares the same objects sealed. WebCrypto AES-GCM, 500 objects a box in
// IndexedDB, a head row for the list. No history, no merge, no signature, no roster, no index on the disk, one key.
const BOX = 500;
const LATEST = 50;

let database;
let key;
let boxes = [];
let folded = [];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

async function seal(value) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, encoder.encode(JSON.stringify(value)));
  const bytes = new Uint8Array(12 + sealed.byteLength);
  bytes.set(nonce);
  bytes.set(new Uint8Array(sealed), 12);
  return bytes;
}

async function unseal(bytes) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.subarray(0, 12) }, key, bytes.subarray(12));
  return JSON.parse(decoder.decode(plain));
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function put(rows) {
  const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
  rows.forEach(([name, bytes]) => transaction.objectStore("rows").put(bytes, name));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

const get = (name) => done(database.transaction("rows").objectStore("rows").get(name));

async function open(secret) {
  const opening = indexedDB.open("baseline", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("rows");
  database = await done(opening);
  key = await crypto.subtle.importKey("raw", await crypto.subtle.digest("SHA-256", encoder.encode(secret)), "AES-GCM", false, ["encrypt", "decrypt"]);
}

const name = (place) => `box-${String(place).padStart(6, "0")}`;

/** The latest cases, for the head row: by the last interview, or by the opening. */
function latest() {
  const last = new Map();
  for (const { dossier, date } of boxes.flat()) {
    if (dossier && !(last.get(dossier) >= date)) {
      last.set(dossier, date);
    }
  }
  const cases = boxes.flat().filter((object) => !object.dossier);
  const rows = cases.map(({ id, nom, prenom, station, date }) => ({ id, nom, prenom, station, date: last.get(id) ?? date }));
  rows.sort((a, b) => (a.date < b.date ? 1 : -1));
  return { total: rows.length, rows: rows.slice(0, LATEST) };
}

async function importAll({ dossiers, entretiens }) {
  const all = [...dossiers, ...entretiens];
  boxes = [];
  for (let place = 0; place < all.length; place += BOX) {
    boxes.push(all.slice(place, place + BOX));
  }
  const rows = [];
  for (const [place, box] of boxes.entries()) {
    rows.push([name(place), await seal(box)]);
  }
  rows.push(["head", await seal(latest())]);
  await put(rows);
}

/** The head row, drawn. */
async function list() {
  const { rows } = await unseal(await get("head"));
  const items = rows.map((row) => {
    const item = document.createElement("li");
    item.className = "case-line";
    item.textContent = `${row.nom} ${row.prenom} · ${row.station} · ${row.date}`;
    return item;
  });
  document.getElementById("list").replaceChildren(...items);
  return rows;
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function index() {
  folded = boxes.flat().map((object) => ({
    object,
    nom: fold(`${object.nom ?? ""} ${object.prenom ?? ""}`),
    mot: fold(`${object.nom ?? ""} ${object.prenom ?? ""} ${object.notes ?? ""}`),
  }));
}

async function ready() {
  const rows = await done(database.transaction("rows").objectStore("rows").getAll(IDBKeyRange.bound("box-", "box-~")));
  boxes = [];
  for (const bytes of rows) {
    boxes.push(await unseal(bytes));
  }
  index();
  return { dossiers: boxes.flat().filter((object) => !object.dossier).length };
}

async function search({ kind, q, limit }) {
  const words = fold(q).split(/\s+/);
  const found = new Set();
  for (const entry of folded) {
    if (words.every((word) => entry[kind].includes(word))) {
      found.add(entry.object.dossier ?? entry.object.id);
      if (found.size === limit) {
        break;
      }
    }
  }
  return [...found];
}

async function save(object) {
  const place = boxes.findIndex((box) => box.some(({ id }) => id === object.id));
  const box = boxes[place];
  box[box.findIndex(({ id }) => id === object.id)] = object;
  await put([[name(place), await seal(box)]]);
  return place;
}

async function report(year) {
  const first = `${year}-01-01`;
  const next = `${year + 1}-01-01`;
  const within = boxes.flat().filter(({ dossier, date }) => dossier && date >= first && date < next);
  return { cases_handled: new Set(within.map(({ dossier }) => dossier)).size, interviews_held: within.length };
}

async function push() {
  for (const place of boxes.keys()) {
    await send(place);
  }
}

async function send(place) {
  const answer = await fetch(`/rows/${name(place)}`, { method: "PUT", body: await get(name(place)) });
  if (!answer.ok) {
    throw new Error(`the server answered ${answer.status}`);
  }
}

async function pull() {
  const names = await (await fetch("/rows")).json();
  const rows = [];
  boxes = [];
  for (const row of names) {
    const bytes = new Uint8Array(await (await fetch(`/rows/${row}`)).arrayBuffer());
    boxes.push(await unseal(bytes));
    rows.push([row, bytes]);
  }
  index();
  rows.push(["head", await seal(latest())]);
  await put(rows);
  return { dossiers: boxes.flat().filter((object) => !object.dossier).length };
}

async function live({ role }) {
  if (role === "editor") {
    const at = Date.now();
    const object = { ...boxes[0][0], live: at };
    await send(await save(object));
    return { at, value: at };
  }
  const row = await (await fetch("/wait")).text();
  const bytes = new Uint8Array(await (await fetch(`/rows/${row}`)).arrayBuffer());
  const box = await unseal(bytes);
  await put([[row, bytes]]);
  return { at: Date.now(), value: box[0].live };
}

window.baseline = { open, importAll, list, ready, search, save, report, push, pull, live, get: async (id) => boxes.flat().find((object) => object.id === id) };
