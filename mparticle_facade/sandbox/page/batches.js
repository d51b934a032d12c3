// What the page keeps of a batch, and how many it keeps.

import { quantity } from "./dom.js";

const MOST_EVENTS = 3; // kinds of events that a row names

/** The newest entries of a list, up to a limit. */
export class Newest {
  #limit;
  entries = [];

  constructor(limit) {
    this.#limit = limit;
  }

  push(more) {
    for (const entry of more) this.entries.push(entry);
    // Not at each push: that would move the whole list each time.
    if (this.entries.length > this.#limit * 1.1) this.entries = this.entries.slice(-this.#limit);
  }

  clear() {
    this.entries = [];
  }

  get full() {
    return this.entries.length >= this.#limit;
  }
}

/** A summary from the stream, in the form that filters and rows want. */
export function digest(summary) {
  const identities = Object.entries(summary.user ?? {}).map(([type, value]) => [type, words(value)]);
  const events = summary.events ?? [];
  const total = summary.event_count ?? events.length;
  return {
    id: summary.id,
    receivedMs: summary.received_ms,
    status: words(summary.status),
    environment: words(summary.environment),
    identities,
    haystack: identities
      .map(([type, value]) => `${type}:${value}`)
      .join("\n")
      .toLowerCase(),
    // `event_types`, where the server sends it, also covers the events that are too many to be listed.
    types: new Set((summary.event_types ?? events.map((event) => event.type)).map(words)),
    ...headline(events, total),
    problems: tally(summary),
    eventCount: total,
    bytes: summary.bytes ?? 0,
    errors: summary.errors,
    warnings: summary.warnings,
  };
}

/** "1 error, 2 warnings", or nothing. Under load the sandbox leaves the warnings uncounted, as null. */
export function tally({ errors, warnings }) {
  if (!errors && warnings === null) return "unchecked";
  return [errors && quantity(errors, "error"), warnings && quantity(warnings, "warning")].filter(Boolean).join(", ");
}

/** The first events, equal ones counted, and how many more there are. */
function headline(events, total) {
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
  return typeof value === "string" ? value : JSON.stringify(value);
}
