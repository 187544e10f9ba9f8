import { foldWord } from '../catalog/search/fold-word.ts';
import { type PlacedWord, splitWords } from '../catalog/search/split-words.ts';
import type { Stemming } from '../catalog/search/stemming.ts';
import type { MarkedText } from './search-answer.ts';
import type { ResolvedTerm } from './resolve-terms.ts';
import type { Phrase } from './word-phrases.ts';

/** A term in a text: words `first` up to `last`, as places in the list of all words. */
export interface Occurrence {
  readonly first: number;
  readonly last: number;
  /** Which of the terms, from 0. */
  readonly term: number;
}

export interface ReadText {
  readonly words: readonly PlacedWord[];
  /** In the order of the text. */
  readonly occurrences: readonly Occurrence[];
  /** Whether the text goes on after the last of the words. */
  readonly isCut: boolean;
}

/** Words of a text that are looked through; no reader wants a snippet from further on. */
const MOST_WORDS = 5_000;

/** Finds what was searched for in a text, word by word as the index was made by the rules of its language. */
export function readText(text: string, terms: readonly ResolvedTerm[], stemming: Stemming): ReadText {
  const words: PlacedWord[] = [];
  const stems: string[] = [];
  const occurrences: Occurrence[] = [];
  const mayMatch = stemming.keepsBeginning ? initialFilter(terms) : () => true;
  const endings = phrasesByLastStem(terms);
  for (const { parts } of splitWords(text)) {
    for (const word of parts) {
      // Nine of ten words begin with another letter, and need not be folded.
      const stem = mayMatch(word.text) ? foldWord(word.text, stemming).stem : '';
      if (words.length === MOST_WORDS) return { words, occurrences: inOrder(occurrences), isCut: true };
      const last = words.push(word) - 1;
      stems.push(stem);
      for (const { phrase, term } of endings.get(stem) ?? []) {
        const first = last - phrase.length + 1;
        const isHere = first >= 0 && phrase.every((other, at) => stems[first + at] === other);
        if (isHere) occurrences.push({ first, last, term });
      }
    }
  }
  return { words, occurrences: inOrder(occurrences), isCut: false };
}

/** The longest first of those that begin together. */
const inOrder = (occurrences: readonly Occurrence[]): Occurrence[] =>
  occurrences.toSorted((one, other) => one.first - other.first || other.last - one.last);

interface TermPhrase {
  readonly phrase: Phrase;
  readonly term: number;
}

function phrasesByLastStem(terms: readonly ResolvedTerm[]): ReadonlyMap<string, readonly TermPhrase[]> {
  const all = terms.flatMap(({ phrases }, term) => phrases.map((phrase) => ({ phrase, term })));
  return Map.groupBy(all, ({ phrase }) => phrase.at(-1) ?? '');
}

/** Tells words that may have one of the stems of some terms by their first letter. */
function initialFilter(terms: readonly ResolvedTerm[]): (word: string) => boolean {
  const initials = new Set(terms.flatMap(({ phrases }) => phrases.flat().map((stem) => stem.charAt(0))));
  const known = new Map<string, boolean>();
  return (word) => {
    const letter = word.charAt(0);
    const told = known.get(letter);
    if (told !== undefined) return told;
    const { form } = foldWord(letter);
    // Of й in two pieces, only the first is seen here; half a character says nothing.
    const may = form === '' || form === 'и' || initials.has(form.charAt(0));
    known.set(letter, may);
    return may;
  };
}

/** A text with its occurrences marked, from one place to another; offsets in UTF-16 units. */
export function markText(
  text: string,
  { words, occurrences }: ReadText,
  from = 0,
  to = text.length,
): MarkedText {
  const pieces: { text: string; isMatch: boolean }[] = [];
  const add = (start: number, end: number, isMatch: boolean): void => {
    if (start < end) pieces.push({ text: text.slice(start, end), isMatch });
  };
  let at = from;
  for (const { first, last } of occurrences) {
    const start = Math.max(words[first]?.start ?? to, at);
    const end = words[last]?.end ?? to;
    if (start < from || end > to || end <= at) continue;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, to, false);
  return pieces;
}
