import { toOldAddress } from './old-address.ts';
import type { PatternPiece } from './parse-pattern.ts';
import { type AddressPart, OPTIONAL_PARTS } from './pattern-parts.ts';

/** What an article has for a part, the likeliest first; slashes in it part segments. None where it has nothing. */
export type ValuesOf = (part: AddressPart, format: string | null) => readonly string[];

/** An article's old addresses by one pattern are at most so many. */
const MOST = 6;

/**
 * The addresses that an article had by a pattern, in the form in which they are looked up, the likeliest first. More than
 * one where a part has several values; none where it lacks one that is no mere folder.
 */
export function expandPattern(pieces: readonly PatternPiece[], valuesOf: ValuesOf): string[] {
  let texts: string[] = ['/'];
  for (const piece of pieces) {
    const values = piece.kind === 'text' ? [piece.text] : encodedValues(piece, valuesOf);
    texts = texts.flatMap((text) => values.map((value) => text + value)).slice(0, MOST);
  }
  const addresses = texts.flatMap((text) => toOldAddress(text.replace(/^\/{2,}/, '/')) ?? []);
  return [...new Set(addresses)];
}

function encodedValues(
  { part, format }: Extract<PatternPiece, { kind: 'part' }>,
  valuesOf: ValuesOf,
): readonly string[] {
  const values = valuesOf(part, format);
  if (values.length === 0) return OPTIONAL_PARTS.has(part) ? [''] : [];
  return values.map((value) => value.split('/').map(encodeURIComponent).join('/'));
}
