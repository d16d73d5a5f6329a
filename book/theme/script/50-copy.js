// A button that copies a listing, an output or a command, without line numbers.
(() => {
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll("pre")) {
    const frame = document.createElement("div");
    frame.className = "with-copy";
    code.replaceWith(frame);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 1200);
    });
    frame.append(code, button);
  }
})();
