import type { SearchService } from '../../src/search/search-answer.ts';
import { summarise } from '../lib/percentiles.ts';
import type { PlainIndex } from './plain-index.ts';
import type { QueryKind } from './query-kinds.ts';

/** Milliseconds; `plain` is FTS5 with bm25 on this thread. */
export interface KindFigures {
  readonly name: string;
  readonly p50: number;
  readonly p99: number;
  readonly plainP50: number;
  readonly plainP99: number;
}

/** Searches everything once unmeasured, then each query with both, one after the other. */
export async function measureQueries(
  kinds: readonly QueryKind[],
  service: SearchService,
  plain: PlainIndex,
): Promise<KindFigures[]> {
  const ask = async (text: string): Promise<number> => {
    const startedAt = performance.now();
    const answer = await service.search({ text, page: 1, edition: '', pageSize: 10, now: Date.now() });
    if (answer.kind !== 'found') throw new Error(`“${text}” was answered by ${answer.kind}.`);
    return performance.now() - startedAt;
  };
  const askPlain = (text: string): number => {
    const startedAt = performance.now();
    plain.search(text);
    return performance.now() - startedAt;
  };
  const figures: KindFigures[] = [];
  for (const { name, queries } of kinds) {
    for (const text of queries) await ask(text);
    const [own, other]: [number[], number[]] = [[], []];
    for (const text of queries) {
      own.push(await ask(text));
      other.push(askPlain(text));
    }
    const nothing = { p50: Number.NaN, p99: Number.NaN };
    const { p50, p99 } = summarise(own) ?? nothing;
    const { p50: plainP50, p99: plainP99 } = summarise(other) ?? nothing;
    figures.push({ name, p50, p99, plainP50, plainP99 });
  }
  return figures;
}
