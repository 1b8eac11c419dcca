// What a user wrote, as a message repeats it.

const LONGEST = 60; // characters

export function echoed(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
