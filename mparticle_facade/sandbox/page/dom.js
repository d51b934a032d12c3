// Making elements, and writing what came from outside so that it can't deceive the eye. It only ever goes in as text.

export const byId = (id) => document.getElementById(id);

/** An element with a class and a text. */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** A button. */
export function button(className, text, onClick) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/** Change a text, and only if it is another one. */
export function put(id, text) {
  const node = byId(id);
  if (node.textContent !== text) node.textContent = text;
}

// Controls, and what turns the direction of a line: as escapes. Joiners stay, emoji need them.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A text of one line, with what can't be seen as \u escapes. */
export function visible(text) {
  return text.replace(UNSEEN, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same for a text of several lines. */
export function visibleLines(text) {
  return text.replace(UNSEEN, (found) => (found === "\n" || found === "\t" ? found : visible(found)));
}

/** "1 batch", "1,200 batches". */
export function quantity(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "321 B", "12.4 kB". */
export function bytes(number) {
  return number < 1000 ? `${number} B` : `${(number / 1000).toFixed(1)} kB`;
}

/** "0.4 ms", "12 ms", "2.1 s". */
export function duration(ms) {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

const pad = (number, digits = 2) => String(number).padStart(digits, "0");

/** The time of day here, "14:02:11.123". */
export function clock(ms) {
  const at = new Date(ms);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}.${pad(at.getMilliseconds(), 3)}`;
}

/** The zone of `clock` at a time, "UTC+02:00". */
export function zone(ms = Date.now()) {
  const minutes = -new Date(ms).getTimezoneOffset();
  if (!minutes) return "UTC";
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** The whole of it, "26 Nov 2026, 14:02:11.123 UTC+01:00". */
export function moment(ms) {
  const day = new Date(ms).toLocaleDateString("en-GB", { dateStyle: "medium" });
  return `${day}, ${clock(ms)} ${zone(ms)}`;
}
