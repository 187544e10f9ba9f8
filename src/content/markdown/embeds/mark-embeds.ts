import { embedMark } from '../../../domain/embeds/embed-marks.ts';
import type { Embed } from '../../../domain/embeds/embed.ts';
import { recogniseEmbed } from '../../../domain/embeds/recognise-embed.ts';
import {
  element,
  type HtmlElement,
  type HtmlNode,
  isBlank,
  isElement,
  textNode,
  textOf,
} from '../html/html-node.ts';

/** How an address begins that may be one of a provider: what is written without a scheme is led to http. */
const ADDRESS = /^(?:(?:https?:)?\/\/|www\.)\S+$/i;
/** The elements that may hold nothing but the address, as blocks. */
const BLOCKS: ReadonlySet<string> = new Set(['p', 'div']);

/**
 * Marks what stands for something on another site, where its provider is known: an address alone in its paragraph, or several
 * of them, one a line, as bare addresses, links by their address, or pictures (`![Title](https://youtu.be/…)`), whose title is
 * a caption. A quote that ends with the link to a post is marked as one. What the mark is filled with is known when pages are read.
 */
export function markEmbeds(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (!isElement(node)) return [node];
    const cards = BLOCKS.has(node.tag) ? cardsOf(node) : null;
    if (cards !== null) return cards;
    if (node.tag === 'pre' || node.children.length === 0) return [node];
    const marked = { ...node, children: markEmbeds(node.children) };
    return [
      node.tag === 'blockquote' && isPost(node)
        ? { ...marked, attributes: { ...node.attributes, class: 'post' } }
        : marked,
    ];
  });
}

function cardsOf({ children }: HtmlElement): HtmlNode[] | null {
  const content = children.filter((child) => !isBlank(child) && !isElement(child, 'br'));
  if (content.length === 0 || content.length > 50) return null;
  const cards: HtmlNode[] = [];
  for (const child of content) {
    const card = cardOf(child);
    if (card === null) return null;
    cards.push(...card);
  }
  return cards;
}

/** A card of what stands alone in its line; null for what is none. */
function cardOf(node: HtmlNode): HtmlNode[] | null {
  if (!isElement(node)) {
    const lines = node.text.trim().split(/\s+/);
    const embeds = lines.map((line) => (ADDRESS.test(line) ? recogniseEmbed(line) : null));
    if (embeds.includes(null)) return null;
    return embeds.flatMap((embed, nth) =>
      embed === null ? [] : [writeMark(embed, lines[nth] ?? '', undefined)],
    );
  }
  if (node.tag === 'img') {
    const { src = '', alt = '', title } = node.attributes;
    const embed = recogniseEmbed(src);
    return embed === null ? null : [writeMark(embed, alt.trim() || embed.url, title)];
  }
  if (node.tag !== 'a') return null;
  const { href = '', title } = node.attributes;
  const text = textOf(node).trim();
  const isBare = ADDRESS.test(text) || withoutScheme(href) === withoutScheme(text);
  const embed = isBare ? recogniseEmbed(href) : null;
  return embed === null ? null : [writeMark(embed, text, title)];
}

const withoutScheme = (address: string): string =>
  address.trim().replace(/^(?:https?:)?\/\/(?:www\.)?|\/$/gi, '');

function writeMark(embed: Embed, text: string, caption: string | undefined): HtmlNode {
  const link = element('a', { href: embed.url }, [textNode(text)]);
  const card = element('p', embedMark(embed), [link]);
  if (caption === undefined || caption.trim() === '') return card;
  return element('figure', {}, [card, element('figcaption', {}, [textNode(caption)])]);
}

/** Whether a quote has words, and ends with the link to a post that says them. */
function isPost(quote: HtmlElement): boolean {
  const last = lastLink(quote);
  return (
    last !== null &&
    textOf(quote).trim() !== textOf(last).trim() &&
    recogniseEmbed(last.attributes['href'] ?? '')?.kind === 'post'
  );
}

function lastLink(node: HtmlElement): HtmlElement | null {
  const last = node.children.findLast((child) => !isBlank(child));
  if (!isElement(last)) return null;
  return last.tag === 'a' ? last : lastLink(last);
}
