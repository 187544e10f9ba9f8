import { escapeHtml } from '../../../../html/escape.ts';
import type { Meant } from './meant-by-element.ts';

/** The line round a stretch of text, and what decides how Markdown goes on there. */
const CONTAINER = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+[ \t]*$/;
/** A block of HTML; an address in angle brackets begins none. */
const BEGINS_WITH_TAG = /^\s{0,3}<(?:\/?[a-z][a-z0-9-]*(?=[\s/>])|!)/i;
/** How far back the beginning of a block is looked for, in characters. */
const LOOK_BACK = 4000;

/**
 * What is written in the place of `[start, end)` of a text: the address, alone in a paragraph of its own, where Markdown can
 * stand there; HTML between tags, which Markdown does not read; a link within a list, a quote, a table or a heading.
 */
export function placeElement(
  text: string,
  start: number,
  end: number,
  meant: Exclude<Meant, { kind: 'nothing' }>,
): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end);
  const [before, after] = [text.slice(lineStart, start), text.slice(end, lineEnd)];
  const block = blockBefore(text, start);
  const isAmongTags = BEGINS_WITH_TAG.test(block) || /^\s{4,}</.test(text.slice(lineEnd + 1, lineEnd + 200));
  if (isAmongTags) return htmlFor(meant, openParagraph(block));
  if (CONTAINER.test(before) && after.trim() === '') return markdownFor(meant);
  if (/^\s*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\|)/.test(before) || /\|/.test(before))
    return linkFor(meant);
  if (meant.kind === 'link' && (before + after).trim() !== '') return linkFor(meant);
  const indent = /^[ \t]*$/.test(before) ? before : '';
  const isFirst =
    before.trim() === '' && /(?:^|\n)[ \t]*\n$|^$/.test(text.slice(Math.max(0, lineStart - 200), lineStart));
  const isLast = after.trim() === '' && /^\n[ \t]*(?:\n|$)|^$/.test(text.slice(lineEnd, lineEnd + 200));
  return `${isFirst ? '' : `\n\n${indent}`}${markdownFor(meant)}${isLast ? '' : `\n\n${after.trim() === '' ? '' : indent}`}`;
}

/** The text of the block in which an offset lies, up to it. */
function blockBefore(text: string, start: number): string {
  const near = text.slice(Math.max(0, start - LOOK_BACK), start);
  const blank = [...near.matchAll(/\n[ \t]*\n/g)].at(-1);
  return blank === undefined ? near : near.slice(blank.index + blank[0].length);
}

/** Whether a paragraph of HTML is open, and the last thing in it. */
function openParagraph(block: string): 'none' | 'empty' | 'words' {
  const tag = [...block.matchAll(/<(\/?)p(?=[\s>])[^<>]{0,1000}>/gi)].at(-1);
  if (tag === undefined || tag[1] === '/') return 'none';
  return block.slice(tag.index + tag[0].length).trim() === '' ? 'empty' : 'words';
}

function htmlFor(meant: Exclude<Meant, { kind: 'nothing' }>, paragraph: 'none' | 'empty' | 'words'): string {
  const { kind, url, title } = meant;
  const isPlayer = kind === 'clip' || (kind === 'card' && title !== '');
  const address = escapeHtml(url);
  const element = isPlayer
    ? `<img src="${address}" alt="${escapeHtml(title)}">`
    : `<a href="${address}">${escapeHtml(title === '' ? shownAddress(meant) : title)}</a>`;
  if (paragraph === 'none') return `<p>${element}</p>`;
  return paragraph === 'empty' || kind === 'link' ? element : `</p><p>${element}</p><p>`;
}

function markdownFor(meant: Exclude<Meant, { kind: 'nothing' }>): string {
  const { kind, url, title } = meant;
  if (kind === 'link') return linkFor(meant);
  if (kind === 'card' && title === '') return url;
  return `![${escapeText(title)}](${target(url)})`;
}

const linkFor = (meant: Exclude<Meant, { kind: 'nothing' }>): string =>
  `[${escapeText(meant.title === '' ? shownAddress(meant) : meant.title)}](${target(meant.url)})`;

/** What stands for a thing without a title: a frame’s host, else the address. */
const shownAddress = ({ kind, url }: Exclude<Meant, { kind: 'nothing' }>): string =>
  kind === 'link' ? (URL.parse(url)?.hostname.replace(/^www\./, '') ?? url) : url;

const escapeText = (text: string): string => text.replace(/[\\[\]`*_<>~]/g, '\\$&').replace(/\s+/g, ' ');
const target = (url: string): string =>
  /[()\s<>]/.test(url) ? `<${url.replace(/[<>\s]/g, encodeURIComponent)}>` : url;
