import { searchIndexWriter } from '../../catalog/publish/search-index.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import type { ParsePool } from '../read/parse-pool.ts';
import type { Writer } from '../publish/writer.ts';

export interface FillOptions {
  /** Each batch is written in its turn, so that live publishes wait for one batch at most. */
  readonly writer: Pick<Writer, 'database' | 'inTurn'>;
  readonly pool: ParsePool;
  readonly isStopped: () => boolean;
  /** Tells what is wrong with the links of a file; see Publisher.checkLinks. */
  readonly checkLinks: (file: string, links: readonly PlacedLink[]) => readonly Problem[];
  readonly onProblems: (file: string, problems: readonly Problem[]) => void;
}

/** How many articles were indexed, and how many the machine had no time to judge. */
export interface FilledIndex {
  readonly articles: number;
  readonly unjudged: number;
}

/**
 * Articles that are indexed in one transaction, for which a publish may have to wait: some 0.15 s. FTS5 takes
 * half as long again for each when there are 250.
 */
const BATCH = 1_000;

/** Looks through the bodies that were left for later and indexes them; the unjudged go on waiting. */
export async function fillSearchIndex(options: FillOptions): Promise<FilledIndex> {
  const { writer, pool, isStopped, checkLinks, onProblems } = options;
  const index = searchIndexWriter(writer.database);
  let articles = 0;
  let unjudged = 0;
  let last = 0;
  const inspectNext = () => {
    const texts = index.unindexed(last, BATCH);
    const end = texts.at(-1)?.key;
    if (end === undefined) return null;
    last = end;
    const answer = pool.run({ kind: 'inspect', texts });
    // It is awaited in its turn, which does not come when one before it fails.
    answer.catch(() => {});
    return answer;
  };
  const ahead = Array.from({ length: pool.width * 2 }, inspectNext);
  for (let answer = await ahead.shift(); answer != null && !isStopped(); answer = await ahead.shift()) {
    ahead.push(inspectNext());
    if (answer.kind !== 'inspect') continue;
    const { inspected, words } = answer;
    unjudged += answer.unjudged;
    const ofLinks = new Map<string, readonly Problem[]>();
    const check: FillOptions['checkLinks'] = (file, links) => {
      const problems = checkLinks(file, links);
      ofLinks.set(file, problems);
      return problems;
    };
    const isIndexed = await writer.inTurn(() => {
      if (isStopped()) return false;
      articles += index.index(inspected, words, check);
      return true;
    });
    if (!isIndexed) break;
    for (const { file, problems } of inspected) {
      const all = sortProblems([...problems, ...(ofLinks.get(file) ?? [])]);
      if (all.length > 0) onProblems(file, all);
    }
  }
  await Promise.allSettled(ahead);
  return { articles, unjudged };
}
