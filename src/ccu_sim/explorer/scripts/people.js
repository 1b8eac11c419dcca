// Who is who in a history: files and stories hold no names, so people are named by their posts.

import { data } from "./data.js";
import { FLAGS, HOLDER, HERE, PERSON, SPELL } from "./frame.js";

const { address: places, roles, reasons, outcomes, ordinals } = data.layout;
export const PEER = roles.indexOf("peer_worker");
export const CLINICIAN = roles.indexOf("clinician");
export const LEADER = roles.indexOf("team_leader");
const WORTH_TELLING = 0.08;

function ordinalWord(number) {
  return ordinals[number - 1] ?? `${number}th`;
}

export function upper(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function roleWords(post) {
  return `${post.casual ? "casual " : ""}${roles[post.role].replace("_", " ")}`;
}

// Name a worker, in the words of the package's own stories.
export function nameOf(post, holder) {
  const title = roleWords(post);
  if (post.role === LEADER)
    return holder === 1 ? `the ${title}` : `the ${ordinalWord(holder)} ${title}`;
  const field = data.disciplines[post.discipline] ? ` (${data.disciplines[post.discipline]})` : "";
  if (holder === 1) return `${title} ${post.ordinal + 1}${field}`;
  return `the ${ordinalWord(holder)} person in ${title} post ${post.ordinal + 1}${field}`;
}

function part(address, low, high) {
  return Math.floor(address / 2 ** low) % 2 ** (high - low);
}

// Find who has an address: a worker with post and holder, or a resident; null where nobody has it.
export function whoIs(history, address) {
  if (address === 0) return null;
  const kind = Math.floor(address / 2 ** places.kind);
  const ordinal = part(address, places.ordinal, places.discipline);
  const holder = part(address, 0, places.ordinal);
  if (kind === places.resident) {
    const name =
      holder === 1
        ? `resident ${ordinal + 1}`
        : `the ${ordinalWord(holder)} resident in place ${ordinal + 1}`;
    return { resident: ordinal, holder, name };
  }
  const casual = Math.floor((kind - 1) / places.casual);
  const role = (kind - 1) % places.casual;
  const discipline = part(address, places.discipline, places.kind);
  const post = history.layout.findIndex(
    (one) =>
      one.role === role &&
      one.casual === casual &&
      one.discipline === discipline &&
      one.ordinal === ordinal,
  );
  if (post < 0) return null; // nobody in this history: units may have other posts
  return { post, holder, name: nameOf(history.layout[post], holder) };
}

// Whoever holds a post at a moment: the flags, the holder and the states; null where nobody does.
export function holderAt(history, post, at) {
  const place = (at * history.posts + post) * PERSON;
  const flags = history.people[place + FLAGS];
  if ((flags & HERE) === 0) return null;
  return { flags, holder: history.people[place + HOLDER], place };
}

// The spells of a history as records, reasons included.
export function spellsOf(history) {
  if (history.spellRecords) return history.spellRecords;
  const width = SPELL.length + reasons.length;
  const told = [];
  for (let row = 0; row * width < history.spells.length; row += 1) {
    const values = history.spells.subarray(row * width, (row + 1) * width);
    const spell = Object.fromEntries(SPELL.map((name, place) => [name, values[place]]));
    told.push({
      ...spell,
      outcome: outcomes[spell.outcome],
      reasons: values.subarray(SPELL.length),
    });
  }
  history.spellRecords = told;
  return told;
}

// Why somebody resigned: the two reasons that weighed most, where any stands out.
export function becauseOf(history, post, holder) {
  const spell = spellsOf(history).find(
    (one) => one.post === post && one.holder === holder && one.outcome === "resigned",
  );
  if (!spell) return "";
  const weighed = reasons
    .map((name, place) => ({ name, share: spell.reasons[place] }))
    .filter((one) => one.name !== "base" && one.share >= WORTH_TELLING)
    .sort((one, other) => other.share - one.share)
    .slice(0, 2);
  if (weighed.length === 0) return "";
  return ` (${weighed.map((one) => `${data.reasons[one.name]} ${Math.round(one.share * 100)}\u00a0%`).join(", ")})`;
}
