import type { Timers } from '../../src/notify/send-request.ts';

interface Entry {
  readonly at: number;
  readonly work: () => void;
}

/** A clock with timers that stand still until they are moved. Moments are milliseconds since 1970. */
export function fakeTime(start: number) {
  let at = start;
  const waiting = new Set<Entry>();
  const timers: Timers = {
    setTimeout(work, ms) {
      const entry = { at: at + ms, work };
      waiting.add(entry);
      return entry;
    },
    clearTimeout: (timer) => void waiting.delete(timer as Entry),
  };
  /** Lets what was promised happen. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => at,
    timers,
    settle,
    /** Moves the clock by so many milliseconds; timers on the way go off at their times. */
    async pass(ms: number): Promise<void> {
      const end = at + ms;
      await settle();
      while (true) {
        const next = [...waiting].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting.delete(next);
        at = Math.max(at, next.at);
        next.work();
        await settle();
      }
      at = end;
    },
  };
}
