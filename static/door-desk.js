// The door of a meeting in the pocket: whoever comes is looked up and checked in with one tap, whether there
// is a signal or not. Every tap is written down on this phone first, and sent until the house says that it
// has it; the house does it once however often it is sent.

import { Keep, freshId, keepPage } from "./pocket-keep.js";

const desk = document.querySelector("[data-desk]");
const { meeting, worker } = desk.dataset;
const home = `/meetings/${meeting}/door`;
const find = (name) => document.querySelector(`[data-${name}]`);
const typed = document.getElementById("desk-typed");
const MOST = 200;

let keep, log, list, again;
let tries = 0;

document.addEventListener("submit", leave, { capture: true });
start().catch(() => say("This browser keeps nothing, so use the other page of the door.", "warn"));

async function start() {
  keep = await Keep.of(`door-${meeting}`);
  log = await keep.log();
  list = await keep.bundle();
  typed.value = cardIn(location.pathname) ?? "";
  draw();
  navigator.storage?.persist?.();
  addEventListener("online", sync);
  addEventListener("pageshow", (event) => event.persisted && sync());
  document.addEventListener("visibilitychange", () => document.hidden || sync());
  typed.addEventListener("input", draw);
  await navigator.serviceWorker?.register(worker, { scope: "/meetings/" }).catch(() => null);
  await sync();
  if (location.pathname === `${home}/desk`) await keepPage().catch(() => null);
  desk.dataset.kept = "yes";
}

// One at a time: what happens meanwhile is sent by the next.
let syncing = null;
function sync() {
  syncing ??= once().finally(() => (syncing = null));
  return syncing;
}

async function once() {
  clearTimeout(again);
  const last = log.at(-1)?.seq ?? 0;
  for (let waiting = log.filter(waits); waiting.length; waiting = log.filter(waits)) {
    const told = await ask(`${home}/taps`, bodyOf(waiting.slice(0, MOST)));
    if (told.state !== "ok") return stop(told);
    await settle(told.body);
  }
  const fresh = await ask(`${home}/list`);
  if (fresh.state !== "ok") return stop(fresh);
  tries = 0;
  list = { ...fresh.body, folded: last };
  if (list.is_over) await keep.forgetBundle();
  else await keep.setBundle(list);
  say(list.is_over ? "The meeting is closed, and this phone has forgotten the names." : "");
  draw();
  // Another desk, or people's own phones, check in as well.
  later(list.is_over ? 600 : 60);
}

// A tap goes out with the time since it, by this phone's clock: whether that clock is right does not matter.
function bodyOf(waiting) {
  const now = Date.now();
  return { taps: waiting.map(({ event: { id, member, seal, deed, whereabouts, at } }) => ({ id, member, seal, deed, whereabouts, ago: now - at })) };
}

async function settle({ taken, refused }) {
  for (const entry of log.filter(waits)) {
    const no = refused.find(({ id }) => id === entry.event.id);
    if (taken.includes(entry.event.id)) await keep.settle(entry, { sent: true });
    else if (no) await keep.settle(entry, { refused: no.words });
  }
}

function stop({ state, words }) {
  if (state === "waiting") say("");
  else say(words ?? "Sign in again to send what waits here.", "warn");
  draw();
  tries += 1;
  later(Math.min(60, 2 ** tries));
}

function later(seconds) {
  clearTimeout(again);
  again = setTimeout(sync, seconds * 1000);
}

async function ask(address, body) {
  let answer;
  try {
    const sent = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    answer = await fetch(address, { ...sent, cache: "no-store", signal: AbortSignal.timeout(20_000) });
  } catch {
    return { state: "waiting" };
  }
  if (answer.status >= 500 || answer.status === 429) return { state: "waiting" };
  const said = answer.redirected ? null : await answer.json().catch(() => null);
  return answer.ok && said ? { state: "ok", body: said } : { state: "refused", words: said?.words };
}

const waits = (entry) => !entry.sent && !entry.refused;

// Where somebody is: as the house last said, and as was tapped here since.
function where(line) {
  const since = log.filter(({ seq, refused, event }) => seq > (list.folded ?? 0) && !refused && event.member === line.id);
  const tap = since.at(-1)?.event;
  if (!tap) return line.here;
  return tap.deed === "came" ? tap.whereabouts : null;
}

async function note(line, deed, whereabouts, words) {
  log.push(await keep.add({ id: freshId(), member: line.id, seal: line.seal, deed, whereabouts, at: Date.now() }));
  find("said").textContent = `${line.name} ${words}.`;
  typed.value = "";
  draw();
  typed.focus();
  tries = 0;
  sync();
}

function cardIn(text) {
  return text.match(/\/meetings\/card\/([0-9a-f]+)/)?.[1];
}

// By the card, the word, the number, or every word of the name.
function wanted() {
  const text = typed.value.trim();
  const token = cardIn(text) ?? (/^[0-9a-f]{48}$/.test(text) ? text : null);
  if (token) return list.lines.filter((line) => line.card === token);
  if (text.length < 3) return [];
  const [word, small] = [text.toUpperCase(), plain(text).split(/\s+/)];
  const fits = (line) => line.word === word || line.number.toUpperCase() === word || small.every((part) => plain(line.name).includes(part));
  return list.lines.filter(fits).slice(0, 8);
}

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function draw() {
  const waiting = log.filter(waits).length;
  const refused = log.filter((entry) => entry.refused);
  find("waiting").textContent = waiting ? `${waiting} to send when there is a signal.` : "Everything is sent.";
  find("waiting").dataset.kind = waiting ? "warn" : "good";
  find("refused").textContent = refused.length ? `${refused.length} could not be done: ${refused.at(-1).refused}` : "";
  const lines = list?.lines ?? [];
  const here = lines.filter((line) => where(line));
  find("count").textContent = here.filter((line) => line.may_vote).length;
  find("online").textContent = here.filter((line) => where(line) === "remote").length;
  const found = list ? wanted() : [];
  find("found").replaceChildren(...found.map(row));
  find("none").hidden = found.length > 0 || typed.value.trim().length < 3;
  find("none").textContent = list ? "Nobody on the list of this meeting is called that. A visitor needs no check-in and has no vote." : "The list is not on this phone yet: it needs a signal once.";
}

function row(line) {
  const item = find("row").content.firstElementChild.cloneNode(true);
  const part = (name) => item.querySelector(`[data-${name}]`);
  const place = where(line);
  part("name").textContent = line.name;
  part("number").textContent = line.number;
  part("votes").hidden = !line.may_vote;
  part("speaks").hidden = line.may_vote;
  part("room").hidden = place !== "room";
  part("remote").hidden = place !== "remote";
  part("owes").hidden = !line.owes;
  part("aside").hidden = line.may_vote && !line.owes;
  part("says").textContent = line.says || "Dues can be paid at the door.";
  const deeds = [
    ["in", place !== "room", "came", "room", line.may_vote ? "is in" : "is in, and may speak but not vote"],
    ["join", !place, "came", "remote", "takes part online"],
    ["out", Boolean(place), "left", place ?? "room", "has left"],
  ];
  for (const [name, offered, deed, whereabouts, words] of deeds) {
    const button = part(name);
    if (!button) continue;
    button.hidden = !offered;
    button.append(hidden(` ${line.name}`));
    button.addEventListener("click", () => note(line, deed, whereabouts, words));
  }
  return item;
}

// Signing out empties the browser: what waits on this phone is sent first.
function leave(event) {
  if (!event.target.matches("[data-leave]") || !log?.some(waits)) return;
  event.preventDefault();
  say("What was tapped here waits for a signal, and signing out would lose it. Sign out when everything is sent.", "warn");
}

function hidden(words) {
  const span = document.createElement("span");
  span.className = "vh";
  span.textContent = words;
  return span;
}

function say(words, kind = "plain") {
  const place = find("banner");
  place.hidden = !words;
  place.textContent = words;
  place.dataset.kind = kind;
}
