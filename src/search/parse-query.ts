import { isCharacter, splitWords, type WrittenWord } from '../catalog/search/split-words.ts';

/** Words that stand side by side; most terms are of one. */
export interface QueryTerm {
  /** Where they stand in the query's text. */
  readonly words: readonly WrittenWord[];
  /** Whether articles with it are left out. */
  readonly isExcluded: boolean;
  /** Whether its one word is the beginning of a word. */
  readonly isPrefix: boolean;
}

export type FilterName = 'section' | 'author' | 'topic' | 'lang' | 'after' | 'before';

export interface ParsedQuery {
  /** What was read of the query; at most MAX_TEXT units. */
  readonly text: string;
  readonly terms: readonly QueryTerm[];
  readonly filters: readonly { readonly name: FilterName; readonly value: string }[];
}

/** UTF-16 units of a query that are read; the rest is ignored. */
const MAX_TEXT = 1_000;
/** Words of a query that are searched for, of scripts without spaces so many characters, and filters; the rest is ignored. */
const MAX_WORDS = 16;
const MAX_CHARACTERS = 48;
const MAX_FILTERS = 8;

/** Any quotation mark begins a phrase, and the next one, of whatever kind, ends it; inside a Hebrew word it is none. */
const QUOTE = '(?:[“”„«»「」『』《》]|(?<!\\p{sc=Hebrew})["״]|["״](?!\\p{sc=Hebrew}))';
const UNQUOTED = `(?:(?!${QUOTE})[^])`;
const QUOTED = `${QUOTE}(${UNQUOTED}*)${QUOTE}?`;
/** Anything up to the next space or quotation mark; initials may have spaces between them. */
const UNSPACED = `(?:(?!\\s)${UNQUOTED})`;
const PLAIN = `(\\p{L}\\.(?:\\s\\p{L}\\.)+${UNSPACED}*|${UNSPACED}+)`;

/** A filter, a phrase, or a plain piece. */
const PIECE = new RegExp(
  `([-−–]?)(?:(section|author|topic|lang(?:uage)?|after|before):(?:${QUOTED}|(${UNSPACED}+))|${QUOTED}|${PLAIN})`,
  'gdiu',
);

/** Reads what a reader typed. Any text is a query; nothing in it is an error. */
export function parseQuery(typed: string): ParsedQuery {
  const text = typed.slice(0, MAX_TEXT).toWellFormed();
  const terms: QueryTerm[] = [];
  const filters: { name: FilterName; value: string }[] = [];
  const left = { words: MAX_WORDS, characters: MAX_CHARACTERS };
  const isRead = ({ text: word }: WrittenWord): boolean => {
    const kind = isCharacter(word) ? 'characters' : 'words';
    left[kind] -= 1;
    return left[kind] >= 0;
  };
  const addTerm = (given: string, start: number, minus: string, isQuoted: boolean): void => {
    const words = [...splitWords(text, start, start + given.length)].filter(isRead);
    const isExcluded = minus !== '';
    const isPrefix = !isQuoted && words.length === 1 && given.endsWith('*');
    if (isQuoted || isExcluded || words.length === 1) {
      if (words.length > 0) terms.push({ words, isExcluded, isPrefix });
      return;
    }
    for (const side of sideBySide(given, start, words)) terms.push({ words: side, isExcluded, isPrefix });
  };

  for (const match of text.matchAll(PIECE)) {
    const [whole, minus = '', name, quotedValue, plainValue, phrase, plain] = match;
    const value = (quotedValue ?? plainValue ?? '').trim();
    const startOf = (group: number): number => match.indices?.[group]?.[0] ?? match.index;
    if (name !== undefined && minus === '' && value !== '') {
      if (filters.length < MAX_FILTERS) filters.push({ name: filterNamed(name), value });
    } else if (name !== undefined) addTerm(whole, match.index, minus, true);
    else if (phrase !== undefined) addTerm(phrase, startOf(5), minus, true);
    else addTerm(plain ?? '', startOf(6), minus, false);
  }
  return { text, terms, filters };
}

const filterNamed = (name: string): FilterName => {
  const small = name.toLowerCase();
  return small === 'language' ? 'lang' : (small as FilterName);
};

/**
 * The words of a piece of a query that are sought side by side: all of them, but where scripts without spaces run on
 * (北京天气), what dictionaries take for a word (Unicode UAX #29, ICU), as readers mean both and not one behind the other.
 */
function sideBySide(given: string, start: number, words: readonly WrittenWord[]): readonly WrittenWord[][] {
  if (!words.some(({ text }) => isCharacter(text))) return words.length === 0 ? [] : [[...words]];
  const begins = new Set([...WORDS.segment(given)].map(({ index }) => start + index));
  const sides: WrittenWord[][] = [];
  for (const word of words) {
    const last = sides.at(-1);
    const isNew = last === undefined || (begins.has(word.start) && touches(last.at(-1), word));
    if (isNew) sides.push([word]);
    else last.push(word);
  }
  return sides;
}

/** Whether one of two neighbours is a character of a script without spaces. */
const touches = (before: WrittenWord | undefined, word: WrittenWord): boolean =>
  isCharacter(word.text) || isCharacter(before?.text ?? '');

/** By the script of the text; dictionaries ask for no language. */
const WORDS = new Intl.Segmenter('und', { granularity: 'word' });
