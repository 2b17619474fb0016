// Looks for what does not fit: content beyond the window or its container, texts that are cut, columns of single letters, controls that cover
// one another. Answers what is wrong, in words. An open dialog is looked at in place of the page under it.
() => {
  /** Scroll sideways on purpose: navigation, and text that is copied as it stands. */
  const SCROLLERS = ".places, .tabs, pre, .copy textarea";
  /** The wall shortens texts: nothing on it can be operated. */
  const SHORTENED = "#room *, #sites";
  const TOLERANCE = 1.5;
  const FEWEST_LETTERS = 8; // a line
  const MANY_LINES = 4;
  const SHORTEST_CHOICE = 8; // letters of a shortened choice
  const ARROW = 20; // px, of a select

  const wrong = new Map();
  const top = document.querySelector("dialog[open]") ?? document.body;
  const style = new Map();
  const styleOf = (element) => style.get(element) ?? style.set(element, getComputedStyle(element)).get(element);
  const hidden = (element) => element.closest(".visually-hidden") || unseen(element);
  /** Words for screen readers only are hidden by a clip path. */
  function unseen(element) {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (styleOf(at).clipPath.startsWith("inset(50%")) return true;
    return false;
  }
  const visible = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0 && !hidden(element);
  const words = (element) => {
    const name = element.className?.baseVal ?? element.className;
    return `<${element.localName}${name ? `.${name.trim().replaceAll(/\s+/g, ".")}` : ""}> "${(element.textContent ?? "").trim().replaceAll(/\s+/g, " ").slice(0, 30)}"`;
  };
  const find = (element, problem) => wrong.has(element) || wrong.set(element, `${words(element)} ${problem}`);
  const reported = (element) => element && (wrong.has(element) || reported(element.parentElement));
  const graphemes = new Intl.Segmenter();
  const count = (text) => [...graphemes.segment(text)].length;

  const shortened = (element) => {
    const { textOverflow, webkitLineClamp } = styleOf(element);
    return textOverflow === "ellipsis" || webkitLineClamp !== "none";
  };
  /** Whether a reader can get at the whole of a text that is shortened. */
  const reachable = (element) =>
    element.closest(`[title], a[href], option, summary, ${SHORTENED}`) !== null || element.querySelector("a[href], [title]") !== null;

  /** The part of the window in which an element can be seen; undefined where it can be scrolled into view. */
  function room(element) {
    let [left, right, by] = [0, document.documentElement.clientWidth, null];
    for (let at = element.parentElement; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, position } = styleOf(at);
      if (["auto", "scroll"].includes(overflowX)) return undefined;
      if (["hidden", "clip"].includes(overflowX)) {
        const box = at.getBoundingClientRect();
        if (box.right < right) [right, by] = [box.right, at];
        if (box.left > left) [left, by] = [box.left, at];
      }
      if (position === "fixed") break;
    }
    return { left, right, by };
  }

  for (const control of top.querySelectorAll("a[href], button, input, select, textarea, summary"))
    if (control.checkVisibility({ visibilityProperty: true }) && hidden(control)) find(control, "gets the focus and cannot be seen");

  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) wrong.set(document, `the page is ${scrollWidth} px wide`);

  const elements = [top, ...top.querySelectorAll("*")].filter((element) => !element.closest("svg *, option, script, noscript") && visible(element));
  for (const element of elements) {
    const { overflowX, overflowY } = styleOf(element);
    const scrolls = ["auto", "scroll"].includes(overflowX);
    if (scrolls && element.scrollWidth > element.clientWidth + 1 && !element.matches(SCROLLERS)) find(element, `scrolls sideways: ${element.scrollWidth} of ${element.clientWidth} px`);
    if (shortened(element) && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 4) && element.localName !== "select" && element.localName !== "input") {
      if (!reachable(element)) find(element, "is shortened, and there is no way to its whole");
      continue;
    }
    if (overflowY === "hidden" && element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 4 && element.textContent.trim()) find(element, "is cut at the bottom");
    const space = room(element);
    if (!space || reported(element.parentElement)) continue;
    const box = element.getBoundingClientRect();
    if (box.right <= space.right + TOLERANCE && box.left >= space.left - TOLERANCE) continue;
    if (space.by && shortened(space.by)) continue;
    find(element, `is cut ${box.right > space.right + TOLERANCE ? "at the right" : "at the left"} by ${space.by ? words(space.by) : "the window"}`);
  }

  for (const label of top.querySelectorAll("svg text")) {
    if (!visible(label)) continue;
    const [box, plot] = [label.getBoundingClientRect(), label.closest("svg").getBoundingClientRect()];
    if (box.right > plot.right + TOLERANCE || box.left < plot.left - TOLERANCE) find(label, `is cut by its plot, ${Math.round(box.left - plot.left)} to ${Math.round(box.right - plot.left)} of ${Math.round(plot.width)} px`);
  }

  const blockOf = (element) => (["inline", "contents"].includes(styleOf(element).display) ? blockOf(element.parentElement) : element);
  /** The lines of a text: the boxes whose middles are within half a line of one another are one. */
  function linesOf(boxes) {
    const middles = [];
    for (const { top: y, height } of boxes) {
      const middle = y + height / 2;
      if (!middles.some((other) => Math.abs(other - middle) < height / 2)) middles.push(middle);
    }
    return middles.length;
  }
  const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    const text = node.data.trim();
    const element = node.parentElement;
    if (!text || element.closest("svg, option, select, textarea, script, noscript, style") || !visible(element) || reported(element)) continue;
    const block = blockOf(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    const edge = block.getBoundingClientRect();
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    let clip = block;
    while (clip && clip !== top && !shortened(clip)) clip = clip.parentElement;
    if (!(clip && shortened(clip)) && !block.closest(SCROLLERS) && (right > edge.right + TOLERANCE || left < edge.left - TOLERANCE))
      find(block, `has a text that is ${Math.round(right - left)} px wide in ${Math.round(edge.width)} px`);
    const lines = linesOf(boxes);
    if (lines >= MANY_LINES && count(text) / lines < FEWEST_LETTERS) find(block, `stands in a column: ${count(text)} letters on ${lines} lines`);
  }

  const brush = document.createElement("canvas").getContext("2d");
  const inside = (element) => {
    const { paddingLeft, paddingRight, appearance } = styleOf(element);
    return element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - (element.localName === "select" && appearance !== "none" ? ARROW : 0);
  };
  for (const field of elements.filter(({ localName }) => ["select", "input"].includes(localName))) {
    const text = field.localName === "select" ? (field.selectedOptions[0]?.text ?? "") : field.placeholder && !field.value ? field.placeholder : "";
    brush.font = styleOf(field).font;
    const width = brush.measureText(text).width;
    const space = inside(field);
    if (width <= space + 1) continue;
    if (!shortened(field)) find(field, `cuts "${text.slice(0, 30)}"`);
    else if (field.localName === "select" && (space / width) * count(text) < SHORTEST_CHOICE) find(field, `leaves ${Math.round(space)} px to "${text.slice(0, 30)}"`);
  }

  const controls = elements.filter((element) => {
    if (!element.matches("a[href], button, input, select, textarea, summary")) return false;
    for (let at = element; at && at !== top; at = at.parentElement) if (["fixed", "sticky"].includes(styleOf(at).position)) return false;
    return true;
  });
  const parts = controls.map((element) => [element, element.getBoundingClientRect()]);
  parts.forEach(([one, a], index) => {
    for (const [other, b] of parts.slice(index + 1)) {
      const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
      if (overlap && !one.contains(other) && !other.contains(one) && room(one) && room(other)) find(one, `covers ${words(other)}`);
    }
  });
  return [...wrong.values()];
};
