// <live-region src="/ballots/12/turnout" every="10"> shows what its address says, again and again:
// every so many seconds, and with `stream` at each event that the address in it sends. What has not
// changed is left alone, so that the focus, a selection or an open list stays where it was.

// Regions that follow the same stream share one connection; a browser has few of them for one house.
const streams = new Map();

function follow(address, heard) {
  const stream = streams.get(address) ?? new EventSource(address);
  streams.set(address, stream);
  stream.addEventListener("message", heard);
  return stream;
}

class LiveRegion extends HTMLElement {
  #timer;
  #stream;
  #misses = 0;

  connectedCallback() {
    const stream = this.getAttribute("stream");
    if (stream && "EventSource" in window) {
      this.#stream = follow(stream, this.#heard);
    }
    this.#later();
    document.addEventListener("visibilitychange", this.#woken);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#leave();
    document.removeEventListener("visibilitychange", this.#woken);
  }

  async refresh() {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    // Nobody loses what they are writing: the region waits until they have done.
    const field = document.activeElement;
    if (this.contains(field) && field.matches("input, textarea") && field.value && field.value !== field.defaultValue) return this.#later();
    try {
      const answer = await fetch(this.getAttribute("src"), { headers: { Accept: "text/html" } });
      // Gone, finished or signed out: what is on the page stays, and nobody asks again.
      if (answer.redirected || [401, 403, 404, 410].includes(answer.status)) return this.#leave();
      if (!answer.ok) throw new Error(answer.statusText);
      this.#show(await answer.text());
      this.#misses = 0;
      this.removeAttribute("stale");
    } catch {
      this.#misses += 1;
      this.setAttribute("stale", "");
    }
    this.#later();
  }

  // The answer may be a fragment or a whole page that holds this region.
  #show(text) {
    const answer = new DOMParser().parseFromString(text, "text/html");
    const same = answer.querySelector(`live-region[src="${CSS.escape(this.getAttribute("src"))}"]`);
    adopt(this, same ?? answer.body);
    if (this.querySelector("time-left")) import("./time-left.js");
  }

  #heard = () => this.refresh();

  #leave() {
    this.#stream?.removeEventListener("message", this.#heard);
    this.#stream = null;
  }

  #woken = () => document.hidden || this.refresh();

  // Each miss doubles the wait, up to a minute.
  #later() {
    if (this.#stream && !this.hasAttribute("every")) return;
    clearTimeout(this.#timer);
    const seconds = Number(this.getAttribute("every") ?? 5);
    this.#timer = setTimeout(() => this.refresh(), Math.min(60, seconds * 2 ** this.#misses) * 1000);
  }
}

// Makes the children of `here` like those of `there`, keeping every node that can stay.
function adopt(here, there) {
  const wanted = [...there.childNodes];
  for (const [at, node] of wanted.entries()) {
    const old = here.childNodes[at];
    if (!old) here.append(node);
    else if (old.nodeType !== node.nodeType || old.nodeName !== node.nodeName || old.id !== node.id) old.replaceWith(node);
    else if (node.nodeType !== Node.ELEMENT_NODE) old.data !== node.data && (old.data = node.data);
    else {
      attributes(old, node);
      adopt(old, node);
    }
  }
  while (here.childNodes.length > wanted.length) here.lastChild.remove();
}

// `open` of a list of details belongs to the reader, and so does a field with the focus in it.
function attributes(old, node) {
  if (old === document.activeElement && old.matches("input, textarea, select")) return;
  for (const { name } of [...old.attributes]) if (name !== "open" && !node.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of node.attributes) if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
}

customElements.define("live-region", LiveRegion);
