import { primaryLanguage } from '../../domain/language.ts';
import { arrangeGalleries, galleryPlaceOf, isLinkedByEditor } from '../../media/pictures/body-galleries.ts';
import { type BodyImage, replaceImages } from '../../media/pictures/body-images.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { plainFile } from '../../media/pictures/plain-file.ts';
import { LARGEST_WIDTH } from '../../media/pictures/variant-widths.ts';
import { writeAttributes } from '../../html/attributes.ts';
import { inLanguage } from '../../words/in-language.ts';
import { numberNotes } from '../../words/number-notes.ts';
import { sayDownloads } from '../../words/say-downloads.ts';
import { sayInBody } from '../../words/say-in-body.ts';
import { findFile, showClips } from './body-clips.ts';
import { showEmbeds } from './embed-cards.ts';
import type { PageContext } from './page-context.ts';
import { buildPictureView, findPicture } from './picture-view.ts';

/**
 * A body as its page shows it, of sanitised HTML: with the interface’s words; links to files tell their sizes; clips have their
 * players; pictures name their sizes and better formats, and those that are not there are left to their words or fall out of their
 * gallery; embeds are cards. A width that the editor gave stays, with the height that belongs to it. `opensPage` says that no picture
 * stands before the body: one that it begins with is then the page’s lead. `language` is that of the text, a BCP 47 tag.
 */
export function showBody(
  context: PageContext,
  bodyHtml: string,
  { opensPage, language }: { readonly opensPage: boolean; readonly language: string },
): string {
  const { site } = context;
  const isForeign = primaryLanguage(language) !== primaryLanguage(site.language);
  const words = isForeign ? inLanguage(context.words, site.language) : context.words;
  const file = (src: string) => findFile(context, src);
  const withSizes = sayDownloads(bodyHtml, { words, locale: site.locale, file });
  const withClips = showClips(context, withSizes, language);
  const arranged = arrangeGalleries(withClips, (src) => findPicture(context, src) !== null);
  const leadIndex = opensPage && arranged.startsWith('<figure>') ? 0 : -1;
  const said = sayInBody(arranged, words);
  const filled = replaceImages(isForeign ? said : numberNotes(said, words), (image) => {
    const { src, alt, index, attribute } = image;
    const picture = { src, alt, caption: null, credit: null, focus: null };
    const galleryPlace = galleryPlaceOf(attribute);
    const place = galleryPlace ?? (index === leadIndex ? 'lead' : 'body');
    const html = buildPictureView(context, picture, place, image)?.pictureHtml ?? null;
    if (html === null || galleryPlace === null || isLinkedByEditor(attribute)) return html;
    return linkToLarge({ ...context, words }, image, html);
  });
  // Pictures of cards are not the body’s.
  return showEmbeds({ ...context, words }, filled);
}

/** A picture of a gallery as a link to itself, as large as it is served: a browser shows it alone, and goes back. */
function linkToLarge(context: PageContext, { src, alt, index }: BodyImage, pictureHtml: string): string {
  const facts = findPicture(context, src);
  if (facts === null) return pictureHtml;
  const name = alt.trim() === '' ? context.words.say('gallery-picture', { number: index + 1 }) : null;
  return `<a${writeAttributes({ href: largeFile(facts), 'aria-label': name })}>${pictureHtml}</a>`;
}

const largeFile = (facts: PictureFacts): string =>
  plainFile(facts, { mayMove: true, width: LARGEST_WIDTH }).path;
