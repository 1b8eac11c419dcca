// What is wrong with a unit's file, in the sentences of `ccu-sim check`: whatever its declarations
// alone can tell, which are the package's own. What hangs together across keys, the package tells.

import { data } from "./data.js";
import { echoed } from "./echoed.js";
import { nearest, suggestion } from "./nearest.js";

const { schema, limits, expected, professions, per_cent: perCent } = data.check;
const KINDS = {
  integer: ["int"],
  number: ["int", "float"],
  string: ["text"],
  boolean: ["bool"],
  array: ["list"],
  object: ["map"],
};

// All mistakes of a document, a sentence each, in the order of their lines.
export function mistakesOf(document, name) {
  const found = [];
  look(document, schema, [], (at, path, words) => {
    const line = path.length > 0 ? at : 1;
    found.push({ line, text: `${name}, line ${line}: ${words}${words.endsWith("?") ? "" : "."}` });
  });
  return found.sort((one, other) => one.line - other.line).map((one) => one.text);
}

function look(node, declared, path, tell) {
  const wanted = resolved(declared);
  if (node.kind === "null" && allowsNothing(declared)) return;
  const line = node.at ?? node.line;
  const said = (words) => tell(line, path, `${named(path)} is ${written(node)}${words}`);
  if (wanted.enum) ofChoices(node, wanted.enum, path, said);
  else if (wanted.format === "date") {
    if (!["timestamp", "text"].includes(node.kind)) return; // told by the package
  } else if (!KINDS[wanted.type]?.includes(node.kind)) {
    said(`${trap(node)}; it must be ${expected[wanted.type]}`);
  } else if (wanted.type === "object") ofKeys(node, wanted, path, tell);
  else if (wanted.type === "array") ofEntries(node, wanted, path, tell);
  else if (wanted.type !== "string") ofLimits(node.value, wanted, said);
}

function resolved(declared) {
  if (declared.$ref) return schema.$defs[declared.$ref.split("/").at(-1)];
  if (declared.anyOf) return resolved(declared.anyOf.find((one) => one.type !== "null"));
  return declared;
}

function allowsNothing(declared) {
  return Boolean(declared.anyOf?.some((one) => one.type === "null"));
}

function ofChoices(node, choices, path, said) {
  if (choices.includes(node.value)) return;
  const word = String(node.value).trim().toLowerCase().replaceAll(/[_-]/g, " ");
  if (path.at(-1) === "role" && professions.includes(word.replace(/s$/, ""))) return; // told there
  said(`, which is not one of the choices; ${suggestion(node.value, choices, "choices")}`);
}

function ofKeys(node, wanted, path, tell) {
  if (!wanted.properties) return; // a table of doses, whose names and ranges the package tells
  const known = Object.keys(wanted.properties);
  const unknown = [...node.value].filter(([key]) => !known.includes(key));
  for (const [key, value] of unknown)
    tell(value.at, [...path, key], `unknown key '${echoed(key)}'; ${suggestion(key, known, "keys")}`);
  const meant = unknown.map(([key]) => nearest(key, known, "keys")); // so none of these is missing
  for (const key of known) {
    const here = [...path, key];
    if (node.value.has(key)) look(node.value.get(key), wanted.properties[key], here, tell);
    else if (wanted.required?.includes(key) && !meant.includes(key))
      tell(node.at ?? node.line, here, `${named(here)} is missing; add it`);
  }
}

function ofEntries(node, wanted, path, tell) {
  const count = node.value.length;
  const least = wanted.minItems ?? 0;
  const most = wanted.maxItems ?? Infinity;
  if (count < least || count > most) {
    const bound = count < least ? `at least ${least}` : `at most ${most}`;
    tell(node.at ?? node.line, path, `${named(path)} has ${count} entries; it must have ${bound}`);
  }
  node.value.forEach((one, place) => look(one, wanted.items, [...path, place], tell));
}

function ofLimits(value, wanted, said) {
  const broken = {
    minimum: (limit) => value < limit,
    exclusiveMinimum: (limit) => value <= limit,
    maximum: (limit) => value > limit,
    exclusiveMaximum: (limit) => value >= limit,
  };
  for (const [name, isBroken] of Object.entries(broken)) {
    if (wanted[name] === undefined || !isBroken(wanted[name])) continue;
    const limit = wanted.type === "number" ? general(wanted[name]) : wanted[name];
    const isShare = name === "maximum" && wanted[name] === 1 && value >= perCent;
    const meant = isShare ? ` (${general(value)} % is ${general(value / 100)})` : "";
    said(`; it must be ${limits[name]} ${limit}${meant}`);
    return;
  }
}

// A number in at most six digits, as the package's messages write it.
function general(number) {
  const short = Number(number.toPrecision(6));
  if (Math.abs(short) < 1e6) return String(short);
  const [digits, power] = short.toExponential().split("e");
  return `${digits}e${power[0]}${power.slice(1).padStart(2, "0")}`;
}

function trap(node) {
  if (node.kind !== "bool" || /^(true|false)$/i.test(node.written)) return "";
  return ` (which YAML reads as ${node.value})`;
}

function written(node) {
  if (node.kind === "null") return "empty";
  if (node.kind === "map") return "a group of keys";
  if (node.kind === "list") return `a list of ${node.value.length}`;
  const text = echoed(node.written);
  return node.kind === "text" ? `'${text}'` : text;
}

// A path in words: `fte (staff, entry 2)`.
function named(path) {
  if (path.length === 0) return "the file";
  const last = path.at(-1);
  const parents = path.slice(0, -1);
  if (typeof last === "number") return `entry ${last + 1} of ${named(parents)}`;
  if (parents.length === 0) return last;
  const words = parents.map((key) => (typeof key === "string" ? key : `entry ${key + 1}`));
  return `${last} (${words.join(", ")})`;
}
