// <time-left until="2026-12-17T19:34:00Z">until 7.34 pm</time-left> counts the minutes of a speech down
// beside what it says without scripts. It counts in its shadow, where a live region changes nothing.

class TimeLeft extends HTMLElement {
  #shown;
  #ticking;

  connectedCallback() {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: "open" });
      this.#shown = Object.assign(document.createElement("b"), { role: "timer" });
      root.append(this.#shown, " ", document.createElement("slot"));
    }
    this.#ticking = setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
  }

  #tick() {
    const left = Math.round((Date.parse(this.getAttribute("until")) - Date.now()) / 1000);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    this.#shown.textContent = `${left < 0 ? "over by " : ""}${minutes}:${String(seconds).padStart(2, "0")}`;
  }
}

customElements.define("time-left", TimeLeft);
