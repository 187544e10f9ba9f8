import type { Problem } from '../../../problems/problem.ts';
import type { ArticleChange } from '../article-change.ts';
import type { Permalink } from '../../permalinks/permalink.ts';
import type { PublishStep } from '../publish-articles.ts';

/** What a publish has changed so far. */
export interface PublishOutcome {
  readonly changes: ArticleChange[];
  readonly lists: string[];
  readonly problems: Map<string, readonly Problem[]>;
  readonly keys: Set<string>;
  readonly links: Permalink[];
  readonly retry: Set<string>;
  add(step: PublishStep): void;
}

/** Makes an outcome of nothing. */
export function newOutcome(): PublishOutcome {
  const outcome: Omit<PublishOutcome, 'add'> = {
    changes: [],
    lists: [],
    problems: new Map(),
    keys: new Set(),
    links: [],
    retry: new Set(),
  };
  return {
    ...outcome,
    add({ change, keys, links, retry }) {
      if (change !== null) outcome.changes.push(change);
      for (const key of keys) outcome.keys.add(key);
      outcome.links.push(...links);
      for (const file of retry) outcome.retry.add(file);
    },
  };
}
