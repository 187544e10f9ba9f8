import { element, elementsOf, type HtmlNode, mapElements, textNode } from './html-node.ts';

/** Most abbreviations of one text, and most places at which they are told. */
const MAX_ABBREVIATIONS = 100;
const MAX_USES = 200;
/** Where no words are said to readers, or where the letters are something else already. */
const LEFT_ALONE: ReadonlySet<string> = new Set('a abbr code pre math kbd samp'.split(' '));

/** Tells what abbreviations mean wherever they stand as words of their own; what defines them (`data-MARKabbr`) goes. */
export function markAbbreviations(nodes: readonly HtmlNode[], mark: string): HtmlNode[] {
  const attribute = `data-${mark}abbr`;
  const meanings = new Map<string, string>();
  for (const { attributes } of elementsOf(nodes)) {
    const short = attributes[attribute];
    if (short === undefined || short === '' || meanings.size >= MAX_ABBREVIATIONS) continue;
    meanings.set(short, attributes['title'] ?? '');
  }
  const kept = mapElements(nodes, (node) => (attribute in node.attributes ? [] : [node]));
  const known = [...meanings].filter(([, meaning]) => meaning !== '').map(([short]) => short);
  if (known.length === 0) return kept;
  const longestFirst = known.sort((a, b) => b.length - a.length).map((one) => RegExp.escape(one));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}_])(?:${longestFirst.join('|')})(?![\\p{L}\\p{M}\\p{N}_])`,
    'gu',
  );
  let uses = 0;
  const tell = (node: HtmlNode): HtmlNode[] => {
    if (node.kind === 'element') {
      return [LEFT_ALONE.has(node.tag) ? node : { ...node, children: node.children.flatMap(tell) }];
    }
    const parts: HtmlNode[] = [];
    let copied = 0;
    for (const { 0: short, index } of node.text.matchAll(pattern)) {
      if (uses >= MAX_USES) break;
      uses += 1;
      if (index > copied) parts.push(textNode(node.text.slice(copied, index)));
      parts.push(element('abbr', { title: meanings.get(short) ?? '' }, [textNode(short)]));
      copied = index + short.length;
    }
    return copied === 0 ? [node] : [...parts, textNode(node.text.slice(copied))];
  };
  return kept.flatMap(tell);
}
