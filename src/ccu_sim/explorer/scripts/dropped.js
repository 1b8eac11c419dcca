// A file that is dropped on the page: what `ccu-sim check` would say first, and what to run.

import { data } from "./data.js";
import { mistakesOf } from "./checking.js";
import { Unreadable, documentIn } from "./reading.js";

export function takeFiles(tell) {
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", async (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files?.[0];
    if (!file) return;
    const found = await wrongWith(file);
    tell(found ? `${found} Mend it, and run: ccu-sim check ${file.name}` : whatToRun(file.name));
  });
}

function whatToRun(name) {
  return `This page holds the units that it was made with. To see ${name} here, run: ccu-sim check ${name}, which looks at all of it, and then: ccu-sim explore ${name}`;
}

// The first mistake of a file that this page can tell; null where it finds none.
async function wrongWith(file) {
  const { largest, kinds } = data.check;
  if (file.size > largest)
    return `${file.name} is larger than ${largest / 1024} KB; a scenario file is a few pages at most.`;
  try {
    const read = documentIn(await file.text(), file.name);
    if (!read || unitOrNot(read.value, kinds) !== "unit") return null;
    return inShort(mistakesOf(read, file.name));
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

function unitOrNot(value, kinds) {
  const telling = Object.keys(kinds).find((key) => value.has(key));
  return telling ? kinds[telling] : null;
}

function inShort(sentences) {
  const more = sentences.length - 1;
  if (more < 0) return null;
  if (more === 0) return sentences[0];
  return `${sentences[0]} (${more} more mistake${more > 1 ? "s" : ""} after it)`;
}
