const MARKDOWN = 'text/markdown';

const WEIGHT = /^q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * Whether a client would rather have Markdown than HTML, by its Accept header (RFC 9110 §12.5.1). It has to
 * name the type: a wildcard asks for nothing special. Equal weights count as a wish, since nothing but a program
 * that reads Markdown names it. Malformed members count as absent.
 */
export function prefersMarkdown(accept: string | undefined): boolean {
  if (!namesMarkdown(accept)) return false;
  const weights = parseWeights(accept);
  const markdown = weights.get(MARKDOWN) ?? 0;
  const html = weights.get('text/html') ?? weights.get('text/*') ?? weights.get('*/*') ?? 0;
  return markdown > 0 && markdown >= html;
}

/** Whether an Accept header names Markdown at all; cheap, for every request. */
export function namesMarkdown(accept: string | undefined): accept is string {
  return accept !== undefined && /text\/markdown/i.test(accept);
}

function parseWeights(accept: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const member of accept.split(',')) {
    const [range = '', ...parameters] = member.split(';').map((part) => part.trim());
    const written = parameters.find((parameter) => /^q=/i.test(parameter));
    const weight = written === undefined ? 1 : Number(WEIGHT.exec(written)?.[1] ?? Number.NaN);
    if (!Number.isNaN(weight)) weights.set(range.toLowerCase(), weight);
  }
  return weights;
}
