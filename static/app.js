// What every page has. Each page works without it; larger parts are fetched only where they are used.

const parts = {
  "ranked-list": "./ranked-list.js",
  "live-region": "./live-region.js",
  "time-left": "./time-left.js",
  "form[data-draft]": "./draft.js",
};
for (const [wanted, file] of Object.entries(parts)) if (document.querySelector(wanted)) import(file);

// A form goes off once: a second press while the answer is on its way does nothing. The server would
// see through it as well, by the form's token; this spares people the wait and the doubt.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const unsent = form.matches("[data-leave]") && carried();
  if (unsent) {
    // Signing out empties the browser; results that wait on this phone are sent first.
    event.preventDefault();
    location.href = `/canvass/rounds/${unsent}/pocket`;
    return;
  }
  if (form.matches("[data-leave]")) drafts().forEach((key) => sessionStorage.removeItem(key));
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
});

// A page that the browser brings back from memory may be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled=true]")) button.removeAttribute("aria-disabled");
  }
});

// A stroke goes to the search, unless one is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const find = document.getElementById("find");
  if (!find?.checkVisibility()) return;
  event.preventDefault();
  find.focus();
  find.select();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A link in mail carries its secret behind the #, where no server and no log sees it. It moves into
// the form, and out of the address bar, before anyone looks over a shoulder. What else the form asks,
// a code to type, is not needed then.
const secret = location.hash.slice(1);
const token = document.querySelector("input[data-from-fragment]");
if (secret && token) {
  history.replaceState(null, "", location.pathname + location.search);
  token.value = secret;
  token.form.hidden = false;
  for (const other of document.querySelectorAll("[data-without-secret]")) other.hidden = true;
  for (const field of token.form.querySelectorAll(".field")) field.hidden = true;
  token.form.querySelector("button").focus();
}

// What was typed into a form and sent is forgotten on the first page that is not that form again.
for (const key of drafts()) {
  if (!JSON.parse(sessionStorage.getItem(key)).sent) continue;
  if (!document.querySelector(`form[data-draft="${CSS.escape(key.slice(6))}"]`)) sessionStorage.removeItem(key);
}

// The keys of what draft.js keeps; none where the browser forbids keeping anything.
function drafts() {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith("draft:"));
  } catch {
    return [];
  }
}

// The round of which results wait in this browser, if there is one.
function carried() {
  try {
    return Object.keys(localStorage).find((key) => key.startsWith("pocket:"))?.slice(7);
  } catch {
    return null;
  }
}
