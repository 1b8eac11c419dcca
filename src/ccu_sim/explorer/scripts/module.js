// The package's own module: it founds, walks and measures; here bytes are handed in and out.

import { World } from "./world.js";

const ALIGNMENT = 64;
const TOLERANCE = 1e-9; // for doses that sum to their limit in binary fractions

export class Module {
  static async of(code, layout, levers) {
    const instance = await WebAssembly.instantiate(code, {});
    return new Module(instance.exports, layout, levers);
  }

  constructor(exports, layout, levers) {
    this.exports = exports;
    this.levers = levers;
    this.place = Math.ceil(exports.__heap_base.value / ALIGNMENT) * ALIGNMENT;
    this.world = new World(layout, exports.memory.buffer, this.place);
  }

  // Found the unit that a scenario states, at an address of chance.
  found(scenario, seed, set, replicate) {
    this.world.bytes.fill(0);
    this.world.bytes.set(scenario, this.world.layout.world.scenario.at);
    const whole = BigInt(seed);
    const low = Number(BigInt.asIntN(32, whole));
    const high = Number(BigInt.asIntN(32, whole >> 32n));
    this.perform("address_run", low, high, set, replicate);
    this.perform("initialize_world");
    const refusal = this.world.whole(this.world.at("refusal"));
    if (refusal === 1)
      throw new Error(
        "This unit has no peer workers, so their terms are unknown and peer posts cannot be added.",
      );
    if (refusal !== 0)
      throw new Error(
        "With these extra peer posts there are more posts than the model holds; take some away.",
      );
    const history = this.world.whole(this.world.at("history"));
    if (history > 0) {
      this.walk(0, history);
      this.perform("open_doors");
    }
    this.requireDosesInRange();
  }

  // What the unit does already and all strategies together stay within what a lever can do.
  requireDosesInRange() {
    const { world, levers } = this;
    const usual = world.at("base_dose");
    const doses = world.at("dose");
    const rows = world.layout.world.dose.shape[0];
    levers.forEach((lever, which) => {
      if (lever.combine !== "add") return;
      let most = 0;
      for (let row = 0; row < rows; row += 1)
        most = Math.max(most, world.floats[doses + row * levers.length + which]);
      const total = most > 0 ? world.floats[usual + which] + most : 0;
      if (total > lever.high + TOLERANCE) {
        const dose = Number(total.toFixed(2));
        throw new Error(
          `Together these strategies bring ${lever.name.replaceAll("_", " ")} to ${dose}; it can be at most ${lever.high} (${lever.unit}). Take one away or lower a dose.`,
        );
      }
    });
  }

  walk(start, stop) {
    this.perform("walk", start, stop);
  }

  perform(name, ...numbers) {
    if (this.exports[name](this.place, ...numbers) !== 0)
      throw new Error("The model divided by zero.");
  }
}
