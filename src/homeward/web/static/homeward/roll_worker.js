// Keeps one page for a day without a network: the roll call of one manifest, and the files it is shown with. Nothing
// else is kept, no answer to a form, no other page. Signing out empties it; so does the expiry of the manifest, and an
// answer that there is nothing here any more.
"use strict";
const HOME = new URL(self.registration.scope).pathname;
const NAME = `roll:${HOME}`;
const COPY = `${HOME}copy/`;
const SHELL = ["page.css", "rounds.css", "roll.css", "page.js", "roll.js", "icon.svg"]
  .map((name) => `/static/homeward/${name}`);
const UNTIL = "Roll-Until";
const PATIENCE_MS = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => { if (event.data === "refresh") event.waitUntil(refresh()); });

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && pathname === HOME) event.respondWith(answer(event.request, COPY));
  else if (SHELL.includes(pathname)) event.respondWith(answer(event.request, pathname));
});

async function answer(request, at) {
  try {
    return await Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, PATIENCE_MS))]);
  } catch {
    await tidy();
    return (await (await caches.open(NAME)).match(at, { ignoreVary: true })) ?? Response.error();
  }
}

async function refresh() {
  await tidy();
  const copy = await fetch(COPY, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (copy && copy.status === 404) await caches.delete(NAME);
  if (!copy || !copy.ok) return;
  const kept = await caches.open(NAME);
  const headers = new Headers(copy.headers);
  headers.set(UNTIL, String(Date.now() + 1000 * Number(copy.headers.get("Roll-Lasts") ?? 0)));
  await kept.put(COPY, new Response(await copy.blob(), { headers }));
  await Promise.all(SHELL.map(async (at) => {
    const file = await fetch(at).catch(() => null);
    if (file && file.ok) await kept.put(at, file);
  }));
}

// Every roll call whose manifest has expired, of this page or of another.
async function tidy() {
  const names = (await caches.keys()).filter((name) => name.startsWith("roll:"));
  await Promise.all(names.map(async (name) => {
    const copy = await (await caches.open(name)).match(`${name.slice(5)}copy/`, { ignoreVary: true });
    if (copy && Number(copy.headers.get(UNTIL)) <= Date.now()) await caches.delete(name);
  }));
}
