/** What the client takes from a browser: a clock that tests advance, and sockets, streams and answers that they control. */
export class FakeBrowser {
  time = Date.parse("2026-03-17T10:30:00.000Z");
  randomValue = 0.5;
  /** @type {FakeSocket[]} */
  sockets = [];
  /** @type {FakeStream[]} */
  streams = [];
  /** What the next streams are answered with instead of opening. */
  refusals = [];
  calls = [];
  /** Whether requests get no answer. */
  frozen = false;
  answers = [];
  errors = [];
  #timers = new Map();
  #next = 1;

  /** The environment of a client. */
  get parts() {
    const browser = this;
    return {
      WebSocket: class extends FakeSocket {
        constructor(url, protocols) {
          super(url, protocols);
          browser.sockets.push(this);
        }
      },
      fetch: async (url, { method, headers, body, signal }) => {
        if (url.includes("/events?")) return this.#stream(url, headers.Authorization, signal);
        if (browser.frozen) return unanswered(signal);
        browser.calls.push({ url, method, token: headers.Authorization, body: body && JSON.parse(body) });
        const [status, json, more] = browser.answers.shift() ?? [200, { success: true, data: {} }];
        return new Response(JSON.stringify(json), { status, headers: more });
      },
      setTimeout: (run, ms) => this.#add(run, ms),
      setInterval: (run, ms) => this.#add(run, ms, ms),
      clearTimeout: (timer) => this.#timers.delete(timer),
      clearInterval: (timer) => this.#timers.delete(timer),
      random: () => this.randomValue,
      now: () => this.time,
      locks: undefined,
      onError: (error) => this.errors.push(error),
    };
  }

  get socket() {
    return this.sockets.at(-1);
  }

  get stream() {
    return this.streams.at(-1);
  }

  #stream(url, token, signal) {
    const stream = new FakeStream(url, token, signal);
    this.streams.push(stream);
    const { status, headers = {}, body = "" } = this.refusals.shift() ?? {};
    return status ? new Response(body && JSON.stringify(body), { status, headers }) : stream.answer;
  }

  get timers() {
    return this.#timers.size;
  }

  #add(run, ms, every) {
    this.#timers.set(this.#next, { run, at: this.time + ms, every });
    return this.#next++;
  }

  /** Advances the clock; timers that are due run in order, and promises settle in between. */
  async advance(ms) {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      const [id, timer] = due;
      this.time = timer.at;
      if (timer.every) timer.at += timer.every;
      else this.#timers.delete(id);
      timer.run();
    }
    this.time = end;
    await settled();
  }
}

class FakeSocket {
  readyState = 0;
  sent = [];
  closed = false;

  constructor(url, protocols = []) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen?.({});
  }

  receive(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  confirm(...channels) {
    this.receive({ type: "subscribed", channels });
  }

  end(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

/** The answer to a request for server-sent events. */
class FakeStream {
  #out;

  constructor(url, token, signal) {
    this.url = new URL(url);
    this.token = token;
    const body = new ReadableStream({ start: (controller) => (this.#out = controller) });
    this.answer = new Response(body, { headers: { "Content-Type": "text/event-stream;charset=UTF-8" } });
    this.closed = false;
    signal.addEventListener("abort", () => {
      this.closed = true;
      this.#out.error(signal.reason);
    });
  }

  write(text) {
    this.#out.enqueue(new TextEncoder().encode(text));
  }

  receive(frame) {
    this.write(`data: ${JSON.stringify(frame)}\n\n`);
  }

  end() {
    this.#out.close();
  }
}

/** A request that ends only when it is given up. */
function unanswered(signal) {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

async function settled() {
  for (let turn = 0; turn < 20; turn++) await null;
  await new Promise((resume) => setImmediate(resume));
}

/** The storage of a browser. */
export class FakeStorage {
  #items = new Map();
  getItem = (key) => this.#items.get(key) ?? null;
  setItem = (key, value) => void this.#items.set(key, value);
  removeItem = (key) => void this.#items.delete(key);
}

/** The locks of a browser, as far as the client uses them. */
export class FakeLocks {
  #held = new Set();

  async request(name, _options, run) {
    if (this.#held.has(name)) return run(null);
    this.#held.add(name);
    try {
      return await run({ name });
    } finally {
      this.#held.delete(name);
    }
  }
}
