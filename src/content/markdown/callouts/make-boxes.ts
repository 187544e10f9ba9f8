import { wordMark } from '../../../domain/marks/word-marks.ts';
import {
  element,
  type HtmlElement,
  type HtmlNode,
  isBlank,
  isElement,
  isEmpty,
  mapElements,
  textNode,
  textOf,
} from '../html/html-node.ts';
import { calloutKind, titleOfKind } from './callout-kinds.ts';

/** `[!NOTE]`, `[!warning]-`, `[!facts]+`; Obsidian allows words of its own behind a bar. */
const HEAD = /^\s*\[!([\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_ -]{0,39})(?:\|[^\]\n]{0,100})?\]([-+]?)[ \t]*/u;
/** How GitHub wrote the same before. */
const OLD_KIND = /^(?:note|tip|important|warning|caution)$/i;
/** The line that says whose words a quotation is. */
const SOURCE = /^\s*(?:—|–|―|--)\s*(?=\S)/;

interface Callout {
  readonly word: string;
  readonly fold: string;
  readonly title: readonly HtmlNode[];
  readonly body: readonly HtmlNode[];
}

/**
 * Makes boxes, pull quotes and details of block quotes that begin with `[!KIND]`, perhaps with a title on that line. `-` and
 * `+` behind the bracket make a box that is closed or open and can be folded.
 */
export const makeBoxes = (nodes: readonly HtmlNode[]): HtmlNode[] =>
  mapElements(nodes, (node) => {
    const callout = node.tag === 'blockquote' ? readCallout(node) : null;
    return callout === null ? [node] : [buildCallout(callout)];
  });

function readCallout({ children }: HtmlElement): Callout | null {
  const at = children.findIndex((child) => !isBlank(child));
  const first = children[at];
  if (!isElement(first, 'p')) return null;
  const [head, ...others] = first.children;
  const lines = splitLine(first.children);
  if (isElement(head, 'strong') && OLD_KIND.test(textOf(head)) && lines.line.filter(isSeen).length === 1) {
    return { word: textOf(head), fold: '', title: [], body: bodyOf(lines.rest, children.slice(at + 1)) };
  }
  if (head?.kind !== 'text') return null;
  const [whole, word = '', fold = ''] = HEAD.exec(head.text) ?? [];
  if (whole === undefined) return null;
  const rest = head.text.slice(whole.length);
  const { line, rest: below } = splitLine(rest === '' ? others : [textNode(rest), ...others]);
  return { word, fold, title: trimmed(line), body: bodyOf(below, children.slice(at + 1)) };
}

const isSeen = (node: HtmlNode): boolean => !isBlank(node);

const bodyOf = (rest: readonly HtmlNode[], blocks: readonly HtmlNode[]): readonly HtmlNode[] =>
  rest.every(isBlank) ? blocks : [element('p', {}, rest), ...blocks];

/** The nodes of the first line of a paragraph, and those of the lines below it. */
function splitLine(nodes: readonly HtmlNode[]): {
  readonly line: readonly HtmlNode[];
  readonly rest: readonly HtmlNode[];
} {
  for (const [index, node] of nodes.entries()) {
    const before = nodes.slice(0, index);
    const after = nodes.slice(index + 1);
    if (isElement(node, 'br')) return { line: before, rest: after };
    const at = node.kind === 'text' ? node.text.indexOf('\n') : -1;
    if (node.kind !== 'text' || at === -1) continue;
    const line = [...before, textNode(node.text.slice(0, at))];
    return { line, rest: [textNode(node.text.slice(at + 1)), ...after] };
  }
  return { line: nodes, rest: [] };
}

const trimmed = (line: readonly HtmlNode[]): readonly HtmlNode[] =>
  line.every(isBlank)
    ? []
    : line.map((node, nth) => {
        if (node.kind !== 'text') return node;
        const start = nth === 0 ? node.text.trimStart() : node.text;
        return textNode(nth === line.length - 1 ? start.trimEnd() : start);
      });

function buildCallout({ word, fold, title, body }: Callout): HtmlNode {
  const kind = calloutKind(word);
  if (kind === 'quote') return buildPullQuote(title, body);
  const isFolded = kind === 'details' || fold !== '';
  const box = kind === 'details' ? '' : (kind ?? 'note');
  const named = title.length > 0 ? title : kind === null ? [textNode(titleOfKind(word))] : [];
  const words = named.length > 0 ? {} : wordMark(kind === 'details' ? 'details' : `box-${kind ?? 'note'}`);
  const attributes = box === '' ? {} : { class: `box box--${box}` };
  const titled = box === '' ? words : { class: 'box__title', ...words };
  const content = [textNode('\n'), ...body.slice(Math.max(0, body.findIndex(isSeen)))];
  if (!isFolded) {
    return element('div', { ...attributes, role: 'note' }, [element('p', titled, named), ...content]);
  }
  const open: Readonly<Record<string, string>> = fold === '+' ? { open: '' } : {};
  return element('details', { ...attributes, ...open }, [element('summary', titled, named), ...content]);
}

/** A quotation; its source is its last line where that begins with a dash, else its title. */
function buildPullQuote(title: readonly HtmlNode[], body: readonly HtmlNode[]): HtmlNode {
  const { quote, source } = takeSource(body);
  const shown = source.length > 0 ? source : title;
  const words = quote.every(isBlank) && title.length > 0 ? [element('p', {}, title)] : quote;
  const named = words === quote ? shown : source;
  const caption = named.length === 0 ? [] : [element('figcaption', {}, named)];
  return element('figure', { class: 'pull-quote' }, [element('blockquote', {}, words), ...caption]);
}

function takeSource(body: readonly HtmlNode[]): {
  readonly quote: readonly HtmlNode[];
  readonly source: readonly HtmlNode[];
} {
  const at = body.findLastIndex((node) => !isBlank(node));
  const last = body[at];
  const none = { quote: body, source: [] };
  if (!isElement(last, 'p')) return none;
  const { above, line } = splitLastLine(last.children);
  const [first, ...others] = line;
  const dash = first?.kind === 'text' ? SOURCE.exec(first.text)?.[0] : undefined;
  if (dash === undefined || first?.kind !== 'text') return none;
  const source = trimmed([textNode(first.text.slice(dash.length)), ...others]);
  const kept = above.every(isEmpty) ? [] : [element('p', {}, above)];
  return { quote: [...body.slice(0, at), ...kept], source };
}

/** The nodes of the last line of a paragraph, and those above it. */
function splitLastLine(nodes: readonly HtmlNode[]): {
  readonly above: readonly HtmlNode[];
  readonly line: readonly HtmlNode[];
} {
  const at = nodes.findLastIndex(
    (node) => isElement(node, 'br') || (node.kind === 'text' && node.text.trimEnd().includes('\n')),
  );
  const node = nodes[at];
  if (node === undefined) return { above: [], line: nodes };
  const rest = nodes.slice(at + 1);
  if (node.kind !== 'text') return { above: nodes.slice(0, at), line: rest };
  const end = node.text.trimEnd().lastIndexOf('\n');
  const above = [...nodes.slice(0, at), textNode(node.text.slice(0, end))];
  return { above, line: [textNode(node.text.slice(end + 1)), ...rest] };
}
