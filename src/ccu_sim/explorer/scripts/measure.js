// Many runs of one scenario, each with a parameter set and luck of its own, and what they show.

export function measure(module, task, sets) {
  const { world } = module;
  const par = world.layout.world.scenario.at / 8 + world.layout.scenario.par.at / 8;
  const columns = world.layout.months.length;
  const width = task.series.length * (task.months + 1) + task.outcomes.length;
  const told = new Float64Array(task.runs.length * width);
  const scenario = task.scenario.slice();
  const numbers = new Float64Array(scenario.buffer, 0, scenario.byteLength / 8);
  const inside = par - world.layout.world.scenario.at / 8;
  let out = 0;
  for (const [set, replicate] of task.runs) {
    numbers.set(sets.subarray(set * task.parameters, (set + 1) * task.parameters), inside);
    for (const [which, value] of task.fixed) numbers[inside + which] = value;
    module.found(scenario, task.seed, set, replicate);
    module.walk(0, world.layout.month_starts[task.months]);
    const monthly = world.at("monthly");
    for (const column of task.series) {
      for (let month = 0; month <= task.months; month += 1)
        told[out++] = world.floats[monthly + month * columns + column];
    }
    for (const outcome of task.outcomes) told[out++] = world.floats[world.at("row") + outcome];
  }
  return told;
}
