// What a reader over a slow network waits for, and how long lists scroll, in Chromium. Prints tables for docs/benchmarks.md.
//
//   node src/bench/pages.mjs ADDRESS times|scroll
//
// Of a node with the demo's accounts and its status page (times), or with a long list of machines and monitors (scroll): src/bench/pages.sh.
// ROUND_TRIP (80 ms), ROUNDS (5), SPEEDS ("2000 8000" pixels a second), SCROLL_SECONDS (30, for which a list is scrolled), EMAIL and
// HELIOGRAPH_CHROMIUM can be changed.
import { spawn } from "node:child_process";

const [address, what] = process.argv.slice(2);
const { ROUND_TRIP = 80, ROUNDS = 5, EMAIL = "alice@acme.test", PAGE = "status" } = process.env;
const { SPEEDS = "2000 8000", SCROLL_SECONDS = 30 } = process.env;
const { HELIOGRAPH_CHROMIUM = "chromium-headless-shell" } = process.env;
const LONGEST_MS = 60_000;

/** Notes when what the reader came for is first on the screen. */
const watch = (selector) => `{
  const look = () => {
    const found = document.querySelector(${JSON.stringify(selector)});
    if (found?.checkVisibility() && found.textContent.trim()) window.shownAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

const FIGURES = `(() => {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const fetched = all.filter(({ transferSize }) => transferSize > 0);
  const before = fetched.filter(({ startTime }) => startTime < window.shownAt);
  const sum = (some) => some.reduce((bytes, { transferSize }) => bytes + transferSize, 0);
  return { shown: window.shownAt, before: before.length, bytes: sum(before), requests: fetched.length, all: sum(fetched) };
})()`;

/** Measures each frame until `endOfScrolling` is called. */
const FRAMES = `{
  const frames = [];
  const tasks = [];
  let looks = 0, empty = 0, rows = 0, last = performance.now(), on = true;
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: "longtask" });
  const frame = (now) => {
    frames.push(now - last);
    last = now;
    if (frames.length % 6 === 0) {
      looks++;
      const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("tr");
      if (seen && !seen.dataset.id) empty++;
      rows = Math.max(rows, document.querySelectorAll("tr[data-id]").length);
    }
    if (on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.endOfScrolling = () => {
    on = false;
    const sorted = frames.toSorted((a, b) => a - b);
    const at = (share) => Math.round(sorted[Math.floor((sorted.length - 1) * share)]);
    return { frames: frames.length, median: at(0.5), p99: at(0.99), late: frames.filter((ms) => ms > 50).length,
      tasks: tasks.length, longest: Math.round(Math.max(0, ...tasks)), empty: Math.round((100 * empty) / Math.max(1, looks)), rows };
  };
}`;

const AT_END = `scrollY + innerHeight >= document.documentElement.scrollHeight - 2 && document.querySelector("tbody[data-window] > tr:last-child")?.dataset.id !== undefined`;

/** The developer tools of a browser, over its pipes. */
class Browser {
  #process = spawn(
    HELIOGRAPH_CHROMIUM,
    ["--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--window-size=1440,900", "--no-first-run", "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  #waiting = new Map();
  #listeners = new Set();
  #number = 0;
  #rest = "";

  constructor() {
    this.#process.stdio[4].setEncoding("utf8").on("data", (piece) => {
      const messages = (this.#rest + piece).split("\0");
      this.#rest = messages.pop();
      for (const text of messages) this.#received(JSON.parse(text));
    });
  }

  #received(message) {
    if (message.id === undefined) for (const listener of this.#listeners) listener(message);
    const { resolve, reject } = this.#waiting.get(message.id) ?? {};
    this.#waiting.delete(message.id);
    if (message.error) reject?.(new Error(message.error.message));
    else resolve?.(message.result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#number;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** A page with a cache and a storage of its own. */
  async page() {
    const { browserContextId } = await this.send("Target.createBrowserContext");
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId, width: 1440, height: 900 });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const call = (method, params) => this.send(method, params, sessionId);
    const requests = [];
    /** @type {Map<string, { url: string, began: number }>} */
    const running = new Map();
    const times = [];
    const listener = ({ method, params, sessionId: of }) => {
      if (of !== sessionId) return;
      if (method === "Network.requestWillBeSent") {
        requests.push(params.request.url);
        running.set(params.requestId, { url: params.request.url, began: params.timestamp });
      }
      if (method === "Network.loadingFinished" || method === "Network.loadingFailed") {
        const { url, began } = running.get(params.requestId) ?? {};
        if (running.delete(params.requestId)) times.push({ url, ms: 1_000 * (params.timestamp - began) });
      }
    };
    this.#listeners.add(listener);
    for (const domain of ["Page", "Network", "Runtime"]) await call(`${domain}.enable`);
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    const until = async (expression) => {
      for (const end = Date.now() + LONGEST_MS; Date.now() < end; await pause(20)) if (await evaluate(expression)) return;
      throw new Error(`This did not become true: ${expression}`);
    };
    const close = async () => {
      this.#listeners.delete(listener);
      await Promise.race([this.send("Target.disposeBrowserContext", { browserContextId }), pause(5_000)]); // at times it has no answer
    };
    /** Whether a second has passed without a request. */
    const quiet = async () => {
      for (let count = -1; count !== requests.length || running.size > 0; await pause(1_000)) count = requests.length;
    };
    return { call, evaluate, until, close, quiet, requests, times };
  }

  close() {
    this.#process.kill("SIGKILL");
    for (const pipe of this.#process.stdio) pipe?.destroy(); // processes of the browser may hold them open for a while
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function signIn() {
  const answer = await fetch(`${address}/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Heliograph-Device": "new" },
    body: JSON.stringify({ email: EMAIL, password: "heliograph-demo" }),
  });
  const { data } = await answer.json();
  return `localStorage.setItem("heliograph.session", ${JSON.stringify(JSON.stringify({ ...data, expires_at: Date.now() + 1000 * data.expires_in }))});
    localStorage.setItem("heliograph.org", "acme");`;
}

async function times(browser, name, path, selector, session = "") {
  const visits = { "first visit": [], again: [] };
  for (let round = 0; round < Number(ROUNDS); round++) {
    const page = await browser.page();
    await page.call("Network.emulateNetworkConditions", { offline: false, latency: Number(ROUND_TRIP), downloadThroughput: -1, uploadThroughput: -1 });
    await page.call("Page.addScriptToEvaluateOnNewDocument", { source: `if (location.origin === ${JSON.stringify(address)}) {${session}${watch(selector)}}` });
    for (const visit of Object.values(visits)) {
      await page.evaluate("window.shownAt = 0");
      await page.call("Page.navigate", { url: `${address}${path}` });
      await page.until("window.shownAt > 0");
      await page.quiet();
      visit.push(await page.evaluate(FIGURES));
    }
    await page.close();
  }
  for (const [visit, rounds] of Object.entries(visits)) {
    const sorted = (figure) => rounds.map((round) => Math.round(round[figure])).sort((a, b) => a - b);
    const median = (figure) => sorted(figure)[Math.floor(rounds.length / 2)];
    const kilobytes = (figure) => Math.round(median(figure) / 1000);
    console.log(
      `| ${name}, ${visit} | ${median("shown")} (${sorted("shown")[0]} to ${sorted("shown").at(-1)}) | ${median("before")}, ${kilobytes("bytes")} KB | ${median("requests")}, ${kilobytes("all")} KB |`,
    );
  }
}

async function scroll(browser, path, calls, session, speed) {
  const page = await browser.page();
  await page.call("Page.addScriptToEvaluateOnNewDocument", { source: `if (location.origin === ${JSON.stringify(address)}) {${session}}` });
  await page.call("Page.navigate", { url: `${address}${path}` });
  await page.until(`document.querySelector("tr[data-id]") !== null`);
  await pause(3_000);
  const total = await page.evaluate(`Number(document.querySelector("table.windowed").getAttribute("aria-rowcount")) - 1`);
  page.times.length = 0;
  await page.evaluate(FRAMES);
  const began = Date.now();
  while (Date.now() - began < 1_000 * SCROLL_SECONDS && !(await page.evaluate(AT_END))) {
    await page.call("Input.synthesizeScrollGesture", { x: 700, y: 450, yDistance: -2 * speed, speed, gestureSourceType: "mouse" });
  }
  const seconds = (Date.now() - began) / 1000;
  const { frames, median, p99, late, tasks, longest, rows, empty } = await page.evaluate("window.endOfScrolling()");
  const last = await page.evaluate(`Number([...document.querySelectorAll("tr[data-index]")].at(-1).dataset.index) + 1`);
  const times = page.times
    .filter(({ url }) => url.includes(calls))
    .map(({ ms }) => Math.round(ms))
    .sort((a, b) => a - b);
  const medianMs = times[Math.floor(times.length / 2)];
  console.log(
    `| \`${path}\` at ${speed}, ${last} of ${total} rows in ${seconds.toFixed(0)} s | ${frames} of ${median} ms, ${p99} ms, ${late} | ${tasks}, ${longest} ms | ${rows} | ${empty} % | ${times.length} of ${medianMs} ms, ${times.at(-1)} ms |`,
  );
  await page.close();
}

const browser = new Browser();
try {
  const session = await signIn();
  if (what === "times") {
    console.log("| page | content after, ms | requests until then | requests in all |\n| --- | --- | --- | --- |");
    await times(browser, "a public status page", `/status/${PAGE}`, ".overall-state + p");
    await times(browser, "the dashboard", "/dashboard", "[data-testid=online-count]", session);
  } else {
    console.log(
      "| list | frames: median, p99, later than 50 ms | tasks over 50 ms, longest | rows on the page | looks at a row that is not fetched yet | requests: median, longest |\n| --- | --- | --- | --- | --- | --- |",
    );
    for (const speed of SPEEDS.split(" ").map(Number)) {
      await scroll(browser, "/machines", "/api/machines?", session, speed);
      await scroll(browser, "/status-pages?show=monitors", "/v1/admin/monitor-states?", session, speed);
    }
  }
} finally {
  browser.close();
}
