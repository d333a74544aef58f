// A sheet typed back: Enter goes to the next door, and what the digits mean stands beside them. Without this script Enter
// keeps what was typed so far and comes back to the next door.

const form = document.querySelector("form.typing");
const fields = [...form.querySelectorAll("input[data-door]")];
// What stands beside each digit, part by part.
const parts = [...document.querySelectorAll(".digits > div")].map((part) => [...part.querySelectorAll("dd > span")].map((each) => each.lastChild.textContent.trim()));
const button = form.querySelector(".typing__keep button");

form.addEventListener("keydown", (event) => {
  const at = fields.indexOf(event.target);
  if (at < 0) return;
  if (event.key === "Enter") {
    event.preventDefault();
    (fields[at + 1] ?? button).focus();
    fields[at + 1]?.select();
  } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    fields[at + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
  }
});

form.addEventListener("input", ({ target }) => fields.includes(target) && echo(target));
for (const field of fields) echo(field);
tell();

// What the digits of a line mean, in words.
function echo(field) {
  const [digits] = /^\d*/.exec(field.value.trim());
  const line = field.closest("li");
  const people = [...line.querySelectorAll("small b")].map((each) => each.textContent);
  const noted = line.querySelector("output");
  noted.dataset.noted ??= noted.textContent;
  const words = [...digits].map((digit, at) => {
    if (digit === "0") return null;
    if (at === 2) return people[digit - 1] ?? "?";
    return parts[Math.min(at, parts.length - 1)][digit - 1] ?? "?";
  });
  noted.textContent = words.filter(Boolean).join(", ") || noted.dataset.noted;
  tell();
}

function tell() {
  const typed = fields.filter((field) => field.value.trim()).length;
  form.querySelector("[data-typed]").textContent = `${typed} of ${fields.length} typed`;
}
