import { type BodyImage, encodeAttribute, replaceImages } from '../../media/pictures/body-images.ts';
import type { PageContext } from './page-context.ts';
import { buildPictureView, type PictureView } from './picture-view.ts';

/** An editor's own words about a picture, and their language. */
const KEPT = ['title', 'lang', 'dir'];

/**
 * A body whose pictures name their sizes and better formats, written as views/partials/picture.ejs does; those that
 * are not there are left to their words. Takes sanitised HTML. A width that the editor gave stays, with the height
 * that belongs to it. `opensPage` says that no picture stands before the body: one that it begins with is then the
 * page's lead.
 */
export function showPictures(
  context: PageContext,
  bodyHtml: string,
  { opensPage }: { readonly opensPage: boolean },
): string {
  const leadIndex = opensPage && bodyHtml.startsWith('<figure>') ? 0 : -1;
  return replaceImages(bodyHtml, (image) => {
    const { src, alt, index } = image;
    const picture = { src, alt, caption: null, credit: null, focus: null };
    const view = buildPictureView(context, picture, index === leadIndex ? 'lead' : 'body');
    return view === null ? null : writePicture(view, image);
  });
}

/** The markup of a picture; of `written`, the body's own, the width, title and language are taken over. */
export function writePicture(view: PictureView, written: Pick<BodyImage, 'attribute'>): string {
  const { sizes, sources } = view;
  const image = `<img${writeAttributes([
    ...optional('class', view.className),
    ['src', view.src],
    ...optional('srcset', view.srcset),
    ...optional('sizes', sizes),
    ['alt', view.alt],
    ...sizeOf(view, Number(written.attribute('width'))),
    ...(view.isLead ? [['fetchpriority', 'high'] as const] : [['loading', 'lazy'] as const]),
    ['decoding', 'async'],
    ...KEPT.flatMap((name) => optional(name, written.attribute(name) || null)),
  ])}>`;
  const better = sources.map(
    ({ type, srcset }) =>
      `<source${writeAttributes([['type', type], ['srcset', srcset], ...optional('sizes', sizes)])}>`,
  );
  return `<picture>${better.join('')}${image}</picture>`;
}

type Attribute = readonly [name: string, value: string];

/** Width and height as numbers of px; `given` is the width that the editor gave. */
function sizeOf({ width, height }: PictureView, given: number): Attribute[] {
  const shown = given > 0 ? given : width;
  const belonging = Math.max(1, Math.round((height * shown) / width));
  return [
    ['width', String(shown)],
    ['height', String(belonging)],
  ];
}

const optional = (name: string, value: string | null): Attribute[] => (value === null ? [] : [[name, value]]);

const writeAttributes = (attributes: readonly Attribute[]): string =>
  attributes.map(([name, value]) => ` ${name}="${encodeAttribute(value)}"`).join('');
