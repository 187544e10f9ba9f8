import type { ArticleRecord } from '../../domain/article.ts';
import { type ArticleRow, isVisibleRow } from './article-row.ts';

/** What is counted: articles of one kind of list, and corrections. `all` and `corrections` have one slug, ''. */
export type TallyKind = 'all' | 'section' | 'topic' | 'author' | 'series' | 'day' | 'corrections';

/** Kinds whose lists are named by the articles themselves. */
export type NamedKind = 'topic' | 'author' | 'series';

export interface TallyEntry {
  readonly edition: string;
  readonly kind: TallyKind;
  readonly slug: string;
  readonly count: number;
}

/** What an article adds to the counts at a moment (milliseconds since 1970): nothing while nobody sees it. */
function tallyEntries(row: ArticleRow, moment: number): TallyEntry[] {
  if (!isVisibleRow(row, moment)) return [];
  const one = (kind: TallyKind, slug: string): TallyEntry => ({ edition: row.edition, kind, slug, count: 1 });
  const corrections = correctionsUntil(row, moment);
  return [
    one('all', ''),
    ...(row.section === null ? [] : [one('section', row.section)]),
    ...row.labels.map(({ kind, slug }) => one(kind, slug)),
    ...(row.series === null ? [] : [one('series', row.series.slug)]),
    one('day', row.publishedDay),
    ...(corrections === 0 ? [] : [{ ...one('corrections', ''), count: corrections }]),
  ];
}

function correctionsUntil({ correctedMs, record }: ArticleRow, moment: number): number {
  if (correctedMs === null) return 0;
  const { corrections } = JSON.parse(record) as ArticleRecord;
  return corrections.filter(({ date }) => date.epochMs <= moment).length;
}

/** Counts that are added up before they are written; by edition, kind and slug. */
export interface TallySum {
  /** Adds what an article counts for at a moment; `sign` -1 takes it away. */
  add(row: ArticleRow, moment: number, sign: 1 | -1): void;
  /** What was added, with those that came to nothing. */
  entries(): Iterable<TallyEntry>;
  clear(): void;
}

/** Makes an empty sum. */
export function tallySum(): TallySum {
  const sums = new Map<string, TallyEntry>();
  return {
    add(row, moment, sign) {
      for (const { edition, kind, slug, count } of tallyEntries(row, moment)) {
        const key = `${edition} ${kind} ${slug}`;
        sums.set(key, { edition, kind, slug, count: (sums.get(key)?.count ?? 0) + sign * count });
      }
    },
    entries: () => sums.values(),
    clear: () => sums.clear(),
  };
}
