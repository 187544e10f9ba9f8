/** A block of code between tags of some system’s templates; offsets in UTF-16 code units. */
export interface Verbatim {
  readonly start: number;
  readonly end: number;
  /** Where its code begins and ends. */
  readonly from: number;
  readonly to: number;
  /** What the tag is called and what else it says, such as the language. */
  readonly name: string;
  readonly rest: string;
}

const NAMES =
  'highlight|codeblock|code-block|code|prism|prettify|sourcecode|source|snippet|mermaid|plantuml|graphviz';
/** Languages that WordPress’s highlighter takes as names of tags. */
const LANGUAGES =
  'bash|shell|c|cpp|csharp|css|diff|erlang|go|groovy|html|java|javascript|js|json|perl|php|plain|powershell|python|ruby|scala|sql|swift|text|typescript|vb|xml|yaml';
/** In HTML’s comments and behind a backtick nothing begins. */
const OPENING = new RegExp(
  [
    String.raw`(?<!\x60)\{%-?\s*(${NAMES})(?![\w/.-])([^%\n]{0,500}(?:%(?!\})[^%\n]{0,500}){0,3})%\}`,
    String.raw`(?<!\x60)\{\{[<%]\s*(${NAMES})(?![\w/.-])([^{}\n]{0,500})[>%]\}\}`,
    String.raw`(?<![\x60[\\!])\[(${NAMES}|${LANGUAGES})((?:=|\s)[^[\]\n]{0,300})?\](?![([:])`,
  ].join('|'),
  'gi',
);

/** Whether a text may hold such blocks at all. */
export const mayHoldVerbatim = (text: string): boolean =>
  (text.includes('{%') || text.includes('{{') || text.includes('[/')) && CLOSING.test(text);

const CLOSING = new RegExp(
  String.raw`\{%-?\s*end(?:${NAMES})?\s*-?%\}|\{\{[<%]\s*\/\s*(?:${NAMES})|\[\/(?:${NAMES}|${LANGUAGES})\]`,
  'i',
);

/**
 * Looks through a text for blocks of code between tags: `{% highlight ruby %}`, `{{< highlight go >}}`, `[sourcecode]`. Call
 * `next` with offsets that grow; it gives the first block that begins there or further down. One without an end is none.
 */
export function verbatimScanner(text: string): { readonly next: (from: number) => Verbatim | null } {
  if (!mayHoldVerbatim(text)) return { next: () => null };
  const opening = new RegExp(OPENING);
  const endless = new Set<string>();
  let found: Verbatim | null = null;
  let searched = -1;
  const search = (from: number): Verbatim | null => {
    opening.lastIndex = from;
    for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
      const [whole, liquid, liquidRest, hugo, hugoRest, bracket, bracketRest] = match;
      const name = liquid ?? hugo ?? bracket ?? '';
      const rest = liquidRest ?? hugoRest ?? bracketRest ?? '';
      const isSingle = /\/\s*$/.test(rest);
      const closing = isSingle
        ? null
        : closingOf(name, { isLiquid: liquid !== undefined, isHugo: hugo !== undefined, rest });
      const start = match.index;
      const bodyStart = start + whole.length;
      if (closing === null || endless.has(closing.source)) continue;
      closing.lastIndex = bodyStart;
      const end = closing.exec(text);
      if (end === null) {
        endless.add(closing.source);
        continue;
      }
      return {
        start,
        end: end.index + end[0].length,
        from: bodyStart,
        to: end.index,
        name: name.toLowerCase(),
        rest,
      };
    }
    return null;
  };
  return {
    next(from) {
      if (searched === -1 || (found !== null && found.start < from)) {
        searched = from;
        found = search(from);
      }
      return found;
    },
  };
}

function closingOf(
  name: string,
  { isLiquid, isHugo, rest }: { readonly isLiquid: boolean; readonly isHugo: boolean; readonly rest: string },
): RegExp {
  if (isHugo) return new RegExp(String.raw`\{\{[<%]\s*\/\s*${name}\s*[>%]\}\}`, 'gi');
  if (!isLiquid) return new RegExp(String.raw`\[\/${name}\]`, 'gi');
  // Zola’s tags have parentheses, and all end alike.
  const end = rest.trim().startsWith('(') ? '' : name;
  return new RegExp(String.raw`\{%-?\s*end${end}\s*-?%\}`, 'gi');
}
