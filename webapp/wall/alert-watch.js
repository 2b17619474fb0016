import { alerts } from "../sdk/alerts/index.js";
import { OpenAlertReader } from "../sdk/alerts/open-alerts.js";
import { environment } from "../sdk/rest.js";

const TICK_MS = 500;
/** The list is read this often while the feed works, so that the wall would find out if it had missed something. */
const REFRESH_MS = 10_000;
/** The list is read this often while the feed does not work. */
const POLL_MS = 2_000;
const REFUSED_MS = 10_000;
/** A feed that has been silent for so long is helped by reading the list. */
const SUSPECT_MS = 2_500;
/** After so long without a sign of the server, what is shown counts as old. */
const STALE_MS = 3_500;
/** After so long without a list that was due, what is shown counts as old, even if the server answers on the feed. */
const LIST_FAILED_MS = 5_000;
/** After so long without a list, what is shown counts as old, even if no reading has failed. */
const LIST_STALE_MS = 20_000;

/**
 * `unknown` no complete list has come yet; `live` everything is known; `stale` it was known; `refused` the viewer may not read alerts.
 *
 * @typedef {"unknown" | "live" | "stale" | "refused"} WatchState
 */

/**
 * Keeps the wall's knowledge complete: reads all open alerts, goes on with the feed from their position, and reads them again where the
 * feed does not work. Says how old that knowledge is.
 */
export class AlertWatch {
  /** When everything has been known without a break since; 0 before that. */
  knownSince = 0;
  /** Why the last reading of the list failed: `NETWORK`, `TIMEOUT`, `HTTP_503` …; empty when it did not. */
  problem = "";
  #options;
  #env;
  #reader;
  #feed;
  #feedOpen = false;
  #refused = false;
  #readAt = 0;
  #failedAt = 0;
  /** When the first reading began that has failed since the last list; 0: none has. */
  #failingSince = 0;
  #triedAt = 0;
  #jitter = 1;
  #reading = false;
  /** Whether a credential of the session is sent: only where the server asks for one. */
  #withSession = false;
  #wasLive = false;
  /** @type {string | undefined} of the log of the last list */
  #epoch;

  /**
   * @param {{ api: import("../sdk/client.js").BaseClient, sites: string[], screen?: string,
   *   onList: (list: import("../sdk/alerts/open-alerts.js").OpenAlertList) => void, onFrame: (frame: any) => void,
   *   onForget: () => void, onChange: () => void, wakeTargets?: EventTarget[],
   *   env?: Partial<import("../sdk/rest.js").Environment> }} options `screen` a screen token; `onForget`: nothing is known
   *   any more; `onChange` several times a second
   */
  constructor(options) {
    const { api, sites, screen, env } = options;
    this.#options = options;
    this.#env = environment(env);
    const token = () => this.#sessionToken();
    this.#reader = new OpenAlertReader({
      baseUrl: api.baseUrl,
      sites,
      env,
      headers: async () => {
        if (screen) return { "X-Heliograph-Screen": screen };
        const bearer = await token();
        return /** @type {Record<string, string>} */ (bearer ? { Authorization: `Bearer ${bearer}` } : {});
      },
    });
    this.#feed = api
      .use(alerts)
      .alerts({ sites, updates: true, token, screen })
      .on("*", (message) => this.#received(message));
    this.#feed.onConnection((state) => this.#feedChanged(state));
  }

  start() {
    this.#env.setInterval(() => this.#tick(), TICK_MS);
    for (const target of this.#options.wakeTargets ?? [])
      for (const event of ["offline", "online", "visibilitychange"])
        target.addEventListener(event, () => this.#networkChanged(event));
    this.#read();
  }

  /** When the server was heard last. */
  get heardAt() {
    return Math.max(this.#readAt, this.#feedOpen ? this.#feed.lastFrameAt : 0);
  }

  /** @returns {WatchState} */
  get state() {
    if (this.#refused) return "refused";
    if (!this.#readAt) return "unknown";
    const now = this.#env.now();
    const isCut = this.#failedAt > this.heardAt && this.#feed.connection !== "live";
    const isListOverdue = this.#failingSince > 0 && now - this.#failingSince >= LIST_FAILED_MS;
    const isListOld = isListOverdue || now - this.#readAt >= LIST_STALE_MS;
    return isCut || isListOld || now - this.heardAt >= STALE_MS ? "stale" : "live";
  }

  /** How alerts come. @returns {"socket" | "stream" | "polling"} */
  get transport() {
    return this.#feed.connection === "live" ? this.#feed.transport : "polling";
  }

  #tick() {
    if (!this.#reading && this.#env.now() - this.#triedAt >= this.#interval() * this.#jitter) this.#read();
    this.#changed();
  }

  #interval() {
    if (this.#refused) return REFUSED_MS;
    const isQuiet = this.#feed.transport === "socket" && this.#env.now() - this.#feed.lastFrameAt >= SUSPECT_MS;
    const isServed = this.#feed.connection === "live" && this.#feed.transport === "socket" && !isQuiet;
    return isServed && !this.problem ? REFRESH_MS : POLL_MS;
  }

  async #read() {
    if (this.#reading) return;
    this.#reading = true;
    this.#triedAt = this.#env.now();
    this.#jitter = 0.8 + 0.2 * this.#env.random();
    const startedAt = this.#triedAt;
    try {
      const list = await this.#reader.read();
      this.#readAt = startedAt;
      this.#failingSince = 0;
      this.problem = "";
      this.#refused = false;
      if (this.#epoch !== undefined && list.epoch !== this.#epoch) this.#options.onForget(); // the database was restored
      this.#epoch = list.epoch;
      this.#options.onList(list);
      if (!this.#feedOpen) {
        this.#feedOpen = true;
        this.#feed.since(list).subscribe();
      }
    } catch (/** @type {any} */ error) {
      this.#failedAt = this.#env.now();
      this.#failingSince ||= startedAt;
      this.problem = error.code ?? "NETWORK";
      if (error.status === 401 || error.status === 403) await this.#denied();
    } finally {
      this.#reading = false;
    }
    this.#changed();
  }

  /** The reader needs a credential, or the one it has is not accepted. */
  async #denied() {
    const { screen, api } = this.#options;
    const kept = screen ? null : api.session?.read();
    if (kept && !this.#withSession) {
      this.#withSession = true;
      this.#triedAt = 0; // at once
      return;
    }
    const renewed = kept && (await api.session?.renew(kept.token).catch(() => kept.token));
    if (renewed) return;
    this.#withSession = false;
    this.#refused = true;
    this.#readAt = 0;
    this.#options.api.removeChannel(this.#feed);
    this.#feedOpen = false;
    this.#options.onForget();
  }

  async #sessionToken() {
    const { session } = this.#options.api;
    const kept = this.#withSession ? session?.read() : null;
    if (!kept) return null;
    return kept.expires_at > this.#env.now() + 10_000 ? kept.token : /** @type {any} */ (session).renew(kept.token);
  }

  /** @param {import("../sdk/index.js").ConnectionState} state */
  #feedChanged(state) {
    if (state !== "live" && this.#feedOpen) this.#triedAt = 0; // the list is read at once
    this.#changed();
  }

  /** @param {import("../sdk/feed-channel.js").Message} message */
  #received({ kind, frame }) {
    if (kind !== "POLL") this.#options.onFrame(frame);
    else if (frame) this.#lostTrack(); // without a connection the list is read anyway
  }

  /** Alerts are missing: what was known no longer holds. */
  #lostTrack() {
    this.#readAt = 0;
    this.#options.onForget();
    this.#triedAt = 0;
    this.#changed();
  }

  /** @param {string} event */
  #networkChanged(event) {
    if (event === "offline") this.#failedAt = this.#env.now();
    else this.#triedAt = 0;
    this.#tick();
  }

  #changed() {
    const isLive = this.state === "live";
    if (isLive && !this.#wasLive) this.knownSince = this.#env.now();
    this.#wasLive = isLive;
    this.#options.onChange();
  }
}
