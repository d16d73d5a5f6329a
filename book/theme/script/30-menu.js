// On narrow screens the sidebar opens over the text.
(() => {
  const button = document.querySelector(".bar .menu");
  const contents = document.getElementById("contents");
  if (!button || !contents) return;
  const show = (open) => {
    contents.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(!contents.classList.contains("open")));
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) show(false);
  });
  document.addEventListener("click", (event) => {
    if (!contents.contains(event.target) && !button.contains(event.target)) show(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && contents.classList.contains("open")) {
      show(false);
      button.focus();
    }
  });
  contents.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
})();
