import { splitWords, type WrittenWord } from '../catalog/search/split-words.ts';

/** Words that stand side by side; most terms are of one. */
export interface QueryTerm {
  /** Where they stand in the query's text. */
  readonly words: readonly WrittenWord[];
  /** Whether articles with it are left out. */
  readonly isExcluded: boolean;
  /** Whether its one word is the beginning of a word. */
  readonly isPrefix: boolean;
}

export type FilterName = 'section' | 'author' | 'topic' | 'after' | 'before';

export interface ParsedQuery {
  /** What was read of the query; at most MAX_TEXT units. */
  readonly text: string;
  readonly terms: readonly QueryTerm[];
  readonly filters: readonly { readonly name: FilterName; readonly value: string }[];
}

/** UTF-16 units of a query that are read; the rest is ignored. */
const MAX_TEXT = 1_000;
/** Words of a query that are searched for, and filters; the rest is ignored. */
const MAX_WORDS = 16;
const MAX_FILTERS = 8;

/** Any quotation mark begins a phrase, and the next one, of whatever kind, ends it; inside a Hebrew word it is none. */
const QUOTE = '(?:[“”„«»]|(?<!\\p{sc=Hebrew})"|"(?!\\p{sc=Hebrew}))';
const UNQUOTED = `(?:(?!${QUOTE})[^])`;
const QUOTED = `${QUOTE}(${UNQUOTED}*)${QUOTE}?`;
/** Anything up to the next space or quotation mark; initials may have spaces between them. */
const UNSPACED = `(?:(?!\\s)${UNQUOTED})`;
const PLAIN = `(\\p{L}\\.(?:\\s\\p{L}\\.)+${UNSPACED}*|${UNSPACED}+)`;

/** A filter, a phrase, or a plain piece. */
const PIECE = new RegExp(
  `([-−–]?)(?:(section|author|topic|after|before):(?:${QUOTED}|(${UNSPACED}+))|${QUOTED}|${PLAIN})`,
  'gdiu',
);

/** Reads what a reader typed. Any text is a query; nothing in it is an error. */
export function parseQuery(typed: string): ParsedQuery {
  const text = typed.slice(0, MAX_TEXT).toWellFormed();
  const terms: QueryTerm[] = [];
  const filters: { name: FilterName; value: string }[] = [];
  let wordsLeft = MAX_WORDS;
  const addTerm = (given: string, start: number, minus: string, isQuoted: boolean): void => {
    const words = [...splitWords(text, start, start + given.length)].slice(0, wordsLeft);
    wordsLeft -= words.length;
    if (words.length === 0) return;
    const isPrefix = !isQuoted && words.length === 1 && given.endsWith('*');
    terms.push({ words, isExcluded: minus !== '', isPrefix });
  };

  for (const match of text.matchAll(PIECE)) {
    const [whole, minus = '', name, quotedValue, plainValue, phrase, plain] = match;
    const value = (quotedValue ?? plainValue ?? '').trim();
    const startOf = (group: number): number => match.indices?.[group]?.[0] ?? match.index;
    if (name !== undefined && minus === '' && value !== '') {
      if (filters.length < MAX_FILTERS) filters.push({ name: name.toLowerCase() as FilterName, value });
    } else if (name !== undefined) addTerm(whole, match.index, minus, true);
    else if (phrase !== undefined) addTerm(phrase, startOf(5), minus, true);
    else addTerm(plain ?? '', startOf(6), minus, false);
  }
  return { text, terms, filters };
}
