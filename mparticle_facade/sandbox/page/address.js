// What is looked at, in the address: the view, its filters and what is open. A link shows the same to anybody.

const ORDER = ["view", "text", "user", "type", "environment", "endpoint", "status", "answer", "problems", "plan", "batch", "request"];

/** The values of now by name. */
export function read() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Change some of them; empty ones go. With `step` the browser's Back undoes it. */
export function write(changes, step = false) {
  const all = { ...read(), ...changes };
  const values = ORDER.map((name) => [name, all[name]]).filter(([, value]) => value);
  const hash = values.length ? `#${new URLSearchParams(values)}` : "";
  if (hash === location.hash) return;
  const url = hash || location.pathname + location.search;
  if (step) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}

/** Call this when somebody else changed the address: Back, Forward, a link, a hand. */
export function watch(changed) {
  window.addEventListener("popstate", changed); // which a change of the hash is, too
}
