// The page: its parts put together, and what happens when something changes.

import { data, bytesOf, units, lessons } from "./data.js";
import { element, fill, place } from "./element.js";
import { beginning, ofLesson, withWay, same, titlesOf } from "./settings.js";
import { addressOf, readAddress } from "./address.js";
import { Pool } from "./pool.js";
import { Histories } from "./histories.js";
import { Many } from "./many.js";
import { clashOf } from "./scenario.js";
import { partingOf } from "./parting.js";
import { Shared } from "./shared.js";
import { Way } from "./way.js";
import { Team, spokenOf } from "./team.js";
import { Timeline } from "./timeline.js";
import { Charts } from "./charts.js";
import { Answer } from "./answer.js";
import { Diary } from "./diaries.js";
import { Person } from "./person.js";
import { Takeaway } from "./takeaway.js";
import { takeFiles } from "./dropped.js";
import { LessonView } from "./lessonview.js";
import { beginTheme } from "./theme.js";

const MOST_WORKERS = 4;
const OFTEN = 400; // milliseconds between two looks at many units; drawing keeps runs waiting
const RESTED = 250; // milliseconds after which what was typed counts

const NEVER_PART =
  "They never do: with these people and this luck, the same things happen in both. What people feel may differ all the same: select somebody, or roll again.";
const KEPT_BACK = "Predict first, then play: what parts the two is told once it has happened.";

class Page {
  constructor() {
    this.past = [];
    this.at = 0;
    this.histories = null;
    this.turn = 0;
    this.shown = -Infinity; // when many units were shown last
    this.shared = new Shared(
      (settings) => this.change(settings),
      (words) => this.notice(words),
    );
    this.ways = [0, 1].map(
      (side) => new Way(side, (change) => this.change(withWay(this.settings, side, change))),
    );
    this.teams = [0, 1].map((side) => new Team(side, (...who) => this.select(...who)));
    this.timeline = new Timeline(
      (at) => this.go(at),
      () => this.say(spokenOf(this.teams)),
    );
    this.charts = new Charts();
    this.answer = new Answer();
    this.diaries = [0, 1].map((side) => new Diary(side));
    this.person = new Person(() => this.unselect());
    this.takeaway = new Takeaway((words) => this.say(words));
    this.lessons = new LessonView({
      begun: (name) => this.beginLesson(name),
      closed: () => this.closeLessons(),
      predicting: () => this.keepBack(),
    });
    this.listen();
    beginTheme(
      place("theme"),
      () => this.histories && this.teams.forEach((team) => team.show(this.at)),
    );
  }

  async begin() {
    const code = await WebAssembly.compile(bytesOf(data.code));
    const rows = bytesOf(data.sets.rows);
    const sets = new Float64Array(rows.buffer);
    const size = Math.min(MOST_WORKERS, Math.max(2, navigator.hardwareConcurrency || 2));
    this.pool = new Pool({ code, sets, layout: data.layout, levers: data.levers }, size);
    this.pool.refused = (error) => this.notice(error.message);
    this.lived = new Histories(this.pool);
    this.many = new Many(this.pool, (many, error) => this.heard(many, error));
    const { settings, at } = this.fromAddress();
    this.at = at;
    this.use(settings);
  }

  fromAddress() {
    if (location.hash.length > 1 && location.hash.includes("=")) {
      try {
        return readAddress(location.hash);
      } catch (error) {
        this.notice(error.message);
      }
    }
    return { settings: beginning(), at: 0 };
  }

  // Something is to change: it can be undone.
  change(settings) {
    if (same(settings, this.settings)) return;
    this.past.push(this.settings);
    this.notice(null);
    this.use(settings);
  }

  undo() {
    if (this.past.length === 0) return;
    this.notice(null);
    this.use(this.past.pop());
  }

  async use(settings) {
    this.settings = settings;
    this.turn += 1;
    const turn = this.turn;
    document.documentElement.dataset.busy = "yes";
    this.showSettings();
    try {
      const clash = settings.ways.map(clashOf).find(Boolean);
      if (clash) throw new Error(clash);
      const histories = await this.lived.of(settings);
      if (turn !== this.turn) return;
      this.begun(histories);
      this.shown = -Infinity; // what was asked before is told no longer
      this.many.begin(settings);
    } catch (error) {
      if (turn !== this.turn) return;
      this.many.stop();
      this.notice(error.message);
    }
    document.documentElement.dataset.busy = "no";
  }

  showSettings() {
    const { settings } = this;
    this.ways.forEach((way, side) => way.show(settings.ways[side]));
    place("undo").disabled = this.past.length === 0;
    this.shared.show(settings);
    const unit = units.get(settings.ways[0].unit);
    place("about").textContent = `${unit.title}. ${settings.months} months, luck ${settings.luck}.`;
    const left = this.lessons.name === null; // for the list of lessons, which stays
    if (settings.lesson && !left) this.lessons.show(settings.lesson);
    if (!settings.lesson && this.lessons.name) this.lessons.close();
    place("lessons").setAttribute("aria-expanded", String(this.lessons.open));
    this.keepAddress();
  }

  // Whoever is to predict first is told nothing that the moment on screen has not seen.
  keepBack() {
    const { predicting } = this.lessons;
    document.querySelector("main").classList.toggle("predicting", predicting);
    this.charts.openEnd = !predicting;
    this.charts.show(this.at);
    this.tellParting();
  }

  begun(histories) {
    this.histories = histories;
    const { ways } = this.settings;
    this.parting = partingOf(histories, ways);
    const titles = titlesOf(this.settings);
    this.teams.forEach((team, side) => team.begin(histories[side], ways[side], titles[side]));
    this.charts.begin(histories, this.parting);
    this.tellParting();
    this.timeline.at = this.at;
    this.timeline.begin(histories, ways, this.parting);
    this.takeaway.show(this.settings, histories);
    if (this.turn === 1) performance.mark("ready");
    document.documentElement.dataset.ready = String(this.turn);
  }

  tellParting() {
    if (!this.histories) return;
    const told = this.parting?.told ?? [{ at: 0, words: NEVER_PART }];
    const known = told.filter((one) => !this.lessons.predicting || one.at <= this.at);
    if (known.length === 0) known.push({ words: KEPT_BACK });
    fill(
      place("parting"),
      known.map((one) => element("p", {}, one.words)),
    );
  }

  go(at) {
    this.at = at;
    if (!this.histories) return;
    this.teams.forEach((team) => team.show(at));
    this.diaries.forEach((diary, side) => diary.show(this.histories[side], at));
    this.charts.show(at);
    if (this.lessons.predicting) this.tellParting();
    this.person.show(this.histories, this.settings.ways, at);
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepAddress(), RESTED);
  }

  // Many units have been heard from: shown at once at first, then a few times a second.
  heard(many, error) {
    if (error) this.notice(error.message);
    const done = many.pairs().length === many.wanted;
    if (done || performance.now() - this.shown > OFTEN) this.showMany(many, done);
  }

  showMany(many, done) {
    this.shown = performance.now();
    this.answer.show(many, this.settings.lesson);
    if (!this.histories) return;
    this.charts.many(many);
    this.charts.show(this.at);
    document.documentElement.dataset.pairs = String(many.pairs().length);
    if (done) this.say(`All ${many.wanted} pairs of runs are there.`);
  }

  select(side, post, holder) {
    this.person.choose({ side, post, holder });
    this.teams.forEach((team, which) => team.select(which === side ? post : null));
    this.person.show(this.histories, this.settings.ways, this.at);
  }

  unselect() {
    this.person.choose(null);
    this.teams.forEach((team) => team.select(null));
  }

  beginLesson(name) {
    if (name === null) {
      this.lessons.show(null);
      return;
    }
    this.at = 0;
    this.lessons.show(name);
    const settings = ofLesson(lessons.get(name));
    if (same(settings, this.settings)) this.timeline.go(0); // was left, and is taken up again
    else this.change(settings);
    place("lesson").querySelector("h2").focus();
  }

  closeLessons() {
    this.lessons.close();
    place("lessons").setAttribute("aria-expanded", "false");
    place("lessons").focus();
    if (this.settings.lesson) this.change({ ...this.settings, lesson: null });
  }

  keepAddress() {
    try {
      history.replaceState(null, "", addressOf(this.settings, this.at));
    } catch {
      // a page inside another has no address of its own
    }
  }

  say(words) {
    place("spoken").textContent = words;
  }

  notice(words) {
    place("notice").hidden = words === null;
    place("notice").textContent = words ?? "";
  }

  listen() {
    place("undo").addEventListener("click", () => this.undo());
    place("share").addEventListener("click", () =>
      this.takeaway.copy(location.href, "The address of this page as it is now"),
    );
    place("lessons").addEventListener("click", () => {
      if (this.lessons.open) this.closeLessons();
      else this.lessons.show(this.settings?.lesson ?? null);
      place("lessons").setAttribute("aria-expanded", String(this.lessons.open));
    });
    window.addEventListener("hashchange", () => this.arrive());
    window.addEventListener("keydown", (event) => this.pressed(event));
    takeFiles((words) => this.notice(words));
  }

  // Another address of this page was opened in it.
  arrive() {
    if (location.hash === addressOf(this.settings, this.at) || !location.hash.includes("=")) return;
    try {
      const { settings, at } = readAddress(location.hash);
      this.at = at;
      this.change(settings);
      this.timeline.go(at);
    } catch (error) {
      this.notice(error.message);
    }
  }

  pressed(event) {
    const typing = event.target.closest?.(
      "input, select, textarea, button, [role=button], summary, pre",
    );
    if (
      (event.ctrlKey || event.metaKey) &&
      event.key === "z" &&
      !event.shiftKey &&
      event.target.type !== "number"
    ) {
      event.preventDefault();
      this.undo();
    } else if (event.key === " " && !typing) {
      event.preventDefault();
      place("play").click();
    } else if (event.key === "Escape") this.unselect();
  }
}

const runs = typeof WebAssembly === "object";
for (const name of ["tools", "main"]) place(name).hidden = !runs;
place("still").hidden = runs;
const page = new Page();
if (runs) {
  page
    .begin()
    .catch((error) =>
      page.notice(
        `The model cannot begin in this browser (${error.message}); close other pages to free memory, or open it in another browser.`,
      ),
    );
} else {
  page.notice(
    "This browser has no WebAssembly, which the model needs; open the page in a current Chromium, Edge, Firefox or Safari. Below are one run and a comparison as pictures.",
  );
}
