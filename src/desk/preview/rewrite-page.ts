import { RewritingStream } from 'parse5-html-rewriting-stream';
import { escapeHtml } from '../../html/escape.ts';
import { placeLink, placeSourceSet, placeStyle, type PreviewPlace } from './place-link.ts';

/** How a page is shown in a preview. */
export interface PreviewedPage extends PreviewPlace {
  /** What stands at the top of the body, and the style of that; null for none. */
  readonly banner: { readonly html: string; readonly css: string } | null;
  /**
   * Drawings that the page takes from a file of the site, which browsers refuse to a page in an origin of its own (SVG 2 §5.5,
   * `use`): they stand in the page instead. Null where it takes none.
   */
  readonly symbols: PreviewSymbols | null;
  /** Whether links that leave the preview open a window of their own: beside the editor there is no other page to go to. */
  readonly isFramed: boolean;
}

/** A file of drawings: its path on the site, and what it holds. */
export interface PreviewSymbols {
  readonly path: string;
  readonly svg: string;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Token {
  readonly tagName: string;
  readonly attrs: readonly { readonly name: string; readonly value: string }[];
  readonly sourceCodeLocation?: Span & { readonly attrs?: Readonly<Record<string, Span>> };
}

interface Span {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** Attributes that hold one address. */
const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite']);
const SOURCE_SETS: ReadonlySet<string> = new Set(['srcset', 'imagesrcset']);
/** Links of a head that are about the public page, or would have the browser keep the preview. */
const PUBLIC_LINKS: ReadonlySet<string> = new Set(['canonical', 'manifest', 'search']);
/** Scripts that keep stories in the browser, which a preview must not be. */
const KEEPING_SCRIPT = /\/js\/(?:offline|saved|story)[-.][^/]*$/;
const NOT_INDEXED = '<meta name="robots" content="noindex">';

/**
 * A page of the site as its preview shows it: its addresses lead where `place` says, nothing in it is for search engines or to be kept,
 * and a banner says what it is. Every other byte stays.
 */
export async function rewritePage(html: string, page: PreviewedPage): Promise<string> {
  const edits: Edit[] = [];
  const put = (from: number, to: number, text: string): void => void edits.push({ from, to, text });
  const reader = new RewritingStream();
  let isStyle = false;
  let isRobotsTold = false;
  let removedTo = -1;
  reader.on('startTag', (token: Token) => {
    const { tagName, attrs, sourceCodeLocation: place } = token;
    if (place === undefined) return;
    isStyle = tagName === 'style';
    if (isKept(token)) {
      if (isRobots(token)) {
        put(place.startOffset, place.endOffset, NOT_INDEXED);
        isRobotsTold = true;
        return;
      }
      for (const { name, value } of attrs) {
        const span = place.attrs?.[name];
        const drawing = tagName === 'use' ? ownDrawing(value, page.symbols) : null;
        const text = span === undefined ? value : (drawing ?? placeAttribute(name, value, page));
        if (text !== value && span !== undefined)
          put(span.startOffset, span.endOffset, `${name}="${escapeHtml(text)}"`);
      }
      if (page.isFramed && tagName === 'a' && leaves(attrs, page)) put(...window(place));
      if (tagName === 'body' && page.banner !== null)
        put(place.endOffset, place.endOffset, `\n${page.banner.html}`);
    } else if (tagName === 'script') removedTo = place.startOffset;
    else put(place.startOffset, place.endOffset, '');
  });
  reader.on('text', (token: { readonly sourceCodeLocation?: Span }, raw: string) => {
    const place = token.sourceCodeLocation;
    if (!isStyle || place === undefined) return;
    const css = placeStyle(raw, page);
    if (css !== raw) put(place.startOffset, place.endOffset, css);
  });
  reader.on('endTag', ({ tagName, sourceCodeLocation: place }: Token) => {
    isStyle = false;
    if (place === undefined) return;
    if (tagName === 'script' && removedTo !== -1) {
      put(removedTo, place.endOffset, '');
      removedTo = -1;
    }
    if (tagName === 'body' && page.symbols !== null)
      put(place.startOffset, place.startOffset, drawings(page.symbols));
    if (tagName !== 'head') return;
    const robots = isRobotsTold ? '' : NOT_INDEXED;
    const style = page.banner === null ? '' : `<style>${page.banner.css}</style>`;
    put(place.startOffset, place.startOffset, robots + style);
  });
  reader.resume();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  reader.once('end', resolve).once('error', reject);
  reader.end(html);
  await promise;
  return applied(html, edits);
}

const attribute = (attrs: Token['attrs'], wanted: string): string | undefined =>
  attrs.find(({ name }) => name === wanted)?.value;

function isKept({ tagName, attrs }: Token): boolean {
  if (tagName === 'link') return !PUBLIC_LINKS.has(attribute(attrs, 'rel') ?? '');
  return tagName !== 'script' || !KEEPING_SCRIPT.test(attribute(attrs, 'src') ?? '');
}

const isRobots = ({ tagName, attrs }: Token): boolean =>
  tagName === 'meta' && attribute(attrs, 'name') === 'robots';

function placeAttribute(name: string, value: string, place: PreviewPlace): string {
  if (ADDRESSES.has(name) || name.startsWith('data-')) return placeLink(value, place);
  if (SOURCE_SETS.has(name)) return placeSourceSet(value, place);
  return name === 'style' ? placeStyle(value, place) : value;
}

/** Ids of drawings, in a page whose own ids are others. */
const DRAWING = 'preview-drawing-';

/** Where a drawing stands in the page itself; null for an address of none. */
const ownDrawing = (address: string, symbols: PreviewSymbols | null): string | null =>
  symbols !== null && address.startsWith(`${symbols.path}#`)
    ? `#${DRAWING}${address.slice(symbols.path.length + 1)}`
    : null;

const drawings = ({ svg }: PreviewSymbols): string =>
  `<div hidden>${svg.replace(/^\s*<\?xml[^>]*>/, '').replace(/(\sid=")/g, `$1${DRAWING}`)}</div>\n`;

function leaves(attrs: Token['attrs'], place: PreviewPlace): boolean {
  const href = attribute(attrs, 'href');
  if (href === undefined || attribute(attrs, 'target') !== undefined) return false;
  return /^https?:/.test(placeLink(href, place));
}

const window = ({ endOffset }: Span): [number, number, string] => [
  endOffset - 1,
  endOffset - 1,
  ' target="_blank"',
];

/** The text with its edits, which do not overlap. */
function applied(text: string, edits: readonly Edit[]): string {
  let done = '';
  let at = 0;
  for (const { from, to, text: put } of [...edits].sort((one, other) => one.from - other.from)) {
    done += text.slice(at, from) + put;
    at = to;
  }
  return done + text.slice(at);
}
