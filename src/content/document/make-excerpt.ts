import { segmenterOf } from '../markdown/html/segmenters.ts';
import { cutAtWord } from './cut-at-word.ts';
import { unitsOfWidth } from '../../words/text-width.ts';

/** Widths, in letters of Latin. A few words more than search engines show of a description, and fewer than networks cut off. */
const MAX_WIDTH = 200;
/** A first sentence that is shorter says too little alone. */
const MIN_WIDTH = 40;
/** UTF-16 units looked at beyond the end, to know whether a sentence or a word ends there. */
const LOOK_AHEAD = 60;

/**
 * The beginning of a text as one line of at most 200 characters, 100 where they are wide as Han is, which ends with a sentence where a longer one does not begin
 * the text, and else with a whole word and `…`. Null for a text without words. `opening` has a line for each block;
 * `language` is a BCP 47 tag.
 */
export function makeExcerpt(opening: string, language: string): string | null {
  if (!/[\p{L}\p{N}\p{S}]/u.test(opening)) return null;
  const room = unitsOfWidth(opening, MAX_WIDTH);
  if (opening.length <= room) return oneLine(opening);
  const text = opening.slice(0, room + LOOK_AHEAD);
  const end = lastSentenceEnd(text, room, language);
  return end >= unitsOfWidth(opening, MIN_WIDTH)
    ? oneLine(text.slice(0, end))
    : cutAtWord(oneLine(text), room, language);
}

/**
 * The first sentence of a text, as one line as wide as an excerpt; null for a text without words. `opening` and `language`
 * are as for an excerpt.
 */
export function firstSentence(opening: string, language: string): string | null {
  if (!/[\p{L}\p{N}\p{S}]/u.test(opening)) return null;
  const room = unitsOfWidth(opening, MAX_WIDTH);
  const text = opening.slice(0, room + LOOK_AHEAD);
  let end = 0;
  for (const { segment, index } of segmenterOf(language, 'sentence').segment(text)) {
    end = index + segment.length;
    if (endsSentence(segment, text.slice(end))) break;
  }
  const sentence = oneLine(text.slice(0, end));
  return sentence.length <= room ? sentence : cutAtWord(sentence, room, language);
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ').trim();

/** Where the last sentence ends that fits as a whole into so many UTF-16 units; 0 for none. */
function lastSentenceEnd(text: string, room: number, language: string): number {
  let last = 0;
  for (const { segment, index } of segmenterOf(language, 'sentence').segment(text)) {
    const end = index + segment.trimEnd().length;
    if (end > room) break;
    if (endsSentence(segment, text.slice(index + segment.length))) last = end;
  }
  return last;
}

/** Behind a full stop that ends no sentence (`Mr.`, `J.`, `U.S.`, `г.`); Unicode's rules know no abbreviations. */
const ABBREVIATED = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])(?:\\p{L}|${[
    'Mrs?|Ms|Mx|Dr|Prof|Rev|Hon|St|Sr|Jr|Mt|Ft|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|Pres|Nos?|vs|ca|etc',
    'Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mme|Mlle|Hr|Fr|Nr|Ing|bzw',
    'гг|им|ул|проф|акад|тыс|млн|млрд|руб|долл|см|стр|рис',
  ].join('|')})\\.$`,
  'u',
);

/** Whether a segment ends with its sentence: no abbreviation, nothing that goes on in small letters or below. */
function endsSentence(segment: string, rest: string): boolean {
  const words = segment.trimEnd();
  if (segment.endsWith('\n')) return !/[:,;،、，；：՝]$/u.test(words);
  return !/^\p{Ll}/u.test(rest) && !ABBREVIATED.test(words);
}
