// An element of the page, made of its name, attributes and what is in it; text stays text.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set([
  "svg",
  "g",
  "path",
  "line",
  "circle",
  "rect",
  "text",
  "polyline",
  "polygon",
  "title",
]);

export function element(name, attributes = {}, ...inside) {
  const made = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(key, value);
  }
  made.append(...inside.flat().filter((one) => one !== null && one !== undefined));
  return made;
}

export function place(id) {
  return document.getElementById(id);
}

// Put new content where the old was, without losing the place of the keyboard.
export function fill(target, ...inside) {
  target.replaceChildren(...inside.flat().filter((one) => one !== null && one !== undefined));
}
