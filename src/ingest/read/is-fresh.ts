/** A file changed so shortly before it was read may change again within the same tick of its clock. */
const FRESH_MS = 50;
/** A time that is further ahead than clocks differ is a wrong one, and stays so: it says nothing. */
const AHEAD_MS = 60_000;

/** Whether a file that changed at `changedMs` may differ from what was read of it at `now` and look the same. */
export const isFresh = (changedMs: number, now: number): boolean =>
  now - changedMs < FRESH_MS && changedMs - now < AHEAD_MS;
