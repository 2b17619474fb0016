const RECONNECT_MS = 3_000;
const STALE_MS = 45_000; // one heartbeat and a half
const DEAD_MS = 75_000; // no socket worth keeping misses two

/**
 * The socket of the wall: opened again 3 s after it was lost, and given up when nothing comes, since a cable that was pulled
 * closes nothing.
 *
 * @typedef {"connecting" | "live" | "stale" | "lost"} State
 */
export class Link {
  /** @type {State} */
  state = "connecting";
  /** when something came last; 0 for never */
  heardAt = 0;
  /** when something came last before it was lost; 0 while it never was */
  lostFrom = 0;
  #url;
  #sites;
  #token;
  #onFrame;
  #onState;
  #withToken = false;
  /** @type {WebSocket | undefined} */
  #socket;
  #ended = false;
  /** @type {number | undefined} */
  #again;

  /**
   * @param {{ url: string, sites: string[], token: () => Promise<string | null>, onFrame: (frame: any) => void,
   *   onState: (state: State) => void }} parts `token` is asked for only where the server lets nobody else in
   */
  constructor({ url, sites, token, onFrame, onState }) {
    this.#url = url;
    this.#sites = sites;
    this.#token = token;
    this.#onFrame = onFrame;
    this.#onState = onState;
  }

  /** Ends it for good. */
  close() {
    this.#ended = true;
    clearTimeout(this.#again);
    this.#leave();
  }

  async open() {
    const token = this.#withToken ? await this.#token() : null;
    if (this.#ended) return;
    const socket = (this.#socket = token ? new WebSocket(this.#url, [`token-${token}`]) : new WebSocket(this.#url));
    let opened = false;
    socket.onopen = () => {
      opened = true;
      if (this.#sites.length > 0) socket.send(JSON.stringify({ subscribe: this.#sites }));
      this.heardAt = Date.now();
      this.#become("live");
    };
    socket.onmessage = ({ data }) => {
      this.heardAt = Date.now();
      this.#become("live");
      this.#hear(data);
    };
    socket.onclose = () => this.#closed(opened);
  }

  /** @param {string} data */
  #hear(data) {
    try {
      this.#onFrame(JSON.parse(data));
    } catch (error) {
      console.warn("A frame could not be shown.", error); // the screen goes on with the next
    }
  }

  /** @param {boolean} opened a handshake that was refused may want a token, or one less */
  #closed(opened) {
    this.#socket = undefined;
    if (!opened) this.#withToken = !this.#withToken;
    this.#become("lost");
    this.#again = setTimeout(() => this.open(), RECONNECT_MS);
  }

  /** Called every second. */
  look() {
    const silent = Date.now() - this.heardAt;
    if (!this.#socket || this.state === "lost" || this.state === "connecting") return;
    if (silent >= DEAD_MS) this.#giveUp();
    else if (silent >= STALE_MS) this.#become("stale");
  }

  /** A socket whose other end is gone may take minutes to say that it has closed. */
  #giveUp() {
    this.#leave();
    this.#closed(true);
  }

  #leave() {
    if (!this.#socket) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  /** @param {State} state */
  #become(state) {
    if (state === this.state) return;
    if (state === "lost" && this.heardAt && this.state !== "connecting") this.lostFrom = this.heardAt;
    this.state = state;
    this.#onState(state);
  }
}
