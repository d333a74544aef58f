// How each door stands: what the server said last, and what this phone has noted since.

export class Doors {
  #doors;
  #pictures;
  #meanings;

  // `pictures` says how a door stands after each outcome, `meanings` what each counts as.
  constructor(bundle, log, pictures, meanings) {
    this.#pictures = pictures;
    this.#meanings = meanings;
    this.#doors = bundle.doors.map((door) => ({ ...door, notes: [...door.notes], was: door.picture }));
    for (const { seq, refused, event } of log) if (seq > (bundle.folded ?? 0) && !refused) this.add(event);
  }

  get all() {
    return this.#doors;
  }

  get done() {
    return this.#doors.filter((door) => door.picture === "done").length;
  }

  at(id) {
    return this.#doors.find((door) => door.id === id);
  }

  // Takes an entry of the log into account.
  add(event) {
    const door = this.at(event.door);
    if (!door) return;
    if (event.kind === "note") door.notes.push(event.words);
    else if (event.kind === "follow-up") door.notes.push([event.asked, event.words].filter(Boolean).join(": "));
    else if (event.kind === "undo") this.#undo(door, event.instead_of);
    else this.#note(door, event);
  }

  // Somebody who came to the door earlier in the evening outranks nobody there, unless this corrects it.
  #note(door, { id, outcome, intention, instead_of: corrects }) {
    const after = this.#pictures[outcome];
    const outranked = !corrects && after === "back" && door.noted && door.picture === "done";
    if (!outranked) door.picture = after;
    door.noted = { id, outcome, intention };
    if (this.#meanings[outcome] === "do-not-knock") door.barred = true;
  }

  #undo(door, id) {
    if (door.noted?.id !== id) return;
    if (this.#meanings[door.noted.outcome] === "do-not-knock") door.barred = false;
    door.picture = door.was === "done" && !door.before ? "todo" : door.was;
    door.noted = null;
  }

  // The next door with something left to do, from the start again when the end is reached.
  next(after) {
    const from = this.#doors.findIndex((door) => door.id === after) + 1;
    const order = [...this.#doors.slice(from), ...this.#doors.slice(0, from)];
    return order.find((door) => !door.barred && !door.noted && door.picture !== "done");
  }
}
