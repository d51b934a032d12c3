// The filters: a form, the hash of the URL, and the test that a batch must pass.

import { element } from "./dom.js";

const NAMES = ["user", "type", "environment", "status"];
const MOST_TYPES = 100; // what is rejected may name any number of them

export class Filters {
  #form;
  #changed;
  #types = new Set();

  /** `changed()` is called when there is another test to pass. */
  constructor(form, changed) {
    this.#form = form;
    this.#changed = changed;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#apply());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.reset();
    });
    window.addEventListener("hashchange", () => {
      this.#read();
      changed();
    });
    this.#read();
  }

  /** The values by name, empty text for any. */
  get values() {
    return Object.fromEntries(NAMES.map((name) => [name, this.#form.elements[name].value]));
  }

  get active() {
    return Object.values(this.values).some(Boolean);
  }

  /** The test, for the values of now. */
  test() {
    const { user, type, environment, status } = this.values;
    const wanted = user.trim().toLowerCase();
    return (batch) =>
      (!wanted || batch.haystack.includes(wanted)) &&
      (!type || batch.types.has(type)) &&
      (!environment || batch.environment === environment) &&
      (!status || batch.status === status);
  }

  reset() {
    this.#fill({});
    this.#apply();
  }

  /** Offer the event types of batches that arrived. */
  offer(batches) {
    for (const { types } of batches) for (const type of types) this.#offerType(type);
  }

  #offerType(type) {
    if (!type || this.#types.has(type) || this.#types.size >= MOST_TYPES) return;
    this.#types.add(type);
    const list = this.#form.elements.type;
    const option = element("option", "", type);
    option.value = type;
    const next = [...list.options].slice(1).find((other) => other.value > type);
    list.insertBefore(option, next ?? null);
  }

  #read() {
    this.#fill(Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
  }

  #fill(values) {
    this.#offerType(values.type);
    for (const name of NAMES) {
      const field = this.#form.elements[name];
      choose(field, values[name] ?? "");
      if (field.value !== (values[name] ?? "")) choose(field, ""); // no such choice
    }
  }

  #apply() {
    const set = Object.entries(this.values).filter(([, value]) => value);
    history.replaceState(null, "", set.length ? `#${new URLSearchParams(set)}` : location.pathname + location.search);
    this.#changed();
  }
}

function choose(field, value) {
  if (!(field instanceof RadioNodeList)) field.value = value;
  else for (const radio of field) radio.checked = radio.value === value; // its own setter ignores empty text
}
