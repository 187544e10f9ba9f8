import { decodeReferences } from '../../../html/escape.ts';
import { normaliseText } from '../../../problems/clean-text.ts';
import { VOID_TAGS } from './allowed-html.ts';
import type { HtmlElement, HtmlNode } from './html-node.ts';

/** A tag with its slash, name and attributes, or a run of text. */
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?: [^\s"=<>/]+(?:="[^"]*")?)*)(?: \/)?>|[^<]+|</g;
const ATTRIBUTE = / (?<name>[^\s"=<>/]+)(?:="(?<value>[^"]*)")?/g;

/** Reads the output of the sanitiser: balanced, lower-case, every `<` in text escaped. */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlNode[] = [];
  const open: { tag: string; children: HtmlNode[] }[] = [{ tag: '', children: root }];
  for (const [token, slash, tag, written] of html.matchAll(TOKEN)) {
    const children = open.at(-1)?.children ?? root;
    if (tag === undefined) {
      children.push({ kind: 'text', text: decodeReferences(token) });
    } else if (slash === '/') {
      if (open.length > 1 && open.at(-1)?.tag === tag) open.pop();
    } else {
      const inner: HtmlNode[] = [];
      children.push({ kind: 'element', tag, attributes: parseAttributes(written), children: inner });
      if (!VOID_TAGS.has(tag)) open.push({ tag, children: inner });
    }
  }
  return root;
}

function parseAttributes(written = ''): Record<string, string> {
  const attributes: Record<string, string> = {};
  if (written === '') return attributes;
  for (const { groups } of written.matchAll(ATTRIBUTE)) {
    attributes[groups?.['name'] ?? ''] = decodeReferences(groups?.['value'] ?? '');
  }
  return attributes;
}

/** Text that stands in HTML as it is, and is composed. */
const PLAIN = /^[\t\n\r -%'-;=?-~]*$/;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeText = (text: string): string =>
  PLAIN.test(text) ? text : normaliseText(text).replace(/[&<>]/g, (character) => ESCAPES[character] ?? '');

/** Writes a tree as HTML: everything escaped, void tags without a slash. */
export function writeHtml(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (node.kind === 'text' ? escapeText(node.text) : writeElement(node))).join('');
}

function writeElement({ tag, attributes, children }: HtmlElement): string {
  const written = Object.entries(attributes)
    .map(([name, value]) =>
      name === 'reversed' ? ' reversed' : ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`,
    )
    .join('');
  const start = `<${tag}${written}>`;
  if (VOID_TAGS.has(tag)) return start;
  // A parser drops the first line end inside <pre>.
  const lineEnd =
    tag === 'pre' && children[0]?.kind === 'text' && children[0].text.startsWith('\n') ? '\n' : '';
  return `${start}${lineEnd}${writeHtml(children)}</${tag}>`;
}
