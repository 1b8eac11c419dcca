// The first supervision sessions that were held on one side only.

import { AWAY, AWAY_PLACE, FLAGS, WEEK } from "./frame.js";
import { holderAt, nameOf } from "./people.js";
import { dateOf, monthOf } from "./moment.js";

const MOST_NAMED = 3;
const AWAY_WORDS = ["", "on sick leave", "on annual leave", "on flexible leave"];
const NAMES = ["this way", "that way"];

// Say who had a session on one side and not on the other, the first time, and when it is known;
// null where none was.
export function firstSession(histories, ways) {
  const pairs = samePosts(histories);
  const weeks = Math.floor(Math.min(...histories.map((one) => one.shifts)) / WEEK);
  for (let week = 1; week <= weeks; week += 1) {
    const missed = pairs.map((posts) => missedIn(histories, posts, week)).filter(Boolean);
    if (missed.length > 0) return told(missed, ways, week * WEEK - 1);
  }
  return null;
}

// The posts that both histories have, as places in the one and in the other.
function samePosts(histories) {
  const places = new Map(histories[1].layout.map((post, place) => [nameOf(post, 1), place]));
  return histories[0].layout
    .map((post, place) => [place, places.get(nameOf(post, 1))])
    .filter(([, other]) => other !== undefined);
}

// Where the same person had a session on one side only: the side that missed it, who, and why.
function missedIn(histories, posts, week) {
  const held = posts.map((post, side) => holderAt(histories[side], post, week * WEEK));
  if (!held[0] || !held[1] || held[0].holder !== held[1].holder) return null;
  const took = posts.map((post, side) => sessionAt(histories[side], post, week));
  if (took[0] === took[1]) return null;
  const side = took[0] ? 1 : 0;
  const away = (histories[side].people[held[side].place + FLAGS] & AWAY) >> AWAY_PLACE;
  const name = nameOf(histories[side].layout[posts[side]], held[side].holder);
  return { side, away, name };
}

function sessionAt(history, post, week) {
  return history.sessions[week * history.posts + post] === 1;
}

function told(missed, ways, when) {
  const { side } = missed[0];
  const alike = missed.filter((one) => one.side === side);
  const date = dateOf(ways[side].unit, when);
  const whose = alike.map((one) => (one.away ? `${one.name}, ${AWAY_WORDS[one.away]}` : one.name));
  const more = whose.length - MOST_NAMED;
  const named = whose.slice(0, MOST_NAMED).join("; ") + (more > 0 ? `; and ${more} more` : "");
  const words = `The first supervision session held on one side only, in the week to ${date} (month ${monthOf(when)}): ${NAMES[1 - side]} it was held, ${NAMES[side]} it was not (${named}).`;
  return { at: when + 1, words };
}
