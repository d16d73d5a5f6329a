// A link at each heading, and in the sidebar the section that is being read.
(() => {
  const anchors = [...document.querySelectorAll("main :is(h2, h3, h4) > a.anchor")];
  for (const anchor of anchors) {
    const link = document.createElement("a");
    link.className = "section-link";
    link.href = `#${anchor.id}`;
    link.textContent = "#";
    link.setAttribute("aria-label", words.sectionLink);
    anchor.parentElement.append(link);
  }
  const entries = new Map(
    [...document.querySelectorAll(".contents a[href^='#']")].map((a) => [a.hash.slice(1), a]),
  );
  if (!entries.size) return;
  const followed = anchors.filter((anchor) => entries.has(anchor.id));
  const mark = () => {
    const passed = followed.filter((a) => a.parentElement.getBoundingClientRect().top < 160);
    const current = passed.at(-1)?.id;
    for (const [id, entry] of entries) entry.classList.toggle("here", id === current);
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
})();
