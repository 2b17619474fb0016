// Sets the theme before the first paint. A classic script, since modules run after it.
(() => {
  const theme = localStorage.getItem("heliograph.theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
})();
