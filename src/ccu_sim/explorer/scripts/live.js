// One history: a unit walked shift by shift, with a frame of each kept.

import { Sessions } from "./sessions.js";
import {
  STATES,
  FLAGS,
  HOLDER,
  PERSON,
  RESIDENT,
  UNIT,
  HERE,
  ON,
  AWAY_PLACE,
  ENDING,
  FIXED,
  UNWELL,
  FULL,
  WEEK,
  SPELL,
} from "./frame.js";

const OFFERED = 1; // what is known of a renewal
const NEAR = 6; // months

export async function live(module, task) {
  const { world } = module;
  module.found(task.scenario, task.seed, 0, 0);
  const shifts = world.layout.month_starts[task.months];
  const unit = {
    posts: world.whole(world.of("unit", "posts")),
    beds: world.whole(world.of("unit", "beds")),
  };
  const weeks = Math.ceil(shifts / WEEK);
  const history = {
    ...unit,
    shifts,
    months: task.months,
    people: new Uint8Array((shifts + 1) * unit.posts * PERSON),
    residents: new Uint8Array((shifts + 1) * unit.beds * RESIDENT),
    unit: new Uint8Array((shifts + 1) * UNIT),
    trust: new Uint8Array((weeks + 1) * unit.posts * unit.posts),
  };
  const sessions = new Sessions(world, weeks, unit.posts);
  for (let when = 0; when <= shifts; when += 1) {
    if (when > 0) module.walk(when - 1, when);
    keepPeople(world, history, when);
    keepResidents(world, history, when);
    keepUnit(world, history, when);
    if (when % WEEK === 0 || when === shifts) keepTrust(world, history, Math.ceil(when / WEEK));
    if (when % WEEK === 0) sessions.look(when / WEEK);
  }
  history.sessions = sessions.kept;
  history.layout = posts(world, unit.posts);
  history.monthly = world.copy("monthly", (task.months + 1) * world.layout.months.length);
  history.row = world.copy("row", world.layout.run.length);
  history.events = events(world);
  history.lost = world.whole(world.at("events_lost"));
  history.spells = spells(world);
  history.digest = await digest(world.bytes);
  return history;
}

function keepPeople(world, history, when) {
  const stride = world.stride("staff");
  const field = (name) => world.of("staff", name);
  const places = {
    here: field("here"),
    on: field("on"),
    away: field("away"),
    end: field("contract_end"),
    renewal: field("renewal"),
    holder: field("holder"),
    role: field("role"),
  };
  const states = STATES.map(field);
  const near = when + world.layout.month_starts[NEAR];
  let out = when * history.posts * PERSON;
  for (let post = 0; post < history.posts; post += 1, out += PERSON) {
    const step = post * stride;
    if (world.whole(places.here + step) === 0) continue;
    const end = world.whole(places.end + step);
    let flags = HERE | (world.whole(places.away + step) << AWAY_PLACE);
    if (world.whole(places.on + step) !== 0) flags |= ON;
    if (end >= 0) flags |= FIXED;
    if (end >= 0 && end <= near && world.whole(places.renewal + step) !== OFFERED) flags |= ENDING;
    history.people[out + FLAGS] = flags;
    for (let state = 0; state < states.length; state += 1)
      history.people[out + 1 + state] = Math.round(world.floats[states[state] + step] * FULL);
    history.people[out + HOLDER] = Math.min(FULL, world.whole(places.holder + step));
  }
}

function keepResidents(world, history, when) {
  const stride = world.stride("residents");
  const here = world.of("residents", "here");
  const unwell = world.of("residents", "unwell");
  const recovery = world.of("residents", "recovery");
  let out = when * history.beds * RESIDENT;
  for (let bed = 0; bed < history.beds; bed += 1, out += RESIDENT) {
    const step = bed * stride;
    if (world.whole(here + step) === 0) continue;
    history.residents[out] = HERE | (world.whole(unwell + step) !== 0 ? UNWELL : 0);
    history.residents[out + 1] = Math.round(world.floats[recovery + step] * FULL);
  }
}

function keepUnit(world, history, when) {
  const out = when * UNIT;
  history.unit[out] = world.whole(world.of("climate", "leader_on"));
  history.unit[out + 1] = Math.min(FULL, world.whole(world.of("climate", "agency_on")));
  history.unit[out + 2] = Math.round(world.floats[world.of("climate", "leadership")] * FULL);
  history.unit[out + 3] = Math.round(world.floats[world.of("climate", "safety")] * FULL);
}

function keepTrust(world, history, week) {
  const rows = world.layout.world.trust.shape[1];
  const from = world.at("trust");
  let out = week * history.posts * history.posts;
  for (let one = 0; one < history.posts; one += 1) {
    for (let other = 0; other < history.posts; other += 1, out += 1)
      history.trust[out] = Math.round(world.floats[from + one * rows + other] * FULL);
  }
}

function posts(world, count) {
  const told = [];
  for (let post = 0; post < count; post += 1) {
    const step = post * world.stride("staff");
    const value = (name) => world.whole(world.of("staff", name) + step);
    told.push({
      role: value("role"),
      casual: value("casual"),
      discipline: value("discipline"),
      ordinal: value("ordinal"),
      extra: value("extra"),
    });
  }
  return told;
}

// Every event as when, kind, who and whom.
function events(world) {
  const count = world.whole(world.at("event_count"));
  const told = new Uint32Array(count * 4);
  const stride = world.stride("events");
  const places = ["when", "kind", "who", "whom"].map((name) => world.of("events", name));
  for (let event = 0; event < count; event += 1)
    places.forEach(
      (place, column) => (told[event * 4 + column] = world.whole(place + event * stride)),
    );
  return told;
}

function spells(world) {
  const count = Math.min(world.whole(world.at("spell_count")), world.layout.world.spells.shape[0]);
  const reasons = world.layout.reasons.length;
  const told = new Float64Array(count * (SPELL.length + reasons));
  let out = 0;
  for (let spell = 0; spell < count; spell += 1) {
    const step = spell * world.stride("spells");
    for (const name of SPELL) told[out++] = world.whole(world.of("spells", name) + step);
    for (let reason = 0; reason < reasons; reason += 1)
      told[out++] = world.floats[world.of("spells", "reasons") + step + reason];
  }
  return told;
}

// SHA-256 of the whole world at the horizon, as `hashlib.sha256(world.tobytes())` gives it.
async function digest(bytes) {
  if (!globalThis.crypto || !crypto.subtle) return null; // a browser that keeps it from files
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  return Array.from(found, (one) => one.toString(16).padStart(2, "0")).join("");
}
