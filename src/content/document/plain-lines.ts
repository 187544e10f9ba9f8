import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  valueAt,
} from '../../problems/reading/located-data.ts';
import { findNotes, withoutNotes } from '../../domain/find-notes.ts';
import { cleanText } from '../../problems/clean-text.ts';
import type { Finding, ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { cutAtWord } from './cut-at-word.ts';
import { plainHeadline } from './plain-headline.ts';
import { MAX_ALT, MAX_CREDIT, MAX_PARAGRAPH, MAX_PHRASE, MAX_TITLE } from './text-lengths.ts';
import { fixOfValue } from '../../problems/value-fix.ts';

/** Fields that readers see as one line of text, how long each may be, and whether links and emphasis are read in it. */
const LINES: readonly { readonly path: DataPath; readonly limit: number; readonly hasMarks?: boolean }[] = [
  { path: ['title'], limit: MAX_TITLE },
  { path: ['description'], limit: MAX_PARAGRAPH },
  { path: ['subtitle'], limit: MAX_PARAGRAPH },
  { path: ['kicker'], limit: MAX_PHRASE },
  { path: ['location'], limit: MAX_PHRASE },
  { path: ['image', 'alt'], limit: MAX_ALT },
  { path: ['image', 'caption'], limit: MAX_PARAGRAPH, hasMarks: true },
  { path: ['image', 'credit'], limit: MAX_CREDIT },
];

/**
 * Takes marks of HTML and Markdown out of the fields that are plain text, and cuts what is too long at a word; each is told, with its
 * repair where there is one. `text` is the whole file.
 */
export function plainLines(located: LocatedData, text: string, log: ProblemLog): LocatedData {
  let { data } = located;
  if (!isSourceMap(data)) return located;
  for (const { path, limit, hasMarks = false } of LINES) {
    const written = valueAt(data, path);
    if (typeof written !== 'string') continue;
    const name = path.join('.');
    const plain = hasMarks ? written : plainHeadline(written);
    if (plain !== written) {
      const at = located.at(path).value;
      log.warn({ ...withoutMarks(name, written, plain), ...fixOfValue(text, at, written, plain) }, at);
    }
    const shown = plain.length > limit ? shortenLine(plain, limit) : plain;
    if (shown !== plain) log.warn(shortened(name, limit), located.at(path).value);
    if (shown !== written) data = replaced(data, path, shown);
  }
  return data === located.data ? located : { ...located, data };
}

/** A line as readers see it, cut where it is too long. One with a note that never ends is left to its field. */
function shortenLine(line: string, limit: number): string {
  if (findNotes(line).some(({ unclosed }) => unclosed !== null)) return line;
  const shown = cleanText(withoutNotes(line));
  return shown.length > limit ? cutAtWord(shown, limit) : line;
}

const withoutMarks = (name: string, written: string, plain: string): Finding => ({
  code: 'title-marks',
  message: `${name}: ${quoteText(written)} has marks of HTML or Markdown in it; it was read as ${quoteText(plain)}.`,
  hint: 'Write it as plain text.',
  about: name,
});

/** Tells of a text that was cut. */
const shortened = (name: string, limit: number): Finding => ({
  code: 'value-shortened',
  message: `${name}: is longer than ${limit} characters; it was cut there.`,
  hint: 'Shorten it.',
  about: name,
});

function replaced(data: SourceData, [first, ...rest]: DataPath, value: string): SourceData {
  if (first === undefined || !isSourceMap(data)) return value;
  const map: Record<string, SourceData> = Object.assign(Object.create(null), data);
  map[first] = replaced(data[first] ?? '', rest, value);
  return map;
}
