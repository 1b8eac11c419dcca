// A curve over the months for each way, with the band of many such units behind it.

import { element } from "./element.js";

const WIDE = 300;
const HIGH = 180;
const LEFT = 44;
const RIGHT = 9;
const TOP = 10;
const BOTTOM = 24;
const SIDES = ["this", "that"];

function path(values, x, y) {
  let pen = "M";
  return values
    .map((value, month) => {
      if (!Number.isFinite(value)) {
        pen = "M";
        return "";
      }
      const step = `${pen}${x(month).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return step;
    })
    .join("");
}

function area(band, x, y) {
  const known = band.map((one, month) => [one, month]).filter(([one]) => one);
  if (known.length < 2) return "";
  const up = known.map(([one, month]) => `${x(month).toFixed(1)} ${y(one[1]).toFixed(1)}`);
  const down = known
    .reverse()
    .map(([one, month]) => `${x(month).toFixed(1)} ${y(one[0]).toFixed(1)}`);
  return `M${[...up, ...down].join("L")}Z`;
}

// Round numbers from one end of a range to the other, three steps or less; people are whole.
function ticksOf([low, high], whole) {
  const least = Math.max((high - low) / 3, whole ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
}

// lines and bands: for each way, values by month; at: the moment in months; marks: the parting.
export function chart(asked) {
  const { title, months, lines, bands, range, whole, format, at, parting, summary } = asked;
  const x = (month) => LEFT + ((WIDE - LEFT - RIGHT) * month) / months;
  const y = (value) => TOP + ((HIGH - TOP - BOTTOM) * (range[1] - value)) / (range[1] - range[0]);
  const ticks = ticksOf(range, whole);
  const every = Math.max(
    1,
    Math.ceil(months / 6 / 6) * 6 > months ? Math.ceil(months / 6) : Math.ceil(months / 6 / 6) * 6,
  );
  const dates = Array.from({ length: Math.floor(months / every) + 1 }, (_, step) => step * every);
  return element(
    "svg",
    { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": `${title}. ${summary}` },
    ticks.map((value) =>
      element(
        "g",
        { class: "grid" },
        element("line", { x1: LEFT, x2: WIDE - RIGHT, y1: y(value), y2: y(value) }),
        element("text", { x: LEFT - 6, y: y(value) + 4.5, "text-anchor": "end" }, format(value)),
      ),
    ),
    dates.map((month) =>
      element(
        "text",
        { class: "date", x: x(month), y: HIGH - 6, "text-anchor": "middle" },
        String(month),
      ),
    ),
    bands.map((band, side) =>
      element("path", { class: `band ${SIDES[side]}`, d: area(band, x, y) }),
    ),
    parting === null
      ? null
      : element("line", {
          class: "parting",
          x1: x(parting),
          x2: x(parting),
          y1: TOP,
          y2: HIGH - BOTTOM,
        }),
    lines.map((values, side) =>
      element("path", { class: `curve ${SIDES[side]}`, d: path(values, x, y) }),
    ),
    element("line", { class: "now", x1: x(at), x2: x(at), y1: TOP, y2: HIGH - BOTTOM }),
  );
}

// A small line of values from 0 to 1 with the moment marked.
export function sparkline(values, at, summary) {
  const x = (step) => (120 * step) / Math.max(1, values.length - 1);
  const y = (value) => 30 - 28 * value;
  return element(
    "svg",
    {
      viewBox: "0 0 120 32",
      preserveAspectRatio: "none", // as wide as its box, lines as thin as ever
      role: "img",
      "aria-label": summary,
      class: "spark",
    },
    element("path", { class: "curve", d: path(values, x, y) }),
    element("line", { class: "now", x1: x(at), x2: x(at), y1: 0, y2: 32 }),
  );
}
