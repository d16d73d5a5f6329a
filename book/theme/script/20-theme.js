// The button between light and dark.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  document.querySelector(".bar .theme")?.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    store.write("course-theme", root.dataset.theme);
  });
})();
