// Looks at the page as somebody would who cannot see it well, or not at all. Answers what is wrong, in words.
() => {
  const wrong = [];
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);
  const words = (element) => `<${element.localName}> "${(element.textContent ?? "").trim().slice(0, 40)}"`;

  if (all("h1").length !== 1) wrong.push(`${all("h1").length} h1 instead of one`);
  if (all("main").length !== 1) wrong.push(`${all("main").length} main instead of one`);
  if (!document.documentElement.lang) wrong.push("the document has no language");
  if (!document.title) wrong.push("the document has no title");

  const levels = all("h1, h2, h3, h4, h5, h6").map(({ localName }) => Number(localName[1]));
  levels.forEach((level, index) => {
    if (index > 0 && level > levels[index - 1] + 1) wrong.push(`h${level} follows h${levels[index - 1]}`);
  });

  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) wrong.push(`id ${id} is there twice`);

  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls"])
    for (const element of document.querySelectorAll(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(/\s+/))
        if (!document.getElementById(id)) wrong.push(`${attribute} of ${words(element)} leads nowhere`);

  const nameOf = (element) =>
    [
      element.getAttribute("aria-label"),
      ...(element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent),
      ...[...(element.labels ?? [])].map(({ textContent }) => textContent),
      ["input", "select", "textarea"].includes(element.localName) ? "" : element.textContent,
      element.getAttribute("alt"),
      element.getAttribute("title"),
    ].find((name) => name?.trim());
  for (const element of all("a[href], button, input, select, textarea, summary, nav, img, dialog, [role=img], [role=meter], [role=group]"))
    if (!nameOf(element)) wrong.push(`${words(element)} has no name`);

  for (const element of all("th")) if (!element.getAttribute("scope")) wrong.push(`${words(element)} has no scope`);
  for (const element of document.querySelectorAll("[tabindex]"))
    if (Number(element.getAttribute("tabindex")) > 0) wrong.push(`${words(element)} has a tabindex above 0`);

  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    brush.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
    }
    return brush.getImageData(0, 0, 1, 1).data;
  };
  const behind = (element) => {
    const colours = [];
    for (let at = element; at; at = at.parentElement) colours.unshift(getComputedStyle(at).backgroundColor);
    return [matchMedia("(prefers-color-scheme: dark)").matches ? "black" : "white", ...colours];
  };
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || seen.has(element) || !visible(element)) continue;
    seen.add(element);
    if (element.closest("svg, option, :disabled, [aria-hidden=true], .visually-hidden, .skip-link")) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    const background = behind(element);
    const [one, two] = [luminance(paint([...background, color])), luminance(paint(background))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (two + 0.05);
    if (contrast < (large ? 3 : 4.5)) wrong.push(`${words(element)} has a contrast of ${contrast.toFixed(2)} only`);
  }
  return [...new Set(wrong)];
};
