// Runs founded worlds by the module in node: the same bytes as elsewhere, and how long they took.
//
//     node benchmarks/module.mjs MODULE WORLDS BYTES_OF_A_WORLD SHIFTS REPEATS
//
// Prints JSON: milliseconds a run, the least of the repeats, and the digest of the worlds at their end.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const [path, founded, size, shifts, repeats] = process.argv.slice(2);
const began = performance.now();
const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
const ready = performance.now() - began;
const { memory, __heap_base, walk } = instance.exports;
const place = Math.ceil(__heap_base.value / 64) * 64;
const worlds = readFileSync(founded);
const bytes = Number(size);
const here = new Uint8Array(memory.buffer, place, bytes);
const count = worlds.length / bytes;
let least = Infinity;
let digest;
for (let repeat = 0; repeat < Number(repeats); repeat += 1) {
  const hash = createHash("sha256");
  let taken = 0;
  for (let which = 0; which < count; which += 1) {
    here.set(worlds.subarray(which * bytes, (which + 1) * bytes));
    const start = performance.now();
    if (walk(place, 0, Number(shifts)) !== 0) throw new Error("division by zero");
    taken += performance.now() - start;
    hash.update(here);
  }
  least = Math.min(least, taken / count);
  digest = hash.digest("hex");
}
console.log(JSON.stringify({ ready, milliseconds: least, digest }));
