import { LRUCache } from 'lru-cache';

/** How long somebody may take to touch their key, in ms. */
export const CHALLENGE_MS = 5 * 60_000;
const MOST_OPEN = 20_000;

/** What passkeys are asked to sign: each once, soon, and for one purpose. */
export interface Challenges {
  keep(challenge: string, purpose: string): void;
  /** Whether it was given for this purpose and is still good; it is used up either way. */
  take(challenge: string, purpose: string): boolean;
}

/** Keeps challenges in the memory of this process; `now` is in milliseconds since 1970. */
export function createChallenges(now: () => number): Challenges {
  const open = new LRUCache<string, { readonly purpose: string; readonly until: number }>({ max: MOST_OPEN });
  return {
    keep: (challenge, purpose) => void open.set(challenge, { purpose, until: now() + CHALLENGE_MS }),
    take(challenge, purpose) {
      const found = open.get(challenge);
      open.delete(challenge);
      return found !== undefined && found.purpose === purpose && now() < found.until;
    },
  };
}
