import { decodeReferences, escapeHtml } from './escape.ts';

/** A name, and a value in either quotes or in none. */
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * The attributes that stand in a tag after its name, by their names in lower case, decoded; '' for one without a value.
 * Of two with one name the first counts, as in browsers. Takes time in proportion to the text, whatever it is.
 */
export function readAttributes(written: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of written.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeReferences(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

/** Writes attributes by name, each after a space; one without a value is left out. */
export function writeAttributes(
  attributes: Readonly<Record<string, string | number | null | undefined>>,
  write = escapeHtml,
): string {
  return Object.entries(attributes)
    .map(([name, value]) =>
      value === null || value === undefined ? '' : ` ${name}="${write(String(value))}"`,
    )
    .join('');
}
