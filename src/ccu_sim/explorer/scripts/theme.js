// Light or dark: as the system has it, until the button says otherwise.

const DARK = "dark";
let known = null; // the colours of the theme that is shown

export function beginTheme(button, changed) {
  const wish = window.matchMedia("(prefers-color-scheme: dark)");
  const set = (dark) => {
    document.documentElement.dataset.theme = dark ? DARK : "light";
    known = null;
    button.setAttribute("aria-pressed", String(dark));
    changed();
  };
  wish.addEventListener("change", () => set(wish.matches));
  button.addEventListener("click", () => set(document.documentElement.dataset.theme !== DARK));
  set(wish.matches);
}

// Colours of the style sheet, for what is drawn on a canvas: asked for once a theme, because each
// asking has the browser work out the styles of all that has changed.
export function colours() {
  if (known === null) {
    const style = getComputedStyle(document.documentElement);
    known = {
      ink: style.getPropertyValue("--tie").trim(),
      strained: style.getPropertyValue("--strained").trim(),
    };
  }
  return known;
}
