import { textDirection } from '../domain/language.ts';

/** Puts a name into a sentence so that neither turns the other round. */
export type Isolate = (text: string) => string;

/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9 §2.4). */
const OPEN = '\u2068';
const CLOSE = '\u2069';

const SCRIPTS = [
  'Arabic',
  'Hebrew',
  'Syriac',
  'Thaana',
  'Nko',
  'Adlam',
  'Mandaic',
  'Samaritan',
  'Hanifi_Rohingya',
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const RIGHT_TO_LEFT = new RegExp(`[${SCRIPTS}]`, 'u');
const LEFT_TO_RIGHT = new RegExp(`[\\p{L}--[${SCRIPTS}]]`, 'v');
/** Most names have none of these, which is soon known. */
const BEYOND_ASCII = /[^ -~]/;

/**
 * Isolates what is put into sentences of a language, a BCP 47 tag, where it has letters that run the other way; all else
 * is left as it is, so that most texts hold no signs that nobody sees.
 */
export function isolateFor(language: string): Isolate {
  if (textDirection(language) === 'rtl')
    return (text) => (LEFT_TO_RIGHT.test(text) ? OPEN + text + CLOSE : text);
  return (text) => (BEYOND_ASCII.test(text) && RIGHT_TO_LEFT.test(text) ? OPEN + text + CLOSE : text);
}

/** A filter of the search with its colon, and what follows in straight quotes. */
const EXAMPLE = /\b(?:section|author|topic|after|before|lang):(?:"[^"]*")?/g;

/** A text of a language in which what readers are to type, such as `after:`, is set apart if the language reads the other way. */
export const isolateExamples = (text: string, language: string): string =>
  textDirection(language) === 'rtl' ? text.replace(EXAMPLE, `${OPEN}$&${CLOSE}`) : text;
