import type { ZodObject, z } from 'zod';
import { createLineIndex, type Position } from '../problems/line-index.ts';
import type { LocatedData } from '../problems/located-data.ts';
import { normaliseLines } from '../problems/normalise-lines.ts';
import type { ProblemLog } from '../problems/problem-log.ts';
import { readFields } from '../problems/read-fields.ts';
import { runWithDeadline } from '../problems/run-with-deadline.ts';
import { dropEmptyValues } from './front-matter/drop-empty-values.ts';
import { type FrontMatter, readFrontMatter } from './front-matter/read-front-matter.ts';
import { renameKeys } from './front-matter/rename-keys.ts';
import { findDeepLine, MAX_NESTING } from './markdown/nesting-depth.ts';
import { type RenderedBody, renderBody } from './markdown/render-body.ts';

/** Milliseconds that the front matter and the body of one file may take. */
const FRONT_MATTER_LIMIT = 500;
const BODY_LIMIT = 1800;

/** Keys whose empty values are errors; elsewhere an empty text is no value. */
const REQUIRED_KEYS = ['title', 'date'];

export interface Document<Fields> {
  readonly fields: Fields;
  readonly located: LocatedData;
  readonly body: FrontMatter;
  /** False where the front matter has faults of syntax, so that no field can be judged missing. */
  readonly isReadable: boolean;
  /** Place in the file of an offset of the body. */
  readonly placeInBody: (offset: number) => Position;
}

/**
 * Reads a Markdown file's front matter into fields; what is wrong goes to the log. Null means that the
 * file is refused as a whole. `adapt` may change the located data before the schema sees it.
 */
export function readDocument<Schema extends ZodObject>(
  text: string,
  schema: Schema,
  log: ProblemLog,
  extraKeys: readonly string[] = [],
  adapt: (located: LocatedData) => LocatedData = (located) => located,
): Document<Partial<z.output<Schema>>> | null {
  const lines = normaliseLines(text, log);
  const outcome = runWithDeadline(() => readFrontMatter(lines, log), FRONT_MATTER_LIMIT);
  if (outcome.kind !== 'done') {
    log.error({
      code: outcome.kind === 'too-slow' ? 'too-slow' : 'front-matter-failed',
      message: 'The front matter could not be read in time or at all.',
      hint: 'Reduce it to plain lines of "key: value".',
    });
    return null;
  }
  const body = outcome.result;
  if (body === null) return null;
  const known = [...Object.keys(schema.shape), ...extraKeys];
  const located = adapt(dropEmptyValues(renameKeys(body.located, known, log), REQUIRED_KEYS));
  const placeOf = createLineIndex(lines);
  return {
    fields: readFields(schema, located, log),
    located,
    body,
    isReadable: body.located.data !== undefined || !log.hasErrors,
    placeInBody: (offset) => placeOf(body.bodyStart + offset),
  };
}

/** Renders the body of a document within the deadline; null where it cannot be shown. */
export function readBody(
  document: Document<unknown>,
  source: { readonly file: string; readonly title: string | null; readonly language: string },
  log: ProblemLog,
): RenderedBody | null {
  const text = document.body.body;
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
    for (const { offset, severity, ...finding } of outcome.result.findings) {
      const report = severity === 'error' ? log.error : log.warn;
      report(finding, document.placeInBody(offset));
    }
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
