import { errorMessage } from "../words.js";

/** How many calls run at once. */
const PARALLEL = 4;

/**
 * @typedef {{ id: string, name: string }} Item
 * @typedef {{ item: Item, reason: string }} Failure
 */

/** Does something to many things in calls for some of them each, a few at once, and knows for which it succeeded. */
export class BulkRun {
  /** @type {Item[]} */
  succeeded = [];
  /** Those of which the answer had no row: they are no longer there. @type {Item[]} */
  gone = [];
  /** @type {Failure[]} */
  failures = [];
  #items;
  #batch;
  #act;
  #changed;
  #stopped = false;

  /** @param {Item[]} items @param {number} batch how many things a call takes @param {(items: Item[]) => Promise<unknown>} act a call; throws when it fails, and answers an array of what it changed, if it may be fewer @param {() => void} changed called after each call */
  constructor(items, batch, act, changed) {
    this.#items = items;
    this.#batch = batch;
    this.#act = act;
    this.#changed = changed;
  }

  get all() {
    return this.#items.length;
  }

  get count() {
    return this.succeeded.length + this.gone.length + this.failures.length;
  }

  /** Those to which nothing is to be done any more. */
  get done() {
    return [...this.succeeded, ...this.gone];
  }

  /** @returns {Promise<void>} settles when all calls have ended */
  async start() {
    const waiting = batches(this.#items, this.#batch);
    const work = async () => {
      for (let some = waiting.shift(); some && !this.#stopped; some = waiting.shift()) await this.#call(some);
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
  }

  /** No further call begins; those that run go on to their end. */
  stop() {
    this.#stopped = true;
  }

  /** @param {Item[]} items */
  async #call(items) {
    try {
      const answer = await this.#act(items);
      const changed = Array.isArray(answer) ? new Set(answer.map(({ id }) => id)) : undefined;
      for (const item of items) (!changed || changed.has(item.id) ? this.succeeded : this.gone).push(item);
    } catch (error) {
      this.failures.push(...items.map((item) => ({ item, reason: errorMessage(error) })));
    }
    this.#changed();
  }
}

/** @param {Item[]} items @param {number} size @returns {Item[][]} */
export const batches = (items, size) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
