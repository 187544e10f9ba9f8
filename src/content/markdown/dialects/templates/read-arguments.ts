import { type TagArguments, tagName } from './tag.ts';

const QUOTED = String.raw`"((?:\\.|[^"\\]){0,2000})"|'((?:\\.|[^'\\]){0,2000})'|` + '`([^`]{0,2000})`';
/** A name with a value, or a value alone; between them blanks and commas, and parentheses around all of them. */
const ARGUMENT = new RegExp(
  String.raw`(?:([A-Za-z_][\w:.-]{0,60})\s{0,3}(?:=|:(?=\s|["'])|(?<=\w):(?=\w[^/]))\s{0,3})?(?:${QUOTED}|([^\s,"'=()\x60][^\s,"'\x60]{0,2000}))|[\s\S]`,
  'gu',
);
const MAX_ARGUMENTS = 60;

/**
 * Reads what stands behind the name of a tag, in the ways of Liquid, Hugo, Zola and WordPress: `"one" two key="three"
 * key: 'four' (key=5)`. Lines and commas part as blanks do.
 */
export function readArguments(written: string): TagArguments {
  const positional: string[] = [];
  const named = new Map<string, string>();
  for (const [whole, name, double, single, tick, bare] of written.matchAll(ARGUMENT)) {
    if (positional.length + named.size >= MAX_ARGUMENTS) break;
    if (whole.length === 1 && bare === undefined) continue;
    const value = double ?? single ?? tick ?? bare;
    if (value === undefined) continue;
    const plain = tick === undefined && bare === undefined ? value.replace(/\\(["'\\])/g, '$1') : value;
    if (name === undefined) positional.push(plain);
    else if (!named.has(tagName(name))) named.set(tagName(name), plain);
  }
  return { positional, named, written };
}
