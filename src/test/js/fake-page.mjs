// The globals of a page, as far as the application's modules use them without rendering. Import it before those modules.
import { FakeStorage } from "./fake-browser.mjs";

class FakeElement extends EventTarget {
  isConnected = false;
}

const events = new EventTarget();
const timers = new Map();
let nextTimer = 1;

/** What tests control and check. */
export const page = {
  /** The entries of the history that were pushed or replaced. */
  visits: [],
  /** The requests, oldest first. */
  requests: [],
  /** The answers to the next requests: `[status, body, headers]`; without one the answer is an empty list. */
  answers: [],
  /** Runs what waits for the next frame. */
  frame: () => {},
  timers,
  /** Fires the timers of a period. */
  tick(ms) {
    for (const timer of [...timers.values()]) if (timer.ms === ms) timer.run();
  },
  reset() {
    for (const storage of ["localStorage", "sessionStorage"]) globalThis[storage] = new FakeStorage();
    Object.assign(page, { visits: [], requests: [], answers: [] });
    timers.clear();
    Object.assign(location, { pathname: "/", search: "" });
    document.hidden = false;
    delete document.documentElement.dataset.theme;
  },
};

const frames = [];
page.frame = () => {
  for (const run of frames.splice(0)) run();
};

Object.assign(globalThis, {
  window: globalThis,
  HTMLElement: FakeElement,
  Element: FakeElement,
  customElements: { define: () => {} },
  location: { origin: "https://fleet.example", pathname: "/", search: "" },
  history: {
    pushState: (_state, _title, path) => page.visits.push(["push", path]),
    replaceState: (_state, _title, path) => page.visits.push(["replace", path]),
  },
  document: Object.assign(new EventTarget(), {
    hidden: false,
    documentElement: { dataset: {} },
    createComment: () => ({}),
    createTreeWalker: () => ({}),
  }),
  addEventListener: events.addEventListener.bind(events),
  removeEventListener: events.removeEventListener.bind(events),
  dispatchEvent: events.dispatchEvent.bind(events),
  requestAnimationFrame: (run) => frames.push(run),
  setInterval: (run, ms) => {
    timers.set(nextTimer, { run, ms });
    return nextTimer++;
  },
  clearInterval: (timer) => timers.delete(timer),
  fetch: async (url, { method, body }) => {
    page.requests.push({ method, path: url.replace("https://fleet.example", ""), body: body && JSON.parse(body) });
    const [status, json, headers] = page.answers.shift() ?? [200, []];
    return new Response(JSON.stringify(json), { status, headers });
  },
});
page.reset();

/** A view whose cleanups the test runs. */
export class FakeView {
  #cleanups = [];

  onDisconnect(cleanup) {
    this.#cleanups.push(cleanup);
  }

  leave() {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
  }
}

/** The text and markup of a template, as far as it is known without a document. */
export function markup(value) {
  if (value === null || value === undefined || typeof value === "symbol" || typeof value === "function") return "";
  if (Array.isArray(value)) return value.map(markup).join("");
  if (value.strings) return value.strings.reduce((text, part, index) => text + markup(value.values[index - 1]) + part);
  if (value.values && "_$litDirective$" in value) {
    const [items, guarded, template] = value.values; // of `repeat`, or of `guard`
    if (!template) return markup(guarded());
    return [...items].map((item, index) => markup(template(item, index))).join("");
  }
  return typeof value === "object" ? "" : String(value);
}

/** The event handlers and other functions in a template, in its order. */
export function functionsIn(value) {
  if (typeof value === "function") return [value];
  if (Array.isArray(value)) return value.flatMap(functionsIn);
  return value?.strings ? value.values.flatMap(functionsIn) : [];
}

/** Signs a user in. */
export function signIn({ role = "user", organizations = [], token = "t1" } = {}) {
  const session = {
    token,
    refresh_token: "r1",
    expires_at: Infinity,
    user: { id: "u1", email: "a@b.c", name: "A", role },
    organizations,
  };
  localStorage.setItem("heliograph.session", JSON.stringify({ ...session, expires_at: Number.MAX_SAFE_INTEGER }));
}
