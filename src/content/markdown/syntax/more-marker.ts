import { findCode } from '../../../domain/find-code.ts';

/** Where editors end what stands on lists: Hugo's and Hexo's `<!-- more -->`, and WordPress's `<!--more Read on-->`. */
const MORE = /<!--(?:\s*more\s*|more\s[^\n]{0,200}?)-->/gi;

/** Where the first mark stands that parts the beginning of a body from the rest, outside of code; null for none. */
export function findMoreMarker(body: string): number | null {
  if (!body.includes('<!--')) return null;
  const marks = [...body.matchAll(MORE)];
  if (marks.length === 0) return null;
  const code = findCode(body);
  const mark = marks.find(({ index }) => !code.some(({ start, end }) => start <= index && index < end));
  return mark?.index ?? null;
}
