import { cutAtWord } from './cut-at-word.ts';

/** The names in one text: parted by lines, else by semicolons, else by commas. */
export function splitByline(text: string): string[] {
  const lines = text.trim();
  return lines.split(lines.includes('\n') ? '\n' : lines.includes(';') ? ';' : ',');
}

/** What joins two names in the languages of many newsrooms. */
const AND = /\s+(?:and|et|und|y|e|i|en|og|och|ve|и|та|і|և|ու|و|&|\+)\s+/u;

/** What stands behind a name and says what its bearer does. */
const BEHIND = /\s*(?:,|\(|\[|:|\s[–—-]\s|\/|\|).*$/su;

/** A name of a person as bylines have it: a few words, the first and the last with a capital, or of a script that has none. */
const MOST_WORDS = 6;
const MOST_LETTERS = 60;

/** A longer name with such words in it says what its bearer does. */
const DESCRIBED = /[,(–—-]\s*\p{Ll}+\s+\p{L}/u;

/** What stands by itself between commas and is no name: three words or more, the first in small letters. */
const DESCRIPTION = /^\s*\p{Ll}\S*\s+\S+\s+\S.{10,}$/su;

/** Whether a text between commas tells what the one before it does. */
export const isDescription = (part: string): boolean => DESCRIPTION.test(part);

/** Whether a name is longer than `limit`, the most characters of one, or has more in it than a name. */
export const isLongByline = (name: string, limit: number): boolean =>
  name.length > limit || (name.length > MOST_LETTERS && DESCRIBED.test(name));

/**
 * What readers are shown of a byline that is too long: the names that it begins with and joins, without what their bearers do;
 * where none can be told, its beginning up to a whole word and `…`, of `limit` characters at most. Never empty.
 */
export function shortenByline(byline: string, limit: number): string[] {
  const names = byline
    .split(AND)
    .flatMap((part) => part.split(/;|\n/))
    .map((part) =>
      part
        .trim()
        .replace(/^by\s+/i, '')
        .replace(BEHIND, '')
        .trim(),
    )
    .filter(isName);
  if (names.length > 0) return names;
  return [byline.length <= limit ? byline : cutAtWord(byline, limit)];
}

function isName(text: string): boolean {
  const words = text.split(/\s+/);
  const isFew = words.length > 1 && words.length <= MOST_WORDS && text.length <= MOST_LETTERS;
  return isFew && !/\p{N}/u.test(text) && [words[0], words.at(-1)].every(beginsName);
}

const beginsName = (word: string | undefined): boolean =>
  /^['’]?(?:\p{Lu}|\p{Lo}|d['’]\p{Lu})/u.test(word ?? '');
