import { acceptWeights, htmlWeight } from './accept-weights.ts';

const MARKDOWN = 'text/markdown';

/**
 * Whether a client would rather have Markdown than HTML, by its Accept header (RFC 9110 §12.5.1). It has to
 * name the type: a wildcard asks for nothing special. Equal weights count as a wish, since nothing but a program
 * that reads Markdown names it. Malformed members count as absent.
 */
export function prefersMarkdown(accept: string | undefined): boolean {
  if (!namesMarkdown(accept)) return false;
  const weights = acceptWeights(accept);
  const markdown = weights.get(MARKDOWN) ?? 0;
  return markdown > 0 && markdown >= htmlWeight(weights);
}

/** Whether an Accept header names Markdown at all; cheap, for every request. */
export function namesMarkdown(accept: string | undefined): accept is string {
  return accept !== undefined && /text\/markdown/i.test(accept);
}
