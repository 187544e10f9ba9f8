import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';

export type FrontMatterLanguage = 'yaml' | 'toml' | 'json';

/** Where front matter and body lie in a text; offsets in UTF-16 code units. */
export type Fences =
  | {
      readonly kind: 'found';
      readonly language: FrontMatterLanguage;
      readonly blockStart: number;
      readonly blockEnd: number;
      readonly bodyStart: number;
    }
  | { readonly kind: 'none'; readonly bodyStart: number }
  | { readonly kind: 'refused' };

/** The words allowed after the opening fence. */
const LANGUAGES: ReadonlyMap<string, FrontMatterLanguage> = new Map([
  ['', 'yaml'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['json', 'json'],
]);

/** Largest front matter, in characters. */
const MAX_FRONT_MATTER = 64 * 1024;

/**
 * Finds the front matter between `---` fences (or `+++`, Hugo's TOML) by an allow-list of the word
 * after the fence, so that nothing can ask for a parser that runs code. Faults are errors in the log.
 */
export function findFences(text: string, log: ProblemLog): Fences {
  const blanks = /^\s*?(?=[^\s]|$)/.exec(text.slice(0, 1000))?.[0].length ?? 0;
  const opening = /^(?<fence>---|\+\+\+)(?<word>[^\n]*)/.exec(text.slice(blanks, blanks + 200))?.groups;
  if (opening === undefined) return { kind: 'none', bodyStart: 0 };
  const fence = opening['fence'] ?? '';
  const rest = opening['word'] ?? '';
  const word = rest.trim().toLowerCase();
  if (/^[-+]/.test(rest) || /^[-+ ]+$/.test(word)) return { kind: 'none', bodyStart: 0 };
  const at = { line: text.slice(0, blanks).split('\n').length, column: 1 };
  const language = fence === '+++' && word === '' ? 'toml' : LANGUAGES.get(word);
  if (language === undefined || (fence === '+++' && language !== 'toml')) {
    log.error(refusedLanguage(fence, rest.trim()), at);
    return { kind: 'refused' };
  }
  const blockStart = blanks + fence.length + rest.length + 1;
  const closing = findClosing(text, fence, blockStart);
  if (closing === null) {
    log.error(unclosed(fence, text.slice(blockStart)), at);
    return { kind: 'refused' };
  }
  const blockEnd = Math.max(blockStart, closing.start);
  if (closing.isLong) {
    log.warn(
      {
        code: 'fence-repaired',
        message: 'More than three hyphens close the front matter; they were read as three.',
        hint: 'Write --- alone on the line.',
      },
      { line: text.slice(0, closing.start).split('\n').length, column: 1 },
    );
  }
  if (blockEnd - blockStart > MAX_FRONT_MATTER) {
    log.error(
      {
        code: 'front-matter-too-large',
        message: `The front matter is larger than ${MAX_FRONT_MATTER / 1024} kB.`,
        hint: 'Check that its closing --- is where you want it, and move text to the body.',
      },
      at,
    );
    return { kind: 'refused' };
  }
  return { kind: 'found', language, blockStart, blockEnd, bodyStart: closing.end };
}

/** The first line that holds the fence alone; for `---`, a longer row of hyphens counts as well. */
function findClosing(
  text: string,
  fence: string,
  from: number,
): { start: number; end: number; isLong: boolean } | null {
  const pattern = fence === '---' ? /^-{3,}[ \t]*$/gm : /^\+\+\+[ \t]*$/gm;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (match === null) return null;
  const isLong = match[0].trimEnd().length > fence.length;
  return { start: match.index, end: match.index + match[0].length + 1, isLong };
}

function refusedLanguage(fence: string, word: string) {
  return {
    code: 'front-matter-language',
    message: `Front matter in ${quoteText(word)} is not accepted.`,
    hint: `Write ${fence} alone on the first line and YAML below it, or ---toml or ---json.`,
  };
}

function unclosed(fence: string, rest: string) {
  const looksLikeFields = /^\s*[\w-]+\s*[:=]/.test(rest.slice(0, 200));
  return looksLikeFields
    ? {
        code: 'front-matter-unclosed',
        message: `The front matter opens with ${fence} and never closes.`,
        hint: `Put ${fence} alone on a line below the last field.`,
      }
    : {
        code: 'front-matter-unclosed',
        message: `The file begins with ${fence}, which opens front matter, but none follows.`,
        hint: `For a rule across the page write *** instead, or add fields and a closing ${fence}.`,
      };
}
