import { type Document, isMap, isScalar, isSeq, parseDocument, type Scalar, type YAMLError } from 'yaml';
import { type Edit, type EditedText, editText } from '../edited-text.ts';
import { findIndentTabs, findSymbolValues, isCollection, quoteValue, readKeyLine } from './heal-yaml.ts';
import { createLineIndex, type LineIndex, type Position } from '../line-index.ts';
import type { IsContested } from './duplicate-key.ts';
import { lineFix } from './line-fix.ts';
import { loadYaml } from './load-yaml.ts';
import { type DataPath, type LocatedData, PlaceBook } from './located-data.ts';
import { createProblemLog, type ProblemLog, type Finding } from '../problem-log.ts';
import { quoteText } from '../quote-text.ts';
import { walkYaml } from './walk-yaml.ts';

const QUOTE_HINT = 'Put the value in quotes, or check the line above for one that does not end.';

const HINTS: Readonly<Record<string, string>> = {
  MISSING_CHAR: 'Close the quote or bracket that opens here.',
  BAD_INDENT: 'Close the bracket that is open, or indent the line like its neighbours.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_DQ_ESCAPE: 'Write a backslash in double quotes twice, or use single quotes.',
  BAD_ALIAS: 'Put the value in quotes: a leading * or & is an alias in YAML.',
  MULTIPLE_DOCS: 'Keep one document: remove the --- line in the middle.',
};

/** Words a fault of the `yaml` parser for an editor. */
function describeYamlError(error: YAMLError): Finding {
  const reason = (error.message.split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
  return {
    code: 'yaml-invalid',
    message: `This cannot be read as YAML: ${reason}.`,
    hint: HINTS[error.code] ?? QUOTE_HINT,
  };
}

export interface YamlOptions {
  /** Leads an offset of the text to its place in the file. */
  readonly place?: (offset: number) => Position;
  /** Lower-case keys whose values are prose, so that symbols in them are never YAML syntax. */
  readonly textKeys?: ReadonlySet<string>;
  /** Where there is one, keys that are given twice and tags are warnings, but for those that are contested. */
  readonly isContested?: IsContested;
}

interface Attempt {
  readonly edited: EditedText;
  readonly document: Document;
}

const MAX_HEALING_ROUNDS = 20;

/** How many faults of syntax are told, and how many are looked at for that; one fault can cause thousands. */
const MAX_TOLD = 20;
const MAX_LOOKED_AT = 200;

/**
 * Reads YAML 1.2 (core schema, and so JSON) into located data. Tabs as indents, unquoted colons and
 * symbols are repaired in memory, each with a warning; every other fault is an error in the log.
 * Never throws.
 */
export function readYaml(text: string, log: ProblemLog, options: YamlOptions = {}): LocatedData {
  const place = options.place ?? createLineIndex(text);
  const parse = (own: ProblemLog) => parseYaml(text, own, { ...options, place });
  return loadYaml(text, options.textKeys ?? NO_KEYS, () => parse(createProblemLog(''))) ?? parse(log);
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** Reads YAML as readYaml does, always with the parser that knows places. */
export function parseYaml(text: string, log: ProblemLog, options: YamlOptions = {}): LocatedData {
  const placeOriginal = options.place ?? createLineIndex(text);
  const book = new PlaceBook();
  try {
    const attempt = healYaml(text, options.textKeys ?? NO_KEYS, log, placeOriginal);
    const place = (offset: number): Position => placeOriginal(attempt.edited.toOriginal(offset));
    if (attempt.document.errors.length > 0) {
      reportErrors(attempt.document, place, log);
      return book.toLocated(undefined);
    }
    const warnOfCut = createCutWarning(options.textKeys ?? NO_KEYS, log);
    const { isContested } = options;
    const fixOf = (start: number, end: number) => lineFix(attempt.edited, text, start, end);
    const lenience = isContested === undefined ? null : { isContested, lineFix: fixOf };
    return book.toLocated(walkYaml(attempt.document, place, log, book, warnOfCut, lenience));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    log.error(
      {
        code: 'data-too-large',
        message: 'The data is nested too deeply to be read.',
        hint: 'Remove the brackets or indents that nest it.',
      },
      placeOriginal(0),
    );
    return book.toLocated(undefined);
  }
}

function parse(original: string, edits: readonly Edit[]): Attempt {
  const edited = editText(original, edits);
  const document = parseDocument(edited.text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  return { edited, document };
}

function healYaml(
  text: string,
  textKeys: ReadonlySet<string>,
  log: ProblemLog,
  place: (offset: number) => Position,
): Attempt {
  const symbols = findSymbolValues(text, textKeys);
  const { tabs, parsed } = healTabs(text, symbols);
  const lineIndex = createLineIndex(text);
  let quoted = symbols;
  let attempt = parsed;
  for (let round = 0; round < MAX_HEALING_ROUNDS && attempt.document.errors.length > 0; round += 1) {
    const more = findQuotableErrors(text, lineIndex, attempt, quoted);
    if (more.length === 0) break;
    const healed = parse(text, [...tabs, ...quoted, ...more]);
    if (healed.document.errors.length >= attempt.document.errors.length) break;
    quoted = [...quoted, ...more];
    attempt = healed;
  }
  const isHealed = attempt.document.errors.length === 0;
  if (tabs[0] !== undefined) log.warn(describeTabs(text, tabs), place(tabs[0].start));
  for (const edit of isHealed ? quoted : symbols) {
    log.warn(describeQuoting(text.slice(edit.start, edit.end), edit.replacement), place(edit.start));
  }
  return attempt;
}

/** A tab meant an indent of two spaces or nothing: whichever leaves fewer errors. */
function healTabs(text: string, symbols: readonly Edit[]): { tabs: Edit[]; parsed: Attempt } {
  const indented = findIndentTabs(text, '  ');
  const first = parse(text, [...indented, ...symbols]);
  if (indented.length === 0 || first.document.errors.length === 0) return { tabs: indented, parsed: first };
  const removed = findIndentTabs(text, '');
  const second = parse(text, [...removed, ...symbols]);
  const isBetter = second.document.errors.length < first.document.errors.length;
  return isBetter ? { tabs: removed, parsed: second } : { tabs: indented, parsed: first };
}

/** The values of the lines with errors, where they stand unquoted. */
function findQuotableErrors(
  text: string,
  lineIndex: LineIndex,
  attempt: Attempt,
  quoted: readonly Edit[],
): Edit[] {
  const edits: Edit[] = [];
  const isQuoted = new Set(quoted.map((edit) => edit.start));
  const lineStarts = new Set<number>();
  for (const error of attempt.document.errors) {
    const offset = Math.min(text.length, attempt.edited.toOriginal(error.pos[0]));
    lineStarts.add(offset - lineIndex(offset).column + 1);
  }
  for (const lineStart of lineStarts) {
    const line = readKeyLine(text, lineStart);
    if (line === null || isCollection(line.value) || isQuoted.has(line.start)) continue;
    const edit = quoteValue(line);
    if (edit !== null) edits.push(edit);
  }
  return edits;
}

/** Tells the first faults, one for each line. */
function reportErrors(document: Document, place: (offset: number) => Position, log: ProblemLog): void {
  const told = new Set<number>();
  let quotes: readonly QuotedRange[] | null = null;
  for (const error of (document.errors as YAMLError[]).slice(0, MAX_LOOKED_AT)) {
    // An error that misses the end of a quote stands at the end of the text; the quote opens before it.
    if (error.code === 'MISSING_CHAR') quotes ??= findQuotedRanges(document);
    const opening =
      error.code === 'MISSING_CHAR' ? quotes?.findLast(({ end }) => end >= error.pos[0]) : undefined;
    const position = place(opening?.start ?? error.pos[0]);
    if (told.has(position.line)) continue;
    told.add(position.line);
    log.error(describeYamlError(error), position);
    if (told.size === MAX_TOLD) return;
  }
}

interface QuotedRange {
  readonly start: number;
  readonly end: number;
}

/** Where the quoted values and keys of a document stand, in its order. Does not recurse. */
function findQuotedRanges(document: Document): QuotedRange[] {
  const found: QuotedRange[] = [];
  const waiting: unknown[] = [document.contents];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (isMap(node)) {
      for (const { key, value } of node.items.toReversed()) waiting.push(value, key);
    } else if (isSeq(node)) {
      for (const item of node.items.toReversed()) waiting.push(item);
    } else if (isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')) {
      if (node.range != null) found.push({ start: node.range[0], end: node.range[1] });
    }
  }
  return found;
}

function createCutWarning(textKeys: ReadonlySet<string>, log: ProblemLog) {
  return (path: DataPath, leaf: Scalar, at: Position): void => {
    const key = path.at(-1);
    if (typeof key !== 'string' || !textKeys.has(key.toLowerCase())) return;
    if (leaf.type !== 'PLAIN' || leaf.comment == null) return;
    log.warn(
      {
        code: 'text-cut',
        message: `${key}: ends before ${quoteText(`#${leaf.comment}`)}, because " #" begins a comment.`,
        hint: 'Put the whole value in quotes if the # belongs to it.',
        about: key,
      },
      at,
    );
  };
}

/** Told once, at the first of the lines. */
function describeTabs(text: string, tabs: readonly Edit[]): Finding {
  const start = tabs[0]?.start ?? 0;
  const old = text.slice(start, tabs.at(-1)?.end);
  const moved = tabs.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return {
    code: 'tabs-repaired',
    message: 'Tabs indent this line, which YAML forbids; they were read as spaces.',
    hint: 'Indent with spaces.',
    ...(old.length > MAX_FIX ? {} : { fix: { old, repaired: editText(old, moved).text } }),
  };
}

/** Characters of a repair that a problem carries with it. */
const MAX_FIX = 4000;

function describeQuoting(value: string, quoted: string): Finding {
  return {
    code: 'quotes-added',
    message: `${quoteText(value)} has characters that mean something in YAML; it was read as plain text.`,
    hint: 'Put the value in quotes.',
    fix: { old: value, repaired: quoted },
  };
}
