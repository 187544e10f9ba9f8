import type { DatabaseSync } from 'node:sqlite';
import { distance } from 'fastest-levenshtein';
import { requiredText } from '../catalog/sqlite/columns.ts';
import { isAcronym } from '../catalog/search/acronyms.ts';
import type { FoldedWord } from '../catalog/search/fold-word.ts';

/** A word of the archive that is spelt much like another. */
export interface CloseWord {
  readonly word: string;
  readonly stem: string;
  /** Letters that differ; two that changed places count as one. */
  readonly edits: number;
}

/** Words looked at that begin alike, and that differ in their first letters. */
const MOST_SEEN = 20_000;
const MOST_SEEN_BESIDE = 400;
/** Shorter words are like too many others. */
const SHORTEST = 4;
const MOST_CLOSE = 12;
/** By so many letters the endings of two forms may differ in length. */
const MOST_ENDING = 3;
const LAST = '\u{10ffff}';

/** Of folded words. */
const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдежзийклмнопрстуфхцчшщъыьэюяіґє',
  'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ',
  'αβγδεζηθικλμνξοπρστυφχψω',
  'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ',
  'אבגדהוזחטיכךלמםנןסעפףצץקרשת',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ',
];

/**
 * Prepares looking for words of the archive that one may have been meant for: one letter off for up to five
 * letters, two for longer ones. Returns the closest first, at most a dozen. `isCutOff` ends it early.
 */
export function closeWordFinder(
  database: DatabaseSync,
): (word: FoldedWord, isCutOff: () => boolean) => readonly CloseWord[] {
  const words = database.prepare(
    'SELECT word, stem FROM search_word WHERE word >= :from AND word < :to LIMIT :limit',
  );
  return ({ form, stem }, isCutOff) => {
    if (form.length < SHORTEST) return [];
    const most = form.length <= 5 ? 1 : 2;
    const close = new Map<string, CloseWord>();
    const look = (beginning: string, limit: number): void => {
      for (const row of words.iterate({ from: beginning, to: beginning + LAST, limit })) {
        if (isCutOff()) return;
        const word = requiredText(row, 'word');
        if (isAcronym(word)) continue;
        if (Math.abs(word.length - form.length) > most + MOST_ENDING || word === form) continue;
        const found = requiredText(row, 'stem');
        // Another form of a word may have a longer ending; then one letter may be off.
        const edits = editsOf(stem, found) <= 1 ? 1 : editsOf(form, word);
        if (found !== stem && edits <= most) close.set(word, { word, stem: found, edits });
      }
    };
    for (const { beginning, limit } of beginnings(form)) look(beginning, limit);
    const sameStart = (word: string): number => (word[0] === form[0] ? 0 : 1);
    return [...close.values()]
      .sort((one, other) => one.edits - other.edits || sameStart(one.word) - sameStart(other.word))
      .slice(0, MOST_CLOSE);
  };
}

/** Where words like this one stand in the alphabet: a slip is rarely in the first letter, but may be. */
function beginnings(form: string): { beginning: string; limit: number }[] {
  const [first = '', second = '', third = ''] = form;
  const letters = ALPHABETS.find((alphabet) => alphabet.includes(first)) ?? '';
  const beside = [
    second + third,
    second + first + third,
    ...[...letters].flatMap((letter) => [letter + second + third, letter + first + second]),
  ];
  return [
    { beginning: first + second, limit: MOST_SEEN },
    ...[...letters].map((letter) => ({ beginning: first + letter + third, limit: MOST_SEEN_BESIDE })),
    ...beside.map((beginning) => ({ beginning, limit: MOST_SEEN_BESIDE })),
  ];
}

/** Letters to change, two neighbours that changed places being one. */
const editsOf = (one: string, other: string): number => (isSwapped(one, other) ? 1 : distance(one, other));

/** Whether two words differ by two neighbours that changed places. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
