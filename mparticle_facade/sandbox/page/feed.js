// A list that is fed: its newest part, what arrives on top, what is older on demand.

import { list } from "./api.js";

const PART = 100; // rows that are loaded at once
const MOST_WAITING = 500; // rows that wait while the list is held; more, and the list is loaded again instead
const MOST_ROUNDS = 20; // of a search that finds nothing
const PAUSE_MS = 250; // between two questions whether something that passes the filters arrived

export class Feed {
  #on;
  #kind = "batches";
  #query = {};
  #request = new AbortController();
  #timer = null;
  #waiting = []; // newest first
  #behind = false; // more arrived than is waiting here
  #known = 0; // the newest id that was looked at
  before = null; // where older rows begin; null where there are none
  arrived = 0; // rows that are not in the list yet
  failure = "";

  /** `on` has replace(rows), add(rows), append(rows), all newest first, and changed(). */
  constructor(on) {
    this.#on = on;
  }

  /** Show the newest part of a list; its newest id. */
  async load(kind, query) {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    clearTimeout(this.#timer);
    this.#timer = null;
    [this.#kind, this.#query] = [kind, query];
    this.#forget();
    const part = await list(kind, { ...query, limit: PART }, signal);
    this.#known = part.newest;
    this.before = part.before;
    this.failure = "";
    this.#on.replace(kind, part.rows);
    this.#on.changed();
    if (!part.rows.length) this.#searchOn(signal);
    return part.newest;
  }

  /** A search that has found nothing yet goes on by itself, for a while. */
  async #searchOn(signal) {
    for (let round = 0; round < MOST_ROUNDS && this.before !== null && !signal.aborted; round += 1) {
      if (await this.older()) return;
    }
  }

  /** Rows that arrived, newest first, whether they pass the filters or not. */
  take(kind, rows) {
    if (kind !== this.#kind) return;
    const fresh = rows.filter(({ id }) => id > this.#known);
    if (!fresh.length) return;
    if (Object.keys(this.#query).length) this.#askSoon();
    else {
      this.#known = fresh[0].id;
      this.#wait(fresh);
    }
  }

  /** Put on top what waits. */
  flush() {
    if (this.#behind) {
      this.reload();
      return;
    }
    const rows = this.#waiting;
    this.#forget();
    if (rows.length) this.#on.add(rows);
  }

  /** Load the newest part again. */
  async reload() {
    try {
      await this.load(this.#kind, this.#query);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Load what is older; how many rows that were. */
  async older() {
    const { signal } = this.#request;
    try {
      const part = await list(this.#kind, { ...this.#query, limit: PART, before: this.before }, signal);
      this.before = part.before;
      this.failure = "";
      this.#on.append(part.rows);
      this.#on.changed();
      return part.rows.length;
    } catch (error) {
      this.#fail(error);
      return 0;
    }
  }

  #fail(error) {
    if (error.name === "AbortError") return;
    this.failure = error.message;
    this.#on.changed();
  }

  #forget() {
    this.#waiting = [];
    this.#behind = false;
    this.arrived = 0;
  }

  #wait(rows) {
    this.arrived += rows.length;
    this.#behind ||= this.arrived > MOST_WAITING;
    this.#waiting = this.#behind ? [] : [...rows, ...this.#waiting];
    this.#on.changed();
  }

  #askSoon() {
    this.#timer ??= setTimeout(() => this.#askNow(this.#request.signal), PAUSE_MS);
  }

  async #askNow(signal) {
    try {
      const part = await list(this.#kind, { ...this.#query, limit: PART, after: this.#known }, signal);
      this.#known = part.newest;
      if (part.rows.length) this.#wait(part.rows);
      if (part.before !== null) this.#behind = true;
    } catch {
      // the connection says so itself, and the next arrival asks again
    }
    if (!signal.aborted) this.#timer = null;
  }
}
