// <word-count for="f-text" limit="250"> counts the words of a text while it is written, as the server counts them:
// what stands between spaces and holds a letter or a figure.

class WordCount extends HTMLElement {
  connectedCallback() {
    this.text = document.getElementById(this.getAttribute("for"));
    this.text?.addEventListener("input", this.#count);
    this.#count();
  }

  disconnectedCallback() {
    this.text?.removeEventListener("input", this.#count);
  }

  #count = () => {
    if (!this.text) return;
    const words = this.text.value.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const limit = Number(this.getAttribute("limit"));
    const line = this.querySelector("p");
    line.textContent = said(words, limit);
    line.classList.toggle("error", limit > 0 && words > limit);
  };
}

function said(words, limit) {
  const counted = `${words} ${words === 1 ? "word" : "words"}`;
  if (!limit) return counted;
  return words > limit ? `${counted}: ${words - limit} more than the ${limit} allowed` : `${words} of ${limit} words`;
}

customElements.define("word-count", WordCount);
