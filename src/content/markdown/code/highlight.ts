import type { HLJSApi, LanguageFn } from 'highlight.js';
import { parseHtml } from '../html/html-text.ts';
import type { HtmlNode } from '../html/html-node.ts';
import { loadLate } from '../load-late.ts';

/** Most code that is coloured in one block, and the longest line of it, in characters: the patterns of languages are many. */
const MAX_CODE = 20_000;
const MAX_LINE = 500;
/** Most elements of colour in one block; a page of confetti is no easier to read. */
const MAX_PARTS = 4000;

const core = loadLate<HLJSApi>('highlight.js/lib/core', ({ highlight }) => highlight !== undefined);

/**
 * The parts of a block of code, as elements with highlight.js's classes (`hljs-keyword`); null where it stays as it is: too
 * long, or not what its language knows. `language` is the name of a module.
 */
export function highlight(code: string, language: string): HtmlNode[] | null {
  if (code.length > MAX_CODE || hasLongLine(code)) return null;
  try {
    const library = core();
    if (library.getLanguage(language) === undefined) {
      const load = loadLate<LanguageFn>(
        `highlight.js/lib/languages/${language}`,
        (one) => typeof one === 'function',
      );
      library.registerLanguage(language, load());
    }
    const { value } = library.highlight(code, { language, ignoreIllegals: true });
    const parts = value.split('<span').length - 1;
    return parts === 0 || parts > MAX_PARTS ? null : parseHtml(value);
  } catch {
    return null;
  }
}

const hasLongLine = (code: string): boolean => code.split('\n').some((line) => line.length > MAX_LINE);
