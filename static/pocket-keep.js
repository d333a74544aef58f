// What a phone keeps of a round: the doors and names, and the log of what happened. Both are encrypted
// with a key that no script can read out and that never leaves this browser: that stops copying, not
// somebody who holds the unlocked phone.

const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

export class Keep {
  #db;
  #key;

  static async of(round) {
    const keep = new Keep();
    const opening = indexedDB.open(`round-${round}`, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("facts");
      opening.result.createObjectStore("log", { keyPath: "seq" });
    };
    keep.#db = await asked(opening);
    keep.#key = await keep.#fact("key");
    if (!keep.#key) {
      keep.#key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      await keep.#setFact("key", keep.#key);
    }
    return keep;
  }

  // This browser's name for itself on this round.
  async phone() {
    const known = await this.#fact("phone");
    if (known) return known;
    const made = freshId();
    await this.#setFact("phone", made);
    return made;
  }

  // The round as it was last taken along, with the difference between the branch's clock and the phone's.
  async bundle() {
    const sealed = await this.#fact("bundle");
    return sealed ? this.#open(sealed) : null;
  }

  async setBundle(bundle) {
    await this.#setFact("bundle", await this.#seal(bundle));
  }

  async forgetBundle() {
    await asked(this.#store("facts", "readwrite").delete("bundle"));
  }

  // Every entry in the phone's own order: { seq, sent, refused, event }.
  async log() {
    const rows = await asked(this.#store("log").getAll());
    return Promise.all(rows.map(async ({ seq, sent, refused, box }) => ({ seq, sent, refused, event: await this.#open(box) })));
  }

  // Writes an entry and gives it back once it is safe on the phone.
  async add(event) {
    const last = await asked(this.#store("log").getAllKeys());
    const seq = (last.at(-1) ?? 0) + 1;
    const whole = { ...event, seq };
    await asked(this.#store("log", "readwrite").add({ seq, sent: false, box: await this.#seal(whole) }));
    return { seq, sent: false, event: whole };
  }

  // Notes that an entry has arrived, or why it did not.
  async settle(entry, change) {
    const store = this.#store("log", "readwrite");
    const row = await asked(store.get(entry.seq));
    await asked(store.put({ ...row, ...change }));
    Object.assign(entry, change);
  }

  #store(name, mode = "readonly") {
    return this.#db.transaction(name, mode, { durability: "strict" }).objectStore(name);
  }

  #fact(name) {
    return asked(this.#store("facts").get(name));
  }

  #setFact(name, value) {
    return asked(this.#store("facts", "readwrite").put(value, name));
  }

  async #seal(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(value));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, text) };
  }

  async #open({ iv, data }) {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.#key, data);
    return JSON.parse(new TextDecoder().decode(text));
  }
}

// A UUID whose beginning is the moment, so that ids sort as they were made (RFC 9562, version 7).
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let place = 0; place < 6; place += 1) bytes[place] = Math.floor(now / 2 ** (8 * (5 - place))) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// Keeps the page itself, its styles, scripts and fonts, in the version that the server has now.
export async function keepPage() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
  const parts = [...page.querySelectorAll("link[href], script[src]")].map((part) => part.getAttribute("href") ?? part.getAttribute("src"));
  const cache = await caches.open("pocket");
  await cache.addAll([...new Set(parts)].filter((part) => part.startsWith("/static/")));
  await cache.put(location.pathname, answer);
}
