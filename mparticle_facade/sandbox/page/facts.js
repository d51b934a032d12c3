// Names with their values, as the opened batch and the opened request show them.

import { byId, element } from "./dom.js";

/** Fill a list; a value is a text or an element. Those that are empty are left out. */
export function facts(id, values) {
  byId(id).replaceChildren(
    ...Object.entries(values)
      .filter(([, value]) => value)
      .map(([name, value]) => {
        const pair = element("div");
        const definition = element("dd");
        definition.append(value);
        pair.append(element("dt", "", name), definition);
        return pair;
      }),
  );
}

/** Fill a table of headers, [[name, value], ...]. */
export function headers(id, pairs) {
  byId(id).replaceChildren(
    ...pairs.map(([name, value]) => {
      const row = element("div");
      row.append(element("dt", "", name), element("dd", "", value));
      return row;
    }),
  );
}
