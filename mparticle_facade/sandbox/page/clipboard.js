// Copying, with or without the permission to.

import { byId } from "./dom.js";

const THANKS_MS = 2000;

/** Copy a text; where that is not allowed, show it selected. `button` is what was pressed. */
export async function copy(text, button, announce) {
  try {
    await navigator.clipboard.writeText(text); // not even there unless the page comes from this machine or by https
  } catch {
    byHand(text);
    return;
  }
  announce("Copied");
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), THANKS_MS);
}

function byHand(text) {
  const dialog = byId("by-hand");
  const area = byId("by-hand-area");
  area.value = text;
  dialog.showModal();
  area.focus();
  area.select();
}

byId("by-hand-done").addEventListener("click", () => byId("by-hand").close());

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const LONGEST_ARGUMENT = 100_000; // Linux takes 128 KiB

/** The command that sends a batch, as JSON text, to an endpoint of this sandbox. */
export function curl(endpoint, json, credentials = "$MPARTICLE_API_KEY:$MPARTICLE_API_SECRET") {
  const body = endpoint === "/v2/events" ? json : `[${json}]`;
  const head = [`curl -u "${credentials}"`, "-H 'Content-Type: application/json'"];
  const url = quote(location.origin + endpoint);
  const here = new TextEncoder().encode(body).length > LONGEST_ARGUMENT;
  // A line of JSON is never just EOF, so nothing inside can end the text early.
  if (here) return `${[...head, "--data-binary @-", url].join(" \\\n  ")} <<'EOF'\n${body}\nEOF`;
  return [...head, `--data-raw ${quote(body)}`, url].join(" \\\n  ");
}
