// A form that only asks, with class "as-you-type", answers while one types: each keystroke fetches the page
// that the form would open, and the parts marked `data-fresh` are exchanged. The field keeps its focus,
// because it stands in none of them. Without a script, Enter does the same.

for (const form of document.querySelectorAll("form.as-you-type")) {
  let asking;
  form.addEventListener("input", async () => {
    asking?.abort();
    asking = new AbortController();
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      exchange(new DOMParser().parseFromString(await answer.text(), "text/html"));
      history.replaceState(null, "", address);
    } catch {
      // A newer keystroke asked again, or the net is away: what is shown stays, and Enter asks once more.
    }
  });
}

function exchange(page) {
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
}
