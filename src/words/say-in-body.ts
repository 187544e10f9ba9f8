import { fillWordMarks } from '../domain/marks/word-marks.ts';
import { escapeHtml } from '../html/escape.ts';
import type { Words } from './words.ts';

/** A stored body with the words of the interface that belong in it: the names of its tables, its footnotes’ heading. */
export function sayInBody(bodyHtml: string, words: Words): string {
  return fillWordMarks(
    bodyHtml,
    (mark, [first = 0, second = 1]) => {
      if (mark === 'footnotes') return words.plain('footnotes');
      if (mark === 'table')
        return first === 1 ? words.plain('table-first') : words.say('table-other', { number: first });
      return second === 1
        ? words.say('footnote-back', { number: first })
        : words.say('footnote-back-place', { number: first, place: second });
    },
    escapeHtml,
  );
}
