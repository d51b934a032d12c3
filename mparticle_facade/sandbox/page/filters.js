// The filters: a form, the address, and what is asked of the sandbox. Which batch passes is the sandbox's to say.

import * as address from "./address.js";
import { element } from "./dom.js";

const OF = {
  batches: ["text", "user", "type", "environment", "endpoint", "status", "problems", "plan"],
  requests: ["text", "endpoint", "answer", "problems"],
};
const ALL = [...new Set([...OF.batches, ...OF.requests])];
const MOST_TYPES = 100; // what is rejected may name any number of them
const TYPING_MS = 200;

export class Filters {
  #form;
  #changed;
  #types = new Set();
  #typing;
  view = "batches";

  /** `changed()` is called when something else is to be shown. */
  constructor(form, changed) {
    this.#form = form;
    this.#changed = changed;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      clearTimeout(this.#typing);
      if (event.target.type === "search") this.#typing = setTimeout(() => this.#apply(), TYPING_MS);
      else this.#apply();
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.reset();
    });
    this.read();
  }

  /** What is asked of the sandbox. */
  get query() {
    const set = OF[this.view].map((name) => [name === "answer" ? "status" : name, this.#value(name)]);
    return Object.fromEntries(set.filter(([, value]) => value));
  }

  get active() {
    return Object.keys(this.query).length > 0;
  }

  reset() {
    this.#fill({});
    this.#apply();
  }

  /** Take over what the address says. */
  read() {
    const values = address.read();
    this.view = values.view === "requests" ? "requests" : "batches";
    this.#fill(values);
    for (const part of this.#form.querySelectorAll("[data-only]")) part.hidden = part.dataset.only !== this.view;
    this.#form.elements.text.placeholder =
      this.view === "requests" ? "Path, key, message" : "Event, attribute, value";
  }

  /** Offer the event types of batches that arrived. */
  offer(batches) {
    for (const { types } of batches) for (const type of types) this.#offerType(type);
  }

  #offerType(type) {
    if (!type || this.#types.has(type) || this.#types.size >= MOST_TYPES) return;
    this.#types.add(type);
    const choices = this.#form.elements.type;
    const option = element("option", "", type);
    option.value = type;
    const next = [...choices.options].slice(1).find((other) => other.value > type);
    choices.insertBefore(option, next ?? null);
  }

  #value(name) {
    const field = this.#form.elements[name];
    return field.type === "checkbox" ? (field.checked ? "1" : "") : field.value.trim();
  }

  #fill(values) {
    this.#offerType(values.type);
    for (const name of ALL) {
      const field = this.#form.elements[name];
      choose(field, values[name] ?? "");
      if (this.#value(name) !== (values[name] ?? "").trim()) choose(field, ""); // no such choice
    }
  }

  #apply() {
    address.write(Object.fromEntries(ALL.map((name) => [name, this.#value(name)])));
    this.#changed();
  }
}

function choose(field, value) {
  if (field instanceof RadioNodeList) {
    for (const radio of field) radio.checked = radio.value === value; // its own setter ignores empty text
  } else if (field.type === "checkbox") field.checked = value === "1";
  else if (field.value !== value) field.value = value;
}
