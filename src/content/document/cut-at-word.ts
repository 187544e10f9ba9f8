import { SPACELESS } from '../markdown/html/count-words.ts';
import { segmenterOf } from '../markdown/html/segmenters.ts';

/** What an ellipsis does not follow: blanks, dashes, opening brackets and quotation marks, commas and their like. */
const DANGLING = /[\s\p{Pd}\p{Ps}\p{Pi},:;،、，；：՝]+$/u;

/**
 * The beginning of a text that is longer than `limit` (UTF-16 code units), up to a whole word, with `…` behind it: `limit` at most. The
 * language is a BCP 47 tag; it matters in scripts without blanks.
 */
export function cutAtWord(text: string, limit: number, language = 'und'): string {
  const room = limit - 1;
  const space = text.lastIndexOf(' ', room);
  // Some scripts have no blanks between words; a name in Latin letters among them may have one.
  const hasBlanks = space > room / 2 && !SPACELESS.test(text.slice(space, room));
  const end = hasBlanks ? space : lastBoundary(text, room, language);
  return `${text.slice(0, end).replace(DANGLING, '')}…`;
}

/** The end of the last word that fits; of the last character as readers see them, where no word ends soon enough. */
function lastBoundary(text: string, room: number, language: string): number {
  for (const granularity of ['word', 'grapheme'] as const) {
    let last = 0;
    for (const { index } of segmenterOf(language, granularity).segment(text)) {
      if (index > room) break;
      last = index;
    }
    if (last > room / 2) return last;
  }
  return room;
}
