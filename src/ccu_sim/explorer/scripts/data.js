// What the page was made with: units, strategies, parameter sets, lessons, words.

export const data = JSON.parse(document.getElementById("data").textContent);

export function bytesOf(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
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
