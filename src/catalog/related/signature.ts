import type { TermWeights } from './telling-words.ts';

/** The most telling terms of an article, with weights of 1 to 255; the square root of their squares' sum is about 255. */
export type Signature = ReadonlyMap<number, number>;

const TERMS = 24;
const UNIT = 255;
const BYTES = 5;

/** Chooses the most telling terms of an article. */
export function signatureOf(terms: TermWeights, weightOf: (term: number) => number): Signature {
  const weighed = [...terms]
    .map(([term, weight]) => [term, weight * weightOf(term)] as const)
    .filter(([, weight]) => weight > 0)
    .sort(([a, left], [b, right]) => right - left || a - b)
    .slice(0, TERMS);
  const length = Math.hypot(...weighed.map(([, weight]) => weight));
  return new Map(weighed.map(([term, weight]) => [term, Math.max(1, Math.round((weight / length) * UNIT))]));
}

/** How alike two articles are: 0 for nothing in common to about 1 for the same terms. */
export function likeness(one: Signature, other: Signature): number {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return sum / UNIT ** 2;
}

/** A signature as it is stored. */
export function encodeSignature(signature: Signature): Uint8Array {
  const view = new DataView(new ArrayBuffer(signature.size * BYTES));
  let at = 0;
  for (const [term, weight] of signature) {
    view.setUint32(at, term);
    view.setUint8(at + 4, weight);
    at += BYTES;
  }
  return new Uint8Array(view.buffer);
}

/** Reads a stored signature; empty where there is none. */
export function decodeSignature(blob: unknown): Signature {
  const signature = new Map<number, number>();
  if (!(blob instanceof Uint8Array)) return signature;
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  for (let at = 0; at + BYTES <= blob.byteLength; at += BYTES) {
    signature.set(view.getUint32(at), view.getUint8(at + 4));
  }
  return signature;
}
