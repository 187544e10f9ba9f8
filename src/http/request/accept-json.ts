import { acceptWeights, htmlWeight } from './accept-weights.ts';

/**
 * Whether a client would rather have JSON than HTML, by its Accept header (RFC 9110 §12.5.1). A mere `*` asks for
 * nothing special. Equal weights count as a wish, since no browser names JSON when it opens a page.
 */
export function prefersJson(accept: string | undefined): boolean {
  if (accept === undefined || !/application\/(?:json|\*)/i.test(accept)) return false;
  const weights = acceptWeights(accept);
  const json = weights.get('application/json') ?? weights.get('application/*') ?? 0;
  return json > 0 && json >= htmlWeight(weights);
}
