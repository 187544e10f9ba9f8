import { wordMark } from '../../../../domain/marks/word-marks.ts';
import { element, type HtmlNode, isElement } from '../html-node.ts';

/** Puts each table into a box of its own that scrolls sideways, by keyboard as well. */
export function wrapTables(nodes: readonly HtmlNode[]): HtmlNode[] {
  let count = 0;
  const wrap = (node: HtmlNode): HtmlNode => {
    if (!isElement(node)) return node;
    if (node.tag !== 'table') return { ...node, children: node.children.map(wrap) };
    count += 1;
    // Landmarks need names that tell them apart; what they are is said when the body is read.
    const attributes = { class: 'table-scroll', tabindex: '0', role: 'region', ...wordMark('table', count) };
    return element('div', attributes, [node]);
  };
  return nodes.map(wrap);
}
