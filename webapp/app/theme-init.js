// Runs before the first paint, so that nobody is dazzled by the wrong theme. A classic script, since modules wait.
(() => {
  const theme = localStorage.getItem("heliograph.theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
})();
