import type { ArticleRecord } from '../../domain/article.ts';
import { textDirection } from '../../domain/language.ts';
import { type CardText, canSetCard } from '../../media/cards/card-text.ts';
import { cardHash, cardUrl } from '../../media/cards/card-url.ts';
import { CROP_SHAPES, type CropShape, cropSize } from '../../media/pictures/crop-box.ts';
import { PICTURE_FORMATS } from '../../media/picture-format.ts';
import { cropUrl } from '../../media/pictures/variant-url.ts';
import { shownDate } from '../parts/format-date.ts';
import type { PageContext } from '../parts/page-context.ts';
import { findPicture } from '../parts/picture-view.ts';
import { languageOf, sectionLink, typeLabel } from '../parts/teaser-view.ts';

/** A picture that other sites show for a page; `url` is absolute, width and height are px. */
export interface ShareImage {
  readonly url: string;
  readonly alt: string;
  /** Such as `image/jpeg`. */
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

/** What an article is shared with. */
export interface ShareImages {
  /** For Open Graph and its kin; null where the site's own card stands in. */
  readonly card: ShareImage | null;
  /** For schema.org, in the shapes that Google asks for where there is a picture. */
  readonly shapes: readonly ShareImage[];
  /** URL of a small one. */
  readonly thumbnail: string | null;
}

/** A card below that is shown small, or not at all (Open Graph); px. */
const LEAST = { width: 600, height: 315 };
const SHAPES = ['wide', 'four-three', 'square'] as const satisfies readonly CropShape[];

/** The crops of an article's picture; where it has none that is large enough, a card that is drawn of its texts. */
export function buildShareImages(context: PageContext, article: ArticleRecord): ShareImages {
  return cropsOf(context, article) ?? cardOf(context, article);
}

function cropsOf(context: PageContext, { image, title }: ArticleRecord): ShareImages | null {
  if (image === null) return null;
  const facts = findPicture(context, image.src);
  if (facts === null) return null;
  const crop = (shape: CropShape): ShareImage => ({
    url: context.origin + cropUrl(facts.hash, shape, image.focus),
    alt: image.alt || title,
    type: PICTURE_FORMATS.jpeg.contentType,
    ...cropSize(facts, shape),
  });
  const card = crop('card');
  if (card.width < LEAST.width || card.height < LEAST.height) return null;
  return { card, shapes: SHAPES.map(crop), thumbnail: crop('square').url };
}

function cardOf(context: PageContext, article: ArticleRecord): ShareImages {
  const path = articleCardPath(context, article);
  if (path === null) return { card: null, shapes: [siteCard(context)], thumbnail: null };
  const url = context.origin + path;
  const card = { url, alt: article.title, type: PICTURE_FORMATS.png.contentType, ...CROP_SHAPES.card };
  return { card, shapes: [card], thumbnail: url };
}

/** The site's own card, which stands in where none can be drawn. */
export function siteCard({ site, origin, assetUrl }: PageContext): ShareImage {
  const url = origin + assetUrl('icons/share.png');
  return { url, alt: site.name, type: PICTURE_FORMATS.png.contentType, ...CROP_SHAPES.card };
}

/** URL path of the card that is drawn of an article's texts; null where there are no fonts for them. */
export function articleCardPath(context: PageContext, article: ArticleRecord): string | null {
  const text = articleCardText(context, article);
  return canSetCard(text) ? cardUrl(cardHash(text, context.cardColours), article.path) : null;
}

/** What an article's card says. */
export function articleCardText(context: PageContext, article: ArticleRecord): CardText {
  const { site, words, origin } = context;
  const above = [
    sectionLink(article.section, context)?.text ?? null,
    typeLabel(article.type, words.unmarked()),
  ];
  const kicker = above.filter((text) => text !== null).join(' · ');
  return {
    siteName: site.name,
    kicker: kicker === '' ? null : kicker,
    headline: article.title,
    date: shownDate(article.published, context).text,
    host: new URL(origin).host,
    direction: textDirection(languageOf(article.language, site)),
  };
}
