// Long forms keep what was typed, in this tab only, until they are sent or the person signs out.

const kept = "input:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio]), textarea";

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const fields = [...form.querySelectorAll(kept)].filter((field) => field.name);
  restore(form, key, fields);
  let wait;
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => save(key, fields, false), 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(wait);
    save(key, fields, true);
  });
}

function save(key, fields, sent) {
  const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  try {
    sessionStorage.setItem(key, JSON.stringify({ sent, typed }));
  } catch {
    // A full or forbidden store loses the draft, never the form.
  }
}

// What the server gives back wins; a draft only fills what is empty.
function restore(form, key, fields) {
  const { typed = {} } = JSON.parse(read(key) ?? "{}");
  const filled = fields.filter((field) => !field.value && typed[field.name]);
  for (const field of filled) field.value = typed[field.name];
  if (filled.length) form.prepend(note(key, filled));
}

function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function note(key, filled) {
  const line = document.createElement("p");
  line.className = "draft-note";
  line.setAttribute("role", "status");
  line.textContent = "This is what you typed before. ";
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "quiet";
  clear.textContent = "Empty it";
  clear.addEventListener("click", () => {
    for (const field of filled) field.value = "";
    sessionStorage.removeItem(key);
    line.remove();
    filled[0].focus();
  });
  line.append(clear);
  return line;
}
