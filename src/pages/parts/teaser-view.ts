import type { Teaser } from '../../catalog/store/teaser.ts';
import type { Site } from '../../config/site.ts';
import { textDirection } from '../../domain/language.ts';
import { sectionPath } from '../../domain/urls.ts';
import { inLanguage } from '../../words/in-language.ts';
import type { Words } from '../../words/words.ts';
import type { ShownTime } from './format-date.ts';
import type { Link, PageContext } from './page-context.ts';
import { buildPictureView, findPicture, type PictureView } from './picture-view.ts';
import { saidTime } from './said-time.ts';

/** An article as lists show it, ready to print. */
export interface TeaserView {
  readonly url: string;
  readonly headline: string;
  readonly standfirst: string | null;
  /** As people say it; a whole date on an article’s own page. */
  readonly published: ShownTime;
  readonly section: Link | null;
  /** `Opinion`, `Analysis`, …; null for plain news. */
  readonly label: string | null;
  /** What its headline is marked as: see public/css/kinds.css. Null for plain news. */
  readonly kind: StoryKind | null;
  readonly picture: PictureView | null;
  readonly lang: Lang | null;
}

/** What is no plain news. */
export type StoryKind = Exclude<Teaser['type'], 'news' | 'report'>;

/** Set where a text is in another language than the page around it. */
export interface Lang {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
}

/** How a teaser shows its article's picture: small beside the headline, among related stories, or not. */
export type TeaserPicture = 'small' | 'related' | 'none';

/** Builds the view of a teaser. */
export function buildTeaser(context: PageContext, teaser: Teaser, picture: TeaserPicture): TeaserView {
  const { site, words } = context;
  const lang = foreignLang(teaser.language, site);
  return {
    url: teaser.path,
    headline: teaser.title,
    standfirst: teaser.description,
    published: saidTime(teaser.published, context),
    section: sectionLink(teaser.section, context),
    // It stands within the headline.
    label: typeLabel(teaser.type, lang === null ? words : inLanguage(words, site.language)),
    kind: kindOf(teaser.type),
    picture: teaserPicture(context, teaser, picture),
    lang,
  };
}

/** A small picture is not worth a whole file: one that moves is left out. */
function teaserPicture(context: PageContext, { image }: Teaser, picture: TeaserPicture): PictureView | null {
  if (image === null || picture === 'none') return null;
  const facts = findPicture(context, image.src);
  return facts?.isAnimated === true
    ? null
    : buildPictureView(context, image, picture === 'small' ? 'teaser' : 'related');
}

/** A section's name and front; null for none. */
export function sectionLink(
  slug: string | null,
  { at, site }: Pick<PageContext, 'at' | 'site'>,
): Link | null {
  const section = site.sections.find((candidate) => candidate.slug === slug);
  return section === undefined ? null : { text: section.name, url: at(sectionPath(section.slug)) };
}

/** The kind of a piece that is not plain news. */
export const kindOf = (type: Teaser['type']): StoryKind | null =>
  type === 'news' || type === 'report' ? null : type;

/** The label readers see on pieces that are not plain news (Google News: type label). */
export function typeLabel(type: Teaser['type'], words: Pick<Words, 'plain'>): string | null {
  const kind = kindOf(type);
  return kind === null ? null : words.plain(`type-${kind}`);
}

/** The language of what is stored with a BCP 47 tag, or with null for the site's own. */
export const languageOf = (
  language: string | null,
  { language: ofPage, ownLanguage = ofPage }: Pick<Site, 'language' | 'ownLanguage'>,
): string => language ?? ownLanguage;

/** The language of a text, where it is not that of the page. */
export function foreignLang(
  language: string | null,
  site: Pick<Site, 'language' | 'ownLanguage'>,
): Lang | null {
  const tag = languageOf(language, site);
  return tag === site.language ? null : { tag, direction: textDirection(tag) };
}
