import "./fake-page.mjs";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { words as connectionWords } from "../../../webapp/app/status/headline.js";
import { sentences, stateLabels, strategyLabels, uptimeLabels } from "../../../webapp/app/status/items.js";
import { reportStatusLabels, severityLabels } from "../../../webapp/app/status/reports.js";
import { ranges } from "../../../webapp/app/status/service-list.js";
import { around, languageOf, languages, loadLanguage, t, useTranslation } from "../../../webapp/app/words.js";

const app = new URL("../../../webapp/app/", import.meta.url);

/** All texts of the public page: those that its modules translate at once, and those of its tables. */
function keys() {
  const files = [...readdirSync(new URL("status/", app)).map((name) => `status/${name}`), "parts/page-controls.js"];
  const used = files.flatMap((name) =>
    [...readFileSync(new URL(name, app), "utf8").matchAll(/\b(?:t|around)\(\s*"([^"]+)"/g)].map(([, key]) => key),
  );
  return new Set([
    ...used,
    ...["system", "light", "dark", "No services"],
    "This page is not being updated. Reload it for the current status.", // of the document
    ...Object.values(sentences),
    ...[stateLabels, strategyLabels, reportStatusLabels, severityLabels].flatMap((labels) => Object.values(labels)),
    ...uptimeLabels.map(([, label]) => label),
    ...Object.values(ranges).map(({ words }) => words),
    ...Object.values(connectionWords).flat(),
  ]);
}

/** @param {string | Record<string, string>} text */
const forms = (text) => (typeof text === "string" ? [text] : Object.values(text));

/** @param {string} text */
const placeholders = (text) => new Set(text.match(/\{\w+\}/g) ?? []);

test("every language has every text of the page, with its placeholders, and no other", async () => {
  assert.ok(keys().size > 120);
  assert.deepEqual(readdirSync(new URL("lang/", app)).sort(), languages.map((code) => `${code}.js`).sort());
  for (const code of languages) {
    const { default: translation } = await import(`../../../webapp/app/lang/${code}.js`);
    assert.deepEqual(Object.keys(translation).sort(), [...keys()].sort(), code);
    for (const [key, text] of Object.entries(translation))
      for (const form of forms(text)) assert.deepEqual(placeholders(form), placeholders(key), `${code}: ${key}`);
  }
});

test("the first language of the reader that the page has is used, else English", () => {
  assert.equal(languageOf(["de-AT", "en"]), "de");
  assert.equal(languageOf(["it", "PT-br"]), "pt");
  assert.equal(languageOf(["en-GB", "fr"]), "en");
  assert.equal(languageOf(["ja"]), "en");
  assert.equal(languageOf([]), "en");
});

test("texts have the plural form of their language", async (context) => {
  context.after(() => useTranslation("en", {}));
  assert.equal(t("{count} open incidents", { count: 1 }), "1 open incident");
  assert.equal(t("{count} open incidents", { count: 2 }), "2 open incidents");
  assert.equal(await loadLanguage(["fr"]), "fr");
  assert.equal(t("{count} open incidents", { count: 0 }), "0 incident en cours");
  assert.equal(t("{count} open incidents", { count: 1_000_000 }), "1000000 incidents en cours");
  assert.deepEqual(around("Last known state, {age} old"), ["Dernier état connu, il y a ", ""]);
});

test("a value is never read as a placeholder, and a language that cannot be loaded leaves English", async () => {
  assert.equal(t("{name} is down", { name: "{count} $& <b>" }), "{count} $& <b> is down");
  assert.equal(await loadLanguage(["de"], () => Promise.reject(new Error("away"))), "en");
  assert.equal(t("Down"), "Down");
});

test("a language whose file never comes leaves English", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const chosen = loadLanguage(["de"], () => new Promise(() => {}));
  context.mock.timers.tick(15_000);

  assert.equal(await chosen, "en");
});
