import { element, type HtmlNode, mapElements, textNode, textOf } from '../html/html-node.ts';
import { highlight } from './highlight.ts';

/** Most code of one text that is coloured, in characters. */
const MAX_COLOURED = 100_000;

/**
 * Colours the blocks of code whose language is named, and gives those with a title a caption. They are marked by
 * `data-MARKcode` and `data-MARKtitle`, which go.
 */
export function colourCode(nodes: readonly HtmlNode[], mark: string): HtmlNode[] {
  const [codeMark, titleMark] = [`data-${mark}code`, `data-${mark}title`];
  let coloured = 0;
  return mapElements(nodes, (node) => {
    if (node.tag !== 'pre') return [node];
    const { [codeMark]: language, [titleMark]: title, ...attributes } = node.attributes;
    if (language === undefined && title === undefined) return [node];
    const code = node.children.map(textOf).join('');
    coloured += code.length;
    const parts = language && coloured <= MAX_COLOURED ? highlight(code, language) : null;
    const named = language ? { class: `language-${language}` } : {};
    const pre = element('pre', attributes, [element('code', named, parts ?? [textNode(code)])]);
    if (title === undefined) return [pre];
    return [element('figure', { class: 'code' }, [element('figcaption', {}, [textNode(title)]), pre])];
  });
}
