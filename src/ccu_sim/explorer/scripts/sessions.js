// Which supervision sessions were held: looked at each week, at the end of which they take place.
// What supervision has given fades from week to week; where it faded by less, there was a session.

const HELD = 1e-9; // more than arithmetic is off by

export class Sessions {
  constructor(world, weeks, posts) {
    this.world = world;
    this.posts = posts;
    this.kept = new Uint8Array((weeks + 1) * posts); // 1 where a session was held in that week
    this.before = new Float64Array(posts);
    this.holders = new Int32Array(posts); // 0 where nobody was
    const place = world.at("scenario") + world.layout.scenario.par.at / 8;
    this.halfLife = world.floats[place + world.layout.supervision_half_life];
  }

  look(week) {
    const { world, posts } = this;
    const stride = world.stride("staff");
    const kept = 0.5 ** (1 / this.halfLife);
    for (let post = 0; post < posts; post += 1) {
      const step = post * stride;
      const here = world.whole(world.of("staff", "here") + step) !== 0;
      const holder = here ? world.whole(world.of("staff", "holder") + step) : 0;
      const value = world.floats[world.of("staff", "supervised") + step];
      const before = holder === this.holders[post] ? this.before[post] : 0;
      if (week > 0 && here && value > before * kept + HELD) this.kept[week * posts + post] = 1;
      this.before[post] = value;
      this.holders[post] = holder;
    }
  }
}
