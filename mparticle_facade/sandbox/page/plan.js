// The data plan: which of its points were seen, how often, and which never.

import { ask } from "./api.js";
import { byId, element, put, quantity, visible } from "./dom.js";

const MOST_ROUNDS = 30; // of counting, a second each

export class Plan {
  #dialog = byId("plan");

  constructor() {
    byId("open-plan").addEventListener("click", () => {
      this.#dialog.showModal();
      this.#look();
    });
    byId("plan-again").addEventListener("click", () => this.#look());
    byId("plan-done").addEventListener("click", () => this.#dialog.close());
  }

  /** Say whether the sandbox has a plan: {plan}, its name or null. */
  show({ plan }) {
    byId("open-plan").hidden = !plan;
    byId("plan-filter").hidden = !plan;
    byId("open-plan").title = plan ? visible(plan) : "";
    if (!plan) this.#dialog.close();
  }

  async #look() {
    put("plan-failure", "");
    try {
      for (let round = 0; round < MOST_ROUNDS && this.#dialog.open; round += 1) {
        if (this.#fill(JSON.parse(await ask("/sandbox/plan")))) return;
      }
    } catch (error) {
      put("plan-failure", error.message);
    }
  }

  #fill({ id, version, points, never, unplanned, notices, complete }) {
    const name = `${visible(id) || "without an id"}${version === null ? "" : `, version ${version}`}`;
    const seen = `${points.length - never} of ${quantity(points.length, "point")} seen`;
    const skipped = notices.length ? `; ${quantity(notices.length, "notice")}: see where the sandbox runs` : "";
    put("plan-said", `${name}: ${seen}${complete ? "" : " so far, still counting"}${skipped}`);
    byId("plan-points").replaceChildren(
      ...points.map((point) => {
        const row = element("tr");
        const name = element("th", "", visible(point.point));
        name.scope = "row";
        name.title = visible(point.description);
        row.append(name, element("td", "", point.seen ? point.seen.toLocaleString("en") : "never"));
        row.append(element("td", "", point.violations ? point.violations.toLocaleString("en") : ""));
        row.toggleAttribute("data-never", !point.seen);
        return row;
      }),
    );
    byId("unplanned-title").hidden = !unplanned.length;
    byId("unplanned").replaceChildren(
      ...unplanned.map(({ event, seen }) => element("li", "", `${visible(event)}: ${seen.toLocaleString("en")}`)),
    );
    return complete;
  }
}
