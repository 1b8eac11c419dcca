// Beside the page: the module in a memory of its own, asked for histories and for many runs.

import { Module } from "./module.js";
import { live } from "./live.js";
import { measure } from "./measure.js";

let module = null;
let sets = null;

async function answer({ id, kind, task }) {
  if (kind === "begin") {
    module = await Module.of(task.code, task.layout, task.levers);
    sets = task.sets;
    return { id, result: true };
  }
  if (kind === "live") return { id, result: await live(module, task) };
  return { id, result: measure(module, task, sets) };
}

self.addEventListener("message", async ({ data }) => {
  try {
    const told = await answer(data);
    const handed = Object.values(
      ArrayBuffer.isView(told.result) ? [told.result] : told.result,
    ).filter((one) => ArrayBuffer.isView(one));
    self.postMessage(
      told,
      handed.map((one) => one.buffer),
    );
  } catch (error) {
    self.postMessage({ id: data.id, error: error.message });
  }
});
