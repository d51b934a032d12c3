// The list: as many rows as fit a browser, one stop for the Tab key, arrows, j and k in between.

import { byId, bytes, clock, duration, element, moment, visible, zone } from "./dom.js";
import { digest, headline, tally } from "./batches.js";

const MOST = 500; // rows, unless somebody asks for older ones
const PAGE = 10; // rows that PageUp and PageDown move
const FLASH_UP_TO = 5; // more at once would flicker
const LOOK_MS = 100;

export class Rows {
  #scroller = byId("scroller");
  #body = byId("rows");
  #stop = null; // the row that Tab goes to
  #open = null; // the row that is shown beside
  #pressed = false;
  #on;
  #looking = null;
  #items = new WeakMap(); // row -> {kind, id, ...}
  #trimmed = () => {};
  kind = "batches";

  /** `on` has open(item), released() for when the rows may move again, and unknown(ids) for rows to be counted. */
  constructor(on) {
    this.#on = on;
    this.#body.addEventListener("click", (event) => {
      if (!getSelection().toString()) this.#choose(event.target.closest(".row"));
    });
    this.#body.addEventListener("keydown", (event) => this.#key(event));
    this.#body.addEventListener("pointerdown", () => (this.#pressed = true));
    for (const type of ["pointerup", "pointercancel"]) {
      window.addEventListener(type, () => {
        this.#pressed = false;
        on.released();
      });
    }
    this.#body.addEventListener("focusout", () => setTimeout(on.released));
    this.#scroller.addEventListener(
      "scroll",
      () => {
        on.released();
        this.look();
      },
      { passive: true },
    );
    window.addEventListener("resize", () => this.look());
  }

  /** Is somebody reading? Rows that move under the eye, the pointer or the focus can't be read. */
  get held() {
    const focused = document.activeElement;
    const byKeyboard = this.#body.contains(focused) && focused.matches(":focus-visible");
    return this.#pressed || this.#scroller.scrollTop > 0 || byKeyboard;
  }

  get size() {
    return this.#body.childElementCount;
  }

  /** Call `trimmed(id)` when rows go at the end, with the id of the last one that stays. */
  set trimmed(call) {
    this.#trimmed = call;
  }

  /** Put rows on top, newest first. */
  add(given) {
    const rows = given.map((row) => this.#row(row));
    if (rows.length <= FLASH_UP_TO) rows.forEach((row) => row.classList.add("fresh"));
    this.#body.prepend(...rows);
    let last = this.#body.lastElementChild;
    const excess = this.size - MOST;
    for (let left = excess; left > 0; left -= 1) {
      const before = last.previousElementSibling;
      if (last !== this.#open) last.remove(); // the open one stays, to come back to
      last = before;
    }
    if (excess > 0) this.#trimmed(this.#items.get(last).id);
    if (!this.#body.contains(document.activeElement)) this.#stopAt(this.#body.firstElementChild);
    this.look();
  }

  /** Put older rows below. */
  append(given) {
    this.#body.append(...given.map((row) => this.#row(row)));
    if (!this.#stop) this.#stopAt(this.#body.firstElementChild);
    this.#markAgain();
    this.look();
  }

  /** Show these rows instead, newest first. */
  replace(kind, given) {
    this.kind = kind;
    byId("list-head").replaceChildren(...byId(`head-${kind}`).content.cloneNode(true).children);
    byId("list-head").firstElementChild.textContent = `Time, ${zone()}`;
    this.#scroller.dataset.kind = kind;
    const focused = this.#body.contains(document.activeElement);
    const rows = given.map((row) => this.#row(row));
    this.#body.replaceChildren(...rows);
    this.#open = null;
    this.#markAgain();
    this.#stopAt(rows[0]);
    if (focused) this.focusNewest();
    this.look();
  }

  top() {
    this.#scroller.scrollTop = 0;
  }

  /** Focus the newest row. */
  focusNewest() {
    this.#stopAt(this.#body.firstElementChild);
    this.#stop?.focus();
  }

  /** Go back to the open row, which is no longer open; `scroll` to it where it has moved on. */
  leave(scroll) {
    if (this.#open?.isConnected) this.#stopAt(this.#open);
    this.#shown = null;
    this.#markAgain();
    this.#stop?.focus({ preventScroll: !scroll });
  }

  #shown = null; // {kind, id} of what is open, in the list or not

  /** Mark the row of what is open. */
  mark(kind, id) {
    this.#shown = { kind, id };
    this.#markAgain();
  }

  #markAgain() {
    const { kind, id } = this.#shown ?? {};
    const found = [...this.#body.children].find((row) => {
      const item = this.#items.get(row);
      return item.id === id && item.kind === kind;
    });
    if (found === this.#open) return;
    this.#open?.removeAttribute("aria-selected");
    this.#open = found ?? null;
    found?.setAttribute("aria-selected", "true");
  }

  /** The item so many rows further down than the open or focused one; null where the list ends. */
  beside(steps) {
    const at = this.#open ?? (this.#body.contains(document.activeElement) ? this.#stop : null);
    const all = [...this.#body.children];
    const next = at ? all[all.indexOf(at) + steps] : all[0];
    if (!next) return null;
    this.#stopAt(next);
    next.scrollIntoView({ block: "nearest" });
    return { ...this.#items.get(next), focus: () => next.focus() };
  }

  /** Have counted what is in view and not counted yet, after a moment. */
  look() {
    this.#looking ??= setTimeout(() => {
      this.#looking = null;
      const { top, bottom } = this.#scroller.getBoundingClientRect();
      const ids = [];
      for (const row of this.#body.querySelectorAll("[data-unknown]")) {
        const place = row.getBoundingClientRect();
        if (place.top > bottom) break;
        if (place.bottom > top) ids.push(this.#items.get(row).id);
      }
      if (ids.length) this.#on.unknown(ids);
    }, LOOK_MS);
  }

  /** Warnings were counted. */
  known(rows) {
    const counted = new Map(rows.map((row) => [row.id, row]));
    for (const row of this.#body.querySelectorAll("[data-unknown]")) {
      const found = counted.get(this.#items.get(row).id);
      if (found) this.#problems(row, row.querySelector(".problems"), found);
    }
    this.look(); // the rest
  }

  #choose(row) {
    if (!row) return;
    this.#stopAt(row);
    this.#on.open(this.#items.get(row));
  }

  #key(event) {
    const row = event.target.closest(".row");
    const all = [...this.#body.children];
    const at = all.indexOf(row);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -all.length, End: all.length };
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.#choose(row);
    else if (event.key in moves) {
      const next = all[Math.max(0, Math.min(all.length - 1, at + moves[event.key]))];
      this.#stopAt(next);
      next.focus();
      if (next === all[0]) this.top();
    } else return;
    event.preventDefault();
  }

  #stopAt(row = null) {
    if (row === this.#stop) return;
    if (this.#stop) this.#stop.tabIndex = -1;
    this.#stop = row;
    if (row) row.tabIndex = 0;
  }

  #row(given) {
    const row = byId(`row-${this.kind}`).content.firstElementChild.cloneNode(true);
    this.#items.set(row, { kind: this.kind === "batches" ? "batch" : "request", id: given.id });
    const cells = Object.fromEntries([...row.children].map((cell) => [cell.classList[0], cell]));
    cells.time.textContent = clock(given.received_ms);
    cells.time.title = `${moment(given.received_ms)}, ${new Date(given.received_ms).toISOString()}`;
    if (this.kind === "batches") this.#batch(row, cells, given);
    else this.#request(cells, given);
    return row;
  }

  #batch(row, cells, given) {
    const batch = digest(given);
    cells.status.textContent = batch.status;
    cells.status.dataset.status = batch.status;
    identities(cells.user, batch.identities);
    events(cells.events, batch);
    this.#problems(row, cells.problems, given);
    cells.environment.textContent = batch.environment;
    cells.size.textContent = bytes(batch.bytes);
  }

  #problems(row, cell, { errors, warnings }) {
    const unknown = warnings === null && !errors;
    row.toggleAttribute("data-unknown", unknown);
    cell.textContent = unknown ? "…" : tally({ errors, warnings });
    if (errors) cell.dataset.severity = "error";
    else if (warnings) cell.dataset.severity = "warning";
  }

  #request(cells, given) {
    cells.method.textContent = given.method;
    cells.path.textContent = visible(given.path);
    cells.path.title = cells.path.textContent;
    answer(cells.answer, given.status);
    const failed = given.note || given.said;
    if (failed) cells.events.append(element("span", given.note ? "done" : "said", visible(failed)));
    if (given.batches) events(cells.events, headline(given.what, given.events));
    if (!failed && !given.batches) cells.events.append(element("span", "dim", "nothing in it"));
    if (given.duplicates) cells.events.prepend(element("span", "some", `${given.duplicates} duplicate`));
    if (given.rejected) cells.events.prepend(element("span", "some bad", `${given.rejected} rejected`));
    cells.size.textContent = bytes(given.size);
    cells.took.textContent = duration(given.took_ms);
    cells.key.textContent = visible(given.key) || "none";
    cells.client.textContent = given.client;
  }
}

/** A status code, as a row and an opened request show it. */
export function answer(cell, status) {
  cell.textContent = status ?? "none";
  cell.dataset.answer = status === null ? "none" : `${Math.floor(status / 100)}xx`;
}

function identities(cell, pairs) {
  if (!pairs.length) {
    cell.append(element("span", "dim", "no identity"));
    return;
  }
  const [[type, value]] = pairs;
  cell.append(element("span", "name", value), element("span", "dim", ` ${type}`));
  if (pairs.length > 1) cell.append(element("span", "dim", ` +${pairs.length - 1}`));
  cell.title = pairs.map((pair) => pair.join(": ")).join("\n");
}

function events(cell, { events: groups, more }) {
  if (!groups.length && !more) cell.append(element("span", "dim", "no events"));
  for (const { type, name, count } of groups) {
    const item = element("span", "event");
    item.append(element("span", "type", type));
    if (name) item.append(" ", element("span", "name", name));
    if (count > 1) item.append(element("span", "dim", ` ×${count}`));
    cell.append(item);
  }
  if (more > 0) cell.append(element("span", "dim", `+${more} more`));
}
