import type { PageContext } from './page-context.ts';

/** A number of stories as readers of lists see it. */
export interface ShownCount {
  readonly value: number;
  /** `1,204`, in the locale's digits. */
  readonly text: string;
  /** `1,204 stories`. */
  readonly phrase: string;
}

/** Shows a number of stories. */
export function shownCount(value: number, { words }: Pick<PageContext, 'words'>): ShownCount {
  return { value, text: words.number(value), phrase: words.say('story-count', { count: value }) };
}
