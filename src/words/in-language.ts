import { hasMarks, markLanguage } from './language-marks.ts';
import type { Words } from './words.ts';

const known = new WeakMap<Words, Map<string, Words>>();

/** Words that will stand among those of another language, such as the site’s in a story of another: each tells its own, a BCP 47 tag. */
export function inLanguage(words: Words, tag: string): Words {
  const made = known.get(words) ?? new Map<string, Words>();
  known.set(words, made);
  const found = made.get(tag) ?? tellingWords(words, tag);
  made.set(tag, found);
  return found;
}

function tellingWords(words: Words, tag: string): Words {
  const mark = (text: string): string => (hasMarks(text) ? text : markLanguage(text, tag));
  return {
    say: (key, ...values) => mark(words.say(key, ...values)),
    plain: (key) => mark(words.plain(key)),
    around: (key) => {
      const [before, after] = words.around(key);
      return [mark(before), mark(after)];
    },
    number: words.number,
    unmarked: () => words.unmarked(),
  };
}
