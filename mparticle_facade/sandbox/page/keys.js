// Keys for the whole page: / j k ? Escape.

import { byId } from "./dom.js";

/** `on` has move(steps) and escape(). */
export function listen(on) {
  byId("open-help").addEventListener("click", () => byId("help").showModal());
  byId("help-done").addEventListener("click", () => byId("help").close());
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (key === "Escape") {
      if (target.type === "search" && target.value) return; // it empties the field
      on.escape();
      return;
    }
    if (target.matches("input[type=search], textarea, select")) return;
    const acts = {
      "/": () => byId("filters").elements.text.select(),
      "?": () => byId("help").showModal(),
      j: () => on.move(1),
      k: () => on.move(-1),
    };
    if (!(key in acts)) return;
    event.preventDefault();
    acts[key]();
  });
}
