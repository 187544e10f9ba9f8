import type { ArticleChange, EmbargoChange } from '../../catalog/publish/article-change.ts';

/**
 * Makes one change of those in a row of one article or page, so that who is told of a publish of several steps hears of each
 * once: how readers saw it before the first, and how they see it after the last. What came and went between is left out.
 */
export function mergeChanges(changes: readonly ArticleChange[]): ArticleChange[] {
  const merged = new Map<string, ArticleChange | null>();
  for (const change of changes) {
    const key = change.id ?? change.file;
    const before = merged.get(key) ?? null;
    merged.delete(key);
    merged.set(key, before === null ? change : mergeTwo(before, change));
  }
  return [...merged.values()].filter((change) => change !== null);
}

/** Null where the article was there neither before nor after. */
function mergeTwo(first: ArticleChange, last: ArticleChange): ArticleChange | null {
  const wasThere = first.change !== 'added';
  if (!wasThere && last.change === 'removed') return null;
  const startedAt = first.previousPath ?? first.path;
  const hasMoved = wasThere && startedAt !== last.path;
  const from = first.from ?? last.from;
  const { embargo: _, ...rest } = last;
  return {
    ...rest,
    ...(first.isDebut && last.isPublic && { isDebut: true }),
    ...mergeEmbargoes(first.embargo, last.embargo),
    change: last.change === 'removed' ? 'removed' : wasThere ? kindOf(first, last, hasMoved) : 'added',
    previousPath: hasMoved && last.change !== 'removed' ? startedAt : null,
    path: last.change === 'removed' ? startedAt : last.path,
    from: wasThere ? (hasMoved ? startedAt : from) : null,
    fields: [...new Set([...first.fields, ...last.fields])],
    wasPublic: first.wasPublic,
  };
}

/** What becomes of a story that was there and is; one that was taken down and is back has changed. */
function kindOf(first: ArticleChange, last: ArticleChange, hasMoved: boolean): ArticleChange['change'] {
  const isFileMoved = [first, last].some((one) => one.change === 'moved' && one.previousPath === null);
  return hasMoved || isFileMoved ? 'moved' : 'changed';
}

function mergeEmbargoes(first: EmbargoChange | undefined, last: EmbargoChange | undefined) {
  const one = first ?? last;
  const other = last ?? first;
  if (one === undefined || other === undefined || one.was === other.is) return {};
  return { embargo: { was: one.was, is: other.is } };
}
