// Full-text search. The index is a script, loaded at the first letter, so that
// it also works when the book is read from a folder.
(() => {
  const field = document.querySelector(".search input");
  if (!field) return;
  const most = 12;
  let sections;
  let list;
  let selected = -1;

  // Accents and case do not matter; every letter keeps its place.
  const fold = (text) =>
    [...text]
      .map((letter) => letter.normalize("NFD")[0].toLowerCase())
      .map((letter) => (letter.length === 1 ? letter : letter[0]))
      .join("");

  function load() {
    return new Promise((resolve) => {
      if (sections) return resolve();
      const script = document.createElement("script");
      script.src = "search-index.js";
      script.onload = () => {
        sections ??= window.bookIndex.map((section) => ({
          ...section,
          foldedHeading: fold(section.heading),
          foldedWords: fold(section.words),
        }));
        resolve();
      };
      document.head.append(script);
    });
  }

  // Headings before words, and the chapters' prose before programs and headers.
  function score(section, terms) {
    let total = section.prose ? 10 * terms.length : 0;
    for (const term of terms) {
      const inHeading = section.foldedHeading.includes(term);
      if (!inHeading && !section.foldedWords.includes(term)) return 0;
      total += inHeading ? 8 : 1;
    }
    return total;
  }

  // The words around the first hit, with every hit marked.
  function excerpt(section, terms) {
    const first = Math.max(0, section.foldedWords.indexOf(terms[0]) - 40);
    const text = [...section.words].slice(first, first + 140).join("");
    const folded = fold(text);
    const line = document.createElement("small");
    let at = 0;
    while (at < text.length) {
      const hits = terms
        .map((term) => [folded.indexOf(term, at), term.length])
        .filter(([where]) => where >= 0)
        .sort((a, b) => a[0] - b[0]);
      if (!hits.length) break;
      const [where, length] = hits[0];
      const mark = document.createElement("mark");
      mark.textContent = text.slice(where, where + length);
      line.append(text.slice(at, where), mark);
      at = where + length;
    }
    line.append(text.slice(at));
    return line;
  }

  function close() {
    list?.remove();
    list = undefined;
    selected = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show(hits, terms) {
    close();
    list = document.createElement("div");
    list.className = "results";
    list.id = "results";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.searchResults);
    hits.forEach((section, n) => {
      const link = document.createElement("a");
      link.id = `result-${n + 1}`;
      link.href = section.url;
      link.setAttribute("role", "option");
      const heading = document.createElement("b");
      heading.textContent = section.heading;
      link.append(heading);
      if (section.heading !== section.page) link.append(` · ${section.page}`);
      link.append(excerpt(section, terms));
      list.append(link);
    });
    if (!hits.length) {
      const none = document.createElement("p");
      none.textContent = words.searchNone;
      list.append(none);
    }
    field.after(list);
    field.setAttribute("aria-expanded", "true");
  }

  function select(n) {
    const links = [...list.querySelectorAll("a")];
    if (!links.length) return;
    selected = (n + links.length) % links.length;
    links.forEach((link, m) => link.setAttribute("aria-selected", String(m === selected)));
    links[selected].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", links[selected].id);
  }

  async function search() {
    await load();
    const terms = fold(field.value).split(/\s+/).filter(Boolean);
    if (!terms.length) return close();
    const hits = sections
      .map((section) => ({ section, points: score(section, terms) }))
      .filter((hit) => hit.points > 0)
      .sort((a, b) => b.points - a.points)
      .slice(0, most)
      .map((hit) => hit.section);
    show(hits, terms);
  }

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", "results");
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.value = "";
      close();
    } else if (list && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      select(selected + (event.key === "ArrowDown" ? 1 : -1));
    } else if (list && event.key === "Enter") {
      list.querySelectorAll("a")[Math.max(0, selected)]?.click();
    }
  });
  document.addEventListener("click", (event) => {
    if (list && !field.parentElement.contains(event.target)) close();
    else if (event.target.closest?.(".results a")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement === document.body) {
      event.preventDefault();
      field.focus();
    }
  });
})();
