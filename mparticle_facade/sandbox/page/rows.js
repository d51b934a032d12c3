// The list of batches: as many rows as fit a browser, one stop for the Tab key, arrows in between.

import { byId, bytes, element } from "./dom.js";

const MOST = 500;
const PAGE = 10; // rows that PageUp and PageDown move
const FLASH_UP_TO = 5; // more at once would flicker

export class Rows {
  #scroller = byId("scroller");
  #body = byId("rows");
  #template = byId("row-template").content.firstElementChild;
  #stop = null; // the row that Tab goes to
  #open = null; // the row whose batch is shown
  #pressed = false;
  #batches = new WeakMap(); // row -> batch

  /** `on` has open(batch), and released() for when the rows may move again. */
  constructor(on) {
    this.#body.addEventListener("click", (event) => {
      if (!getSelection().toString()) this.#choose(event.target.closest(".row"), on.open);
    });
    this.#body.addEventListener("keydown", (event) => this.#key(event, on.open));
    this.#body.addEventListener("pointerdown", () => (this.#pressed = true));
    for (const type of ["pointerup", "pointercancel"]) {
      window.addEventListener(type, () => {
        this.#pressed = false;
        on.released();
      });
    }
    this.#body.addEventListener("focusout", () => setTimeout(on.released));
    this.#scroller.addEventListener("scroll", on.released, { passive: true });
  }

  /** Is somebody reading? Rows that move under the eye, the pointer or the focus can't be read. */
  get held() {
    const focused = document.activeElement;
    const byKeyboard = this.#body.contains(focused) && focused.matches(":focus-visible");
    return this.#pressed || this.#scroller.scrollTop > 0 || byKeyboard;
  }

  get size() {
    return Math.min(MOST, this.#body.childElementCount);
  }

  /** Put batches on top, given oldest first. */
  add(batches) {
    const rows = batches
      .slice(-MOST)
      .reverse()
      .map((batch) => this.#row(batch));
    if (rows.length <= FLASH_UP_TO) rows.forEach((row) => row.classList.add("fresh"));
    this.#body.prepend(...rows);
    let last = this.#body.lastElementChild;
    for (let excess = this.#body.childElementCount - MOST; excess > 0; excess -= 1) {
      const before = last.previousElementSibling;
      if (last !== this.#open) last.remove(); // the open one stays, to come back to
      last = before;
    }
    if (!this.#body.contains(document.activeElement)) this.#stopAt(this.#body.firstElementChild);
  }

  /** Show these batches instead, given oldest first. */
  replace(batches) {
    const openId = this.#batches.get(this.#open)?.id;
    const focused = this.#body.contains(document.activeElement);
    const rows = batches
      .slice(-MOST)
      .reverse()
      .map((batch) => this.#row(batch));
    this.#body.replaceChildren(...rows);
    this.#open = null;
    this.mark(rows.find((row) => this.#batches.get(row).id === openId));
    this.#stopAt(rows[0]);
    if (focused) this.focusNewest();
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
    this.mark();
    this.#stop?.focus({ preventScroll: !scroll });
  }

  /** Mark a row as the open one; none without. */
  mark(row = null) {
    this.#open?.removeAttribute("aria-selected");
    this.#open = row;
    row?.setAttribute("aria-selected", "true");
  }

  #choose(row, open) {
    if (!row) return;
    this.#stopAt(row);
    this.mark(row);
    open(this.#batches.get(row));
  }

  #key(event, open) {
    const row = event.target.closest(".row");
    const all = [...this.#body.children];
    const at = all.indexOf(row);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -all.length, End: all.length };
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.#choose(row, open);
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

  #row(batch) {
    const row = this.#template.cloneNode(true);
    this.#batches.set(row, batch);
    const [time, status, user, events, problems, environment, size] = row.children;
    time.textContent = clock(batch.receivedMs);
    time.title = new Date(batch.receivedMs).toISOString();
    status.textContent = batch.status;
    status.dataset.status = batch.status;
    this.#identities(user, batch.identities);
    this.#events(events, batch);
    problems.textContent = batch.problems;
    if (batch.problems) problems.dataset.severity = severity(batch);
    environment.textContent = batch.environment;
    size.textContent = bytes(batch.bytes);
    return row;
  }

  #identities(cell, identities) {
    if (!identities.length) {
      cell.append(element("span", "dim", "no identity"));
      return;
    }
    const [[type, value]] = identities;
    cell.append(element("span", "name", value), element("span", "dim", ` ${type}`));
    if (identities.length > 1) cell.append(element("span", "dim", ` +${identities.length - 1}`));
    cell.title = identities.map((pair) => pair.join(": ")).join("\n");
  }

  #events(cell, { events, more }) {
    if (!events.length && !more) cell.append(element("span", "dim", "no events"));
    for (const { type, name, count } of events) {
      const item = element("span", "event");
      item.append(element("span", "type", type));
      if (name) item.append(" ", element("span", "name", name));
      if (count > 1) item.append(element("span", "dim", ` ×${count}`));
      cell.append(item);
    }
    if (more > 0) cell.append(element("span", "dim", `+${more} more`));
  }
}

function severity({ errors, warnings }) {
  if (errors) return "error";
  return warnings ? "warning" : "unknown";
}

const pad = (number, digits = 2) => String(number).padStart(digits, "0");

function clock(ms) {
  const at = new Date(ms);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}.${pad(at.getMilliseconds(), 3)}`;
}
