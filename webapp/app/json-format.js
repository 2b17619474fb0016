const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const WIDTH = 80;
const INDENT = "  ";

/**
 * @typedef {{ kind: "key" | "string" | "number" | "word" | "mark", text: string }} Token
 * @typedef {{ open: string, close: string, items: { key?: string, value: Node }[], flat: string }} Group
 * @typedef {Group | string} Node
 */

/**
 * Formats JSON as lines of tokens, none of which is changed: a number of twenty digits, which JavaScript cannot represent, stays as it
 * is. A value that fits on a line is not broken.
 *
 * @param {string} json
 * @returns {Token[][]}
 */
export function formatJson(json) {
  try {
    const tokens = json.match(TOKEN) ?? [];
    /** @type {Token[][]} */
    const lines = [[]];
    write(read(tokens.values()), "", lines);
    return lines;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [[{ kind: "mark", text: json }]]; // nested too deep for the stack
  }
}

/** @param {Iterator<string>} tokens @param {string} [first] @returns {Node} */
function read(tokens, first = tokens.next().value) {
  if (first !== "{" && first !== "[") return first ?? "";
  /** @type {Group} */
  const group = { open: first, close: first === "{" ? "}" : "]", items: [], flat: "" };
  for (let token = tokens.next().value; token !== undefined && token !== group.close; token = tokens.next().value) {
    if (token === ",") continue;
    if (group.open === "[") group.items.push({ value: read(tokens, token) });
    else {
      tokens.next(); // the colon
      group.items.push({ key: token, value: read(tokens) });
    }
  }
  const inside = group.items.map(({ key, value }) => (key ? `${key}: ` : "") + flat(value)).join(", ");
  group.flat = group.open + inside.slice(0, WIDTH + 1) + group.close;
  return group;
}

/** @param {Node} node */
const flat = (node) => (typeof node === "string" ? node : node.flat);

/** @param {Node} node @param {string} indent @param {Token[][]} lines */
function write(node, indent, lines) {
  const line = /** @type {Token[]} */ (lines.at(-1));
  if (typeof node === "string") {
    line.push({ kind: kindOf(node), text: node });
  } else if (indent.length + node.flat.length <= WIDTH) {
    line.push(mark(node.open), ...node.items.flatMap(flatItem), mark(node.close));
  } else {
    line.push(mark(node.open));
    node.items.forEach(({ key, value }, at) => {
      lines.push([mark(indent + INDENT), ...keyTokens(key)]);
      write(value, indent + INDENT, lines);
      if (at < node.items.length - 1) lines.at(-1)?.push(mark(","));
    });
    lines.push([mark(indent + node.close)]);
  }
}

/** @param {Group["items"][number]} item @param {number} at @returns {Token[]} */
function flatItem({ key, value }, at) {
  /** @type {Token[][]} */
  const lines = [[]];
  write(value, "", lines);
  return [...(at > 0 ? [mark(", ")] : []), ...keyTokens(key), ...lines[0]];
}

/** @param {string | undefined} key @returns {Token[]} */
const keyTokens = (key) => (key ? [{ kind: "key", text: key }, mark(": ")] : []);

/** @param {string} text @returns {Token} */
const mark = (text) => ({ kind: "mark", text });

/** @param {string} text */
const kindOf = (text) => (text.startsWith('"') ? "string" : /^[-\d]/.test(text) ? "number" : "word");
