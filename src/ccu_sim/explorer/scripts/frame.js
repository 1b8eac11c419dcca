// What is kept of every shift of a history, so that any moment can be shown at once.

export const STATES = [
  "exhaustion",
  "morale",
  "role_clarity",
  "satisfaction",
  "belonging",
  "voice",
  "job_insecurity",
];
export const FLAGS = 0; // place of a person's flags; the states follow, then the holder
export const HOLDER = STATES.length + 1;
export const PERSON = STATES.length + 2; // bytes a person and shift
export const RESIDENT = 2; // bytes: flags and recovery
export const UNIT = 4; // bytes: leader on shift, agency staff on shift, leadership, safety

export const HERE = 1;
export const ON = 2;
export const AWAY = 12; // two bits: 1 sick, 2 annual, 3 flexible leave
export const AWAY_PLACE = 2;
export const ENDING = 16; // the contract ends within half a year and nothing is promised
export const FIXED = 32;
export const UNWELL = 2;

export const FULL = 255; // a state of 1
export const WEEK = 21; // shifts between two looks at trust
export const SPELL = ["post", "role", "holder", "casual", "founding", "start", "end", "outcome"]; // then the reasons
