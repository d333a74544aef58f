// <ranked-list> around <ol data-rank>: the rows of a ballot paper can be put in order by dragging, by
// buttons and by Alt with the arrow keys. The number boxes stay, stay the truth, and can be typed in.
// The rows with a number stand on top in its order; a row moved below them loses its number.

class RankedList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("[data-rank]");
    this.status = this.appendChild(element("p", { class: "vh", role: "status" }));
    for (const [at, row] of this.rows.entries()) this.#furnish(row, at);
    this.#sortByNumbers();
    this.list.addEventListener("change", () => this.#sortByNumbers());
    this.list.addEventListener("keydown", (event) => this.#keyed(event));
    this.list.addEventListener("pointerdown", (event) => this.#grabbed(event));
  }

  get rows() {
    return [...this.list.children];
  }

  get ranked() {
    return this.rows.filter((row) => box(row).value);
  }

  #furnish(row, at) {
    row.dataset.at = at;
    const moves = element("span", { class: "moves" });
    for (const step of [-1, 1]) {
      const button = element("button", { type: "button", "data-step": step });
      button.addEventListener("click", () => this.#move(row, step, button));
      moves.append(button);
    }
    moves.append(element("span", { class: "grip", "aria-hidden": "true" }));
    row.append(moves);
  }

  // One step up or down. The first step up of a row without a number gives it the next one; a step
  // down from the last number takes it away.
  #move(row, step, focus) {
    const ranked = this.ranked;
    const at = ranked.indexOf(row);
    if (at < 0 && step < 0) this.#place(row, ranked.length);
    else if (at >= 0 && at + step >= 0) this.#place(row, at + step);
    else return;
    focus?.focus();
  }

  // Puts a row at a rank counted from 0; past the end of the ranked rows it has no number.
  #place(row, rank) {
    const others = this.ranked.filter((other) => other !== row);
    if (rank <= others.length) others.splice(rank, 0, row);
    this.#write(others);
    const now = others.indexOf(row) + 1;
    this.status.textContent = now ? `${name(row)}: number ${now}.` : `${name(row)}: no number.`;
  }

  #write(ranked) {
    for (const row of this.rows) box(row).value = ranked.includes(row) ? ranked.indexOf(row) + 1 : "";
    this.#order(ranked);
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Typed numbers put the rows in order once they read 1, 2, 3 …; until then the rows stay.
  #sortByNumbers() {
    const ranked = this.ranked.sort((one, other) => box(one).value - box(other).value);
    if (ranked.every((row, at) => Number(box(row).value) === at + 1)) this.#order(ranked);
    else this.#label();
  }

  #order(ranked) {
    const focus = document.activeElement;
    const rest = this.rows.filter((row) => !ranked.includes(row));
    const order = [...ranked, ...rest.sort((one, other) => one.dataset.at - other.dataset.at)];
    if (order.some((row, at) => this.rows[at] !== row)) this.list.append(...order);
    if (this.contains(focus)) focus.focus();
    this.#label();
  }

  #label() {
    const ranked = this.ranked;
    for (const row of this.rows) {
      const at = ranked.indexOf(row);
      row.classList.toggle("unranked", at < 0);
      const [up, down] = row.querySelectorAll("[data-step]");
      up.setAttribute("aria-label", at < 0 ? `Give ${name(row)} the next number` : `Move ${name(row)} up`);
      down.setAttribute("aria-label", at === ranked.length - 1 ? `Take the number from ${name(row)}` : `Move ${name(row)} down`);
      up.setAttribute("aria-disabled", at === 0);
      down.setAttribute("aria-disabled", at < 0);
    }
  }

  #keyed(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.altKey) return;
    event.preventDefault();
    this.#move(event.target.closest("[data-rank] > *"), step, event.target);
  }

  // While it is dragged the row stays where it is in the document, and its neighbours step around
  // it: a row that is taken out loses the pointer.
  #grabbed(event) {
    const grip = event.target.closest(".grip");
    if (!grip || event.button) return;
    event.preventDefault();
    const row = grip.closest("[data-rank] > *");
    const from = this.rows.indexOf(row);
    const moved = ({ clientY }) => {
      while (row.previousElementSibling && clientY < middle(row.previousElementSibling)) row.after(row.previousElementSibling);
      while (row.nextElementSibling && clientY > middle(row.nextElementSibling)) row.before(row.nextElementSibling);
    };
    const dropped = () => {
      grip.removeEventListener("pointermove", moved);
      row.classList.remove("lifted");
      const to = this.rows.indexOf(row);
      if (to !== from) this.#place(row, to);
    };
    row.classList.add("lifted");
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", moved);
    grip.addEventListener("lostpointercapture", dropped, { once: true });
  }
}

const box = (row) => row.querySelector("input[type=number]");
const name = (row) => row.querySelector(".t").textContent;

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

function element(tag, attributes) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

customElements.define("ranked-list", RankedList);
