// Python | C++: one choice for the whole book, kept between pages. Without
// scripts, and on paper, both stand one below the other.
(() => {
  const key = "course-language";
  const pairs = [...document.querySelectorAll(".pair")];

  function choose(language) {
    for (const pair of pairs) {
      for (const tab of pair.querySelectorAll("[role=tab]")) {
        const panel = document.getElementById(tab.getAttribute("aria-controls"));
        const chosen = panel.dataset.language === language;
        panel.hidden = !chosen;
        tab.setAttribute("aria-selected", String(chosen));
        tab.tabIndex = chosen ? 0 : -1;
      }
    }
    store.write(key, language);
  }

  // Panels above change their height: the tab stays where the reader's eye is.
  function chooseInPlace(tab, language) {
    const before = tab.getBoundingClientRect().top;
    choose(language);
    const moved = tab.getBoundingClientRect().top - before;
    scrollBy({ top: moved, behavior: "instant" });
  }

  function makeTab(panel, identity) {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `${identity}-tab`;
    tab.textContent = panel.querySelector(".language").textContent;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", identity);
    panel.id = identity;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => chooseInPlace(tab, panel.dataset.language));
    return tab;
  }

  pairs.forEach((pair, n) => {
    const bar = document.createElement("div");
    bar.className = "tabs";
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", words.languages);
    const panels = [...pair.querySelectorAll(":scope > .listing")];
    bar.append(...panels.map((panel, m) => makeTab(panel, `pair-${n + 1}-${m + 1}`)));
    bar.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const tabs = [...bar.children];
      const step = event.key === "ArrowRight" ? 1 : tabs.length - 1;
      const next = tabs[(tabs.indexOf(document.activeElement) + step) % tabs.length];
      next.click();
      next.focus();
    });
    pair.prepend(bar);
    pair.classList.add("tabbed");
  });
  if (pairs.length) choose(store.read(key) ?? "cpp");
})();
