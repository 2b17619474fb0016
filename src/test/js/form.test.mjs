import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { assignErrors, chosenIds, FormState, numberValue, textValue } from "../../../webapp/app/parts/form.js";
import { ApiError } from "../../../webapp/sdk/rest.js";
import { markup } from "./fake-page.mjs";

const invalid = (...details) => new ApiError(400, "INVALID", "Invalid.", undefined, details);

test("a submission is busy until it has ended, and reports its success", async () => {
  const states = [];
  const form = new FormState(() => states.push(form.busy));
  let finish = () => {};

  const submission = form.submit(() => new Promise((resolve) => (finish = resolve)));
  assert.equal(form.busy, true);
  const second = await form.submit(() => assert.fail("a second submission"));
  finish();

  assert.deepEqual([await submission, second], [true, false]);
  assert.deepEqual(states, [true, false]);
});

test("a failure is kept until the next submission", async () => {
  const form = new FormState(() => {});

  const succeeded = await form.submit(() => Promise.reject(new Error("The server cannot be reached.")));
  assert.deepEqual([succeeded, form.busy, form.failure], [false, false, "The server cannot be reached."]);
  assert.match(markup(form.alert), /role="alert">The server cannot be reached\./);
  await form.submit(async () => {});

  assert.equal(form.failure, "");
  assert.equal(markup(form.alert), "");
});

test("a form can phrase its failures", async () => {
  const form = new FormState(() => {});

  await form.submit(
    () => Promise.reject(new ApiError(401, "UNAUTHORIZED", "No.")),
    ({ status }) => `refused with ${status}`,
  );

  assert.equal(form.failure, "refused with 401");
});

test("errors are shown at the fields they name, and the rest below", async () => {
  const form = new FormState(() => {}, ["name", "interval"]);

  await form.submit(() => Promise.reject(invalid("name must not be empty", "name is taken", "slug is reserved")));

  assert.deepEqual([...form.fieldErrors], [["name", ["name must not be empty", "name is taken"]]]);
  assert.equal(form.failure, "slug is reserved");
  const name = markup(form.labelled("name", "Name", "", "At most 200 characters."));
  assert.match(name, /data-wrong=yes/);
  assert.match(name, /name must not be empty.*name is taken.*At most 200 characters\./s);
  assert.match(markup(form.grouped("interval", "")), /data-wrong=no/);
});

test("an error of a parent field is shown at its first part", () => {
  const { fieldErrors, failure } = assignErrors(invalid("custom1 needs a name"), ["custom1.name", "custom1.id"]);

  assert.deepEqual([...fieldErrors.keys()], ["custom1.name"]);
  assert.equal(failure, "");
});

test("a form without named fields, or an error without details, has one failure", () => {
  assert.deepEqual(assignErrors(invalid("name is taken"), []), { failure: "Invalid.", fieldErrors: new Map() });
  assert.deepEqual(assignErrors(new Error("Away."), ["name"]), { failure: "Away.", fieldErrors: new Map() });
  assert.equal(assignErrors("text", ["name"]).failure, "text");
});

test("values are read without spaces, and what is not a number goes to the server as it is", () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ name: "  A  ", interval: " 60 ", share: "0.5", wrong: "6O", none: " " }))
    form.set(name, value);

  assert.deepEqual([textValue(form, "name"), textValue(form, "missing")], ["A", ""]);
  assert.deepEqual(
    ["interval", "share", "wrong", "none", "missing"].map((name) => numberValue(form, name)),
    [60, 0.5, "6O", undefined, undefined],
  );
});

test("the chosen ids are those of the picker with the name", () => {
  const asked = [];
  const form = { querySelector: (selector) => asked.push(selector) && { value: ["a", "b"] } };

  assert.deepEqual(chosenIds(form, "children"), ["a", "b"]);
  assert.deepEqual(asked, ['hg-picker[name="children"]']);
});
