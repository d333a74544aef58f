// Brings the page of a carried round, and what it is made of, out of the phone's own store when it is
// there. Everything else goes to the network as if this script were not here: what is sent, what is
// asked for, and every other page.

const pages = /^\/canvass\/rounds\/[^/]+\/pocket$/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const kept = request.mode === "navigate" ? pages.test(pathname) : pathname.startsWith("/static/");
  if (kept) event.respondWith(answer(request));
});

// A page that is kept is shown at once: the page itself fetches its newer self when there is a signal.
async function answer(request) {
  return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}
