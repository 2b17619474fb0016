import { View } from "../view.js";

/** An element whose rendering depends on its width. */
export class SizedView extends View {
  width = 0;

  connected() {
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.width) return;
      this.width = width;
      this.update();
    });
    observer.observe(this);
    this.onDisconnect(() => observer.disconnect());
  }
}

/**
 * The times below a plot: at which share of its width, and how the text is placed there, so that it is cut at no width.
 *
 * @type {[share: number, anchor: string][]}
 */
export const ticks = [
  [0, "start"],
  [0.5, "middle"],
  [1, "end"],
];

/**
 * Where the keys of a plot lead among its values: the arrows to the next ones, Home and End to the ends. Without a present one they begin at
 * the newest.
 *
 * @param {KeyboardEvent} event whose own effect ends when it is such a key
 * @param {number} count of the values @param {number | undefined} present the index of the chosen one
 * @returns {number | undefined} the index; undefined for other keys, and without values
 */
export function indexAfter(event, count, present) {
  const steps = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, Home: -count, End: count });
  if (!Object.hasOwn(steps, event.key) || count === 0) return undefined;
  event.preventDefault();
  return Math.min(count - 1, Math.max(0, (present ?? count) + steps[event.key]));
}
