import type { ZodObject, z } from 'zod';
import { createLineIndex, type Position } from '../problems/line-index.ts';
import type { LocatedData } from '../problems/located-data.ts';
import type { ProblemLog } from '../problems/problem-log.ts';
import { readFields } from '../problems/read-fields.ts';
import { runWithDeadline } from '../problems/run-with-deadline.ts';
import { dropEmptyValues } from './front-matter/drop-empty-values.ts';
import { readFrontMatter } from './front-matter/read-front-matter.ts';
import { renameKeys } from './front-matter/rename-keys.ts';
import { inspectBody } from './markdown/inspect-body.ts';
import type { PlacedFinding } from './markdown/inspect-tokens.ts';
import { findDeepLine, MAX_NESTING } from './markdown/nesting-depth.ts';
import { type RenderedBody, renderBody } from './markdown/render-body.ts';

/** Milliseconds of processor time that the front matter and the body of one file may take. */
const FRONT_MATTER_LIMIT = 500;
const BODY_LIMIT = 1800;

/** Keys whose empty values are errors; elsewhere an empty text is no value. */
const REQUIRED_KEYS = ['title', 'date'];

export interface Document<Fields> {
  readonly fields: Fields;
  readonly located: LocatedData;
  /** The whole file, and where its body begins in it, in UTF-16 code units. */
  readonly text: string;
  readonly bodyStart: number;
  /** False where the front matter has faults of syntax, so that no field can be judged missing. */
  readonly isReadable: boolean;
  /** Place in the file of an offset of the body. */
  readonly placeInBody: (offset: number) => Position;
}

/**
 * Reads the front matter of a Markdown file with LF line ends into fields; what is wrong goes to the
 * log. Null means that the file is refused as a whole. `adapt` may change the located data before the schema sees it.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readDocument<Schema extends ZodObject>(
  text: string,
  schema: Schema,
  log: ProblemLog,
  extraKeys: readonly string[] = [],
  adapt: (located: LocatedData) => LocatedData = (located) => located,
): Document<Partial<z.output<Schema>>> | null {
  const beginAnew = log.mark();
  const outcome = runWithDeadline(() => {
    beginAnew();
    return readFrontMatter(text, log);
  }, FRONT_MATTER_LIMIT);
  if (outcome.kind !== 'done') {
    log.error({
      code: outcome.kind === 'too-slow' ? 'too-slow' : 'front-matter-failed',
      message: 'The front matter could not be read in time or at all.',
      hint: 'Reduce it to plain lines of "key: value".',
    });
    return null;
  }
  if (outcome.result === null) return null;
  const { located: written, bodyStart } = outcome.result;
  const known = knownKeysOf(schema, extraKeys);
  const located = adapt(dropEmptyValues(renameKeys(written, known, log), REQUIRED_KEYS));
  const placeOf = createLineIndex(text);
  return {
    fields: readFields(schema, located, log),
    located,
    text,
    bodyStart,
    isReadable: written.data !== undefined || !log.hasErrors,
    placeInBody: (offset) => placeOf(bodyStart + offset),
  };
}

const knownKeys = new WeakMap<ZodObject, { extraKeys: readonly string[]; keys: readonly string[] }>();

/** The keys of a schema and others; the same array as long as both are the same. */
function knownKeysOf(schema: ZodObject, extraKeys: readonly string[]): readonly string[] {
  const known = knownKeys.get(schema);
  if (known?.extraKeys === extraKeys) return known.keys;
  const keys = [...Object.keys(schema.shape), ...extraKeys];
  knownKeys.set(schema, { extraKeys, keys });
  return keys;
}

/**
 * Renders the body of a document within the deadline; null where it cannot be shown.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readBody(
  document: Document<unknown>,
  source: { readonly file: string; readonly title: string | null; readonly language: string },
  log: ProblemLog,
): RenderedBody | null {
  const text = document.text.slice(document.bodyStart);
  const deep = findDeepLine(text);
  if (deep !== null) {
    const offset = text.split('\n', deep.line).reduce((sum, line) => sum + line.length + 1, 0);
    log.error(
      {
        code: 'nested-too-deeply',
        message: `Quotes and lists are nested ${deep.depth} deep here; ${MAX_NESTING} are allowed.`,
        hint: 'Take some of the > or list marks away.',
      },
      document.placeInBody(offset),
    );
    return null;
  }
  const outcome = runWithDeadline(() => renderBody({ ...source, text }), BODY_LIMIT);
  if (outcome.kind === 'done') {
    reportFindings(document, outcome.result.findings, log);
    return outcome.result;
  }
  const isSlow = outcome.kind === 'too-slow';
  log.error(
    {
      code: isSlow ? 'too-slow' : 'body-unreadable',
      message: isSlow
        ? 'The text takes longer to lay out than a page may.'
        : 'The text cannot be laid out: it is nested too deeply or multiplies itself.',
      hint: 'Look for long runs of brackets, asterisks, backticks or HTML, and remove them.',
    },
    document.placeInBody(0),
  );
  return null;
}

/**
 * Looks through a plain body as readBody does, without rendering it. Returns its words, or null, and then
 * nothing in the log, where only rendering can tell them.
 */
export function inspectPlainBody(
  document: Document<unknown>,
  { file, title }: { readonly file: string; readonly title: string | null },
  log: ProblemLog,
): string | null {
  const inspected = inspectBody({ text: document.text.slice(document.bodyStart), file, title });
  if (inspected === null) return null;
  reportFindings(document, inspected.findings, log);
  return inspected.plainText;
}

function reportFindings(
  document: Document<unknown>,
  findings: readonly PlacedFinding[],
  log: ProblemLog,
): void {
  for (const { offset, severity, ...finding } of findings) {
    const report = severity === 'error' ? log.error : log.warn;
    report(finding, document.placeInBody(offset));
  }
}
