// A batch as a tree of lines that open and close, with each problem beside the field it is about.

import { child, source, steps } from "./json.js";
import { button, element, visible } from "./dom.js";

const ALL_OPEN_BELOW = 600; // nodes; a larger batch opens to its second level
const CHUNK = 100; // children shown at a time
const LONGEST = 2000; // characters of a string shown at first
const NAMES = ["event_name", "screen_name", "application_transition_type", "profile_event_type", "message"];

export class Tree {
  #container;
  #text;
  #notes = new Map(); // node -> problems about it
  #absent = new Map(); // node -> [{name, problem}] about fields that are not there
  #troubled = new Set(); // nodes with a problem below
  #lines = new Map(); // node -> {line, open(), reach(child)}, for those on the page
  #all;

  constructor(container, text, root, problems) {
    this.#container = container;
    this.#text = text;
    this.root = root;
    this.#all = count(root, ALL_OPEN_BELOW) < ALL_OPEN_BELOW;
    problems.forEach((problem) => this.#place(problem));
    container.replaceChildren();
    this.#draw(root, container, 0);
  }

  /** Bring the field of a problem into view. */
  reveal(path) {
    const { node } = this.#resolve(path);
    const way = [];
    for (let at = node; at; at = at.parent) way.unshift(at);
    way.slice(0, -1).forEach((at, depth) => this.#lines.get(at).reach(way[depth + 1]));
    const { line, open } = this.#lines.get(node);
    open?.();
    this.#container.querySelector(".found")?.classList.remove("found");
    line.classList.add("found");
    line.scrollIntoView({ block: "center" });
  }

  /** The deepest node of a path that exists, and the key that is missing there. */
  #resolve(path) {
    let node = this.root;
    for (const key of steps(path)) {
      const next = child(node, key);
      if (!next) return { node, missing: key };
      node = next;
    }
    return { node };
  }

  #place(problem) {
    const { node, missing } = this.#resolve(problem.path);
    if (missing === undefined || node.kind !== "object") append(this.#notes, node, problem);
    else append(this.#absent, node, { name: missing, problem });
    for (let at = node; at; at = at.parent) this.#troubled.add(at);
  }

  #draw(node, into, depth) {
    const line = element("div", "line");
    const named = node.parent?.kind === "object";
    if (named) line.append(element("span", "key", visible(JSON.stringify(node.key).slice(1, -1))), ": ");
    into.append(line);
    const held = { line };
    this.#lines.set(node, held);
    if (node.children) this.#branch(node, line, into, depth, held);
    else this.#leaf(node, line);
    for (const problem of this.#notes.get(node) ?? []) line.append(" ", note(problem));
  }

  #leaf(node, line) {
    const raw = source(this.#text, node);
    const full = visible(node.kind === "string" ? JSON.stringify(JSON.parse(raw)) : raw);
    const value = element("span", `value ${node.kind}`, full.slice(0, LONGEST));
    line.append(value);
    if (full.length > LONGEST) {
      const more = button("more", `… ${(full.length - LONGEST).toLocaleString("en")} more characters`, () => {
        value.textContent = full;
        more.remove();
      });
      line.append(more);
    }
    if (/^\d{12,13}$/.test(raw) && /_ms$/.test(node.key)) line.append(" ", element("span", "aside", when(Number(raw))));
  }

  /** What a collapsed event is: its type and its name. */
  #event(node) {
    const said = (parent, key) => {
      const found = parent && child(parent, key);
      return found?.kind === "string" ? JSON.parse(source(this.#text, found)) : "";
    };
    const type = said(node, "event_type");
    const data = child(node, "data");
    const action = data && (child(data, "product_action") ?? child(data, "promotion_action"));
    const name = type && (NAMES.map((key) => said(data, key)).find(Boolean) || said(action, "action"));
    return visible([type, name].filter(Boolean).join(" · "));
  }

  #branch(node, line, into, depth, held) {
    const [start, end] = node.kind === "object" ? "{}" : "[]";
    const absent = this.#absent.get(node) ?? [];
    if (!node.children.length && !absent.length) {
      line.append(`${start}${end}`);
      return;
    }
    const kids = element("div", "kids");
    kids.hidden = true;
    const unit = node.kind === "object" ? "field" : "entry";
    const size = node.children.length;
    const sizeText = `${size} ${size === 1 ? unit : unit === "entry" ? "entries" : "fields"}`;
    const name = node.parent ? node.key : "batch";
    const toggle = button("toggle", "", () => show(kids.hidden));
    toggle.setAttribute("aria-label", `${name}, ${sizeText}`);
    const gist = element("span", "aside", ` … ${end} ${this.#event(node) || sizeText}`);
    line.prepend(toggle);
    line.append(start, gist);
    into.append(kids);

    let drawn = 0;
    const more = button("more", "", () => draw(drawn + CHUNK));
    const draw = (wanted) => {
      more.remove();
      for (; drawn < Math.min(wanted, size); drawn += 1) this.#draw(node.children[drawn], kids, depth + 1);
      if (drawn < size) {
        const troubled = node.children.slice(drawn).some((rest) => this.#troubled.has(rest));
        more.textContent = `${(size - drawn).toLocaleString("en")} more${troubled ? ", some with problems" : ""}`;
        kids.append(more);
      } else if (!kids.lastElementChild?.matches(".close")) kids.append(element("div", "line close", end));
    };
    const show = (open) => {
      if (open && !kids.hasChildNodes()) {
        for (const { name: key, problem } of absent) {
          const ghost = element("div", "line absent");
          ghost.append(element("span", "key", String(key)), " ", note(problem));
          kids.append(ghost);
        }
        draw(CHUNK);
      }
      kids.hidden = !open;
      gist.hidden = open;
      toggle.setAttribute("aria-expanded", String(open));
    };
    held.open = () => show(true);
    held.reach = (wanted) => {
      show(true);
      draw(Math.max(drawn, node.children.indexOf(wanted) + 1));
    };
    show(this.#all || depth < 2 || this.#troubled.has(node));
  }
}

function note(problem) {
  const { severity, kind, message } = problem;
  const mark = element("span", `note ${severity}`);
  mark.append(element("b", "", severity), ` ${visible(message)}`);
  mark.title = `${kind} at ${problem.path}`;
  return mark;
}

function append(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

/** How many nodes there are, or `most` if there are more. */
function count(root, most) {
  const waiting = [root];
  let found = 0;
  while (waiting.length && found < most) {
    found += 1;
    waiting.push(...(waiting.pop().children ?? []).slice(0, most));
  }
  return found;
}

function when(ms) {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().replace("T", " ").replace(".000Z", "Z");
}
