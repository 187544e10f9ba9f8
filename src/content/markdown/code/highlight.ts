import type { HLJSApi, LanguageFn } from 'highlight.js';
import { parseHtml } from '../html/html-text.ts';
import type { HtmlNode } from '../html/html-node.ts';
import { modulesFor } from './languages.ts';
import { loadLate } from '../load-late.ts';

/** Most code that is coloured in one block, and the longest line of it, in characters: the patterns of languages are many. */
const MAX_CODE = 20_000;
const MAX_LINE = 500;
/** Most elements of colour in one block; a page of confetti is no easier to read. */
const MAX_PARTS = 4000;

const core = loadLate<HLJSApi>('highlight.js/lib/core', ({ highlight }) => highlight !== undefined);

/**
 * A library for each language, which knows that and what stands within it alone: what one text names must change nothing in
 * the code of another.
 */
const libraries = new Map<string, HLJSApi>();
/** Whether the library was left at work: a deadline had stopped the thread, and what it was at is half done for ever. */
let isAtWork = false;

/**
 * The parts of a block of code, as elements with highlight.js's classes (`hljs-keyword`); null where it stays as it is: too
 * long, or not what its language knows. `language` is the name of a module.
 */
export function highlight(code: string, language: string): HtmlNode[] | null {
  if (code.length > MAX_CODE || hasLongLine(code)) return null;
  if (isAtWork) libraries.clear();
  isAtWork = true;
  const written = colour(code, language);
  isAtWork = false;
  const parts = written.split('<span').length - 1;
  return parts === 0 || parts > MAX_PARTS ? null : parseHtml(written);
}

function colour(code: string, language: string): string {
  try {
    return libraryFor(language).highlight(code, { language, ignoreIllegals: true }).value;
  } catch {
    return '';
  }
}

function libraryFor(language: string): HLJSApi {
  const known = libraries.get(language);
  if (known !== undefined) return known;
  const library = core().newInstance();
  for (const name of modulesFor(language)) {
    const load = loadLate<LanguageFn>(
      `highlight.js/lib/languages/${name}`,
      (one) => typeof one === 'function',
    );
    library.registerLanguage(name, load());
  }
  libraries.set(language, library);
  return library;
}

const hasLongLine = (code: string): boolean => code.split('\n').some((line) => line.length > MAX_LINE);
