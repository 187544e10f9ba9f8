/**
 * Between a publish and what may follow only when all who serve pages have dropped those that it changed: a cache that is purged before
 * would fetch the old page again.
 */
export interface SwapGate {
  /** Holds what follows a publish until `swapped` names its version or a later one, or for a second at most. */
  hold(version: number, work: () => void): void;
  /** All who serve pages have dropped what was published up to a version. */
  swapped(version: number): void;
  /** Lets everything through. */
  close(): void;
}

interface Held {
  readonly version: number;
  readonly work: () => void;
  timer: NodeJS.Timeout | null;
}

/** A worker that takes longer is stopped or in trouble; its readers are not the only ones. In ms. */
const PATIENCE_MS = 1_000;
/** So many publishes that went through early are remembered. */
const MOST_LATE = 1_000;

/**
 * Makes a gate behind which nothing waits. What went through by its time is done once more when everybody has swapped, as one who
 * was late may have handed out what was.
 */
export function createSwapGate(patienceMs: number = PATIENCE_MS): SwapGate {
  let held: Held[] = [];
  const release = (one: Held): void => {
    one.timer = null;
    one.work();
    const late = held.filter(({ timer }) => timer === null);
    if (late.length > MOST_LATE) held = held.filter((other) => other !== late[0]);
  };
  return {
    hold(version, work) {
      const one: Held = { version, work, timer: null };
      one.timer = setTimeout(() => release(one), patienceMs).unref();
      held.push(one);
    },
    swapped(version) {
      const through = held.filter((one) => one.version <= version);
      held = held.filter((one) => one.version > version);
      for (const { timer, work } of through) {
        if (timer !== null) clearTimeout(timer);
        work();
      }
    },
    close() {
      for (const { timer, work } of held.splice(0)) {
        if (timer === null) continue;
        clearTimeout(timer);
        work();
      }
    },
  };
}
