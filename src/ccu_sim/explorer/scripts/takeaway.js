// What is on screen, to be taken away: the commands that give the same runs, and their files.

import { data, units, strategies } from "./data.js";
import { element, fill, place } from "./element.js";
import { changesOf, pricesOf } from "./scenario.js";
import { documentOf } from "./yaml.js";

const NAMES = ["This way", "That way"];

// Whether a strategy is followed other than its file says.
function isChanged(done) {
  return done.dose !== 1 || done.until !== null || done.from !== strategies.get(done.name).begins;
}

// Whether a file of the strategy has to be taken along.
function needsFile(done) {
  return isChanged(done) || !strategies.get(done.name).is_named;
}

function nameOf(done) {
  if (!isChanged(done)) return done.name;
  const until = done.until === null ? "" : `-to-${done.until}`;
  return `${done.name.slice(0, 36)}-x${Math.round(done.dose * 100)}-from-${done.from}${until}`;
}

// The files that a way needs and that no folder holds yet: by name, as text.
export function filesOf(way) {
  const files = new Map();
  const unit = units.get(way.unit);
  if (unit.file) files.set(`${unit.name}.yaml`, documentOf(unit.file));
  for (const done of way.strategies.filter(needsFile)) {
    const name = nameOf(done);
    const file = {
      ...strategies.get(done.name).file,
      name,
      changes: changesOf(done),
      cost: pricesOf(done).cost,
    };
    files.set(`${name}.yaml`, documentOf(file));
  }
  return files;
}

function unitOf(way) {
  const unit = units.get(way.unit);
  return unit.file ? `./${unit.name}.yaml` : unit.name;
}

function strategyNames(way) {
  return way.strategies
    .filter((done) => changesOf(done).length > 0)
    .map((done) => (needsFile(done) ? `./${nameOf(done)}.yaml` : done.name));
}

// What a way sets apart from its files: dials that were turned, and numbers of the model.
function setOf(way) {
  const own = units.get(way.unit).conditions;
  const dials = Object.entries(way.conditions).filter(([name, value]) => value !== own[name]);
  return [...dials, ...Object.entries(way.parameters)];
}

function quoted(text) {
  return /^[A-Za-z0-9_./=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export function commandOf(way, { months, luck }) {
  const words = ["ccu-sim", "run", unitOf(way)];
  for (const name of strategyNames(way)) words.push("--strategy", name);
  for (const [name, value] of setOf(way)) words.push("--set", `${name}=${value}`);
  words.push("--months", String(months), "--seed", String(luck));
  return words.map(quoted).join(" ");
}

// The study behind the many units; one for each way where they differ in more than strategies.
export function studiesOf({ ways, months }) {
  const alike =
    unitOf(ways[0]) === unitOf(ways[1]) &&
    JSON.stringify(setOf(ways[0])) === JSON.stringify(setOf(ways[1]));
  const study = (name, list) => {
    const arms = list.map(strategyNames).filter((names) => names.length > 0);
    const parameters = Object.fromEntries(setOf(list[0]));
    const seed = data.sets.seed;
    const text = documentOf({
      name,
      units: [unitOf(list[0])],
      strategies: arms.length ? arms : ["as-usual"],
      parameter_sets: data.sets.count,
      replicates: data.sets.replicates,
      months,
      ...(Object.keys(parameters).length ? { parameters } : {}),
    });
    return `${text}seed: ${seed}\n`;
  };
  if (alike) return new Map([["both-ways.yaml", study("This way and that way", ways)]]);
  return new Map(
    ways.map((way, side) => [`${["this", "that"][side]}-way.yaml`, study(NAMES[side], [way])]),
  );
}

export class Takeaway {
  constructor(spoken) {
    this.spoken = spoken;
    this.root = place("takeaway");
  }

  show(settings, histories) {
    const files = new Map([
      ...settings.ways.flatMap((way) => [...filesOf(way)]),
      ...studiesOf(settings),
    ]);
    fill(
      this.root,
      element("h2", { id: "takeaway-title" }, "Take it away"),
      element(
        "p",
        {},
        "These commands give the same two runs, to the last bit: each leaves its digest in run.json. Files that they name are below; the last of them is the study behind the many units (",
        element("code", {}, "ccu-sim compare"),
        ").",
      ),
      settings.ways.map((way, side) =>
        this.piece(NAMES[side], commandOf(way, settings), null, histories?.[side]?.digest),
      ),
      [...files].map(([name, text]) =>
        element("details", {}, element("summary", {}, name), this.piece(name, text, name)),
      ),
    );
  }

  piece(name, text, file, digest) {
    const shown = element("pre", { tabindex: "0", "aria-label": name }, text);
    const copy = element(
      "button",
      {
        type: "button",
        class: "small",
        "aria-label": `Copy: ${name}`,
        onclick: () => this.copy(text, name),
      },
      "Copy",
    );
    const save = file
      ? element(
          "button",
          {
            type: "button",
            class: "small",
            "aria-label": `Save: ${name}`,
            onclick: () => this.save(text, file),
          },
          "Save",
        )
      : null;
    const told = digest
      ? element("p", { class: "quiet digest" }, `digest of the run ${digest}`)
      : null;
    return element(
      "div",
      { class: "piece" },
      element("div", { class: "piece-head" }, file ? null : element("b", {}, name), copy, save),
      shown,
      told,
    );
  }

  async copy(text, name) {
    try {
      await navigator.clipboard.writeText(text);
      this.spoken(`${name} was copied.`);
    } catch {
      this.spoken("This browser does not let the page copy; select the text and copy it.");
    }
  }

  save(text, name) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
}
