import { replaceImages } from '../../media/pictures/body-images.ts';
import { sayInBody } from '../../words/say-in-body.ts';
import type { PageContext } from './page-context.ts';
import { buildPictureView } from './picture-view.ts';

/**
 * A body with the interface’s words in it, whose pictures name their sizes and better formats, written as all are; those that
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
    const place = index === leadIndex ? 'lead' : 'body';
    return buildPictureView(context, picture, place, image)?.pictureHtml ?? null;
  });
}
