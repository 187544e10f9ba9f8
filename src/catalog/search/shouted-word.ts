/** Words to either side of one that are looked at. */
export const BESIDE = 3;
/** So many, itself included, tell whether it is in capitals because all of its line is. */
const FEWEST = 3;

/** Single letters say nothing: they begin a sentence, or are initials. */
const LETTERS = /\p{L}\p{M}*\p{L}/u;

/** Whether words are all in capitals, so that the capitals of one among them say nothing. */
export function isShouted(words: readonly string[]): boolean {
  const telling = words.filter((word) => LETTERS.test(word));
  return telling.length >= FEWEST && telling.every(isInCapitals);
}

const isInCapitals = (word: string): boolean => word === word.toUpperCase() && word !== word.toLowerCase();
