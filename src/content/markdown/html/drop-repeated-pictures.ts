import { type HtmlNode, isBlank, isElement } from './html-node.ts';

/** Whether HTML may have pictures that a script loads late, which stand in `<noscript>` a second time. */
export const mayRepeatPictures = (html: string): boolean =>
  html.includes('data-') && /\sdata-\w*-?src/.test(html);

/** Leaves out a picture that is that of the one just before it. */
export function dropRepeatedPictures(nodes: readonly HtmlNode[]): HtmlNode[] {
  const kept: HtmlNode[] = [];
  let before: string | undefined;
  for (const node of nodes) {
    const src = isElement(node, 'img') ? node.attributes['src'] : undefined;
    if (src === undefined || src !== before) {
      kept.push(isElement(node) ? { ...node, children: dropRepeatedPictures(node.children) } : node);
    }
    if (!isBlank(node)) before = src;
  }
  return kept;
}
