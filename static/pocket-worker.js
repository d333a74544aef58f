// Brings a page that is carried about, and what it is made of, out of the phone's own store when it is
// there: a round of doors, or the desk at the door of a meeting. Everything else goes to the network as
// if this script were not here: what is sent, what is asked for, and every other page.

const pages = [/^\/canvass\/rounds\/[^/]+\/pocket$/, /^\/meetings\/[^/]+\/door\/desk$/];
const card = /^\/meetings\/card\/[0-9a-f]+$/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && card.test(pathname)) return event.respondWith(read(request));
  const kept = request.mode === "navigate" ? pages.some((page) => page.test(pathname)) : pathname.startsWith("/static/");
  if (kept) event.respondWith(answer(request));
});

// A page that is kept is shown at once: the page itself fetches its newer self when there is a signal.
async function answer(request) {
  return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

// A member's card that a camera read where there is no signal: the desk that this phone carries looks it up.
async function read(request) {
  try {
    return await fetch(request);
  } catch (unreachable) {
    const cache = await caches.open("pocket");
    const desk = (await cache.keys()).map((kept) => new URL(kept.url).pathname).findLast((path) => pages[1].test(path));
    if (!desk) throw unreachable;
    return cache.match(desk);
  }
}
