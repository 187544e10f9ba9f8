import { LRUCache } from 'lru-cache';

/** How often something may be tried by whom. */
export interface Tries {
  /** Counts one try. Returns how long to wait, in ms; 0 where it may go on. One that may not go on is not counted. */
  take(key: string): number;
  /** Forgets what was counted: it was the right one. */
  forget(key: string): void;
  /** Forgets one try, of several people who share a key: it was a right one. */
  giveBack(key: string): void;
}

export interface TriesOptions {
  readonly most: number;
  readonly windowMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Of so many it is remembered; the one that was asked for longest ago is forgotten first. */
const MOST_KEYS = 50_000;

interface Count {
  readonly since: number;
  readonly tries: number;
}

/** Counts tries in windows, each from a first try on, in the memory of this process. A clock that is set back begins them anew. */
export function createTries({ most, windowMs, now }: TriesOptions): Tries {
  const counts = new LRUCache<string, Count>({ max: MOST_KEYS });
  return {
    take(key) {
      const time = now();
      const found = counts.get(key);
      const isOver = found === undefined || time < found.since || time >= found.since + windowMs;
      if (!isOver && found.tries >= most) return found.since + windowMs - time;
      counts.set(key, isOver ? { since: time, tries: 1 } : { ...found, tries: found.tries + 1 });
      return 0;
    },
    forget: (key) => void counts.delete(key),
    giveBack(key) {
      const found = counts.get(key);
      if (found !== undefined) counts.set(key, { ...found, tries: Math.max(0, found.tries - 1) });
    },
  };
}
