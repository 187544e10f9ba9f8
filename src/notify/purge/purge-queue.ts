/** What waits in place of all tags. */
export const EVERYTHING = '*';

/** A purge of this and later is no longer held up by answers that were under way when pages were dropped; in ms. */
const AGAIN_MS = 2_000;

/** Tags that one request may bring. */
export interface BatchLimits {
  readonly mostTags: number;
  /** Together, a separator for each included. */
  readonly mostBytes: number;
}

/** What a request brings. */
export interface PurgeBatch {
  /** EVERYTHING alone, or tags. */
  readonly tags: readonly string[];
  /** Whether all of them are purged for the second time. */
  readonly isAgain: boolean;
}

/**
 * Tags that one cache is to be purged of, each at once and once more after 2 s: an answer that the cache had asked for before
 * pages were dropped may have been stored behind the first purge. One request is under way at a time.
 */
export interface PurgeQueue {
  /** Adds tags of pages that were dropped now; returns those that were not waiting, EVERYTHING where it takes their place. */
  add(tags: Iterable<string>): readonly string[];
  /** Puts everything in the place of all that waits; returns whether it was not waiting. */
  addEverything(): boolean;
  /** When there is something to send, in ms as `now`; null for never. */
  nextDue(): number | null;
  /** What is to be sent now, longest waiting first; null for nothing. Call `arrived` or `failed` before the next. */
  take(limits: BatchLimits): PurgeBatch | null;
  /** The request arrived; returns the tags that wait no more. */
  arrived(): readonly string[];
  /** It did not: what it brought waits on. */
  failed(): void;
  /** Whether all that was added up to a moment was purged once. */
  isPurgedOnce(upTo: number): boolean;
  /** How many tags wait to be purged for the first time. */
  waiting(): number;
  /** All tags that wait. */
  tags(): readonly string[];
}

interface Wait {
  /** When pages were dropped that carry it. */
  since: number;
  due: number;
  /** Whether it was purged once. */
  isSent: boolean;
}

/**
 * Makes an empty queue. `now` counts milliseconds and cannot be set. Where more than `most` tags wait, as in a first publish of an archive,
 * everything is purged in their place.
 */
export function createPurgeQueue(now: () => number, most: number): PurgeQueue {
  const waits = new Map<string, Wait>();
  let underWay: { readonly at: number; readonly tags: ReadonlyMap<string, Wait> } | null = null;

  const addEverything = (): boolean => {
    const at = now();
    const known = waits.get(EVERYTHING);
    waits.clear();
    // Of two within 2 s the second purge of the first does for both.
    const due = known !== undefined && known.due >= at && !isUnderWay(EVERYTHING) ? known.due : at;
    waits.set(EVERYTHING, { since: at, due, isSent: known?.isSent === true && due > at });
    return known === undefined;
  };
  const isUnderWay = (tag: string): boolean => underWay?.tags.has(tag) === true;

  return {
    add(tags) {
      const at = now();
      const whole = waits.get(EVERYTHING);
      if (whole !== undefined && !whole.isSent && !isUnderWay(EVERYTHING)) {
        whole.since = at;
        return [];
      }
      const added: string[] = [];
      for (const tag of tags) {
        if (!waits.has(tag)) added.push(tag);
        waits.set(tag, { since: at, due: at, isSent: false });
      }
      if (waits.size <= most) return added;
      addEverything();
      return [EVERYTHING];
    },
    addEverything,
    nextDue() {
      let next: number | null = null;
      for (const { due } of waits.values()) if (next === null || due < next) next = due;
      return next;
    },
    take({ mostTags, mostBytes }) {
      const at = now();
      const due = [...waits].filter(([, wait]) => wait.due <= at).sort(([, a], [, b]) => a.due - b.due);
      const taken = new Map<string, Wait>();
      let isAgain = true;
      let bytes = 0;
      const whole = due.find(([tag]) => tag === EVERYTHING);
      for (const [tag, wait] of whole === undefined ? due : [whole]) {
        bytes += tag.length + 1;
        if (taken.size === mostTags || (taken.size > 0 && bytes > mostBytes)) break;
        taken.set(tag, wait);
        isAgain &&= wait.isSent;
      }
      if (taken.size === 0) return null;
      underWay = { at, tags: taken };
      return { tags: [...taken.keys()], isAgain };
    },
    arrived() {
      const gone: string[] = [];
      for (const [tag, wait] of underWay?.tags ?? []) {
        // What was added meanwhile waits for a request that begins later.
        if (underWay === null || waits.get(tag) !== wait) continue;
        if (underWay.at - wait.since >= AGAIN_MS) {
          waits.delete(tag);
          gone.push(tag);
        } else {
          wait.due = wait.since + AGAIN_MS;
          wait.isSent = true;
        }
      }
      underWay = null;
      return gone;
    },
    failed() {
      underWay = null;
    },
    isPurgedOnce(upTo) {
      for (const { since, isSent } of waits.values()) if (!isSent && since <= upTo) return false;
      return true;
    },
    waiting() {
      let count = 0;
      for (const { isSent } of waits.values()) if (!isSent) count += 1;
      return count;
    },
    tags: () => [...waits.keys()],
  };
}
