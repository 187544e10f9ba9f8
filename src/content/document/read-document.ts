import type { ZodObject, z } from 'zod';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import { type Limits, NO_LIMITS } from '../../domain/visibility.ts';
import { createLineIndex, type Position } from '../../problems/line-index.ts';
import type { LocatedData, SourceData } from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { readFields } from '../../problems/reading/read-fields.ts';
import { runWithDeadline } from '../../problems/reading/run-with-deadline.ts';
import { gatherAi } from '../front-matter/ai-keys.ts';
import { gatherDates } from '../front-matter/date-keys.ts';
import { dropEmptyValues } from '../front-matter/drop-empty-values.ts';
import { readFrontMatter } from '../front-matter/read-front-matter.ts';
import { liftKeys } from '../front-matter/lift-keys.ts';
import { plainForms } from '../front-matter/plain-forms.ts';
import { renameKeys } from '../front-matter/rename-keys.ts';
import { resolveLimits } from '../front-matter/resolve-limits.ts';
import { type InspectedBody, inspectBody } from '../markdown/inspect/inspect-body.ts';
import type { OffsetLink, PlacedFinding } from '../markdown/inspect/inspect-tokens.ts';
import { findDeepLine, MAX_NESTING } from '../markdown/syntax/nesting-depth.ts';
import { isHeldByLines, isHeldUnread } from './held-by-lines.ts';
import { plainLines } from './plain-lines.ts';
import { type BodySource, type RenderedBody, renderBody } from '../markdown/render-body.ts';

/** Milliseconds of processor time that the front matter and the body of one file may take. */
const FRONT_MATTER_LIMIT = 500;
const BODY_LIMIT = 1800;

/** Keys whose faults keep a file off the site: what it is called, when it is of, and who may see it and when. */
const REQUIRED_FIELDS: ReadonlySet<string> = new Set(['title', 'date', 'name', 'draft', 'expires']);

export interface Document<Fields> {
  readonly fields: Fields;
  /** Who may see it and when, by whatever could be read of its front matter; also where it has errors. */
  readonly limits: Limits;
  readonly located: LocatedData;
  /** The whole file, and where its body begins in it, in UTF-16 code units. */
  readonly text: string;
  readonly bodyStart: number;
  /** False where the front matter has faults of syntax, so that no field can be judged missing. */
  readonly isReadable: boolean;
  /** Place in the file of an offset of the body. */
  readonly placeInBody: (offset: number) => Position;
}

export interface ReadOptions {
  /** IANA name of the zone of times that say when the file is public. */
  readonly timeZone: string;
  /** Keys besides the schema's that are no strangers. */
  readonly extraKeys?: readonly string[];
  /** May change the located data before the schema sees it. */
  readonly adapt?: (located: LocatedData) => LocatedData;
  /** Whether a field with such a value, which cannot be read, may be left out although it is one that keeps a file off the site. */
  readonly mayLack?: (key: string, written: SourceData) => boolean;
}

export interface ReadDocument<Fields> {
  /** Null where the file is refused as a whole. */
  readonly document: Document<Fields> | null;
  /** Those of the document, or what could be told of one that is refused. */
  readonly limits: Limits;
}

/**
 * Reads the front matter of a Markdown file with LF line ends into fields; what is wrong goes to the log.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readDocument<Schema extends ZodObject>(
  text: string,
  schema: Schema,
  log: ProblemLog,
  { timeZone, extraKeys = NO_KEYS, adapt = (located) => located, mayLack = () => false }: ReadOptions,
): ReadDocument<Partial<z.output<Schema>>> {
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
  }
  if (outcome.kind !== 'done' || outcome.result === null) {
    return { document: null, limits: { ...NO_LIMITS, isHeld: isHeldUnread(text) } };
  }
  const { located: written, bodyStart, lead, unread } = outcome.result;
  const isBroken = log.hasErrors;
  const known = knownKeysOf(schema, extraKeys);
  const resolved = resolveLimits(written, known, timeZone, log);
  const lifted = liftKeys(resolved.located, known, log);
  const dated = gatherDates(gatherAi(lifted, written, known), known, timeZone);
  const named = dropEmptyValues(renameKeys(dated, known, log));
  const located = plainLines(adapt(plainForms(named, log)), text, log);
  const isHeldAlso = isHeldByLines({ text, bodyStart, lead, unread, isBroken }, log);
  const isRequired = (key: string, value: SourceData): boolean =>
    REQUIRED_FIELDS.has(key) && !mayLack(key, value);
  const placeOf = createLineIndex(text);
  const limits = isHeldAlso ? { ...resolved.limits, isHeld: true } : resolved.limits;
  const document: Document<Partial<z.output<Schema>>> = {
    fields: readFields(schema, located, log, isRequired),
    limits,
    located,
    text,
    bodyStart,
    isReadable: written.data !== undefined || !log.hasErrors,
    placeInBody: (offset) => placeOf(bodyStart + offset),
  };
  return { document, limits };
}

const NO_KEYS: readonly string[] = [];

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
  source: Omit<BodySource, 'text'>,
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
 * Looks through a plain body as readBody does, without rendering it. Returns its words and links, or null, and
 * then nothing in the log, where only rendering can tell them.
 */
export function inspectPlainBody(
  document: Document<unknown>,
  source: Omit<BodySource, 'text' | 'language'>,
  log: ProblemLog,
): Pick<InspectedBody, 'plainText' | 'links'> | null {
  const inspected = inspectBody({ ...source, text: document.text.slice(document.bodyStart) });
  if (inspected === null) return null;
  reportFindings(document, inspected.findings, log);
  return inspected;
}

/** Links at their places in the file. */
export const placeLinks = (
  { placeInBody }: Pick<Document<unknown>, 'placeInBody'>,
  links: readonly OffsetLink[],
): PlacedLink[] => links.map(({ offset, ...link }) => ({ ...link, ...placeInBody(offset) }));

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
