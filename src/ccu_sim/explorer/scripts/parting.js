// The first moment at which two histories part, and what is to be said of it.

import { eventAt, eventCount, sentenceOf } from "./diary.js";
import { PERSON, STATES, FULL } from "./frame.js";
import { whoIs, holderAt } from "./people.js";
import { monthOf, dateOf } from "./moment.js";
import { firstSession } from "./missed.js";

const LEAVING = new Set(["resigned", "promoted", "contract-ended"]);
const WORTH_TELLING = 0.02; // a difference of a state
const WORDS = {
  exhaustion: "exhaustion",
  morale: "morale",
  role_clarity: "role clarity",
  satisfaction: "job satisfaction",
  belonging: "belonging",
  voice: "say",
  job_insecurity: "job insecurity",
};

// What is to be said of it, and of what follows first: sentences, each of a moment.
export function partingOf(histories, ways) {
  const [one, other] = histories;
  const row = firstDifference(one, other);
  if (row === null) return null;
  const found = earliest(histories, row);
  const first = { at: found.at, words: told(histories, ways, found) };
  const others = [firstSession(histories, ways), firstLeaver(histories, ways)];
  return { ...found, told: [first, ...others.filter(Boolean)] };
}

function firstDifference(one, other) {
  const rows = Math.min(eventCount(one), eventCount(other));
  for (let place = 0; place < rows * 4; place += 1) {
    if (one.events[place] !== other.events[place]) return Math.floor(place / 4);
  }
  return eventCount(one) === eventCount(other) ? null : rows;
}

// Of the two diaries from a row on, the event that happened on one side only, and when.
function earliest(histories, row) {
  const next = histories.map((history) =>
    row < eventCount(history) ? eventAt(history, row) : null,
  );
  const noted = next.map((event) => event?.noted ?? Infinity);
  const side =
    noted[0] < noted[1] || (noted[0] === noted[1] && !happened(histories[1], next[0], row)) ? 0 : 1;
  return { side, event: next[side], at: Math.min(...noted) + 1 };
}

// Whether an event is in a diary too, on the same shift.
function happened(history, event, row) {
  for (let place = row; place < eventCount(history); place += 1) {
    const one = eventAt(history, place);
    if (one.noted !== event.noted) return false;
    if (one.name === event.name && one.who === event.who && one.whom === event.whom) return true;
  }
  return false;
}

function told(histories, ways, { side, event, at }) {
  const names = ["This way", "That way"];
  const sentence = sentenceOf(histories[side], event).replace(/\.$/, "");
  const when = `${dateOf(ways[side].unit, event.when)} (month ${monthOf(event.when)})`;
  return `Until ${when} the same things happened in both. Then: ${names[side].toLowerCase()}, ${lower(sentence)}; ${names[1 - side].toLowerCase()}, not.${before(histories, event, at)}`;
}

function lower(sentence) {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

// What had parted unseen by then: the state in which those concerned differ most.
function before(histories, event, at) {
  let most = null;
  for (const address of [event.who, event.whom]) {
    const people = histories.map((history) => whoIs(history, address));
    if (people.some((who) => who?.post === undefined)) continue;
    const held = histories.map((history, side) =>
      holderAt(history, people[side].post, Math.min(at - 1, history.shifts)),
    );
    if (!held[0] || !held[1]) continue;
    STATES.forEach((state, place) => {
      const values = held.map((one, side) => histories[side].people[one.place + 1 + place] / FULL);
      const gap = Math.abs(values[0] - values[1]);
      if (gap >= WORTH_TELLING && (!most || gap > most.gap))
        most = { gap, state, values, name: people[0].name };
    });
  }
  if (!most) return "";
  return ` By then the ${WORDS[most.state]} of ${most.name} was ${most.values[0].toFixed(2)} this way and ${most.values[1].toFixed(2)} that way.`;
}

function leavers(history) {
  const found = [];
  for (let row = 0; row < eventCount(history); row += 1) {
    const event = eventAt(history, row);
    if (LEAVING.has(event.name)) found.push(event);
  }
  return found;
}

// The first who leaves on one side and is still there, that day, on the other.
function firstLeaver(histories, ways) {
  const lists = histories.map(leavers);
  const alone = lists.flatMap((list, side) =>
    list
      .filter(
        (event) => !lists[1 - side].some((one) => one.who === event.who && one.when <= event.when),
      )
      .map((event) => ({ side, event })),
  );
  const first = alone.sort((one, another) => one.event.when - another.event.when)[0];
  if (!first) return null;
  const name = ["this", "that"][first.side];
  const sentence = lower(sentenceOf(histories[first.side], first.event));
  const weighed = sentence.endsWith("%).") ? " In brackets: what weighed most in it." : "";
  const words = `The first to leave on one side only, ${name} way, in month ${monthOf(first.event.when)} (${dateOf(ways[first.side].unit, first.event.when)}): ${sentence}${weighed}`;
  return { at: first.event.noted + 1, words };
}
