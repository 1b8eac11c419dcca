// The team at a moment, drawn: who is there, who is on shift, and the trust between them.
// Peer workers stand left and clinicians right; the more trust between somebody and the other
// profession, the nearer to the middle. So a team that divides is seen dividing.

import { element, fill, place } from "./element.js";
import { ON, HERE, ENDING, AWAY, AWAY_PLACE, RESIDENT, UNWELL, WEEK, FULL } from "./frame.js";
import { holderAt, nameOf, spellsOf, upper, PEER, CLINICIAN, LEADER } from "./people.js";
import { momentWords } from "./moment.js";
import { colours } from "./theme.js";

const WIDE = 560;
const HIGH = 396;
const MIDDLE = WIDE / 2;
const NEAR = 46; // from the middle where trust across is whole
const FAR = 262; // where there is none
const TOP = 82; // below the casual staff
const BOTTOM = 332;
const LARGEST = 8; // radius of somebody's mark, where there is room for it
const SMALLEST = 3.5;
const RECENT = 84; // shifts for which a coming or going is shown: four weeks
const TRUSTED = 0.62;
const STRAINED = 0.45;
const AWAY_WORDS = ["", "on sick leave", "on annual leave", "on flexible leave"];
const NAMES = ["This way", "That way"];

// Both teams at the moment that is shown, for whoever listens.
export function spokenOf(teams) {
  const told = teams.map((team, side) => `${NAMES[side]}: ${team.summary.textContent}`);
  return `${teams[0].head.textContent}. ${told.join(" ")}`;
}

export class Team {
  constructor(side, chosen) {
    this.side = side;
    this.chosen = chosen; // told who is selected
    this.root = place(`team-${side}`);
    this.canvas = element("canvas", { width: WIDE * 2, height: HIGH * 2, "aria-hidden": "true" });
    this.drawing = element("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "group" });
    this.name = element("h2", {});
    this.head = element("p", { class: "moment" });
    this.summary = element("p", { class: "summary" });
    fill(
      this.root,
      this.name,
      this.head,
      element("div", { class: "stage" }, this.canvas, this.drawing),
      this.summary,
    );
    this.drawing.addEventListener("keydown", (event) => this.move(event));
  }

  // Begin with another history: a mark for each post and each place of a resident.
  begin(history, way, title) {
    this.history = history;
    this.way = way;
    this.selected = null;
    this.name.textContent = `${NAMES[this.side]}: ${title}`;
    this.radius = this.radiusOf(history.layout);
    this.marks = history.layout.map((post, number) => this.mark(post, number));
    this.beds = Array.from({ length: history.beds }, (_, bed) =>
      element("circle", {
        class: "resident",
        r: 4,
        cx: MIDDLE + (bed - (history.beds - 1) / 2) * Math.min(17, 500 / history.beds),
        cy: HIGH - 22,
      }),
    );
    const labels = [
      element("text", { class: "label peer", x: 8, y: 20 }, "peer workers"),
      element(
        "text",
        { class: "label clinician", x: WIDE - 8, y: 20, "text-anchor": "end" },
        "clinicians",
      ),
      element(
        "text",
        { class: "label", x: MIDDLE, y: HIGH - 36, "text-anchor": "middle" },
        "residents",
      ),
    ];
    fill(
      this.drawing,
      labels,
      this.beds,
      this.marks.map((mark) => mark.group),
    );
    this.places = this.rows();
  }

  // How large marks can be so that neighbours in a column do not lie on one another.
  radiusOf(layout) {
    const columns = [PEER, CLINICIAN].map(
      (role) => layout.filter((post) => post.role === role && !post.casual).length,
    );
    const apart = (BOTTOM - TOP) / Math.max(1, Math.max(...columns) - 1);
    return Math.min(LARGEST, Math.max(SMALLEST, apart / 2 - 1));
  }

  mark(post, number) {
    const size = Math.min(7, this.radius);
    const shape =
      post.role === LEADER
        ? element("polygon", { points: "0,-9 9,7 -9,7" })
        : post.role === CLINICIAN
          ? element(
              "rect",
              post.casual
                ? { x: -4.5, y: -4.5, width: 9, height: 9, rx: 2 }
                : { x: -size, y: -size, width: 2 * size, height: 2 * size, rx: 3 },
            )
          : element("circle", { r: post.casual ? 5 : this.radius });
    const group = element(
      "g",
      {
        class: `person ${["peer", "clinician", "leader"][post.role]}${post.casual ? " casual" : ""}`,
        role: "button",
        tabindex: "-1",
        onclick: () => this.choose(number),
        onkeydown: (event) => this.pressed(event, number),
      },
      element("circle", { class: "ring", r: 12.5 }),
      shape,
      element("title"),
    );
    return { group, post, title: group.lastChild };
  }

  // Where everybody stands from top to bottom: each profession is a column, in the order of posts.
  rows() {
    const regular = (role) =>
      this.marks
        .map((mark, number) => ({ mark, number }))
        .filter(({ mark }) => mark.post.role === role && !mark.post.casual);
    const places = new Map();
    for (const role of [PEER, CLINICIAN]) {
      const list = regular(role);
      list.forEach(({ number }, step) =>
        places.set(
          number,
          list.length === 1
            ? (TOP + BOTTOM) / 2
            : TOP + ((BOTTOM - TOP) * step) / (list.length - 1),
        ),
      );
    }
    const casuals = this.marks
      .map((mark, number) => ({ mark, number }))
      .filter(({ mark }) => mark.post.casual);
    casuals.forEach(({ number }, step) =>
      places.set(number, { x: MIDDLE + (step - (casuals.length - 1) / 2) * 18, y: 58 }),
    );
    this.marks.forEach(
      (mark, number) => mark.post.role === LEADER && places.set(number, { x: MIDDLE, y: 26 }),
    );
    return places;
  }

  trust(one, other, at) {
    const { posts, trust } = this.history;
    const from = Math.floor(at / WEEK) * posts * posts;
    return (trust[from + one * posts + other] + trust[from + other * posts + one]) / (2 * FULL);
  }

  show(at) {
    this.at = at;
    const held = this.marks.map((_, post) => holderAt(this.history, post, at));
    const across = held.map((one, post) => one && this.across(post, held, at));
    this.where = this.marks.map((mark, post) => this.spot(mark, post, across[post]));
    this.marks.forEach((mark, post) => this.paint(mark, post, held[post], at));
    this.beds.forEach((bed, number) => {
      const flags = this.history.residents[(at * this.history.beds + number) * RESIDENT];
      bed.setAttribute(
        "class",
        `resident${flags & HERE ? "" : " empty"}${flags & UNWELL ? " unwell" : ""}`,
      );
    });
    this.ties(held, at);
    this.tell(held, across, at);
  }

  across(post, held, at) {
    const other = this.marks[post].post.role === PEER ? CLINICIAN : PEER;
    let sum = 0;
    let count = 0;
    this.marks.forEach((mark, number) => {
      if (mark.post.role !== other || mark.post.casual || !held[number]) return;
      sum += this.trust(post, number, at);
      count += 1;
    });
    return count ? sum / count : null;
  }

  spot(mark, post, across) {
    const row = this.places.get(post);
    if (typeof row === "object") return row;
    const reach = FAR - (FAR - NEAR) * Math.min(1, Math.max(0, ((across ?? STRAINED) - 0.3) / 0.6));
    const bow = 26 * Math.sin((Math.PI * (row - TOP)) / (BOTTOM - TOP));
    return {
      x: mark.post.role === PEER ? MIDDLE - reach - bow + 10 : MIDDLE + reach + bow - 10,
      y: row,
    };
  }

  paint(mark, post, held, at) {
    const { x, y } = this.where[post];
    mark.group.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    const states = [];
    let words = `${upper(nameOf(mark.post, held?.holder ?? 1))}: `;
    if (!held) {
      const gone = spellsOf(this.history).find(
        (one) =>
          one.post === post &&
          one.end >= 0 &&
          one.end <= at &&
          at - one.end < RECENT &&
          one.outcome !== "in-post",
      );
      states.push(mark.post.casual ? "vacant none" : gone ? "vacant gone" : "vacant");
      words += gone ? "just left; the post is vacant" : "the post is vacant";
    } else {
      const started =
        spellsOf(this.history).find((one) => one.post === post && one.holder === held.holder)
          ?.start ?? 0;
      const away = (held.flags & AWAY) >> AWAY_PLACE;
      if (held.flags & ON) states.push("on");
      if (away) states.push("away");
      if (held.flags & ENDING) states.push("ending");
      if (started > 0 && at - started < RECENT) states.push("new");
      words += [
        held.flags & ON ? "on shift" : away ? AWAY_WORDS[away] : "off shift",
        held.flags & ENDING ? "contract ends within half a year" : null,
        states.includes("new") ? "new" : null,
      ]
        .filter(Boolean)
        .join(", ");
    }
    if (this.selected?.post === post) states.push("selected");
    mark.group.setAttribute(
      "class",
      `person ${["peer", "clinician", "leader"][mark.post.role]}${mark.post.casual ? " casual" : ""} ${states.join(" ")}`,
    );
    mark.group.setAttribute("aria-label", words);
    mark.title.textContent = words;
    mark.group.setAttribute("tabindex", post === (this.focused ?? 0) ? "0" : "-1");
  }

  // Trust as lines: solid where it is high, dashed where it is strained.
  ties(held, at) {
    const paper = this.canvas.getContext("2d");
    const { ink, strained } = colours();
    paper.setTransform(2, 0, 0, 2, 0, 0);
    paper.clearRect(0, 0, WIDE, HIGH);
    this.marks.forEach((mark, one) => {
      if (!held[one] || mark.post.casual) return;
      for (let other = one + 1; other < this.marks.length; other += 1) {
        if (!held[other] || this.marks[other].post.casual) continue;
        const trust = this.trust(one, other, at);
        const crossing = mark.post.role !== this.marks[other].post.role;
        if (trust >= TRUSTED)
          this.line(
            paper,
            one,
            other,
            ink,
            [],
            ((trust - TRUSTED) / 0.38) * (crossing ? 0.6 : 0.25) + 0.04,
          );
        else if (trust <= STRAINED)
          this.line(
            paper,
            one,
            other,
            strained,
            [4, 4],
            Math.min(0.9, 0.25 + (STRAINED - trust) * 2.2),
          );
      }
    });
    paper.globalAlpha = 1;
  }

  line(paper, one, other, colour, dash, strength) {
    paper.globalAlpha = strength;
    paper.strokeStyle = colour;
    paper.setLineDash(dash);
    paper.lineWidth = 1;
    paper.beginPath();
    paper.moveTo(this.where[one].x, this.where[one].y);
    paper.lineTo(this.where[other].x, this.where[other].y);
    paper.stroke();
  }

  tell(held, across, at) {
    const count = (role) =>
      this.marks.filter((mark, post) => mark.post.role === role && !mark.post.casual && held[post])
        .length;
    const posts = (role) =>
      this.marks.filter((mark) => mark.post.role === role && !mark.post.casual && !mark.post.extra)
        .length;
    const known = across.filter(
      (value, post) => value !== null && this.marks[post].post.role === PEER,
    );
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const on = held.filter((one) => one && one.flags & ON).length;
    const ending = held.filter((one) => one && one.flags & ENDING).length;
    const leader = count(LEADER) ? "" : "; no team leader";
    this.head.textContent = momentWords(this.way.unit, at, this.history.shifts);
    this.summary.textContent = `${count(PEER)} of ${posts(PEER)} peer workers and ${count(CLINICIAN)} of ${posts(CLINICIAN)} clinicians in post, ${on} on shift${leader}.${known.length ? ` Trust across the professions ${mean.toFixed(2)}.` : ""}${ending ? ` ${ending} with a contract about to end.` : ""}`;
    this.drawing.setAttribute(
      "aria-label",
      `The team ${NAMES[this.side].toLowerCase()}, ${this.head.textContent}. ${this.summary.textContent} Arrow keys go from person to person.`,
    );
  }

  choose(post) {
    this.focused = post;
    const held = holderAt(this.history, post, this.at);
    this.chosen(this.side, post, held?.holder ?? null);
  }

  // Show who is selected; the other team's selection is taken back.
  select(post) {
    this.selected = post === null ? null : { post };
    if (this.history) this.show(this.at);
  }

  pressed(event, post) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    this.choose(post);
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const count = this.marks.length;
    this.focused = ((this.focused ?? 0) + step + count) % count;
    this.show(this.at);
    this.marks[this.focused].group.focus();
  }
}
