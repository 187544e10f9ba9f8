import { isMdxName } from '../../domain/markdown/markdown-name.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import type { InspectedBody } from '../markdown/inspect/inspect-body.ts';
import { runTextSteps } from '../markdown/dialects/run-text-steps.ts';
import type { BodySource, RenderedBody } from '../markdown/render-body.ts';
import { isPlainBody } from '../markdown/syntax/is-plain-body.ts';
import { cutAtWord } from './cut-at-word.ts';
import { type Document, inspectPlainBody, readBody } from './read-document.ts';
import { MAX_TITLE } from './text-lengths.ts';

/**
 * What to parse: all; or only what decides whether there is an article, and what it is; or that and the
 * words and problems of the body.
 */
export type ParseMode = 'full' | 'head' | 'inspect';

export interface ReadText {
  /** Whether the body can be left unrendered. */
  readonly isPlain: boolean;
  readonly body: RenderedBody | null;
  readonly inspected: Pick<InspectedBody, 'plainText' | 'links'> | null;
  /** Whether there should be a rendered body and is none. */
  readonly isMissing: boolean;
}

/** Renders the body, or looks through it, as far as the mode wants it. */
export function readText(
  document: Document<{ title?: string | undefined }>,
  source: Omit<BodySource, 'text'>,
  mode: ParseMode,
  log: ProblemLog,
): ReadText {
  // Without a title in the front matter the body gives it, and is not the same once it has one.
  const mayBePlain = document.fields.title !== undefined && !isMdxName(source.file);
  const isPlain = mayBePlain && staysPlain(document.text.slice(document.bodyStart), source);
  const inspected = mode === 'inspect' && isPlain ? inspectPlainBody(document, source, log) : null;
  const isRendered = !isPlain || mode === 'full' || (mode === 'inspect' && inspected === null);
  const body = isRendered ? readBody(document, source, log) : null;
  return { isPlain, body, inspected, isMissing: isRendered && body === null };
}

/** Whether a body is plain as it is written, and as the steps of other systems' Markdown leave it. */
function staysPlain(body: string, source: Omit<BodySource, 'text'>): boolean {
  if (!isPlainBody(body)) return false;
  const { text, isEdited } = runTextSteps(body, source);
  return !isEdited || isPlainBody(text);
}

/** The first heading of a body, cut where it is too long for a headline; null for none. */
export function headlineOf(body: RenderedBody | null, language: string): string | null {
  const headline = body?.headline ?? null;
  return headline !== null && headline.length > MAX_TITLE
    ? cutAtWord(headline, MAX_TITLE, language)
    : headline;
}
