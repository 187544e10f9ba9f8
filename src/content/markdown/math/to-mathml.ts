import { element, type HtmlNode, mapElements } from '../html/html-node.ts';
import { parseHtml } from '../html/html-text.ts';
import { loadLate } from '../load-late.ts';
import { MAX_FORMULA } from './sure-formula.ts';

const temml = loadLate<typeof import('temml')>('temml', ({ renderToString }) => renderToString !== undefined);

/** What MathML has for showing formulas (MathML Core). */
export const MATH_TAGS: ReadonlySet<string> = new Set(
  (
    'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts ' +
    'mprescripts mtable mtr mtd mpadded mphantom mstyle'
  ).split(' '),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'display mathvariant stretchy form lspace rspace minsize maxsize symmetric largeop movablelimits ' +
    'accent accentunder linethickness columnspan rowspan width height depth voffset displaystyle scriptlevel'
  ).split(' '),
);
/** How the cells of aligned equations stand. */
const CLASSES: Readonly<Record<string, string>> = { 'tml-left': 'math-start', 'tml-right': 'math-end' };
/** Most elements of one formula; macros multiply. */
const MAX_ELEMENTS = 2000;

/** A formula of TeX as MathML without styles of its own, its source beside it; null where it cannot be read, or is too large. */
export function toMathml(tex: string, isApart: boolean): HtmlNode | null {
  if (tex.length > MAX_FORMULA) return null;
  let written: string;
  try {
    written = temml().renderToString(tex, {
      displayMode: isApart,
      throwOnError: true,
      trust: false,
      maxExpand: 200,
      maxSize: [20, 20],
    });
  } catch {
    return null;
  }
  if (written.split('<').length > 2 * MAX_ELEMENTS) return null;
  const [math] = mapElements(parseHtml(written), (node) => {
    if (!MATH_TAGS.has(node.tag)) return node.children;
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(node.attributes)) {
      if (ATTRIBUTES.has(name)) attributes[name] = value;
    }
    const place = CLASSES[node.attributes['class'] ?? ''];
    if (place !== undefined) attributes['class'] = place;
    return [element(node.tag, attributes, node.children)];
  });
  if (math?.kind !== 'element' || math.tag !== 'math') return null;
  return { ...math, attributes: { ...(isApart ? { display: 'block' } : {}), alttext: tex } };
}
