import { html, nothing } from "../../lib/lit-html.js";

/**
 * @typedef {{ url: string, width: number, height: number }} Logo
 * @typedef {{ intro?: string, footer?: string, accentLight?: string, accentDark?: string, logo?: Logo }} Appearance
 */

/** Of pages without an accent of their own, as in tokens.css. */
const LINKS = { light: "#0f5f7d", dark: "#7cc7e3" };

/** Colours the links and the edge of a page. @param {Appearance | undefined} look @param {HTMLElement} [element] */
export function applyAccent({ accentLight, accentDark } = {}, element = document.documentElement) {
  const has = Boolean(accentLight || accentDark);
  element.toggleAttribute("data-accent", has);
  if (has) element.style.setProperty("--link", `light-dark(${accentLight ?? LINKS.light}, ${accentDark ?? LINKS.dark})`);
  else element.style.removeProperty("--link");
}

/** The logo stands beside the name, which says the same. @param {Appearance | undefined} look */
export const logoOf = (look) =>
  look?.logo
    ? html`<img class="page-logo" src=${look.logo.url} width=${look.logo.width} height=${look.logo.height} alt="" data-testid="page-logo">`
    : nothing;

/** @param {string} text in Markdown */
export const formatted = (text) => html`<div class="text">${markdown(text)}</div>`;

/** @param {string | undefined} text @param {"intro" | "footer"} place */
export const pageText = (text, place) =>
  text ? html`<div class="page-${place}" data-testid=${place}>${formatted(text)}</div>` : nothing;

/**
 * The Markdown of status pages: paragraphs, emphasis, code, lists of one level and links. A line that ends is a line that ends. HTML is text.
 * The server renders the same for feeds (org.heliograph.text.MarkdownRenderer); the examples in src/test/resources/markdown.json hold for both.
 *
 * @typedef {string | { tag: "br" } | { tag: "code", text: string } | { tag: "strong" | "em", inner: Inline[] } | { tag: "a", href: string, inner: Inline[] }} Inline
 * @typedef {{ tag: "ul" | "ol", start?: number, lines: string[][] }} List while its lines are read
 * @typedef {{ tag: "p", inner: Inline[] } | { tag: "ul" | "ol", start?: number, items: Inline[][] }} Block
 */

const BULLET = /^ {0,3}[-*+][ \t]+(?=\S)/;
const NUMBER = /^ {0,3}(\d{1,9})[.)][ \t]+(?=\S)/;
const SAFE = /^(?:https?:\/\/|mailto:)./i;

/** @param {string} text @returns {Block[]} */
export function parse(text) {
  /** @type {Block[]} */
  const blocks = [];
  for (const part of text.replaceAll(/\r\n?/g, "\n").split(/\n[ \t]*(?:\n[ \t]*)+/)) parsePart(part, blocks);
  return blocks;
}

/** @param {string} part lines without an empty one @param {Block[]} blocks */
function parsePart(part, blocks) {
  /** @type {string[]} */
  let lines = [];
  /** @type {List | null} */
  let list = /** @type {List | null} */ (null);
  const end = () => {
    if (lines.length > 0) blocks.push({ tag: "p", inner: inlines(lines) });
    if (list) addList(list, blocks);
    lines = [];
    list = null;
  };
  for (const line of part.split("\n").filter((one) => one.trim())) {
    const number = NUMBER.exec(line);
    const marker = number ?? BULLET.exec(line);
    // a paragraph is interrupted by a list that begins with 1 only, so that a year at the beginning of a line is none
    if (marker && !(number && lines.length > 0 && Number(number[1]) !== 1)) {
      const tag = number ? "ol" : "ul";
      if (list?.tag !== tag) {
        end();
        list = { tag, ...(number && { start: Number(number[1]) }), lines: [] };
      }
      list.lines.push([line.slice(marker[0].length)]);
    } else if (list) list.lines[list.lines.length - 1].push(line);
    else lines.push(line);
  }
  end();
}

/** A list goes on after an empty line. @param {List} list @param {Block[]} blocks */
function addList({ tag, start, lines }, blocks) {
  const items = lines.map(inlines);
  const before = blocks.at(-1);
  if (before && before.tag === tag && "items" in before) before.items.push(...items);
  else blocks.push({ tag, ...(start !== undefined && start !== 1 && { start }), items });
}

/** @param {string[]} lines */
const inlines = (lines) => parseInline(lines.map((line) => line.trim()).join("\n"), false);

/** What begins at a place of a text, by priority. The last group of each is what is inside. */
const TOKENS = new RegExp(
  [
    String.raw`\\([!-/:-@[-\x60{-~])`, // 1: escaped
    String.raw`(?<!\x60)(\x60+)(?!\x60)([^]*?[^\x60])\2(?!\x60)`, // 2, 3: code
    String.raw`!?\[((?:\\.|[^\[\]\\])*)\]\([ \t]*<?([^\s<>()]*)>?(?:[ \t]+"[^"]*")?[ \t]*\)`, // 4: words, 5: address
    String.raw`<((?:https?:\/\/|mailto:)[^\s<>]+)>`, // 6: address
    String.raw`(https?:\/\/[^\s<>"]*[^\s<>".,;:!?'()\[\]*_])`, // 7: address
    String.raw`\*\*(?=\S)([^]*?[^\s*])\*\*(?!\*)`, // 8: strong
    String.raw`(?<![\p{L}\p{N}_])__(?=\S)([^]*?[^\s_])__(?![\p{L}\p{N}_])`, // 9: strong
    String.raw`\*(?=[^\s*])([^]*?[^\s*])\*(?!\*)`, // 10: emphasised
    String.raw`(?<![\p{L}\p{N}_])_(?=[^\s_])([^]*?[^\s_])_(?![\p{L}\p{N}_])`, // 11: emphasised
    String.raw`(\n)`, // 12: end of a line
  ].join("|"),
  "gu",
);

/** @param {string} text @param {boolean} linked whether it is the text of a link, which contains no other @returns {Inline[]} */
function parseInline(text, linked) {
  /** @type {Inline[]} */
  const found = [];
  /** @param {Inline[]} more */
  const add = (...more) => {
    for (const one of more) {
      if (typeof one === "string" && typeof found.at(-1) === "string") found.push(found.pop() + one);
      else if (one !== "") found.push(one);
    }
  };
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    add(text.slice(end, match.index), ...inline(match, linked));
    end = match.index + match[0].length;
  }
  add(text.slice(end));
  return found;
}

/** @param {RegExpMatchArray} match @param {boolean} linked @returns {Inline[]} */
function inline(match, linked) {
  const [whole, escaped, , code, words, target, bracketed, bare, ...rest] = match;
  if (escaped !== undefined) return [escaped];
  if (code !== undefined) return [{ tag: "code", text: spaced(code) }];
  if (words !== undefined) {
    const inner = parseInline(words, true);
    return whole.startsWith("!") || linked || !SAFE.test(target) ? inner : [{ tag: "a", href: target, inner }];
  }
  const address = bracketed ?? bare;
  if (address !== undefined) return linked ? [address] : [{ tag: "a", href: address, inner: [address] }];
  const strong = rest[0] ?? rest[1];
  if (strong !== undefined) return [{ tag: "strong", inner: parseInline(strong, linked) }];
  const emphasised = rest[2] ?? rest[3];
  if (emphasised !== undefined) return [{ tag: "em", inner: parseInline(emphasised, linked) }];
  return [{ tag: "br" }];
}

/** Code that begins and ends with a space loses both, so that it can contain the mark itself. @param {string} code */
function spaced(code) {
  const line = code.replaceAll("\n", " ");
  return /^ .*[^ ].* $/.test(line) ? line.slice(1, -1) : line;
}

/** @param {string} text @returns {unknown} a template */
export const markdown = (text) => parse(text).map(block);

/** @param {Block} shown */
function block(shown) {
  if (shown.tag === "p") return html`<p>${shown.inner.map(node)}</p>`;
  const items = shown.items.map((item) => html`<li>${item.map(node)}</li>`);
  return shown.tag === "ul" ? html`<ul>${items}</ul>` : html`<ol start=${shown.start ?? 1}>${items}</ol>`;
}

/** @param {Inline} shown @returns {unknown} */
function node(shown) {
  if (typeof shown === "string") return shown;
  if (shown.tag === "br") return html`<br>`;
  if (shown.tag === "code") return html`<code>${shown.text}</code>`;
  const inner = shown.inner.map(node);
  if (shown.tag === "a") return html`<a href=${shown.href} rel="noopener nofollow">${inner}</a>`;
  return shown.tag === "strong" ? html`<strong>${inner}</strong>` : html`<em>${inner}</em>`;
}
