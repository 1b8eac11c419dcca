// The name that a misspelt one is most like: the measure of Python's difflib, which the package asks.

import { data } from "./data.js";

const { alike: enough } = data.check; // the package's own
const words = { keys: "keys here", choices: "choices" };

export function suggestion(word, names, what) {
  const close = nearest(word, names, what);
  return close ? `did you mean '${close}'?` : `the ${words[what]} are ${names.join(", ")}`;
}

// The name most like a word, or null when nothing comes close.
export function nearest(word, names, what) {
  const plain = (text) => text.trim().toLowerCase().replaceAll(/[_ ]/g, "-");
  const spelled = plain(String(word).slice(0, 200));
  let best = null;
  for (const name of names) {
    const alike = ratio(plain(name), spelled);
    const isMore = !best || alike > best.alike || (alike === best.alike && plain(name) > best.plain);
    if (alike >= enough[what] && isMore) best = { name, alike, plain: plain(name) };
  }
  if (best) return best.name;
  const begun = names.filter((name) => spelled.length >= enough.begins && plain(name).startsWith(spelled));
  return begun.length === 1 ? begun[0] : null;
}

// Ratcliff and Obershelp: twice what matches over all there is.
function ratio(one, other) {
  const all = one.length + other.length;
  return all ? (2 * matching(one, other)) / all : 1;
}

function matching(one, other) {
  const { from, to, size } = longest(one, other);
  if (size === 0) return 0;
  const before = matching(one.slice(0, from), other.slice(0, to));
  return before + size + matching(one.slice(from + size), other.slice(to + size));
}

// The longest block that both have, the earliest in the one and then in the other.
function longest(one, other) {
  let best = { from: 0, to: 0, size: 0 };
  let row = [];
  for (let from = 0; from < one.length; from += 1) {
    const next = [];
    for (let to = 0; to < other.length; to += 1) {
      if (one[from] !== other[to]) continue;
      next[to] = (row[to - 1] ?? 0) + 1;
      const size = next[to];
      if (size > best.size) best = { from: from - size + 1, to: to - size + 1, size };
    }
    row = next;
  }
  return best;
}
