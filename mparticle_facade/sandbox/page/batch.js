// One batch: what was received, what is wrong with it, and how to send it again.

import { tally } from "./batches.js";
import { copy, curl } from "./clipboard.js";
import { button, byId, bytes, element, moment, quantity, visible, visibleLines } from "./dom.js";
import { facts } from "./facts.js";
import { child, parse, pretty, source } from "./json.js";
import { Tree } from "./tree.js";

const LONGEST_INDENTED = 50_000; // characters; indenting more could take a request over the limit
const MOST_PROBLEMS = 200;
const VIEWS = { json: "Copy JSON", python: "Copy as Python", curl: "Copy as curl" };

export class BatchView {
  #tabs = Object.keys(VIEWS).map((name) => byId(`tab-${name}`));
  #view = "json";
  #texts = {};
  #open;

  /** `announce(text)` tells a screen reader; `open(kind, id)` shows something else. */
  constructor(announce, open) {
    this.#open = open;
    byId("copy").addEventListener("click", (event) => copy(this.#texts[this.#view], event.currentTarget, announce));
    this.#tabs.forEach((tab) => {
      tab.addEventListener("click", () => this.#show(tab));
      tab.addEventListener("keydown", (event) => this.#key(event));
    });
  }

  /** Show what the sandbox answered, as text; the status of the batch. */
  fill(text) {
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
    byId("view-python").textContent = visibleLines(this.#texts.python) || "There is no program for this batch: it has too many events, or is none.";
    byId("view-curl").textContent = visibleLines(this.#texts.curl);
    this.#facts(found, source(text, root));
    const tree = new Tree(byId("view-json"), text, root, problems);
    this.#problems(problems, tree);
    this.#show(byId(`tab-${this.#view}`));
    return found.status;
  }

  #facts({ received_ms, endpoint, batch, request }, received) {
    const whole = batch && typeof batch === "object" ? batch : {};
    const identities = Object.entries({ ...whole.user_identities, ...(whole.mpid ? { mpid: whole.mpid } : {}) });
    const events = Array.isArray(whole.events) ? whole.events.length : 0;
    facts("batch-facts", {
      Received: moment(received_ms),
      Request: button("link", `POST ${endpoint}`, () => this.#open("request", request)),
      Content: `${quantity(events, "event")}, ${bytes(new TextEncoder().encode(received).length)}`,
      Environment: typeof whole.environment === "string" ? visible(whole.environment) : "none",
      User:
        identities
          .filter(([, value]) => value !== null)
          .map(([type, value]) => visible(`${typeof value === "object" ? JSON.stringify(value) : value} (${type})`))
          .join(", ") || "no identity",
    });
  }

  #problems(problems, tree) {
    byId("problems").hidden = !problems.length;
    const errors = problems.filter(({ severity }) => severity === "error").length;
    byId("problems-title").textContent = tally({ errors, warnings: problems.length - errors });
    byId("problem-list").replaceChildren(
      ...problems.slice(0, MOST_PROBLEMS).map((problem) => {
        const item = element("li", problem.severity);
        const path = button("link path", visible(problem.path), () => {
          this.#show(byId("tab-json"));
          tree.reveal(problem.path);
        });
        item.append(element("b", "", problem.severity), " ", path, " ", element("span", "", visible(problem.message)));
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
}
