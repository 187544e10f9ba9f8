import { escapeHtml } from '../html/escape.ts';
import type { PlainKey, SlotKey } from '../words/word-keys.ts';
import type { Words } from '../words/words.ts';

const PRINTED = /<%= (say|around)\('([a-z0-9-]+)'\)(?:\[([01])\])? %>/g;
const IN_CODE = /\baround\('([a-z0-9-]+)'\)/g;

/**
 * Puts words into the text of a template, so that a page costs no more for having them: `<%= say('key') %>`,
 * `<%= around('key')[0] %>` and `[1]`, what stands before and after an element, and `around('key')` in code.
 * @throws Error for a key that is none, or of another kind.
 */
export function putWords(source: string, words: Words): string {
  return source
    .replace(PRINTED, (_, how: string, key: string, half: string | undefined) =>
      escapeHtml(
        how === 'say' ? words.plain(key as PlainKey) : words.around(key as SlotKey)[half === '1' ? 1 : 0],
      ),
    )
    .replace(IN_CODE, (_, key: string) => inCode(words.around(key as SlotKey)));
}

/** A tag of the template would end, or another begin, at a percent sign, wherever that is. */
const inCode = (value: readonly string[]): string => JSON.stringify(value).replaceAll('%', '\\u0025');
