import { surrogateTag } from '../../src/domain/surrogate-keys.ts';

/** An answer as a shared cache gets it. */
export interface SharedAnswer {
  readonly status: number;
  readonly body: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A cache in front that does as headers say, and lets go of what purges name. */
export interface SharedCache {
  /** Keeps an answer, if it may; returns whether it does. */
  take(url: string, answer: SharedAnswer): boolean;
  /** What it would hand out without asking. */
  get(url: string): SharedAnswer | undefined;
  purge(keys: Iterable<string>): void;
  clear(): void;
}

/** Makes an empty one; `now` is in milliseconds since 1970. */
export function openSharedCache(now: () => number): SharedCache {
  const kept = new Map<string, { answer: SharedAnswer; tags: ReadonlySet<string>; until: number }>();
  return {
    take(url, answer) {
      const { headers } = answer;
      const [, seconds] = /^public, .*s-maxage=(\d+)/.exec(headers['cache-control'] ?? '') ?? [];
      if (seconds === undefined) return false;
      const tags = new Set((headers['surrogate-key'] ?? '').split(' '));
      kept.set(url, { answer, tags, until: now() + Number(seconds) * 1000 });
      return true;
    },
    get(url) {
      const found = kept.get(url);
      return found !== undefined && now() < found.until ? found.answer : undefined;
    },
    purge(keys) {
      const purged = new Set([...keys].map(surrogateTag));
      for (const [url, { tags }] of kept) if (!tags.isDisjointFrom(purged)) kept.delete(url);
    },
    clear: () => kept.clear(),
  };
}
