// A round in the pocket: one door at a time, one tap a door, whether there is a signal or not.

import { Doors } from "./pocket-doors.js";
import { Keep, freshId, keepPage } from "./pocket-keep.js";
import { carry, send } from "./pocket-send.js";

const { round, worker } = document.body.dataset;
const find = (name) => document.querySelector(`[data-${name}]`);
const labels = Object.fromEntries([...document.querySelectorAll("[data-outcome]")].map((button) => [button.dataset.outcome, button.textContent.trim()]));
const pictures = Object.fromEntries([...document.querySelectorAll("[data-outcome]")].map((button) => [button.dataset.outcome, button.dataset.picture]));
const meanings = Object.fromEntries([...document.querySelectorAll("[data-outcome]")].map((button) => [button.dataset.outcome, button.dataset.meaning]));
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });

let keep, log, bundle, doors, here, undoable, quiet, again;
let tries = 0;

start().catch(() => say("This browser keeps nothing, so the round works here with a signal only. Use the other page.", "warn"));

async function start() {
  keep = await Keep.of(round);
  log = await keep.log();
  bundle = await keep.bundle();
  if (bundle && Date.now() + bundle.ahead > Date.parse(bundle.forget_at)) await forget("The names on this phone were forgotten twelve hours after the shift.");
  draw();
  navigator.storage?.persist?.();
  addEventListener("online", sync);
  addEventListener("pageshow", (event) => event.persisted && sync());
  document.addEventListener("visibilitychange", () => document.hidden || sync());
  await navigator.serviceWorker?.register(worker, { scope: "/canvass/" }).catch(() => null);
  await sync();
  await keepPage().catch(() => null);
  document.body.dataset.kept = "yes";
}

// One at a time: what happens meanwhile is sent by the next.
let syncing = null;
function sync() {
  syncing ??= once().finally(() => (syncing = null));
  return syncing;
}

async function once() {
  clearTimeout(again);
  const last = log.length;
  const sent = await send(round, keep, log);
  tell(sent);
  if (sent.state === "closed") return forget(sent.words);
  if (sent.state !== "sent") return later();
  tries = 0;
  const fresh = await carry(round, keep);
  if (fresh.state === "closed") return forget(fresh.words);
  if (fresh.state === "stranger") return tell(fresh);
  if (fresh.state !== "ok") return tell({ state: bundle ? "sent" : "waiting" });
  bundle = { ...fresh.bundle, folded: log[last - 1]?.seq ?? 0 };
  await keep.setBundle(bundle);
  say("");
  draw();
  if (log.some(waits)) return later();
}

const waits = (entry) => !entry.sent && !entry.refused;

// Only while something waits: an idle phone sends nothing and spends nothing.
function later() {
  tries += 1;
  again = setTimeout(sync, Math.min(60, 2 ** tries) * 1000);
}

async function forget(words) {
  await keep.forgetBundle();
  bundle = doors = here = null;
  say(words, "warn");
  draw();
}

async function record(fields) {
  const entry = await keep.add({ id: freshId(), at: new Date().toISOString(), door: here.id, ...fields });
  log.push(entry);
  doors.add(entry.event);
  tell({ state: "sending" });
  sync();
  return entry.event;
}

// A second tap before the first is safe on the phone is a slip of the finger, not another knock.
let writing = false;
async function alone(deed) {
  if (writing) return;
  writing = true;
  document.body.dataset.writing = "yes";
  try {
    await deed();
  } finally {
    writing = false;
    delete document.body.dataset.writing;
  }
}

const chosen = (name) => document.querySelector(`[name="${name}"]:checked`)?.value || null;

// The answers to the branch's own questions, by question.
function replies() {
  const asked = [...document.querySelectorAll("[data-question]")].map(({ dataset }) => [dataset.question, Number(chosen(`q-${dataset.question}`))]);
  return Object.fromEntries(asked.filter(([, choice]) => choice));
}

async function noteOutcome(outcome) {
  const door = here;
  const isAnswer = meanings[outcome] !== "no-answer";
  const intention = isAnswer ? chosen("intention") : null;
  const event = await record({ kind: "result", outcome, intention, replies: isAnswer ? replies() : {}, elector: chosen("elector"), instead_of: door.noted?.id ?? null });
  more(false);
  here = doors.next(door.id) ?? null;
  draw();
  offerUndo(`${door.label} ${door.street}: ${labels[outcome].toLowerCase()}.`, { door: door.id, kind: "undo", instead_of: event.id });
  find("address").focus();
}

// A note, or what somebody asked for: casework says what it is about, the others say it by their name.
async function write(asked, label) {
  const field = find("words");
  const words = field.value.trim().slice(0, 500);
  if (!words && (!asked || asked === "casework")) return field.focus();
  const event = await record(asked ? { kind: "follow-up", asked, words, elector: chosen("elector") } : { kind: "note", words });
  field.value = "";
  more(false);
  draw();
  offerUndo(asked ? `${label}: noted.` : "The note is kept.", { door: here.id, kind: "undo", instead_of: event.id, words: null });
}

function offerUndo(words, entry) {
  undoable = entry;
  find("toast-words").textContent = words;
  find("toast").hidden = false;
  clearTimeout(quiet);
  quiet = setTimeout(() => (find("toast").hidden = true), 10_000);
}

async function undo() {
  find("toast").hidden = true;
  if (!undoable) return;
  const { door, ...entry } = undoable;
  undoable = null;
  here = doors.at(door);
  await record(entry);
  draw();
  find("address").focus();
}

function draw() {
  const place = find("door");
  doors = bundle ? new Doors(bundle, log, pictures, meanings) : null;
  here = here ? doors?.at(here.id) : (here === undefined ? doors?.next() : null);
  place.hidden = !here;
  find("opening").hidden = Boolean(doors);
  find("bar").hidden = !here;
  find("walked").hidden = !doors || Boolean(here);
  find("all").hidden = !doors;
  find("how-far").textContent = doors ? `${doors.done} of ${doors.all.length} done` : "";
  if (doors) drawList();
  if (here) drawDoor();
}

function drawDoor() {
  find("place").textContent = `Door ${here.position} of ${doors.all.length}`;
  find("address").textContent = `${here.label} ${here.street}`;
  find("barred").hidden = !here.barred;
  const noted = here.noted ? `Noted: ${inWords(here.noted).toLowerCase()}. A new tap ${here.noted.id ? "corrects it" : "adds to it"}.` : "";
  const before = here.before ? `${day.format(new Date(here.before.at))}: ${here.before.words.toLowerCase()}.` : "";
  lines(find("before"), [noted, before, ...here.notes.map((words) => `“${words}”`)].filter(Boolean));
  const people = here.electors.map((elector) => person(elector));
  find("who").replaceChildren(...people);
  find("nobody").hidden = people.length > 0;
  for (const reply of document.querySelectorAll("[data-question] input")) reply.checked = false;
  for (const said of document.querySelectorAll("[name=intention]")) said.checked = said.value === (here.noted?.intention ?? "");
  const at = doors.all.indexOf(here);
  find("back").disabled = at === 0;
  find("skip").disabled = at === doors.all.length - 1;
}

// A word that this page has no button for comes with the round.
const inWords = (noted) => labels[noted.outcome] ?? noted.words ?? "";

function person({ id, name, marks, of_age: ofAge }) {
  const label = find("person").content.firstElementChild.cloneNode(true);
  label.querySelector("input").value = id;
  label.querySelector("b").textContent = name;
  const small = [marks, ofAge && `of age ${day.format(new Date(ofAge))}`].filter(Boolean).join(", ");
  label.querySelector("small").textContent = small;
  return label;
}

function drawList() {
  const items = doors.all.map((door, at) => {
    const item = find("line").content.firstElementChild.cloneNode(true);
    const street = item.querySelector(".walk-list__street");
    street.hidden = doors.all[at - 1]?.street === door.street;
    street.textContent = door.street;
    const button = item.querySelector("button");
    button.className = `door door--${door.picture}${door.barred ? " door--barred" : ""}`;
    button.querySelector("i").textContent = door.position;
    button.querySelector("b").append(door.label);
    const words = door.noted ? inWords(door.noted) : door.before?.words;
    button.querySelector("span").textContent = door.barred ? "do not knock" : (words ?? "to do").toLowerCase();
    if (door === here) button.setAttribute("aria-current", "step");
    button.addEventListener("click", () => go(door));
    return item;
  });
  find("list").replaceChildren(...items);
}

function go(door) {
  here = door;
  more(false);
  draw();
  find("address").focus();
  scrollTo(0, 0);
}

function step(by) {
  const to = doors.all[doors.all.indexOf(here) + by];
  if (to) go(to);
}

function more(open) {
  find("more-panel").hidden = !open;
  find("more").setAttribute("aria-expanded", String(open));
}

function lines(place, texts) {
  place.replaceChildren(
    ...texts.map((text) => {
      const line = document.createElement("p");
      line.className = "note";
      line.textContent = text;
      return line;
    }),
  );
}

function say(words, kind = "plain") {
  const banner = find("banner");
  banner.hidden = !words;
  banner.textContent = words;
  banner.dataset.kind = kind;
}

// How much waits on this phone, and why.
function tell({ state }) {
  const number = log.filter(waits).length;
  const refused = log.filter((entry) => entry.refused);
  const some = `${number} ${number === 1 ? "result" : "results"}`;
  const place = find("state");
  const words = {
    waiting: number ? `No signal: ${some} not sent` : "No signal",
    sending: number ? `${some} to send` : "",
    stranger: `Sign in again to send ${some}`,
    closed: number ? `${some} not sent` : "",
    sent: "All sent",
  };
  place.textContent = words[state];
  place.dataset.kind = number || state === "stranger" ? "warn" : "good";
  find("sign-in").hidden = state !== "stranger";
  if (refused.length) say(`${refused.length} could not be kept: ${refused[0].refused}`, "warn");
  // Signing out empties this browser: it waits until everything is sent.
  if (number) localStorage.setItem(`pocket:${round}`, String(number));
  else localStorage.removeItem(`pocket:${round}`);
}

for (const button of document.querySelectorAll("[data-outcome]")) button.addEventListener("click", () => here && alone(() => noteOutcome(button.dataset.outcome)));
find("undo").addEventListener("click", () => alone(undo));
find("back").addEventListener("click", () => step(-1));
find("skip").addEventListener("click", () => step(1));
find("more").addEventListener("click", () => more(find("more-panel").hidden));
find("keep-note").addEventListener("click", () => alone(() => write()));
for (const button of document.querySelectorAll("[data-asked]")) button.addEventListener("click", () => here && alone(() => write(button.dataset.asked, button.textContent)));
