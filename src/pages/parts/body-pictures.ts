import { writeAttributes } from '../../html/attributes.ts';
import { type BodyImage, replaceImages } from '../../media/pictures/body-images.ts';
import { sayInBody } from '../../words/say-in-body.ts';
import type { PageContext } from './page-context.ts';
import { buildPictureView, type PictureView } from './picture-view.ts';

/** An editor's own words about a picture, and their language. */
const KEPT = ['title', 'lang', 'dir'];

/**
 * A body with the interface's words in it, whose pictures name their sizes and better formats, written as views/partials/picture.ejs does; those that
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
  return replaceImages(sayInBody(bodyHtml, context.words), (image) => {
    const { src, alt, index } = image;
    const picture = { src, alt, caption: null, credit: null, focus: null };
    const view = buildPictureView(context, picture, index === leadIndex ? 'lead' : 'body');
    return view === null ? null : writePicture(view, image);
  });
}

/** The markup of a picture; of `written`, the body's own, the width, title and language are taken over. */
export function writePicture(view: PictureView, written: Pick<BodyImage, 'attribute'>): string {
  const { sizes, sources } = view;
  const kept = KEPT.map((name) => [name, written.attribute(name) || null]);
  const image = `<img${writeAttributes({
    class: view.className,
    src: view.src,
    srcset: view.srcset,
    sizes,
    alt: view.alt,
    ...sizeOf(view, Number(written.attribute('width'))),
    ...(view.isLead ? { fetchpriority: 'high' } : { loading: 'lazy' }),
    decoding: 'async',
    ...Object.fromEntries(kept),
  })}>`;
  const better = sources.map(({ type, srcset }) => `<source${writeAttributes({ type, srcset, sizes })}>`);
  return `<picture>${better.join('')}${image}</picture>`;
}

/** Width and height as numbers of px; `given` is the width that the editor gave. */
function sizeOf({ width, height }: PictureView, given: number) {
  const shown = given > 0 ? given : width;
  return { width: shown, height: Math.max(1, Math.round((height * shown) / width)) };
}
