import { readWeights } from '../../cache/quality-values.ts';

const HTML = ['text/html', 'text/*', '*/*'];

/**
 * Whether a client would rather have JSON than HTML, by its Accept header (RFC 9110 §12.5.1). A mere `*` asks for
 * nothing special. Equal weights count as a wish, since no browser names JSON when it opens a page.
 */
export const prefersJson = (accept: string | undefined): boolean =>
  /application\/(?:json|\*)/i.test(accept ?? '') && prefers(accept, ['application/json', 'application/*']);

/**
 * Whether it would rather have Markdown. It has to name the type: a wildcard asks for nothing special. Equal
 * weights count as a wish, since nothing but a program that reads Markdown names it.
 */
export const prefersMarkdown = (accept: string | undefined): boolean =>
  namesMarkdown(accept) && prefers(accept, ['text/markdown']);

/** Whether an Accept header names Markdown at all; cheap, for every request. */
export const namesMarkdown = (accept: string | undefined): boolean =>
  accept !== undefined && /text\/markdown/i.test(accept);

/** Of media ranges the first that is named counts, whatever its parameters. */
function prefers(accept = '', ranges: readonly string[]): boolean {
  const weights = new Map([...readWeights(accept)].map(([name, weight]) => [name.split(';', 1)[0], weight]));
  const wish = (names: readonly string[]): number =>
    weights.get(names.find((name) => weights.has(name))) ?? 0;
  return wish(ranges) > 0 && wish(ranges) >= wish(HTML);
}
