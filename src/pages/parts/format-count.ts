import type { Words } from '../../words/words.ts';
import type { PageContext } from './page-context.ts';

/** A number of stories as readers of lists see it. */
export interface ShownCount {
  readonly value: number;
  /** `1,204`, in the locale's digits. */
  readonly text: string;
  /** `1,204 stories`. */
  readonly phrase: string;
}

/** A calendar shows forty of them, most of them the same few; plurals are slow to find. */
const known = new WeakMap<Words, Map<number, ShownCount>>();
const MOST = 1_000;

/** Shows a number of stories. */
export function shownCount(value: number, { words }: Pick<PageContext, 'words'>): ShownCount {
  const counts = known.get(words) ?? new Map<number, ShownCount>();
  known.set(words, counts);
  const found = counts.get(value);
  if (found !== undefined) return found;
  const phrase = words.say('story-count', { count: value });
  const count = { value, text: words.number(value), phrase };
  if (counts.size < MOST) counts.set(value, count);
  return count;
}
