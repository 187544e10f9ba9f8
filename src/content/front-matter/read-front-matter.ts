import matter from 'gray-matter';
import { createLineIndex, type LineIndex, type Position } from '../../problems/line-index.ts';
import {
  isSourceMap,
  type LocatedData,
  PlaceBook,
  type SourceData,
} from '../../problems/reading/located-data.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { readJson } from '../../problems/reading/read-json.ts';
import { readToml } from '../../problems/reading/read-toml.ts';
import { readYaml } from '../../problems/reading/read-yaml.ts';
import { isContested } from './contested-keys.ts';
import type { Fences, FrontMatterLanguage } from './fences.ts';
import { textWithin } from './field-lines.ts';
import { findFences, unclosed } from './find-fences.ts';
import { plainSpaces } from './plain-spaces.ts';
import { readHeader } from './read-header.ts';
import { type RecoveredFields, recoverFields } from './recover-fields.ts';

export interface FrontMatter {
  readonly located: LocatedData;
  /** Where the Markdown below the front matter begins, in UTF-16 code units. */
  readonly bodyStart: number;
  /** What stands before it, with the fence that opens it. */
  readonly lead: string;
  /** Lines of it that were left out, since they could not be read; '' for none. */
  readonly unread: string;
}

/** Keys whose values are prose, in which no symbol is ever YAML syntax. */
const TEXT_KEYS: ReadonlySet<string> = new Set(
  'title headline description summary excerpt standfirst subtitle location caption alt credit text name'.split(
    ' ',
  ),
);

type Found = Extract<Fences, { readonly kind: 'found' }>;
type Place = (offset: number) => Position;

/**
 * Splits a text with LF line ends into front matter and body. Null means that the file is refused,
 * with errors in the log. gray-matter splits what stands between fences; the engines are ours and none runs code. Of front
 * matter with faults of syntax the fields that can be read are, with warnings.
 */
export function readFrontMatter(text: string, log: ProblemLog): FrontMatter | null {
  const fences = findFences(text, log);
  if (fences.kind === 'refused') return null;
  const nothing = new PlaceBook().toLocated(undefined);
  if (fences.kind === 'none') return { located: nothing, bodyStart: 0, lead: '', unread: '' };
  const { language, blockStart, blockEnd } = fences;
  const lead = text.slice(0, blockStart);
  const lineIndex = createLineIndex(text);
  if (language === 'lines') {
    const block = text.slice(blockStart, blockEnd);
    const located = readHeader(block, log, (offset) => lineIndex(blockStart + offset));
    return { located, bodyStart: fences.bodyStart, lead, unread: '' };
  }
  const fenced = withoutText(text, { ...fences, language }, lineIndex, log);
  return { lead, ...readFenced(text, fenced, lineIndex, log) };
}

type Fenced = Found & { readonly language: FrontMatterLanguage };

function readFenced(
  text: string,
  fences: Fenced,
  lineIndex: LineIndex,
  log: ProblemLog,
): Omit<FrontMatter, 'lead'> {
  const { language, blockStart, blockEnd } = fences;
  const forget = log.mark();
  const nothing = new PlaceBook().toLocated(undefined);
  let located = nothing;
  // The block gray-matter hands over begins with the line end of the fence.
  const place: Place = (offset) => lineIndex(blockStart + offset - 1);
  const left = splitBlock(text, fences, (source) => {
    const plain = language === 'json' ? source : plainSpaces(source, log, place);
    located = READERS[language](plain, log, place);
    return located.data;
  });
  // A fence that gray-matter finds inside the block, as in "--- x", ends the front matter there.
  const bodyStart = left === 0 ? fences.bodyStart : blockEnd + CLOSING.length - left;
  if (located.data === undefined && log.hasErrors) {
    const fault = log.list().find(({ code }) => SYNTAX.has(code));
    const block = text.slice(blockStart, Math.min(blockEnd, bodyStart));
    const recovered =
      fault === undefined ? null : recover(block, language, (at) => lineIndex(blockStart + at));
    if (fault !== undefined && recovered !== null) {
      forget();
      tellRecovered(fault, recovered, (at) => lineIndex(blockStart + at), log);
      const unread = recovered.unread.map((part) => part.text).join('\n');
      return { located: recovered.located, bodyStart, unread };
    }
  }
  if (isMapOrNothing(located.data)) return { located, bodyStart, unread: '' };
  log.warn(NOT_A_MAP, lineIndex(blockStart));
  return { located: nothing, bodyStart: 0, unread: '' };
}

/**
 * The same with the end where the text begins, if the fence that was taken for it is a rule further down and what
 * stands before is a map.
 */
function withoutText(text: string, fences: Fenced, lineIndex: LineIndex, log: ProblemLog): Fenced {
  const { language, blockStart, blockEnd } = fences;
  const blank = language === 'yaml' ? text.indexOf('\n\n', blockStart) : -1;
  if (blank === -1 || blank >= blockEnd) return fences;
  const end = textWithin(text.slice(blockStart, blockEnd));
  if (end === null) return fences;
  const own = createProblemLog('');
  const { data } = readYaml(text.slice(blockStart, blockStart + end), own, { textKeys: TEXT_KEYS });
  if (own.hasErrors || !isSourceMap(data)) return fences;
  const bodyStart = blockStart + end;
  log.warn(unclosed('---', text[bodyStart] === '\n'), lineIndex(bodyStart));
  return { ...fences, blockEnd: bodyStart, bodyStart };
}

/** Faults of syntax, beside which some fields may be sound. */
const SYNTAX: ReadonlySet<string> = new Set(['yaml-invalid', 'toml-invalid', 'json-invalid']);

const NOT_A_MAP = {
  code: 'front-matter-not-a-map',
  message: 'What stands between the fences is not a list of fields; it was read as text.',
  hint: 'Write each field on a line of its own, as in "title: Kerry in Moscow", with a space after the colon.',
};

function recover(block: string, language: FrontMatterLanguage, place: Place): RecoveredFields | null {
  if (language === 'json') {
    // YAML has JSON in it, and bears commas too many, comments and keys without quotes.
    const own = createProblemLog('');
    const located = readYaml(block.replaceAll('\t', ' '), own, { place });
    return own.hasErrors || !isSourceMap(located.data) ? null : { located, unread: [] };
  }
  return recoverFields(block, language, (part, offset) => {
    const own = createProblemLog('');
    const located = READERS[language](part, own, (at) => place(offset + at));
    return own.hasErrors ? null : located;
  });
}

/** At most so many lines are told that were left out. */
const MAX_TOLD = 20;

function tellRecovered(
  { code, message, hint, line, column }: { code: string; message: string; hint: string } & Position,
  { unread }: RecoveredFields,
  place: Place,
  log: ProblemLog,
): void {
  const rest = unread.length === 0 ? 'each field was read alone' : 'the fields that can be read were';
  log.warn({ code, message: `${message.replace(/\.$/, '')}; ${rest}.`, hint }, { line, column });
  for (const { text, offset } of unread.slice(0, MAX_TOLD)) {
    log.warn(
      {
        code: 'field-unread',
        message: `${quoteText(text)} could not be read; it was left out.`,
        hint: 'Write "key: value", and put the value in quotes if it has symbols.',
      },
      place(offset),
    );
  }
}

const CLOSING = '---\n';

/**
 * Hands the block between the fences through gray-matter to its reader. Returns how many characters of
 * block and closing fence it left over.
 */
function splitBlock(
  text: string,
  { language, blockStart, blockEnd }: Found & { readonly language: FrontMatterLanguage },
  read: (source: string) => SourceData | undefined,
): number {
  const engine = { parse: (source: string): object => (read(source) ?? {}) as object };
  const block = text.slice(blockStart, blockEnd);
  const parsed = matter(`---${language}\n${block}${block.endsWith('\n') ? '' : '\n'}${CLOSING}`, {
    language,
    engines: { ...REFUSED_ENGINES, [language]: engine },
  });
  return parsed.content.length;
}

const READERS = {
  yaml: (text: string, log: ProblemLog, place: Place): LocatedData =>
    readYaml(text, log, { place, textKeys: TEXT_KEYS, isContested }),
  toml: (text: string, log: ProblemLog, place: Place): LocatedData => readToml(text, log, place, isContested),
  json: (text: string, log: ProblemLog, place: Place): LocatedData =>
    // Hexo leaves the brackets out.
    /^\s*["']/.test(text)
      ? readJson(`{${text}}`, log, (offset) => place(offset - 1), isContested)
      : readJson(text, log, place, isContested),
} as const;

const isMapOrNothing = (data: SourceData | undefined): boolean => data === undefined || isSourceMap(data);

const REFUSED_ENGINES = Object.fromEntries(
  ['yaml', 'toml', 'json', 'javascript', 'js', 'coffee'].map((language) => [language, { parse: refuseCode }]),
);

function refuseCode(): object {
  throw new Error('front matter that is code is never run');
}
