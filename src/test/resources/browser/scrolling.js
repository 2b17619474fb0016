// Measures the frames of a page until the function that it answers is called, which answers the figures.
() => {
  const frames = [];
  const tasks = [];
  let looks = 0;
  let empty = 0;
  let rows = 0;
  let last = performance.now();
  let on = true;
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
    observer.disconnect();
    const sorted = frames.toSorted((a, b) => a - b);
    const at = (share) => Math.round(sorted[Math.floor((sorted.length - 1) * share)]);
    return {
      frames: frames.length,
      median: at(0.5),
      p99: at(0.99),
      late: frames.filter((duration) => duration > 50).length,
      tasks: tasks.length,
      longest: Math.round(Math.max(0, ...tasks)),
      empty: Math.round((100 * empty) / Math.max(1, looks)),
      rows,
    };
  };
};
