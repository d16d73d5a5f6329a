// Runs inside a page of the book and reports what a reader would stumble over.
(() => {
  const needed = 4.5;

  const opaque = [255, 255, 255, 1];
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();

  // Any CSS colour as [r, g, b, alpha].
  function channels(color) {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(color, [r, g, b, a / 255]);
    }
    return known.get(color);
  }

  const over = ([r, g, b, a], [R, G, B]) => [
    r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1,
  ];

  function luminance([r, g, b]) {
    const part = (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  }

  function contrast(a, b) {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  function ground(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(channels(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    return layers.reduceRight((under, layer) => over(layer, under), dark ? [0, 0, 0, 1] : opaque);
  }

  // What lies under a text of a figure: the shapes at its middle.
  function groundInFigure(text) {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const shapes = [...text.ownerSVGElement.querySelectorAll("rect")].filter((shape) => {
      const its = shape.getBoundingClientRect();
      return its.left <= x && x <= its.right && its.top <= y && y <= its.bottom;
    });
    return shapes.reduce((under, shape) => {
      const fill = getComputedStyle(shape).fill;
      return fill.startsWith("url") || fill === "none" ? under : over(channels(fill), under);
    }, ground(text.ownerSVGElement));
  }

  const isShown = (element) =>
    element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });

  function opacity(element) {
    let product = 1;
    for (let at = element; at; at = at.parentElement) product *= getComputedStyle(at).opacity;
    return product;
  }

  const faint = new Map();
  function weigh(element, color, under, words) {
    const [r, g, b, a] = channels(color);
    const share = a * opacity(element);
    if (share === 0) return;
    const ratio = contrast(over([r, g, b, share], under), under);
    if (ratio >= needed) return;
    const place = element.tagName.toLowerCase() + (element.classList.length
      ? "." + [...element.classList].join(".") : "");
    const found = faint.get(place);
    if (!found || found.ratio > ratio) {
      faint.set(place, { place, ratio: Math.round(ratio * 100) / 100,
                         words: words.trim().slice(0, 40) });
    }
  }

  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.data;
    const box = element.getBoundingClientRect();
    if (!text.trim() || ["SCRIPT", "STYLE", "title", "desc"].includes(element.tagName)) continue;
    if (element.closest("math, title, desc") || !isShown(element) || !box.width) continue;
    texts += 1;
    const style = getComputedStyle(element);
    if (element.ownerSVGElement) weigh(element, style.fill, groundInFigure(element), text);
    else weigh(element, style.color, ground(element), text);
  }
  // Text that a style sheet adds.
  for (const element of document.querySelectorAll("body *")) {
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (!/[\p{L}\p{N}$]/u.test(style.content.replace(/^(none|normal|counter).*/, ""))) continue;
      if (!isShown(element)) continue;
      texts += 1;
      const [r, g, b, a] = channels(style.color);
      weigh(element, `rgb(${r} ${g} ${b} / ${a * style.opacity})`, ground(element), part);
    }
  }
  for (const field of document.querySelectorAll("input[placeholder]")) {
    if (isShown(field)) {
      const style = getComputedStyle(field, "::placeholder");
      weigh(field, style.color, ground(field), field.placeholder);
    }
  }

  // What sticks out of the page (not of a part that scrolls by itself).
  const width = document.documentElement.clientWidth;
  const scrolls = document.documentElement.scrollWidth > width;
  const wide = [];
  if (scrolls) {
    for (const element of document.querySelectorAll("main *")) {
      const inside = element.parentElement.closest(".scroll, pre, .formula");
      if (!inside && element.getBoundingClientRect().right > width + 1) {
        wide.push(element.tagName.toLowerCase() + "." + [...element.classList].join("."));
      }
    }
  }
  return { texts, faint: [...faint.values()], scrolls, wide: wide.slice(0, 3) };
})();
