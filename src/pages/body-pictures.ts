import type { PageContext } from './page-context.ts';
import { buildPictureView, findPicture, type PictureView } from './picture-view.ts';

/** A picture as a body names it; the texts are plain. */
export interface BodyPicture {
  readonly src: string;
  readonly alt: string;
  /** 0 for the body's first. */
  readonly index: number;
}

/** The view of a body's picture; null for one that stays as it is. */
export type LookUpPicture = (picture: BodyPicture) => PictureView | null;

const IMAGE = /<img((?:\s[^>]*)?)>/g;
const ATTRIBUTE = /\s([a-z][a-z0-9-]*)="([^"]*)"/g;
/** An editor's own words about a picture, and their language. */
const KEPT = ['title', 'lang', 'dir'];

/**
 * A body whose pictures name their sizes and better formats, written as views/partials/picture.ejs does.
 * Takes sanitised HTML: there, attributes are double-quoted and `<` and `>` stand for nothing but tags. A
 * width that the editor gave stays, with the height that belongs to it.
 */
export function withPictures(bodyHtml: string, lookUp: LookUpPicture): string {
  let index = 0;
  return bodyHtml.replace(IMAGE, (tag, written: string) => {
    const attributes = new Map(
      [...written.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]),
    );
    const picture = {
      src: decode(attributes.get('src')),
      alt: decode(attributes.get('alt')),
      index: index++,
    };
    const view = lookUp(picture);
    return view === null ? tag : writePicture(view, attributes);
  });
}

/**
 * A body with its pictures as a page shows them; those that are not known stay as they are. `opensPage` says
 * that no picture stands before the body: one that it begins with is then the page's lead.
 */
export function showPictures(
  context: PageContext,
  bodyHtml: string,
  { opensPage }: { readonly opensPage: boolean },
): string {
  const leadIndex = opensPage && bodyHtml.startsWith('<figure>') ? 0 : -1;
  return withPictures(bodyHtml, ({ src, alt, index }) => {
    if (findPicture(context, src) === null) return null;
    const picture = { src, alt, caption: null, credit: null, focus: null };
    return buildPictureView(context, picture, index === leadIndex ? 'lead' : 'body');
  });
}

function writePicture(view: PictureView, written: ReadonlyMap<string, string>): string {
  const { sizes, sources } = view;
  const image = `<img${writeAttributes([
    ...optional('class', view.className),
    ['src', view.src],
    ...optional('srcset', view.srcset),
    ...optional('sizes', sizes),
    ['alt', view.alt],
    ...sizeOf(view, written.get('width')),
    ...(view.isLead ? [['fetchpriority', 'high'] as const] : [['loading', 'lazy'] as const]),
    ['decoding', 'async'],
    ...KEPT.flatMap((name) => optional(name, written.has(name) ? decode(written.get(name)) : null)),
  ])}>`;
  if (sources.length === 0) return image;
  const better = sources.map(
    ({ type, srcset }) =>
      `<source${writeAttributes([['type', type], ['srcset', srcset], ...optional('sizes', sizes)])}>`,
  );
  return `<picture>${better.join('')}${image}</picture>`;
}

type Attribute = readonly [name: string, value: string];

/** Width and height as numbers of px; `written` is the width that the editor gave. */
function sizeOf({ width, height }: PictureView, written: string | undefined): Attribute[] {
  if (width === null || height === null) return [];
  const shown = Number(written) > 0 ? Number(written) : width;
  const belonging = Math.max(1, Math.round((height * shown) / width));
  return [
    ['width', String(shown)],
    ['height', String(belonging)],
  ];
}

const optional = (name: string, value: string | null): Attribute[] => (value === null ? [] : [[name, value]]);

const writeAttributes = (attributes: readonly Attribute[]): string =>
  attributes.map(([name, value]) => ` ${name}="${encode(value)}"`).join('');

const encode = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');

const decode = (value = ''): string =>
  value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
