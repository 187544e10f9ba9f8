import { type AddressPart, PART_NAMES } from './pattern-parts.ts';

/** A piece of a pattern: a text, or a part of an article with the format behind it (`%Y` of `{date:%Y}`). */
export type PatternPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'part'; readonly part: AddressPart; readonly format: string | null };

export type ParsedPattern =
  | { readonly kind: 'pattern'; readonly pieces: readonly PatternPiece[] }
  | { readonly kind: 'unknown-part'; readonly written: string; readonly name: string }
  | { readonly kind: 'no-part' };

/** `:year`, `:sections[last]` (Jekyll, Hugo, Hexo), `%year%` (WordPress), `{slug}`, `{date:%Y}` (Ghost, Pelican). */
const PART =
  /:(?<colon>[a-z_]+)(?:\[(?<range>[^\]]*)\])?|%(?<percent>[a-z_]{3,})%|\{+\s*(?<brace>[a-z_.]*)(?::(?<format>[^}]*))?[^}]*\}+/gi;

/** Whether a text has a part in it, known or not, so that it is a pattern and no address. */
export const looksLikePattern = (text: string): boolean =>
  /:[a-z_]{2,}|%[a-z_]{3,}%|[{}]/i.test(text.replace(/^https?:\/\/[^/]*/i, ''));

/**
 * Reads a pattern of addresses as Jekyll, Hugo, WordPress, Ghost and their like write them. Scheme and host are left out,
 * a slash at its beginning may be missing. Tells the first part that nobody knows, or that there is no part at all.
 */
export function parsePattern(written: string): ParsedPattern {
  const text = written.trim().replace(/^https?:\/\/[^/]*/i, '');
  const pieces: PatternPiece[] = [];
  let end = 0;
  const add = (until: number): void => {
    if (until > end) pieces.push({ kind: 'text', text: text.slice(end, until) });
  };
  for (const found of text.matchAll(PART)) {
    const { colon, range, percent, brace, format } = found.groups ?? {};
    const written = colon ?? percent ?? brace ?? '';
    const name = colon === undefined ? written : knownBeginning(colon);
    const part = partCalled(name);
    if (part === null) return { kind: 'unknown-part', written: found[0], name: written };
    add(found.index);
    pieces.push({ kind: 'part', part, format: range ?? format ?? null });
    end = found.index + found[0].length;
    // `:year_:month`: what is no part of the name belongs to the text behind it.
    if (colon !== undefined && range === undefined) end -= colon.length - name.length;
  }
  if (pieces.length === 0) return { kind: 'no-part' };
  add(text.length);
  return { kind: 'pattern', pieces };
}

function partCalled(name: string): AddressPart | null {
  const small = name.toLowerCase().replace(/^(?:page|post|article|entry)\./, '');
  return Object.hasOwn(PART_NAMES, small) ? (PART_NAMES[small] ?? null) : null;
}

/** Of `year_` the known `year`; the name as it is where no beginning before an underscore is known. */
function knownBeginning(name: string): string {
  for (let known = name; known !== ''; known = known.slice(0, Math.max(0, known.lastIndexOf('_')))) {
    if (partCalled(known) !== null) return known;
  }
  return name;
}
