// What goes wrong on purpose: said in the header, set and lifted here.

import { ask } from "./api.js";
import { byId, element, put } from "./dom.js";

const QUICK = {
  "fail-next": { next: [{ status: 503, times: 1 }] },
  outage: { fail_rate: 1, fail_status: 503 },
  limited: { burst_429: { count: 10, retry_after: 1 } },
  slow: { latency_ms: 2000 },
  resets: { reset_rate: 1 },
  silent: { stall_rate: 1 },
  twice: { next: [{ status: 503, times: 1 }], after_storing: true },
};

export class Faults {
  #dialog = byId("faults");
  #announce;

  constructor(announce) {
    this.#announce = announce;
    byId("open-faults").addEventListener("click", () => {
      put("faults-failure", "");
      this.#dialog.showModal();
    });
    byId("faults-done").addEventListener("click", () => this.#dialog.close());
    byId("lift").addEventListener("click", () => this.#set({}));
    for (const [id, plan] of Object.entries(QUICK)) byId(`fault-${id}`).addEventListener("click", () => this.#set(plan));
    byId("fault-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const { rate, status, latency, after } = event.target.elements;
      this.#set({
        fail_rate: Number(rate.value) / 100,
        fail_status: Number(status.value),
        latency_ms: Number(latency.value),
        after_storing: after.checked,
      });
    });
  }

  /** Say how the sandbox is set: {faults, rate_limit, strict, credentials}. */
  show({ faults, rate_limit, strict, credentials }) {
    const wrong = described(faults);
    const chips = [];
    if (rate_limit) {
      const chip = element("span", "chip", `${rate_limit.rate} batches/s, ${rate_limit.used} % used`);
      chip.title = "The rate limit of each key";
      chip.toggleAttribute("data-bad", rate_limit.used >= 100);
      chips.push(chip);
    }
    if (strict) chips.push(element("span", "chip", "strict"));
    if (credentials) chips.push(element("span", "chip", "credentials checked"));
    byId("settings").replaceChildren(...chips);
    byId("open-faults").toggleAttribute("data-on", wrong.length > 0);
    put("open-faults-text", wrong.length ? `Faults: ${wrong[0]}${wrong.length > 1 ? ` +${wrong.length - 1}` : ""}` : "Faults…");
    put("faults-now", wrong.length ? `Now: ${wrong.join("; ")}.` : "Nothing goes wrong on purpose.");
    byId("lift").disabled = !wrong.length;
  }

  async #set(plan) {
    try {
      await ask("/sandbox/faults", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(plan),
      });
      put("faults-failure", "");
      this.#announce(Object.keys(plan).length ? "Faults set" : "Faults lifted");
    } catch (error) {
      put("faults-failure", error.message);
    }
  }
}

/** What a plan does, in words. */
function described(plan) {
  const share = (rate, what) => rate > 0 && `${Math.round(rate * 1000) / 10} % ${what}`;
  const times = (number) => (number === 1 ? "the next upload" : `the next ${number.toLocaleString("en")}`);
  const found = [
    plan.burst_429?.count > 0 && `${times(plan.burst_429.count)}: 429`,
    ...plan.next.map((entry) => `${times(entry.times)}: ${entry.status}`),
    share(plan.reset_rate, "reset"),
    share(plan.stall_rate, "without answer"),
    share(plan.fail_rate, String(plan.fail_status)),
  ].filter(Boolean);
  if (found.length && plan.after_storing) found.push("after storing");
  if (plan.latency_ms) found.push(`${plan.latency_ms} ms late`);
  return found;
}
