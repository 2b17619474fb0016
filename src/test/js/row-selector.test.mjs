import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { AddressFilter } from "../../../webapp/app/console/address-filter.js";
import { ListTable } from "../../../webapp/app/list/list-table.js";
import { RowSelector } from "../../../webapp/app/list/row-selector.js";
import { RowWindow } from "../../../webapp/app/list/row-window.js";
import { WindowedRows } from "../../../webapp/app/list/windowed-rows.js";
import { clearLoaded } from "../../../webapp/app/parts/page-parts.js";
import { onTick } from "../../../webapp/app/words.js";
import { functionsIn, markup, page } from "./fake-page.mjs";

/** The list at the server, its requests, and what happens before the answer to each of them. */
const server = { names: [], requests: [], before: () => {} };
const messages = [];
addEventListener("heliograph:toast", ({ detail }) => messages.push(detail.text));

beforeEach(() => {
  clearLoaded();
  page.reset();
  messages.length = 0;
  const names = Array.from({ length: 5_000 }, (_, index) => `m${String(index).padStart(4, "0")}`);
  Object.assign(server, { names, requests: [], before: () => {} });
});

async function read({ offset, limit, search = "", sort }) {
  const request = { offset, limit, search, sort };
  server.requests.push(request);
  await Promise.resolve();
  await server.before(request);
  const found = server.names.filter((name) => name.includes(search));
  const rows = found.slice(offset, offset + limit).map((name) => ({ id: name, name }));
  return { total: found.length, all: server.names.length, rows };
}

const nothingShown = {
  isConnected: true,
  update() {},
  change: (run) => run(),
  querySelector: () => null,
  querySelectorAll: () => [],
};
const options = { read, selectable: (row) => row.name !== "m0003" };
const settled = () => new Promise((resume) => setTimeout(resume));
const names = ({ items }) => items.map(({ name }) => name);

/** A list with a filter of the address. */
async function list(search) {
  const filter = new AddressFilter("/machines", ["search", "sort", "at"], search);
  const columns = ["name", "last_seen"].map((key) => ({ key, label: key }));
  const table = new ListTable(nothingShown, {
    ...options,
    key: "machines",
    filter,
    columns,
    caption: "",
    actions: false,
    row: () => "",
  });
  await table.rows.refresh();
  await settled();
  server.requests.length = 0;
  return table;
}

const selectAll = (table, checked = true) => functionsIn(table.selectAll())[0]({ target: { checked } });

test("an order that the list does not have is none, also in the address", async () => {
  const wrong = await list("?sort=colour&search=m1");
  assert.deepEqual(wrong.query, { search: "m1" });

  assert.deepEqual((await list("?sort=-last_seen")).query, { sort: "-last_seen" });
});

test("without headings a list is sorted by a choice of the same orders", async () => {
  const table = await list("?sort=-last_seen");
  const [choose] = functionsIn(table.template().values[1]);
  const options = markup(table.template().values[1]);
  for (const order of ["name", "-name", "last_seen", "-last_seen"]) assert.match(options, new RegExp(`value=${order} `));
  assert.match(options, /value=-last_seen \?selected=true/);

  choose({ target: { value: "last_seen" } });
  assert.deepEqual(table.query, { sort: "last_seen" });
  choose({ target: { value: "name" } });
  assert.deepEqual(table.query, {}, "the order without a choice is not in the address");
});

test("on paper a long list says which of its rows are there", async () => {
  const long = await list("");
  assert.match(markup(long.template().values[0]), />Rows 1–40 of 5000</);

  server.names = server.names.slice(0, 3);
  assert.equal(markup((await list("?search=m")).template().values[0]), "");
});

test("all rows that match are selected, in an order in which they keep their places", async () => {
  const table = await list("?search=m&sort=last_seen");

  await selectAll(table);

  assert.deepEqual(
    server.requests,
    [0, 1_000, 2_000, 3_000, 4_000].map((offset) => ({ offset, limit: 1_000, search: "m", sort: undefined })),
  );
  assert.deepEqual([table.selection.size, table.selection.has("m0003"), messages], [4_999, false, []]);
});

test("another filter ends the selection of all rows of the one before", async () => {
  const table = await list("");
  server.before = ({ offset }) => {
    if (offset === 1_000) table.choose({ search: "99" });
  };

  await selectAll(table);
  await settled();

  assert.deepEqual([table.selection.size, table.rows.total], [0, 140 - 45]);
  assert.ok(
    server.requests.every(({ offset }) => offset <= 1_000),
    "what is no longer wanted is not read",
  );
});

test("what is selected is no more when the box is cleared while the rows are read", async () => {
  const table = await list("");
  server.before = ({ offset }) => {
    if (offset === 2_000) selectAll(table, false);
  };

  await selectAll(table);

  assert.equal(table.selection.size, 0);
});

test("a list that changes while all of it is selected is read again, and it is said when that does not help", async () => {
  const table = await list("");
  let changes = 1;
  server.before = ({ offset }) => {
    if (offset === 1_000 && changes-- > 0) server.names.splice(0, 1);
  };
  await selectAll(table);
  assert.deepEqual([table.selection.size, table.selection.has("m1000"), messages], [4_998, true, []]);

  server.before = ({ offset }) => {
    if (offset === 1_000) server.names.splice(0, 1);
  };
  await selectAll(table);
  assert.equal(messages.length, 1);
  assert.match(messages[0], /too fast.*4995 rows/);
});

test("a row is rendered again when it, its place, its selection or the time is another one, and else not", async () => {
  const table = await list("");
  const stop = onTick(() => {});
  /** What the first row is rendered for. */
  const reasons = () => {
    const [parts, , template] = table.template().values.find((value) => "_$litDirective$" in Object(value)).values;
    return template(parts[0]).values[0];
  };
  const first = reasons();
  assert.deepEqual(first.slice(0, 3), [{ id: "m0000", name: "m0000" }, 0, false]);
  const changed = () => reasons().map((value, index) => value !== first[index]);
  assert.deepEqual(changed(), [false, false, false, false]);

  table.selection.set([{ id: "m0000", name: "" }], true);
  assert.deepEqual(changed(), [false, false, true, false]);
  table.rows.patch("m0000", { name: "other" });
  assert.deepEqual(changed(), [true, false, true, false]);
  page.tick(5_000);
  assert.deepEqual(changed(), [true, false, true, true]);
  stop();
});

/** Rows that are selected by hand. */
async function selecting() {
  const rows = new WindowedRows(
    () => "machines",
    read,
    () => {},
  );
  await rows.refresh();
  const selector = new RowSelector(nothingShown, options, rows, () => ({ sort: "last_seen" }));
  const click = async (index, { shiftKey = false, checked = true } = {}) => {
    rows.want(index, index + 1);
    await settled();
    server.requests.length = 0;
    functionsIn(selector.box(rows.at(index), index))[0]({ target: { checked }, shiftKey });
    await settled();
  };
  return { rows, click, selector, selection: selector.selection };
}

test("a range of rows that are there needs no request", async () => {
  const { click, selection } = await selecting();

  await click(2);
  await click(5, { shiftKey: true });
  assert.deepEqual([names(selection), server.requests], [["m0002", "m0005", "m0004"], []]);
  await click(4, { shiftKey: true, checked: false });

  assert.deepEqual(names(selection), ["m0002"]);
});

test("a range has all of its rows, also those that were never on the screen", async () => {
  const { rows, click, selection } = await selecting();
  await click(10);
  await rows.refresh();

  await click(900, { shiftKey: true });

  assert.equal(selection.size, 891);
  assert.ok(selection.has("m0010") && selection.has("m0500") && selection.has("m0900"));
  assert.deepEqual(
    server.requests.map(({ offset, sort }) => [offset, sort]),
    [
      [0, "last_seen"],
      [1_000, "last_seen"],
    ],
  );
});

test("a range begins at its row wherever that is by now", async () => {
  const { rows, click, selection } = await selecting();
  await click(1_010);
  rows.want(3_000, 3_040);
  await settled();
  server.names.unshift(...Array.from({ length: 300 }, (_, index) => `a${index}`));
  await rows.refresh();

  await click(3_300, { shiftKey: true });

  assert.deepEqual(
    [selection.size, selection.has("m1009"), selection.has("m1010"), selection.has("m3000")],
    [1_991, false, true, true],
  );
});

test("a range whose first row is gone is not selected, which is said", async () => {
  const { rows, click, selection } = await selecting();
  await click(1_010);
  rows.want(3_000, 3_040);
  await settled();
  server.names.splice(1_010, 1);
  await rows.refresh();

  await click(3_000, { shiftKey: true });

  assert.deepEqual(names(selection), ["m1010", "m3001"]);
  assert.match(messages[0], /no longer in the list/);
});

test("a range is not selected any more when the selection was cleared meanwhile", async () => {
  const { click, selector, selection } = await selecting();
  await click(10);
  server.before = ({ limit }) => limit > 200 && selector.clear();

  await click(900, { shiftKey: true });

  assert.equal(selection.size, 0);
});

test("after a jump to where no row is held, those that are there are fetched", async () => {
  const rows = new WindowedRows(
    () => "machines",
    read,
    () => {},
  );
  await rows.refresh();
  const { shown, scrollTo } = windowOf(rows);

  scrollTo(1_000);
  shown.after();
  await settled();

  assert.equal(rows.at(1_000)?.name, "m1000");
});

/** A window of rows of 46 px that are not on the page yet, as high as 20 of them. */
function windowOf(rows) {
  let scroll;
  let top = 0;
  const body = { getBoundingClientRect: () => ({ top }) };
  const view = {
    ...nothingShown,
    listen(_target, type, run) {
      if (type === "scroll") scroll = run;
    },
    onDisconnect() {},
    querySelector: () => body,
  };
  globalThis.innerHeight = 900;
  const shown = new RowWindow(view, rows, 0, () => {});
  shown.connect();
  const scrollTo = (place) => {
    top = 64 - 46 * place;
    scroll();
  };
  return { shown, scrollTo };
}

test("the faster the reader scrolls, the earlier rows are fetched", async (context) => {
  const rows = new WindowedRows(
    () => "machines",
    read,
    () => {},
  );
  await rows.refresh();
  const { scrollTo } = windowOf(rows);
  const ahead = async (start, perSecond) => {
    server.requests.length = 0;
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const { now } = performance;
    for (let ms = 0; ms <= 500; ms += 20) {
      performance.now = () => 100_000 * perSecond + ms;
      scrollTo(start + (perSecond * ms) / 1_000);
    }
    context.mock.timers.reset();
    performance.now = now;
    await settled();
    const { offset, limit } = server.requests.at(-1);
    return offset + limit;
  };

  // without those ahead the rows end where the block of the last one near the screen does, with 1050 and 2150
  assert.equal(await ahead(1_000, 30), 1_100);
  assert.ok((await ahead(2_000, 150)) > 2_250);
});
