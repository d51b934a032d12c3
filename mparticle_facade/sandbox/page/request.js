// One request: what was sent, what was answered, and the batches that came of it.

import { button, byId, bytes, duration, element, moment, quantity, visible, visibleLines } from "./dom.js";
import { facts, headers } from "./facts.js";
import { digest, tally } from "./batches.js";
import { parse, pretty } from "./json.js";

const REASONS = {
  202: "Accepted", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
  405: "Method Not Allowed", 413: "Payload Too Large", 429: "Too Many Requests", 500: "Internal Server Error",
  502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
}; // prettier-ignore

export class RequestView {
  #open;

  /** `open(kind, id)` shows something else. */
  constructor(open) {
    this.#open = open;
  }

  /** Show what the sandbox answered, as text; the status of the request. */
  fill(text) {
    const found = JSON.parse(text);
    const { status } = found;
    byId("request-line").textContent = visible(`${found.method} ${found.path}`);
    const said = byId("request-said");
    said.textContent = visible([found.note, found.said].filter(Boolean).join(": "));
    said.hidden = !said.textContent;
    said.dataset.severity = found.note ? "purpose" : "error";
    facts("request-facts", {
      Received: moment(found.received_ms),
      Took: duration(found.took_ms),
      Size: bytes(found.size),
      Key: visible(found.key) || "none",
      Client: found.client,
      Content: found.batches ? `${quantity(found.batches, "batch", "batches")}, ${quantity(found.events, "event")}` : "",
    });
    byId("answer-title").textContent = status === null ? "No answer" : `Answer: ${status} ${REASONS[status] ?? ""}`;
    byId("answer-part").hidden = status === null;
    headers("answer-headers", masked(found.answer_headers));
    body("answer-body", found.answer);
    headers("request-headers", masked(found.headers));
    body("request-body", found.body, found.body_cut);
    this.#contents(found.contents, found.batches);
    return status;
  }

  #contents(rows, all) {
    byId("contents-part").hidden = !rows.length;
    byId("contents-title").textContent = quantity(all, "batch", "batches");
    byId("contents").replaceChildren(
      ...rows.map((row) => {
        const batch = digest(row);
        const item = element("li");
        const status = element("span", "status", batch.status);
        status.dataset.status = batch.status;
        const problems = element("span", "problems", tally(batch));
        problems.dataset.severity = batch.errors ? "error" : "warning";
        const what = batch.events.map(({ type, name }) => name || type).join(", ") || "no events";
        item.append(
          button("link", `Batch ${batch.id}`, () => this.#open("batch", batch.id)),
          status,
          element("span", "what", what),
          problems,
        );
        return item;
      }),
    );
    if (all > rows.length && rows.length)
      byId("contents").append(element("li", "dim", `and ${quantity(all - rows.length, "more", "more")}`));
  }
}

function masked(pairs) {
  return pairs.map(([name, value]) => [visible(name), visible(value)]);
}

/** A body: JSON on lines of its own, anything else as it came; what can't be seen is escaped. */
function body(id, text, cut = 0) {
  let shown = text;
  try {
    JSON.parse(text);
    shown = pretty(text, parse(text));
  } catch {
    // not JSON, or not all of it: as it is
  }
  const place = byId(id);
  place.textContent = visibleLines(shown);
  place.classList.toggle("dim", !text);
  if (!text) place.textContent = "empty";
  if (cut) place.append("\n", element("span", "cut", `… ${bytes(cut)} more, not kept`));
}
