// What happened so far, one way and the other.

import { element, fill, place } from "./element.js";
import { data } from "./data.js";
import { latest, countedWords, sentenceOf } from "./diary.js";
import { monthOf, monthsLived } from "./moment.js";

const MOST = 14;

export class Diary {
  constructor(side) {
    this.root = place(`diary-${side}`);
    this.list = element("ol", {
      class: "events",
      tabindex: "0", // or a keyboard could not scroll it
      "aria-label": `${["This", "That"][side]} way: who came and went, the latest first`,
    });
    this.counted = element("p", { class: "counts" });
    fill(
      this.root,
      element(
        "h2",
        { id: `diary-title-${side}` },
        ["What happened this way", "What happened that way"][side],
      ),
      this.counted,
      this.list,
    );
  }

  show(history, at) {
    const month = Math.max(1, monthsLived(Math.max(0, at - 1)) + 1);
    const counts = countedWords(history, data.layout.month_starts[month - 1], at);
    this.counted.textContent =
      at === 0
        ? "The doors open."
        : `Month ${month} so far: ${counts.length ? counts.join(", ") : "a quiet month"}.`;
    const told = latest(history, at, MOST);
    fill(
      this.list,
      told.length
        ? told.map((event) =>
            element(
              "li",
              {},
              element("time", {}, `month ${monthOf(event.when)}`),
              ` ${sentenceOf(history, event)}`,
            ),
          )
        : element("li", { class: "quiet" }, "Nobody has come or gone yet."),
    );
  }
}
