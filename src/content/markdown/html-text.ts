import { normaliseText } from '../../problems/clean-text.ts';
import { VOID_TAGS } from './allowed-html.ts';
import type { HtmlElement, HtmlNode } from './html-node.ts';

const TOKEN =
  /<(?<close>\/?)(?<tag>[a-z][a-z0-9]*)(?<attributes>(?: [^\s"=<>/]+(?:="[^"]*")?)*)(?: \/)?>|[^<]+|</g;
const ATTRIBUTE = / (?<name>[^\s"=<>/]+)(?:="(?<value>[^"]*)")?/g;

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const decode = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? '');

/** Reads the output of the sanitiser: balanced, lower-case, every `<` in text escaped. */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlNode[] = [];
  const open: { tag: string; children: HtmlNode[] }[] = [{ tag: '', children: root }];
  for (const match of html.matchAll(TOKEN)) {
    const children = open.at(-1)?.children ?? root;
    const groups = match.groups ?? {};
    const tag = groups['tag'];
    if (tag === undefined) {
      children.push({ kind: 'text', text: decode(match[0]) });
    } else if (groups['close'] === '/') {
      if (open.length > 1 && open.at(-1)?.tag === tag) open.pop();
    } else {
      const inner: HtmlNode[] = [];
      children.push({
        kind: 'element',
        tag,
        attributes: parseAttributes(groups['attributes']),
        children: inner,
      });
      if (!VOID_TAGS.has(tag)) open.push({ tag, children: inner });
    }
  }
  return root;
}

function parseAttributes(written = ''): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const { groups } of written.matchAll(ATTRIBUTE)) {
    attributes[groups?.['name'] ?? ''] = decode(groups?.['value'] ?? '');
  }
  return attributes;
}

const escapeText = (text: string): string =>
  normaliseText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

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
