// Measures what can be touched: 44 px in both directions. Links in running text are exempt. An open dialog is looked at in place of the page.
() => {
  const LEAST = 43.5;
  const top = document.querySelector("dialog[open]") ?? document.body;
  const visible = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0 && !element.closest(".visually-hidden, .skip-link");
  const inText = (element) =>
    element.localName === "a" && getComputedStyle(element).display === "inline" && element.parentElement.textContent.trim() !== element.textContent.trim();
  const wrong = [];
  for (const element of top.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (!visible(element) || inText(element)) continue;
    const target = ["checkbox", "radio"].includes(element.type) ? (element.closest("label") ?? element) : element;
    const { width, height } = target.getBoundingClientRect();
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
    if (width < LEAST || height < LEAST) wrong.push(`<${element.localName}.${element.className}> "${name.slice(0, 30)}" is ${Math.round(width)} × ${Math.round(height)} px`);
  }
  return wrong;
};
