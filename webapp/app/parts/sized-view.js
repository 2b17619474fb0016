import { View } from "../view.js";

/** An element that draws to its own width. */
export class Sized extends View {
  width = 0;

  entered() {
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.width) return;
      this.width = width;
      this.update();
    });
    observer.observe(this);
    this.whenLeft(() => observer.disconnect());
  }
}
