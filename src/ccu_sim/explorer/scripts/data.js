// What the page was made with: units, strategies, parameter sets, lessons, words.

export const data = JSON.parse(document.getElementById("data").textContent);

export function bytesOf(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

// Put a record into bytes that are all zero: its stretches of other numbers are what is kept.
export function putRecord(bytes, at, stretches) {
  for (const [place, text] of stretches) bytes.set(bytesOf(text), at + place);
}

function named(list) {
  return new Map(list.map((one) => [one.name, one]));
}

export const units = named(data.units);
export const strategies = named(data.strategies);
export const lessons = named(data.lessons);
