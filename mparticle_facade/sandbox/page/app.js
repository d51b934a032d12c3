// The Live Stream: what the sandbox receives, as it arrives.

import * as address from "./address.js";
import { ask, list } from "./api.js";
import { digest } from "./batches.js";
import { Chart } from "./chart.js";
import { copy, curl } from "./clipboard.js";
import { Detail } from "./detail.js";
import { byId, put, quantity } from "./dom.js";
import { Faults } from "./faults.js";
import { Feed } from "./feed.js";
import { Filters } from "./filters.js";
import { listen } from "./keys.js";
import { Plan } from "./plan.js";
import { Rows } from "./rows.js";
import { Stream } from "./stream.js";

const QUIET_MS = 10_000; // between two announcements of arrivals
const UNITS = { batches: ["batch", "batches"], requests: ["request", "requests"] };

let paused = false;
let scheduled = false;
let counters = null;
let troubled = 0; // requests with problems, as far as the page has seen
let moreTroubled = false;
let run = null; // which sandbox it is

// -- arrivals ---------------------------------------------------------------------------------------------------------

/** Many arrivals, one change of the page a frame. */
function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    if (!paused && !rows.held && feed.arrived) feed.flush();
    describe();
  });
}

function batchesArrive(given) {
  const batches = given.map(digest);
  filters.offer(batches);
  chart.add(batches);
  announceArrivals(batches.length);
  feed.take("batches", given.reverse());
}

function requestsArrive(given) {
  troubled += given.filter(({ status, rejected }) => status === null || status >= 300 || rejected > 0).length;
  feed.take("requests", given.reverse());
  schedule();
}

/** Load what is to be shown; the newest of both kinds. */
async function load() {
  const settings = JSON.parse(await ask("/sandbox/state"));
  const other = filters.view === "batches" ? "requests" : "batches";
  const { newest: beside } = await list(other, { limit: 1 });
  const wrong = await list("requests", { limit: 100, problems: 1 });
  const newest = await feed.load(filters.view, filters.query);
  if (run && run !== settings.run) {
    detail.close();
    chart.clear();
    announce("The sandbox was restarted");
  }
  run = settings.run;
  faults.show(settings);
  plan.show(settings);
  [troubled, moreTroubled] = [wrong.rows.length, wrong.before !== null];
  return { [filters.view]: newest, [other]: beside };
}

function cleared() {
  detail.close();
  chart.clear();
  [troubled, moreTroubled] = [0, false];
  feed.reload();
}

function show() {
  for (const kind of Object.keys(UNITS)) byId(`show-${kind}`).setAttribute("aria-pressed", filters.view === kind);
  feed.load(filters.view, filters.query).catch((error) => {
    if (error.name === "AbortError") return;
    feed.failure = error.message;
    describe();
  });
}

function look(kind) {
  address.write({ view: kind === "batches" ? "" : kind }, true);
  filters.read();
  show();
}

// -- what the page says about itself ----------------------------------------------------------------------------------

function describe() {
  const [one, many] = UNITS[filters.view];
  const shown = rows.size;
  const parts = [`${feed.before === null ? "" : "newest "}${quantity(shown, one, many)}`];
  if (filters.active) parts[0] += shown === 1 ? " matches" : " match";
  put("tally", feed.failure || (shown || filters.active ? parts.join(", ") : `No ${many} yet`));
  byId("tally").classList.toggle("failure", Boolean(feed.failure));

  const reason = paused ? "Paused" : feed.arrived ? "Holding while you read" : "";
  put("held", [reason, feed.arrived && `${feed.arrived.toLocaleString("en")} new`].filter(Boolean).join(" · "));
  byId("show").hidden = !feed.arrived;
  const bare = !shown && !feed.arrived && !filters.active && feed.before === null;
  byId("empty").hidden = !(bare && counters);
  byId("empty-failed").hidden = filters.view !== "batches" || !(counters?.requests > 0);
  byId("no-match").hidden = shown > 0 || !filters.active || feed.before !== null;
  byId("scroller").hidden = shown === 0 && feed.before === null;
  byId("reset-filters").hidden = !filters.active;
  byId("older").hidden = feed.before === null;
  put("older", filters.active ? "Search further back" : "Show older");
  put("failed-count", troubled ? `${troubled.toLocaleString("en")}${moreTroubled ? "+" : ""} with problems` : "");
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

async function countProblems(ids) {
  try {
    const { rows: counted } = await list("batches", { ids: ids.join(",") });
    rows.known(counted);
  } catch {
    // the connection says so itself
  }
}

// -- pause, clear, open -----------------------------------------------------------------------------------------------

function pause(wanted) {
  paused = wanted;
  byId("pause").toggleAttribute("data-paused", paused);
  byId("pause").lastElementChild.textContent = paused ? "Resume" : "Pause";
  announce(paused ? "Paused" : "Resumed");
  if (!paused) rows.top();
  schedule();
}

async function showFresh() {
  rows.top();
  await feed.flush();
  describe();
  rows.focusNewest();
}

function askToClear() {
  put("confirm-failure", "");
  byId("confirm").showModal();
}

async function clear() {
  try {
    await ask("/sandbox/batches", { method: "DELETE" });
  } catch (error) {
    put("confirm-failure", error.message);
    return;
  }
  byId("confirm").close();
  announce("Cleared");
}

function open(kind, id) {
  address.write({ batch: kind === "batch" ? id : "", request: kind === "request" ? id : "" }, true);
  detail.show(kind, id);
}

/** Open what the address names, or nothing. */
function openNamed() {
  const { batch, request } = address.read();
  const id = Number(batch || request);
  if (Number.isSafeInteger(id) && id > 0) detail.show(batch ? "batch" : "request", id, false);
  else detail.close();
}

function move(steps) {
  const item = rows.beside(steps);
  if (!item) return;
  if (detail.open) open(item.kind, item.id);
  else item.focus();
}

// -- the parts --------------------------------------------------------------------------------------------------------

const chart = new Chart(byId("chart"), byId("rate-now"), byId("rate-peak"));
const rows = new Rows({ open: ({ kind, id }) => open(kind, id), released: schedule, unknown: countProblems });
const feed = new Feed({
  replace: (kind, given) => {
    rows.replace(kind, given);
    if (kind === "batches") filters.offer(given.map(digest));
  },
  add: (given) => rows.add(given),
  append: (given) => rows.append(given),
  changed: schedule,
});
rows.trimmed = (id) => (feed.before = id);
const detail = new Detail({
  announce,
  open,
  opened: (kind, id) => rows.mark(kind, id),
  closed: (byKeyboard) => {
    address.write({ batch: "", request: "" });
    rows.leave(byKeyboard);
  },
});
const filters = new Filters(byId("filters"), show);
const faults = new Faults(announce);
const plan = new Plan();
byId(`show-${filters.view}`).setAttribute("aria-pressed", "true");
listen({ move, escape: () => detail.close() });
address.watch(() => {
  filters.read();
  show();
  openNamed();
});
openNamed();

for (const kind of Object.keys(UNITS)) byId(`show-${kind}`).addEventListener("click", () => look(kind));
byId("empty-failed-show").addEventListener("click", () => look("requests"));
byId("pause").addEventListener("click", () => pause(!paused));
byId("show").addEventListener("click", showFresh);
byId("older").addEventListener("click", () => feed.older());
byId("next").addEventListener("click", () => move(1));
byId("previous").addEventListener("click", () => move(-1));
byId("clear").addEventListener("click", askToClear);
byId("confirm-no").addEventListener("click", () => byId("confirm").close());
byId("confirm-yes").addEventListener("click", clear);
byId("reset-instead").addEventListener("click", () => filters.reset());

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
byId("first-send").textContent = `mparticle send "Hello World" --host ${location.origin}`;
for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", () => copy(byId(button.dataset.copies).textContent, button, announce));
}

new Stream({
  load,
  batches: batchesArrive,
  requests: requestsArrive,
  stats: count,
  settings: (settings) => {
    faults.show(settings);
    plan.show(settings);
  },
  cleared,
  state: connection,
}).start();
