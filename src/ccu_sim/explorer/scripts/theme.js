// Light or dark: as the system has it, until the button says otherwise.

const DARK = "dark";

export function beginTheme(button, changed) {
  const wish = window.matchMedia("(prefers-color-scheme: dark)");
  const set = (dark) => {
    document.documentElement.dataset.theme = dark ? DARK : "light";
    button.setAttribute("aria-pressed", String(dark));
    changed();
  };
  wish.addEventListener("change", () => set(wish.matches));
  button.addEventListener("click", () => set(document.documentElement.dataset.theme !== DARK));
  set(wish.matches);
}

// Colours of the style sheet, for what is drawn on a canvas.
export function colours() {
  const style = getComputedStyle(document.documentElement);
  return {
    ink: style.getPropertyValue("--tie").trim(),
    strained: style.getPropertyValue("--strained").trim(),
  };
}
