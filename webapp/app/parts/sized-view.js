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
