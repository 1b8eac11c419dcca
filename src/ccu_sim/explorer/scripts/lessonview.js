// Lessons: a list, and one at a time; an answer is kept until it is asked for.

import { data, lessons } from "./data.js";
import { element, fill, place } from "./element.js";

const LETTERS = ["A", "B", "C", "D"];

export class LessonView {
  constructor({ begun, closed, predicting }) {
    this.begun = begun; // told which lesson is begun
    this.closed = closed;
    this.told = predicting; // told when somebody begins or ends to predict
    this.predicting = false; // what happens is kept until it is asked for
    this.root = place("lesson");
    this.name = undefined;
  }

  get open() {
    return !this.root.hidden;
  }

  // Show the lesson of that name, or the list where there is none.
  show(name) {
    this.root.hidden = false;
    if (this.name === name) return;
    this.name = name;
    this.predict(name !== null);
    if (name === null) this.list();
    else this.lesson(lessons.get(name));
  }

  predict(yes) {
    this.predicting = yes;
    this.told();
  }

  close() {
    this.root.hidden = true;
    this.name = undefined;
    this.predict(false);
  }

  head(title) {
    return element(
      "div",
      { class: "lesson-head" },
      element("h2", { tabindex: "-1" }, title),
      element(
        "button",
        { type: "button", class: "small", "aria-label": "Close the lessons", onclick: this.closed },
        "×",
      ),
    );
  }

  list() {
    fill(
      this.root,
      this.head("Lessons"),
      element(
        "p",
        {},
        "Each is a risk when peer workers and clinicians begin to work together, shown as two ways of running the same unit. Predict first; then look.",
      ),
      element(
        "ol",
        { class: "lesson-list" },
        data.lessons.map((one) =>
          element(
            "li",
            {},
            element(
              "button",
              { type: "button", onclick: () => this.begun(one.name) },
              element("b", {}, one.title),
              element("span", {}, one.risk),
            ),
          ),
        ),
      ),
    );
  }

  lesson(lesson) {
    const { predict } = lesson;
    const answers = predict.answers.map((answer, number) =>
      element(
        "label",
        {},
        element("input", { type: "radio", name: "prediction", value: number + 1 }),
        element("span", {}, `${LETTERS[number]}. ${answer}`),
      ),
    );
    const rest = element("div", { class: "rest", hidden: true }, this.rest(lesson));
    const reveal = element(
      "button",
      {
        type: "button",
        class: "strong",
        onclick: () => this.reveal(lesson, answers, rest, reveal),
      },
      "Show what happens",
    );
    fill(
      this.root,
      this.head(lesson.title),
      element("p", { class: "risk" }, lesson.risk),
      lesson.care
        ? element("p", { class: "care" }, element("b", {}, "Before you begin: "), lesson.care)
        : null,
      element("p", {}, lesson.situation),
      element(
        "p",
        { class: "legend" },
        lesson.ways.map((way, side) =>
          element(
            "span",
            { class: ["this", "that"][side] },
            `${["This way", "That way"][side]}: ${way.title}`,
          ),
        ),
      ),
      element(
        "fieldset",
        { class: "predict" },
        element("legend", {}, element("b", {}, "Predict first: "), predict.question),
        answers,
      ),
      element(
        "p",
        { class: "hint kept-back" },
        "Until you ask, what happens later and the 200 pairs are kept back.",
      ),
      reveal,
      rest,
      element(
        "p",
        {},
        element("button", { type: "button", onclick: () => this.begun(null) }, "All lessons"),
      ),
    );
  }

  rest(lesson) {
    return [
      element("p", { class: "because", tabindex: "-1" }),
      element("h3", {}, "What happened, and why"),
      element("p", {}, lesson.happened),
      element("p", {}, lesson.why),
      element("h3", {}, "The other way"),
      element("p", {}, lesson.other_way),
      element("h3", {}, "How sure the model is"),
      element(
        "ul",
        {},
        lesson.claims.map((claim) => element("li", {}, claim.says)),
      ),
      element("h3", {}, "What is known beside the model"),
      element(
        "ul",
        {},
        lesson.evidence.map((one) =>
          element("li", {}, one.says, " ", element("cite", {}, one.source)),
        ),
      ),
      element("h3", {}, "Questions for the class"),
      element(
        "ol",
        {},
        lesson.questions.map((one) => element("li", {}, one)),
      ),
    ];
  }

  reveal(lesson, answers, rest, button) {
    const chosen = answers.findIndex((one) => one.querySelector("input").checked) + 1;
    const { right, because } = lesson.predict;
    const said =
      chosen === 0
        ? `The model's answer is ${LETTERS[right - 1]}.`
        : chosen === right
          ? `The model answers ${LETTERS[right - 1]} too.`
          : `You predicted ${LETTERS[chosen - 1]}; the model answers ${LETTERS[right - 1]}.`;
    rest.querySelector(".because").textContent = `${said} ${because}`;
    rest.hidden = false;
    button.hidden = true;
    this.root.querySelector(".kept-back").hidden = true;
    rest.querySelector(".because").focus();
    this.predict(false);
  }
}
