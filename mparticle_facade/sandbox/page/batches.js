// What the page makes of a row from the sandbox.

import { quantity, visible } from "./dom.js";

const MOST_EVENTS = 3; // kinds of events that a row names

/** A batch, in the form that a row wants. */
export function digest(row) {
  const events = row.events ?? [];
  return {
    kind: "batch",
    id: row.id,
    receivedMs: row.received_ms,
    status: words(row.status),
    environment: words(row.environment),
    identities: Object.entries(row.user ?? {}).map(([type, value]) => [visible(type), words(value)]),
    types: (row.event_types ?? []).map(words),
    ...headline(events, row.event_count ?? events.length),
    eventCount: row.event_count ?? events.length,
    bytes: row.bytes ?? 0,
    errors: row.errors,
    warnings: row.warnings,
  };
}

/** "1 error, 2 warnings", or nothing. */
export function tally({ errors, warnings }) {
  return [errors && quantity(errors, "error"), warnings && quantity(warnings, "warning")].filter(Boolean).join(", ");
}

/** The first events, equal ones counted, and how many more there are. */
export function headline(events, total) {
  const groups = [];
  let named = 0;
  for (const event of events) {
    const [type, name] = [words(event.type), words(event.name)];
    const equal = groups.find((group) => group.type === type && group.name === name);
    if (!equal && groups.length === MOST_EVENTS) continue;
    if (equal) equal.count += 1;
    else groups.push({ type, name, count: 1 });
    named += 1;
  }
  return { events: groups, more: total - named };
}

/** Rejected batches hold anything, also where text belongs. */
function words(value) {
  if (value === null || value === undefined) return "";
  return visible(typeof value === "string" ? value : JSON.stringify(value));
}
