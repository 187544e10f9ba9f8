import { element, type HtmlNode, mapElements, textNode, textOf } from '../html/html-node.ts';
import { toMathml } from './to-mathml.ts';

/** Most formulas of one text. */
const MAX_FORMULAS = 300;

/**
 * Sets the formulas of a text, which `data-MARKmath` tells: MathML, in a box of its own where a formula stands apart. What
 * is no TeX stays as code; `refused` gets its source.
 */
export function setMath(
  nodes: readonly HtmlNode[],
  mark: string,
  refused: (tex: string) => void,
): HtmlNode[] {
  const attribute = `data-${mark}math`;
  let count = 0;
  return mapElements(nodes, (node) => {
    const kind = node.attributes[attribute];
    if (kind === undefined) return [node];
    const tex = node.children.map(textOf).join('');
    count += 1;
    const isApart = kind === 'block';
    const math = count > MAX_FORMULAS ? null : toMathml(tex, isApart);
    if (math === null) {
      refused(tex);
      const code = element('code', {}, [textNode(tex)]);
      return [isApart && node.tag === 'div' ? element('pre', {}, [code]) : code];
    }
    return [node.tag === 'div' ? element('div', { class: 'math', tabindex: '0' }, [math]) : math];
  });
}
