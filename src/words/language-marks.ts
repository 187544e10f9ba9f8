import type { Isolate } from './isolate.ts';

/**
 * Signs around words that are of another language than what they will stand in: noncharacters, which Unicode leaves to
 * programs for themselves (§23.7). They never leave the house: tell-languages.ts makes HTML of them.
 */
const OPEN = '\uFDD0';
/** Behind the language's tag. */
const TAGGED = '\uFDD1';
const CLOSE = '\uFDD2';
/** Around what is put into such words, which is of the language around them again. */
const OPEN_VALUE = '\uFDD3';
const CLOSE_VALUE = '\uFDD4';

const EVERY_MARK = /\uFDD0([^\uFDD1<>]*)\uFDD1|[\uFDD0-\uFDD4]/g;
const LETTER = /\p{L}/u;

/** Marks words as being of a language, a BCP 47 tag; those without letters are of every language. */
export const markLanguage = (text: string, tag: string): string =>
  LETTER.test(text) ? OPEN + tag + TAGGED + text + CLOSE : text;

/** Marks names and titles that are put into such words. */
export const markingValues =
  (isolate: Isolate): Isolate =>
  (text) =>
    LETTER.test(text) ? OPEN_VALUE + isolate(text) + CLOSE_VALUE : text;

export const hasMarks = (text: string): boolean => text.includes(OPEN);

export const withoutMarks = (text: string): string => text.replace(EVERY_MARK, '');

/** The language of the first words of a text that are marked; null for none. */
export const firstMarked = (text: string): string | null =>
  /\uFDD0([^\uFDD1]*)\uFDD1/.exec(text)?.[1] ?? null;

/** The language of a text that is one in all; null for any other. */
export function onlyMarked(text: string): string | null {
  const isOne = text.startsWith(OPEN) && text.indexOf(CLOSE) === text.length - 1;
  return isOne && text.lastIndexOf(OPEN) === 0 ? firstMarked(text) : null;
}

/** What stands around words of a language, and around what is put into them: null for that. */
export type Surround = (tag: string | null) => readonly [before: string, after: string];

/** Puts something in the place of every mark of a text; of one whose marks do not belong together, nothing. */
export function fillMarks(text: string, surround: Surround): string {
  const open: { readonly close: string; readonly after: string }[] = [];
  let isBroken = false;
  const filled = text.replace(EVERY_MARK, (mark, tag: string | undefined) => {
    if (tag !== undefined || mark === OPEN_VALUE) {
      const [before, after] = surround(tag ?? null);
      open.push({ close: tag === undefined ? CLOSE_VALUE : CLOSE, after });
      return before;
    }
    const last = open.pop();
    if (last?.close !== mark) isBroken = true;
    return last?.after ?? '';
  });
  return isBroken || open.length > 0 ? withoutMarks(text) : filled;
}
