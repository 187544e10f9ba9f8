import { isAcronym } from './acronyms.ts';
import { compoundRows } from './compound-word.ts';
import { divideWord } from './divide-word.ts';
import { type FoldedWord, foldWord } from './fold-word.ts';
import { isCharacter } from './split-words.ts';
import { BY_SCRIPT, type Stemming } from './stemming.ts';

/** A written word as the index takes it. */
export interface ReadWord {
  /** Its parts, folded; those without letters are left out. */
  readonly parts: readonly FoldedWord[];
  /** How the table of words has it as one word; see compound-word.ts. */
  readonly rows: readonly FoldedWord[];
  /** Whether one is an acronym for its capitals, which may be those of its surroundings. */
  readonly hasAcronym: boolean;
  /** Its one part, where it has one and is nothing else, as most words are; else null. */
  readonly only: FoldedWord | null;
  /** Whether it is a character of a script without spaces. */
  readonly isCharacter: boolean;
}

/** Words that are kept read: an article has some two hundred, a newsroom uses these over and over. */
const MAX_KEPT = 50_000;

const kept = new Map<Stemming, Map<string, ReadWord>>();
let count = 0;

/** Divides and folds a written word of a language. Pure; never throws. */
export function readWord(word: string, stemming: Stemming = BY_SCRIPT): ReadWord {
  const known = kept.get(stemming)?.get(word);
  if (known !== undefined) return known;
  const texts = divideWord(word).map(([from, to]) => word.slice(from, to));
  const parts = texts.map((text) => foldWord(text, stemming)).filter(({ stem }) => stem !== '');
  const hasAcronym = parts.some(({ stem }) => isAcronym(stem));
  const rows = compoundRows(word, texts, stemming);
  const isOne = parts.length === 1 && rows.length === 0 && !hasAcronym;
  const only = (isOne ? parts[0] : null) ?? null;
  const read = { parts, rows, hasAcronym, only, isCharacter: only !== null && isCharacter(word) };
  if (count >= MAX_KEPT) {
    kept.clear();
    count = 0;
  }
  const ofLanguage = kept.get(stemming) ?? new Map<string, ReadWord>();
  kept.set(stemming, ofLanguage.set(word, read));
  count += 1;
  return read;
}
