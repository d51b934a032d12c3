// Making elements. Text from outside only ever goes in as text.

export const byId = (id) => document.getElementById(id);

/** An element with a class and a text. */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** "1 batch", "1,200 batches". */
export function quantity(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "321 B", "12.4 kB". */
export function bytes(number) {
  return number < 1000 ? `${number} B` : `${(number / 1000).toFixed(1)} kB`;
}
