import type { Finding, ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { Fences, FrontMatterLanguage } from './fences.ts';
import { fieldsEnd } from './field-lines.ts';
import { findHeader } from './find-header.ts';

/** The words allowed after the opening fence. */
const LANGUAGES: ReadonlyMap<string, FrontMatterLanguage> = new Map([
  ['', 'yaml'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['json', 'json'],
]);

/** Fences that need no word: Hugo’s TOML, and the JSON of Hexo. */
const BARE: ReadonlyMap<string, FrontMatterLanguage> = new Map([
  ['---', 'yaml'],
  ['+++', 'toml'],
  [';;;', 'json'],
]);

/** Largest front matter, in characters. */
const MAX_FRONT_MATTER = 64 * 1024;

const NONE: Fences = { kind: 'none', bodyStart: 0 };

/** Comments and headings of licences and editors, which some files have before the first fence. */
const LEAD =
  /^(?:\s*(?:<!--(?:[^-]|-(?!->))*-->|(?:\{#[^\n]*#\}|%%[^\n]*%%|\[\/\/\]:[^\n]*|#[^\n]*)\n))+\s*(?=(?:---|\+\+\+|;;;)[a-z]{0,4}[ \t]*\n)/;
const MAX_LEAD = 4000;
const NAMED_FIELD = /^[ \t]*["']?(?:title|headline|date)["']?[ \t]*[:=]/im;

/**
 * Finds the front matter between `---` fences (or `+++`, Hugo's TOML) by an allow-list of the word
 * after the fence, so that nothing can ask for a parser that runs code; or the lines that other systems put first without a
 * fence. Faults are errors in the log.
 */
export function findFences(text: string, log: ProblemLog): Fences {
  const blanks = /^\s*?(?=[^\s]|$)/.exec(text.slice(0, 1000))?.[0].length ?? 0;
  const start = isFence(text, blanks) ? blanks : skipLead(text, blanks);
  if (start === null) return readUnfenced(text, blanks, log);
  const [, fence = '', rest = ''] = /^(---|\+\+\+|;;;)([^\n]*)/.exec(text.slice(start, start + 200)) ?? [];
  const word = rest
    .replace(/^[ \t]+#.*$/, '')
    .trim()
    .toLowerCase();
  const blockStart = start + fence.length + rest.length + 1;
  const isLong = /^[-+;]/.test(word) && /^[-+;]+$/.test(word);
  if (isLong && !(fence === '---' && NAMED_FIELD.test(paragraphAt(text, blockStart)))) return NONE;
  const language = word === '' || isLong ? BARE.get(fence) : LANGUAGES.get(word);
  const at = { line: lineOf(text, start), column: 1 };
  if (language === undefined || (fence !== '---' && BARE.get(fence) !== language)) {
    // A row of words is no language.
    if (!/^[\w-]+$/.test(word)) return NONE;
    log.error(refusedLanguage(fence, rest.trim()), at);
    return { kind: 'refused' };
  }
  if (isLong) log.warn(repairedFence((fence + rest).trimEnd(), fence), at);
  const closing = findClosing(text, fence, blockStart);
  if (closing === null) return within(readUnclosed(text, fence, language, blockStart, log), at, log);
  if (closing.isLong) {
    const written = text.slice(closing.start, closing.end).trimEnd();
    log.warn(repairedFence(written, fence), { line: lineOf(text, closing.start), column: 1 });
  }
  const blockEnd = Math.max(blockStart, closing.start);
  return within({ kind: 'found', language, blockStart, blockEnd, bodyStart: closing.end }, at, log);
}

const isFence = (text: string, at: number): boolean => {
  const mark = text.slice(at, at + 3);
  return mark === '---' || mark === '+++' || mark === ';;;';
};

/** Where the fence is that comments stand before; null where there is none with a title or a date behind it. */
function skipLead(text: string, blanks: number): number | null {
  const first = text[blanks];
  if (first !== '<' && first !== '#' && first !== '{' && first !== '%' && first !== '[') return null;
  const length = LEAD.exec(text.slice(0, MAX_LEAD))?.[0].length;
  if (length === undefined) return null;
  return NAMED_FIELD.test(paragraphAt(text, length)) ? length : null;
}

/** The lines from an offset to the next blank one. */
function paragraphAt(text: string, from: number): string {
  const rest = text.slice(from, from + MAX_LEAD);
  const end = rest.search(/\n[ \t]*\n/);
  return end === -1 ? rest : rest.slice(0, end + 1);
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The same, where it is no larger than front matter may be. */
function within(fences: Fences, at: { line: number; column: number }, log: ProblemLog): Fences {
  if (fences.kind !== 'found' || fences.blockEnd - fences.blockStart <= MAX_FRONT_MATTER) return fences;
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

/** The first line that holds the fence alone, longer or not; YAML may also end with three dots. */
function findClosing(
  text: string,
  fence: string,
  from: number,
): { start: number; end: number; isLong: boolean } | null {
  const pattern = CLOSINGS[fence as keyof typeof CLOSINGS];
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (match === null) return null;
  const isLong = match[0].trimEnd().length > fence.length;
  return { start: match.index, end: match.index + match[0].length + 1, isLong };
}

const CLOSINGS = {
  '---': /^(?:-{3,}|\.{3})[ \t]*$/gm,
  '+++': /^\+\+\+[ \t]*$/gm,
  ';;;': /^;{3,}[ \t]*$/gm,
};

/** What other systems put first without a fence; where the file ends with it, it may be half there. */
function readUnfenced(text: string, start: number, log: ProblemLog): Fences {
  const found = findHeader(text, start) ?? NONE;
  if (found.kind !== 'found' || found.language !== 'lines' || text.slice(found.bodyStart).trim() !== '')
    return within(found, { line: 1, column: 1 }, log);
  return refuseCut(null, lineOf(text, found.bodyStart), log);
}

/** A file that ends within its front matter may still be being saved, and what it says last may be half said. */
function refuseCut(fence: string | null, line: number, log: ProblemLog): Fences {
  log.error(
    {
      code: 'front-matter-cut',
      message: 'The file ends before its front matter does; it may be half saved.',
      hint: `${fence === null ? '' : `Put ${fence} alone on a line below the last field. `}Add the text below a blank line.`,
    },
    { line, column: 1 },
  );
  return { kind: 'refused' };
}

/** Front matter that never closes ends with its last field; without any, the fence is a rule across the page. */
function readUnclosed(
  text: string,
  fence: string,
  language: FrontMatterLanguage,
  blockStart: number,
  log: ProblemLog,
): Fences {
  const end = language === 'json' ? null : fieldsEnd(text, blockStart);
  if (end === null && !/(?:^|\n)[ \t]*\n\s*\S/.test(text.slice(blockStart)))
    return refuseCut(fence, lineOf(text, text.length), log);
  if (end === null) {
    log.warn({
      code: 'front-matter-unclosed',
      message: `The file begins with ${fence}, which opens front matter, but none follows; it was read as text.`,
      hint: `For a rule across the page write *** instead, or add fields and a closing ${fence}.`,
    });
    return NONE;
  }
  const isBlank = text[end] === '\n';
  const body = text.slice(end).trim();
  // Half a word of a field that is still to come looks like a text of one line.
  if (body === '' || !(isBlank || body.includes('\n'))) return refuseCut(fence, lineOf(text, end), log);
  log.warn(unclosed(fence, isBlank), { line: lineOf(text, end), column: 1 });
  return { kind: 'found', language, blockStart, blockEnd: end, bodyStart: end };
}

/** The warning for front matter that ends with its last field; on a blank line the fence can be put. */
export function unclosed(fence: string, isBlankLine: boolean): Finding {
  return {
    code: 'front-matter-unclosed',
    message: `The front matter opens with ${fence} and never closes; it was read as far as its fields go, up to here.`,
    hint: `Put ${fence} alone on a line below the last field.`,
    ...(isBlankLine ? { fix: { old: '\n', repaired: `${fence}\n\n` } } : {}),
  };
}

const repairedFence = (written: string, fence: string): Finding => ({
  code: 'fence-repaired',
  message: 'More than three hyphens close the front matter; they were read as three.',
  hint: `Write ${fence} alone on the line.`,
  fix: { old: written, repaired: fence },
});

function refusedLanguage(fence: string, word: string) {
  return {
    code: 'front-matter-language',
    message: `Front matter in ${quoteText(word)} is not accepted.`,
    hint: `Write ${fence} alone on the first line and YAML below it, or ---toml or ---json.`,
  };
}
