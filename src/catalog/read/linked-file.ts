import { folderOf } from '../../domain/marks/file-marks.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { visibilityOf } from '../../domain/visibility.ts';
import { requiredText } from '../sqlite/columns.ts';

/** What a link to a file means at a moment. */
export type LinkedFile =
  /** Readers are led to `path`; `key` is the surrogate key of what is there. */
  | { readonly kind: 'live'; readonly path: string; readonly key: string }
  /** Something that readers do not see now: a draft, an embargo, what has expired. */
  | { readonly kind: 'hidden'; readonly file: string; readonly isDraft: boolean; readonly key: string }
  /** No such file, and none of that name. */
  | { readonly kind: 'unknown' };

export const UNKNOWN: LinkedFile = { kind: 'unknown' };

/** An article that a link may mean. */
export interface Candidate {
  readonly id: string;
  readonly file: string;
  readonly path: string;
  readonly isDraft: boolean;
  readonly isLive: boolean;
}

/** Reads a row of an article as it is at `now`, in milliseconds since 1970. */
export function readCandidate(row: Record<string, unknown>, now: number): Candidate {
  const isDraft = row['is_draft'] !== 0;
  const expiresMs = row['expires_ms'] === null ? null : Number(row['expires_ms']);
  const showing = { isDraft, publishedMs: Number(row['published_ms']), expiresMs };
  return {
    id: requiredText(row, 'id'),
    file: requiredText(row, 'file'),
    path: requiredText(row, 'path'),
    isDraft,
    isLive: visibilityOf(showing, now) === 'live',
  };
}

/** What a link to a candidate means. */
export const verdictOf = ({ id, file, path, isDraft, isLive }: Candidate): LinkedFile =>
  isLive
    ? { kind: 'live', path, key: articleKey(id) }
    : { kind: 'hidden', file, isDraft, key: articleKey(id) };

/** Of several, what readers see first; then the one whose folder ends as the link's does, is the text's, is nearest to the root. */
export function best(candidates: readonly Candidate[], folder: readonly string[], file: string): LinkedFile {
  const home = folderOf(file).join('/');
  const ranked = candidates.map((one) => {
    const own = folderOf(one.file);
    return { one, shared: sharedEnd(own, folder), isBeside: own.join('/') === home, depth: own.length };
  });
  ranked.sort(
    (a, b) =>
      Number(b.one.isLive) - Number(a.one.isLive) ||
      b.shared - a.shared ||
      Number(b.isBeside) - Number(a.isBeside) ||
      a.depth - b.depth ||
      (a.one.file < b.one.file ? -1 : 1),
  );
  const [first] = ranked;
  return first === undefined ? UNKNOWN : verdictOf(first.one);
}

/** With how many of the same folders two paths end. */
export function sharedEnd(one: readonly string[], other: readonly string[]): number {
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one.at(-1 - shared) === other.at(-1 - shared))
    shared += 1;
  return shared;
}

/** Resolves `.` and `..`; null where the path climbs out of the content folder. */
export function resolveSegments(segments: readonly string[]): string[] | null {
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') resolved.push(segment);
    else if (resolved.pop() === undefined) return null;
  }
  return resolved;
}
