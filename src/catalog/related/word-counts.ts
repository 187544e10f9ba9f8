import type { DatabaseSync } from 'node:sqlite';
import type { TermWeights } from './telling-words.ts';

/** In how many articles words occur. */
export interface WordCounts {
  /** How many articles were counted. */
  articles(): number;
  add(terms: TermWeights): void;
  /** How telling a term is: the rarer, the higher; never below 0. */
  weightOf(term: number): number;
  /** Stores the counts, where they differ by so many articles from what is stored; within the caller's transaction. */
  save(articles: number): void;
}

/**
 * Counters, a power of two. Terms that share one count as more frequent than they are, which costs the rarest
 * words of the largest archives some weight.
 */
const COUNTERS = 2 ** 18;
const MOST = 0xffff;
/** Articles without any of these words, so that the first ones of a site do not make every word common. */
const IMAGINED = 2;

/**
 * Opens the counts of a catalog. They are an estimate: edits are not counted again and removals not taken off, and
 * what was not saved when the program was killed is lost.
 */
export function openWordCounts(database: DatabaseSync): WordCounts {
  const read = database.prepare('SELECT articles, counts FROM word_count WHERE key = 1');
  const write = database.prepare(
    'INSERT OR REPLACE INTO word_count (key, articles, counts) VALUES (1, ?, ?)',
  );
  const stored = read.get();
  let articles = Number(stored?.['articles'] ?? 0);
  let saved = articles;
  const counts = countersOf(stored?.['counts']);

  return {
    articles: () => articles,
    add(terms) {
      articles += 1;
      for (const term of terms.keys()) {
        const at = term % COUNTERS;
        const count = counts[at] ?? 0;
        if (count < MOST) counts[at] = count + 1;
      }
    },
    weightOf: (term) => Math.max(0, Math.log((articles + IMAGINED) / ((counts[term % COUNTERS] ?? 0) + 0.5))),
    save(least) {
      if (articles - saved < least) return;
      write.run(articles, new Uint8Array(counts.buffer));
      saved = articles;
    },
  };
}

function countersOf(blob: unknown): Uint16Array<ArrayBuffer> {
  const counts = new Uint16Array(COUNTERS);
  if (blob instanceof Uint8Array && blob.byteLength === counts.byteLength) {
    new Uint8Array(counts.buffer).set(blob);
  }
  return counts;
}
