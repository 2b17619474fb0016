import "./fake-page.mjs";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { markdown, parse } from "../../../webapp/app/status/appearance.js";
import { richText } from "../../../webapp/app/status/reports.js";
import { markup } from "./fake-page.mjs";

const encode = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const inline = (node) => {
  if (typeof node === "string") return encode(node);
  if (node.tag === "br") return "<br />";
  const attributes = node.tag === "a" ? ` href="${encode(node.href)}" rel="noopener nofollow"` : "";
  return `<${node.tag}${attributes}>${node.text === undefined ? node.inner.map(inline).join("") : encode(node.text)}</${node.tag}>`;
};

const html = (text) =>
  parse(text)
    .map(({ tag, inner, items, start }) =>
      items
        ? `<${tag}${start === undefined ? "" : ` start="${start}"`}>${items.map((item) => `<li>${item.map(inline).join("")}</li>`).join("")}</${tag}>`
        : `<${tag}>${inner.map(inline).join("")}</${tag}>`,
    )
    .join("");

const examples = JSON.parse(readFileSync(new URL("../resources/markdown.json", import.meta.url), "utf8"));

for (const [text, expected] of examples) {
  test(`markdown of ${JSON.stringify(text)}`, () => assert.equal(html(text), expected));
}

test("the template has the elements of the tree", () => {
  assert.equal(
    markup(markdown("See **[this](https://acme.test/)**.\n\n- one")),
    '<p>See <strong><a href=https://acme.test/ rel="noopener nofollow">this</a></strong>.</p><ul><li>one</li></ul>',
  );
});

test("a hostile text is parsed in a moment", () => {
  const start = performance.now();
  for (const part of ["*", "**a", "_", "`", "[", "![", "<https://", "\\", "[a](", "__a"]) parse(part.repeat(3000));
  assert.ok(performance.now() - start < 5_000);
});

test("a text without markup needs no renderer", () => {
  assert.equal(markup(richText("We look into it.\nSoon more.")), '<p class="text">We look into it.\nSoon more.</p>');
});
