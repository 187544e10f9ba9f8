const WEIGHT = /^q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * How much a client wants each media range that its Accept header names, 0 to 1 (RFC 9110 §12.5.1). Malformed
 * members count as absent.
 */
export function acceptWeights(accept: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const member of accept.split(',')) {
    const [range = '', ...parameters] = member.split(';').map((part) => part.trim());
    const written = parameters.find((parameter) => /^q=/i.test(parameter));
    const weight = written === undefined ? 1 : Number(WEIGHT.exec(written)?.[1] ?? Number.NaN);
    if (!Number.isNaN(weight)) weights.set(range.toLowerCase(), weight);
  }
  return weights;
}

/** How much it wants HTML, by name or by a wildcard. */
export function htmlWeight(weights: ReadonlyMap<string, number>): number {
  return weights.get('text/html') ?? weights.get('text/*') ?? weights.get('*/*') ?? 0;
}
