import { fillWordMarks, type TitleMark } from '../domain/marks/word-marks.ts';
import { escapeHtml } from '../html/escape.ts';
import type { PlainKey } from './word-keys.ts';
import type { Words } from './words.ts';

/** What titles of boxes say that have none of their own. */
const TITLES: Readonly<Record<TitleMark, PlainKey>> = {
  'box-note': 'box-note',
  'box-tip': 'box-tip',
  'box-important': 'box-important',
  'box-warning': 'box-warning',
  'box-caution': 'box-caution',
  'box-facts': 'box-facts',
  details: 'details',
};

/** A stored body with the words of the interface that belong in it: the names of its tables, its footnotes’ heading, titles of boxes. */
export function sayInBody(bodyHtml: string, words: Words): string {
  return fillWordMarks(
    bodyHtml,
    (mark, [first = 0, second = 1]) => {
      if (mark === 'footnotes') return words.plain('footnotes');
      if (mark === 'table')
        return first === 1 ? words.plain('table-first') : words.say('table-other', { number: first });
      if (mark !== 'footnote-back') return words.plain(TITLES[mark]);
      return second === 1
        ? words.say('footnote-back', { number: first })
        : words.say('footnote-back-place', { number: first, place: second });
    },
    escapeHtml,
  );
}
