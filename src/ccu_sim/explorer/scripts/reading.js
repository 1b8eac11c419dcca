// A YAML file as values that know their lines: js-yaml takes it apart, and what a text without
// quotes is taken for is what the package's own reader takes it for.

import { data } from "./data.js";
import { echoed } from "./echoed.js";

const { jsyaml } = globalThis;
const { DOCUMENT, SEQUENCE, MAPPING, SCALAR, ALIAS, POP } = jsyaml.EVENT_ID;
const PLAIN = data.check.plain.map(([kind, pattern]) => [kind, new RegExp(pattern)]);
const { hints, tab } = data.check;

// The words of js-yaml for what the package's own reader calls something else.
const REASONS = new Map([
  ["bad indentation of a mapping entry", (line) => ofMapping(line)],
  ["a colon is missed", () => hints["could not find expected ':'"]],
  ["end of the stream or a document separator", () => hints["could not find expected ':'"]],
  ["deficient indentation", () => hints["expected ',' or"]],
  ["flow collection", () => hints["expected ',' or"]],
]);

export class Unreadable extends Error {}

// A value with its line, and how it was written: `kind` is map, list, text or a plain kind.
export function documentIn(text, name) {
  let events;
  try {
    events = jsyaml.parseEvents(text, {});
  } catch (error) {
    throw new Unreadable(notYaml(error, text, name));
  }
  if (events.some((one) => one.type === ALIAS || one.anchorStart >= 0 || one.tagStart >= 0))
    return null; // refused by the package, in words of its own
  if (events.filter((one) => one.type === DOCUMENT).length !== 1) return null;
  const reader = new Reader(text, name, events);
  const found = reader.value();
  return found?.kind === "map" ? found : null;
}

class Reader {
  constructor(text, name, events) {
    this.text = text;
    this.name = name;
    this.events = events;
    this.next = 1; // after the beginning of the document
  }

  lineAt(place) {
    return this.text.slice(0, Math.max(0, place)).split("\n").length;
  }

  value() {
    const event = this.events[this.next++];
    if (event.type === MAPPING) return this.mapping(event);
    if (event.type === SEQUENCE) return this.list(event);
    if (event.type === SCALAR) return this.scalar(event);
    return null;
  }

  mapping(event) {
    const value = new Map();
    while (this.events[this.next].type !== POP) {
      const key = this.value();
      if (typeof key?.written !== "string") return null;
      const first = value.get(key.written);
      if (first)
        throw new Unreadable(
          `${this.name}, line ${key.line}: the key '${key.written}' is given twice (first in line ${first.at}); keep one of the two.`,
        );
      value.set(key.written, { ...this.value(), at: key.line });
    }
    this.next += 1;
    return { kind: "map", value, line: this.lineAt(event.start) };
  }

  list(event) {
    const value = [];
    while (this.events[this.next].type !== POP) value.push(this.value());
    this.next += 1;
    return { kind: "list", value, line: this.lineAt(event.start) };
  }

  scalar(event) {
    const written = jsyaml.getScalarValue(this.text, event);
    const line = this.lineAt(event.valueStart);
    const isPlain = event.style === jsyaml.SCALAR_STYLE.PLAIN;
    const kind = (isPlain && PLAIN.find(([, pattern]) => pattern.test(written))?.[0]) || "text";
    return { kind, written, line, value: valueOf(kind, written) };
  }
}

function valueOf(kind, written) {
  if (kind === "int" || kind === "float") return Number(written.replaceAll("_", ""));
  if (kind === "bool") return /^(yes|true|on)$/i.test(written);
  return kind === "null" ? null : written;
}

function notYaml(error, text, name) {
  const line = (error.mark?.line ?? 0) + 1;
  if (error.reason?.includes("tab characters")) return `${name}, line ${line}: ${tab}.`;
  const written = echoed((text.split("\n")[line - 1] ?? "").trim());
  const known = [...REASONS].find(([words]) => error.reason?.includes(words));
  const hint = known ? known[1](written) : (error.reason ?? error.message);
  return `${name}, line ${line}: this is not valid YAML at '${written}': ${hint}.`;
}

function ofMapping(line) {
  const start = /:\s.*:(\s|$)/.test(line) ? "mapping values are not allowed here" : "expected <block end>";
  return hints[start];
}
