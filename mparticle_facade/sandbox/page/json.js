// JSON as it was received. JSON.parse rounds 64-bit integers, reorders keys that look like numbers and forgets
// repeated ones; a tool for looking at what arrived must not.

const TOKEN = /\s*("(?:[^"\\]+|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+)/gy;

/**
 * The tree of a text that JSON.parse accepts.
 *
 * A node is {kind: "object" | "array" | "string" | "other", start, end, key, parent, children}: its place in the text,
 * and for the first two its children in order. `key` is a string below an object, a number below an array.
 */
export function parse(text) {
  const top = { kind: "array", children: [] };
  let parent = top;
  let key = null;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const token = match[1];
    const start = TOKEN.lastIndex - token.length;
    if (token === "," || token === ":") continue;
    if (token === "}" || token === "]") {
      parent.end = TOKEN.lastIndex;
      parent = parent.parent;
      continue;
    }
    if (parent.kind === "object" && key === null) {
      key = JSON.parse(token);
      continue;
    }
    const node = {
      kind: "other",
      start,
      end: TOKEN.lastIndex,
      key: parent.kind === "object" ? key : parent.children.length,
      parent,
    };
    key = null;
    parent.children.push(node);
    if (token === "{" || token === "[") {
      node.kind = token === "{" ? "object" : "array";
      node.children = [];
      parent = node;
    } else if (token.startsWith('"')) node.kind = "string";
  }
  const [root] = top.children;
  root.parent = null;
  return root;
}

/** The child under a key; the last one where a key is repeated, as that is the one a parser takes. */
export function child(node, key) {
  return node.children?.findLast((candidate) => candidate.key === key);
}

/** What stands in the text for a node. */
export function source(text, node) {
  return text.slice(node.start, node.end);
}

/** A node on lines of their own, every digit as received. */
export function pretty(text, node, indent = "") {
  if (!node.children?.length) return source(text, node);
  const deeper = `${indent}  `;
  const [open, close] = node.kind === "object" ? "{}" : "[]";
  const lines = node.children.map((member) => {
    const label = node.kind === "object" ? `${JSON.stringify(member.key)}: ` : "";
    return `${deeper}${label}${pretty(text, member, deeper)}`;
  });
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** The keys of a path such as `$.events[0].data["a key"]`. */
export function steps(path) {
  const keys = [];
  for (const [, name, index, quoted] of path.slice(1).matchAll(/\.([^.[]+)|\[(\d+)\]|\[("(?:[^"\\]+|\\.)*")\]/gy)) {
    keys.push(name ?? (index ? Number(index) : JSON.parse(quoted)));
  }
  return keys;
}
