import { findCode } from '../../../domain/markdown/find-code.ts';

/**
 * Where editors end what stands on lists: Hugo's and Hexo's `<!-- more -->`, WordPress's `<!--more Read on-->`, Docusaurus's
 * `<!-- truncate -->` and the same in MDX, Nikola's `<!-- TEASER_END -->`, Jekyll's and VitePress's `<!-- excerpt -->`, and
 * Grav's `===` with a line of its own.
 */
const MORE =
  /<!--(?:\s*(?:more|read[ _-]?more|truncate|teaser[ _-]?end(?::[^\n>]{0,100}?)?|(?:end[ _-]?)?excerpt|excerpt[ _-]?end|end[ _-]?(?:of[ _-]?)?summary|summary[ _-]?end)\s*|more\s[^\n]{0,200}?)-->|\{\/\*\s*(?:more|truncate)\s*\*\/\}|(?<=\n[ \t]*\n)===[ \t]*(?=\n|$)/gi;

/** Where the first mark stands that parts the beginning of a body from the rest, outside of code; null for none. */
export function findMoreMarker(body: string): number | null {
  if (!body.includes('<!--') && !body.includes('{/*') && !body.includes('\n===')) return null;
  const marks = [...body.matchAll(MORE)];
  if (marks.length === 0) return null;
  const code = findCode(body);
  const mark = marks.find(({ index }) => !code.some(({ start, end }) => start <= index && index < end));
  return mark?.index ?? null;
}
