import type { Edit } from '../../../problems/edited-text.ts';
import { loadLate } from '../load-late.ts';
import type { TextStep } from './text-step.ts';

const emoji = loadLate<typeof import('gemoji')>('gemoji', ({ nameToEmoji }) => nameToEmoji !== undefined);

/**
 * `:tada:`; not within words, times (`10:30:45`) and addresses. Names may follow each other without a blank, and converters write `\\_`
 * in them.
 */
const NAME = /(?<![\p{L}\p{N}_/:.=@-])(?::(?:[a-z0-9+-]|\\?_){1,40}:(?![\p{L}\p{N}_]))+/gu;
const EACH = /:((?:[a-z0-9+-]|\\?_){1,40}):/g;
const LETTERS = /[a-z]|[+-]1/;
/** Most emoji of one text that are read. */
const MAX_EMOJI = 1000;

/** GitHub's names of emoji become the emoji; what is the name of none stays. */
export const EMOJI_NAMES: TextStep = {
  name: 'emoji',
  mayApply: (text) =>
    text.includes(':') &&
    /:[a-z0-9_+\\-]{1,60}:/.test(text) &&
    /(?<![\p{L}\p{N}_/:.=@-]):[a-z0-9_+\\-]{1,60}:/u.test(text),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    for (const { 0: names, index } of text.matchAll(NAME)) {
      if (edits.length >= MAX_EMOJI) break;
      if (!LETTERS.test(names) || isInCode(index)) continue;
      for (const { 0: written, 1: raw = '', index: at } of names.matchAll(EACH)) {
        const { nameToEmoji } = emoji();
        const name = raw.replaceAll('\\', '');
        if (!Object.hasOwn(nameToEmoji, name)) continue;
        const start = index + at;
        edits.push({ start, end: start + written.length, replacement: nameToEmoji[name] ?? written });
      }
    }
    return { edits };
  },
};
