// Sends the log, and fetches the round as it stands. Each entry is sent until the server says that it has
// it, and the server counts it once however often it is sent: an answer that was lost on the way does no harm.

const MOST = 200;

// What a try came to: "sent", "waiting" (no signal), "stranger" (signed out), "closed" (with `words`).
export async function send(round, keep, log) {
  for (;;) {
    const waiting = log.filter((entry) => !entry.sent && !entry.refused).slice(0, MOST);
    if (!waiting.length) return { state: "sent" };
    const answer = await post(`/canvass/rounds/${round}/events`, {
      phone: await keep.phone(),
      sent_at: new Date().toISOString(),
      events: waiting.map((entry) => entry.event),
    });
    if (answer.state !== "ok") return answer;
    const { taken, held, refused, closed } = answer.body;
    const arrived = new Set([...taken, ...held]);
    for (const entry of waiting) {
      const no = refused.find((each) => each.id === entry.event.id);
      if (arrived.has(entry.event.id)) await keep.settle(entry, { sent: true });
      else if (no) await keep.settle(entry, { refused: no.words });
    }
    if (closed) return { state: "closed", words: closed, held: held.length };
    if (!waiting.some((entry) => entry.sent || entry.refused)) return { state: "waiting" };
  }
}

// The round as it stands; the phone takes it along.
export async function carry(round, keep) {
  const answer = await post(`/canvass/rounds/${round}/phones`, { phone: await keep.phone() });
  if (answer.state !== "ok") return answer;
  const bundle = answer.body;
  bundle.ahead = Date.parse(bundle.now) - Date.now();
  return { state: "ok", bundle };
}

async function post(address, body) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    return { state: "waiting" };
  }
  if (answer.status === 401 || answer.redirected) return { state: "stranger" };
  if (answer.status >= 500 || answer.status === 429) return { state: "waiting" };
  const said = await answer.json().catch(() => null);
  if (answer.ok) return said ? { state: "ok", body: said } : { state: "waiting" };
  return { state: "closed", words: said?.words ?? "This round is not open to this phone any more." };
}
