// What scrolls by itself can be reached and scrolled from the keyboard, and is told so.
const SCROLLING = "article pre, article table, .output, article :is(p, .cell_output):has(> img)";

function reach() {
  for (const one of document.querySelectorAll(SCROLLING)) {
    if (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight) {
      one.tabIndex = 0;
    } else if (one.tabIndex === 0) {
      one.removeAttribute("tabindex");
    }
  }
}

addEventListener("DOMContentLoaded", () => {
  for (const caption of document.querySelectorAll("p.caption[role=heading]")) {
    caption.ariaLevel = "2";
  }
  document.querySelector("aside.sidebar-drawer")?.setAttribute("aria-label", "Pages");
  document.querySelector("aside.toc-drawer")?.setAttribute("aria-label", "On this page");
});
addEventListener("load", reach);
addEventListener("resize", reach);
