const WEIGHT = /^q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/;

/** Parts of a member that are read: its name and parameters. */
const MOST_PARTS = 8;

/**
 * How much a client wants each thing that a field such as Accept names, 0 to 1 (RFC 9110 §12.4.2). Names are in lower
 * case, and other parameters than `q` belong to them: `text/html;level=1`. Malformed members count as absent; of two
 * for one thing the lower weight counts. Reads the field once.
 */
export function readWeights(field: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const member of field.toLowerCase().split(',')) {
    let name = '';
    let weight = 1;
    let isWeighted = false;
    for (const part of member.split(';', MOST_PARTS)) {
      const text = part.trim();
      if (!text.startsWith('q=')) name += name === '' ? text : `;${text}`;
      else {
        weight = isWeighted ? Number.NaN : Number(WEIGHT.exec(text)?.[1] ?? Number.NaN);
        isWeighted = true;
      }
    }
    if (name !== '' && !Number.isNaN(weight)) weights.set(name, Math.min(weight, weights.get(name) ?? 1));
  }
  return weights;
}
