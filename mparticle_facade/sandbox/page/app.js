// The Live Stream: what the sandbox receives, as it arrives.

import { Newest, digest } from "./batches.js";
import { Chart } from "./chart.js";
import { copy, curl } from "./clipboard.js";
import { Detail } from "./detail.js";
import { byId, quantity } from "./dom.js";
import { Filters } from "./filters.js";
import { Rows } from "./rows.js";
import { Stream } from "./stream.js";

const KEPT = 5000; // batches, in the list and again while it is held
const QUIET_MS = 10_000; // between two announcements of arrivals

const shown = new Newest(KEPT); // in the list, or out of its sight
const waiting = new Newest(KEPT); // arrived, and not in the list yet
let paused = false;
let scheduled = false;
let matches = () => true;
let counters = null;

// -- arrivals ---------------------------------------------------------------------------------------------------------

/** Many arrivals, one change of the page a frame. */
function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    if (!paused && !rows.held) flush();
    describe();
  });
}

function flush() {
  const arrived = waiting.entries;
  if (!arrived.length) return;
  waiting.clear();
  shown.push(arrived);
  rows.add(arrived.filter(matches));
}

function arrive(summaries) {
  const batches = summaries.map(digest);
  waiting.push(batches);
  filters.offer(batches);
  chart.add(batches);
  announceArrivals(batches.length);
  schedule();
}

function forget() {
  shown.clear();
  waiting.clear();
  rows.replace([]);
  detail.close();
  chart.clear();
  describe();
}

function refilter() {
  matches = filters.test();
  rows.replace(shown.entries.filter(matches));
  describe(); // with the rows, not a frame later: "no batch matches" and the way back belong to them
}

// -- what the page says about itself ----------------------------------------------------------------------------------

function describe() {
  const kept = shown.entries.length;
  const matching = filters.active ? shown.entries.filter(matches).length : kept;
  const fresh = waiting.entries.filter(matches).length;
  const parts = [
    filters.active
      ? `${matching.toLocaleString("en")} of ${quantity(kept, "batch", "batches")}`
      : quantity(kept, "batch", "batches"),
  ];
  if (matching > rows.size) parts.push(`newest ${rows.size} shown`);
  put("tally", kept || fresh ? parts.join(", ") : "No batches yet");

  const reason = paused ? "Paused" : fresh ? "Holding while you read" : "";
  const bound = waiting.full ? " (older ones are not kept here)" : "";
  put("held", [reason, fresh && `${fresh.toLocaleString("en")} new${bound}`].filter(Boolean).join(" · "));
  byId("show").hidden = !fresh;
  byId("empty").hidden = Boolean(kept || waiting.entries.length) || !counters;
  byId("no-match").hidden = !kept || rows.size > 0;
  byId("scroller").hidden = rows.size === 0;
  byId("reset-filters").hidden = !filters.active;
}

function put(id, text) {
  const node = byId(id);
  if (node.textContent !== text) node.textContent = text;
}

function announce(text) {
  put("announcer", ""); // the same text twice is news, too
  requestAnimationFrame(() => put("announcer", text));
}

let unannounced = 0;
let quiet = null;

/** At most one announcement in a while, whatever arrives. */
function announceArrivals(number) {
  unannounced += number;
  if (quiet || !unannounced) return;
  announce(`${quantity(unannounced, "batch", "batches")} arrived`);
  unannounced = 0;
  quiet = setTimeout(() => {
    quiet = null;
    announceArrivals(0);
  }, QUIET_MS);
}

const STATES = { connecting: "Connecting", live: "Live", lost: "Connection lost, reconnecting" };

function connection(state) {
  const badge = byId("connection");
  if (badge.dataset.state === state) return;
  const worth = state === "lost" || badge.dataset.state === "lost";
  badge.dataset.state = state;
  badge.textContent = STATES[state];
  if (worth) announce(state === "live" ? "Connected again" : STATES[state]);
}

function count(stats) {
  counters = stats;
  for (const cell of document.querySelectorAll("[data-counter]")) {
    const value = stats[cell.dataset.counter] ?? 0;
    const text = value.toLocaleString("en");
    if (cell.textContent === text) continue;
    cell.textContent = text;
    cell.toggleAttribute("data-some", value > 0);
  }
  schedule();
}

// -- pause and clear --------------------------------------------------------------------------------------------------

function pause(wanted) {
  paused = wanted;
  byId("pause").toggleAttribute("data-paused", paused);
  byId("pause").lastElementChild.textContent = paused ? "Resume" : "Pause";
  announce(paused ? "Paused" : "Resumed");
  if (!paused) rows.top();
  schedule();
}

function showFresh() {
  rows.top();
  flush();
  describe();
  rows.focusNewest();
}

function askToClear() {
  put("confirm-failure", "");
  byId("confirm").showModal();
}

async function clear() {
  try {
    const answer = await fetch("/sandbox/batches", { method: "DELETE" });
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  } catch (error) {
    put("confirm-failure", error instanceof TypeError ? "The sandbox can't be reached." : error.message);
    return;
  }
  byId("confirm").close();
  announce("Cleared");
}

// -- the parts --------------------------------------------------------------------------------------------------------

const chart = new Chart(byId("chart"), byId("rate-now"), byId("rate-peak"));
const rows = new Rows({ open: (batch) => detail.show(batch), released: schedule });
const detail = new Detail(announce, (byKeyboard) => rows.leave(byKeyboard));
const filters = new Filters(byId("filters"), refilter);
refilter();

byId("pause").addEventListener("click", () => pause(!paused));
byId("show").addEventListener("click", showFresh);
byId("clear").addEventListener("click", askToClear);
byId("confirm-no").addEventListener("click", () => byId("confirm").close());
byId("confirm-yes").addEventListener("click", clear);
byId("reset-instead").addEventListener("click", () => filters.reset());
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const taken = document.querySelector("dialog[open]") || (target.type === "search" && target.value);
  if (key === "Escape" && !taken) detail.close();
});

byId("host").textContent = location.host;
byId("endpoint").textContent = `${location.origin}/v2/events`;
byId("first-curl").textContent = curl(
  "/v2/events",
  '{"environment": "development", "user_identities": {"customer_id": "123456"}, "events": [{"event_type": ' +
    '"custom_event", "data": {"event_name": "Hello World", "custom_event_type": "navigation"}}]}',
  "any-key:any-secret",
);
byId("first-python").textContent = `import mparticle_facade as mparticle

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.add_event(mparticle.AppEvent("Hello World", "navigation"))

config = mparticle.Configuration("any-key", "any-secret", host="${location.origin}")
with mparticle.EventsApi(config) as api:
    api.upload_events(batch)`;
for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", () => copy(byId(button.dataset.copies).textContent, button, announce));
}

new Stream({
  batches: arrive,
  stats: count,
  cleared: forget,
  replaced: () => {
    forget();
    announce("The sandbox was restarted or cleared");
  },
  state: connection,
}).start();
