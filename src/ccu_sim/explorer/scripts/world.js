// A world in the module's memory: its fields as plain numbers, by the layout that Python tells.

const BYTES = 8; // of every number in a world

export class World {
  constructor(layout, memory, place) {
    this.layout = layout;
    this.bytes = new Uint8Array(memory, place, layout.size);
    this.floats = new Float64Array(memory, place, layout.size / BYTES);
    this.words = new Int32Array(memory, place, layout.size / 4); // the low word of a whole number
  }

  // Where a part of the world begins, counted in numbers.
  at(name) {
    return this.layout.world[name].at / BYTES;
  }

  // Where a field of a record within a part begins.
  of(name, field) {
    return this.at(name) + this.layout.world[name].of[field] / BYTES;
  }

  // How far it is from one item of a part to the next.
  stride(name) {
    return this.layout.world[name].stride / BYTES;
  }

  whole(place) {
    return this.words[place * 2];
  }

  // A part as a copy of its numbers.
  copy(name, count) {
    const from = this.at(name);
    return this.floats.slice(from, from + count);
  }
}
