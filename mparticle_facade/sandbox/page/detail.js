// One batch: what was received, what is wrong with it, and how to send it again.

import { tally } from "./batches.js";
import { copy, curl } from "./clipboard.js";
import { byId, bytes, element, quantity } from "./dom.js";
import { child, parse, pretty, source } from "./json.js";
import { Tree } from "./tree.js";

const LONGEST_INDENTED = 50_000; // characters; indenting more could take a request over the limit
const MOST_PROBLEMS = 200;
const VIEWS = { json: "Copy JSON", python: "Copy as Python", curl: "Copy as curl" };

export class Detail {
  #panel = byId("detail");
  #content = byId("detail-content");
  #message = byId("detail-message");
  #tabs = Object.keys(VIEWS).map((name) => byId(`tab-${name}`));
  #view = "json";
  #texts = {};
  #request = null;
  #covers = matchMedia("(max-width: 859px)"); // as in style.css: the panel covers all the rest
  #closed;

  /** `announce(text)` tells a screen reader; `closed(byKeyboard)` is called when the panel goes. */
  constructor(announce, closed) {
    this.#closed = closed;
    byId("close").addEventListener("click", () => this.close());
    byId("copy").addEventListener("click", (event) => copy(this.#texts[this.#view], event.currentTarget, announce));
    this.#tabs.forEach((tab) => {
      tab.addEventListener("click", () => this.#show(tab));
      tab.addEventListener("keydown", (event) => this.#key(event));
    });
    this.#covers.addEventListener("change", () => this.#cover());
  }

  get open() {
    return !this.#panel.hidden;
  }

  async show(batch) {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    byId("detail-title").textContent = `Batch ${batch.id}`;
    byId("detail-status").textContent = batch.status;
    byId("detail-status").dataset.status = batch.status;
    this.#content.hidden = true;
    this.#message.textContent = "";
    this.#panel.hidden = false;
    this.#cover();
    byId("detail-body").scrollTop = 0;
    byId("detail-title").focus();
    try {
      const answer = await fetch(`/sandbox/batches/${batch.id}`, { signal: request.signal });
      if (answer.status === 404) throw new Error("The sandbox no longer has this batch.");
      if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
      const text = await answer.text();
      if (!request.signal.aborted) this.#fill(batch, text);
    } catch (error) {
      if (request.signal.aborted) return;
      this.#message.textContent = error instanceof TypeError ? "The sandbox can't be reached." : error.message;
    }
  }

  close() {
    if (!this.open) return;
    this.#request?.abort();
    const byKeyboard = document.activeElement.matches(":focus-visible");
    this.#panel.hidden = true;
    this.#cover();
    this.#closed(byKeyboard);
  }

  #fill(batch, text) {
    const found = JSON.parse(text);
    const root = child(parse(text), "batch");
    root.parent = null;
    const problems = [
      ...found.errors.map((problem) => ({ ...problem, severity: "error" })),
      ...found.warnings.map((problem) => ({ ...problem, severity: "warning" })),
    ];
    const json = pretty(text, root);
    this.#texts = {
      json,
      python: found.python ?? "",
      curl: curl(found.endpoint, json.length < LONGEST_INDENTED ? json : source(text, root)),
    };
    byId("view-python").textContent = this.#texts.python || "This batch has no form in Python.";
    byId("view-curl").textContent = this.#texts.curl;
    this.#facts(batch, found);
    const tree = new Tree(byId("view-json"), text, root, problems);
    this.#problems(problems, tree);
    this.#show(byId(`tab-${this.#view}`));
    this.#content.hidden = false;
  }

  #facts(batch, { received_ms, endpoint }) {
    const identities = batch.identities.map(([type, value]) => `${value} (${type})`).join(", ");
    const facts = {
      Received: new Date(received_ms).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" }),
      Endpoint: endpoint,
      Content: `${quantity(batch.eventCount, "event")}, ${bytes(batch.bytes)}`,
      Environment: batch.environment || "none",
      User: identities || "no identity",
    };
    byId("facts").replaceChildren(
      ...Object.entries(facts).map(([name, value]) => {
        const pair = element("div");
        pair.append(element("dt", "", name), element("dd", "", value));
        return pair;
      }),
    );
  }

  #problems(problems, tree) {
    byId("problems").hidden = !problems.length;
    const errors = problems.filter(({ severity }) => severity === "error").length;
    byId("problems-title").textContent = tally({ errors, warnings: problems.length - errors });
    byId("problem-list").replaceChildren(
      ...problems.slice(0, MOST_PROBLEMS).map((problem) => {
        const item = element("li", problem.severity);
        const path = element("button", "link path", problem.path);
        path.type = "button";
        path.addEventListener("click", () => {
          this.#show(byId("tab-json"));
          tree.reveal(problem.path);
        });
        item.append(element("b", "", problem.severity), " ", path, " ", element("span", "", problem.message));
        return item;
      }),
    );
    const rest = problems.length - MOST_PROBLEMS;
    if (rest > 0)
      byId("problem-list").append(element("li", "dim", `and ${rest.toLocaleString("en")} more, beside their fields`));
  }

  #show(chosen) {
    for (const tab of this.#tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !on;
    }
    this.#view = chosen.id.slice("tab-".length);
    byId("copy").textContent = VIEWS[this.#view];
    byId("copy").disabled = !this.#texts[this.#view];
  }

  #key(event) {
    const moves = { ArrowRight: 1, ArrowLeft: -1, Home: -this.#tabs.length, End: this.#tabs.length };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const at = this.#tabs.indexOf(event.currentTarget) + moves[event.key];
    const next = this.#tabs[Math.max(0, Math.min(this.#tabs.length - 1, at))];
    this.#show(next);
    next.focus();
  }

  /** Where the panel covers everything, nothing under it may be reached. */
  #cover() {
    const covered = this.open && this.#covers.matches;
    byId("overview").inert = covered;
    byId("stream").inert = covered;
    document.body.classList.toggle("split", this.open);
  }
}
