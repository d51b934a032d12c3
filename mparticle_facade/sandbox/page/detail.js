// The panel with what is open: a batch or a request.

import { ask } from "./api.js";
import { BatchView } from "./batch.js";
import { byId, put } from "./dom.js";
import { RequestView } from "./request.js";
import { answer } from "./rows.js";

export class Detail {
  #panel = byId("detail");
  #request = null;
  #covers = matchMedia("(max-width: 859px)"); // as in style.css: the panel covers all the rest
  #on;
  #views;
  shown = null; // {kind, id}

  /** `on` has announce(text), closed(byKeyboard), opened(kind, id), and open(kind, id) for links. */
  constructor(on) {
    this.#on = on;
    this.#views = { batch: new BatchView(on.announce, on.open), request: new RequestView(on.open) };
    byId("close").addEventListener("click", () => this.close());
    this.#covers.addEventListener("change", () => this.#cover());
  }

  get open() {
    return !this.#panel.hidden;
  }

  /** Open a "batch" or a "request"; `focus` goes to its title. */
  async show(kind, id, focus = true) {
    if (this.shown?.kind === kind && this.shown.id === id) return;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.shown = { kind, id };
    put("detail-title", `${kind === "batch" ? "Batch" : "Request"} ${id}`);
    byId("detail-status").hidden = true;
    byId("detail-content").hidden = true;
    put("detail-message", "");
    this.#panel.hidden = false;
    this.#cover();
    byId("detail-body").scrollTop = 0;
    this.#on.opened(kind, id);
    if (focus) byId("detail-title").focus();
    try {
      const text = await ask(`/sandbox/${kind === "batch" ? "batches" : "requests"}/${id}`, { signal: request.signal });
      if (!request.signal.aborted) this.#fill(kind, text);
    } catch (error) {
      if (request.signal.aborted) return;
      put("detail-message", error.message);
    }
  }

  #fill(kind, text) {
    const badge = byId("detail-status");
    delete badge.dataset.status;
    delete badge.dataset.answer;
    const status = this.#views[kind].fill(text);
    if (kind === "batch") {
      badge.textContent = status;
      badge.dataset.status = status;
    } else answer(badge, status);
    badge.hidden = false;
    byId("batch-part").hidden = kind !== "batch";
    byId("request-part").hidden = kind !== "request";
    byId("detail-content").hidden = false;
  }

  close() {
    if (!this.open) return;
    this.#request?.abort();
    const byKeyboard = document.activeElement.matches(":focus-visible");
    this.#panel.hidden = true;
    this.shown = null;
    this.#cover();
    this.#on.closed(byKeyboard);
  }

  /** Where the panel covers everything, nothing under it may be reached. */
  #cover() {
    const covered = this.open && this.#covers.matches;
    byId("overview").inert = covered;
    byId("stream").inert = covered;
    document.body.classList.toggle("split", this.open);
  }
}
