// Runs before the page is drawn: the reader's choice, so that nothing flashes.
try {
  const chosen = localStorage.getItem("course-theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that stores nothing for local files: the system decides.
}
