import type { Teaser } from '../../catalog/store/teaser.ts';
import { authorProfileKey } from '../../domain/surrogate-keys.ts';
import { joinNames } from '../parts/join-names.ts';
import type { PageContext } from '../parts/page-context.ts';
import type { FrontPlace } from '../parts/front-places.ts';
import { buildPictureView, findPicture, type PictureView } from '../parts/picture-view.ts';
import { buildTeaser, type TeaserView } from '../parts/teaser-view.ts';
import type { Copy } from './copy-height.ts';

/** A story as fronts show it: what is not shown at its place is null. */
export interface FrontStory extends TeaserView {
  /** Who wrote it, where the front says so: above all opinion. */
  readonly author: string | null;
  readonly portrait: PictureView | null;
}

/** What a story shows at its place. */
export interface StoryParts {
  readonly picture?: FrontPlace | null;
  readonly standfirst?: boolean;
  /** The section above the headline. */
  readonly section?: boolean;
  /** Who wrote it, with a portrait where the author’s file has one. */
  readonly author?: boolean;
}

/** Builds the view of a story at its place on a front. */
export function buildFrontStory(context: PageContext, teaser: Teaser, parts: StoryParts): FrontStory {
  const view = buildTeaser(context, teaser, 'none');
  const { picture = null, standfirst = false, section = false, author = false } = parts;
  return {
    ...view,
    standfirst: standfirst ? view.standfirst : null,
    section: section ? view.section : null,
    picture:
      picture === null || teaser.image === null ? null : buildPictureView(context, teaser.image, picture),
    ...(author ? writtenBy(context, teaser) : { author: null, portrait: null }),
  };
}

/** What a story has to say at most, for composing; notes that the page depends on its picture. */
export const copyOf = (context: PageContext, { title, description, image }: Teaser): Copy => ({
  headline: title,
  standfirst: description,
  hasPicture: image !== null && findPicture(context, image.src) !== null,
});

/** The names of its authors, and the portrait of the first who has one. */
function writtenBy(context: PageContext, { authors = [] }: Teaser): Pick<FrontStory, 'author' | 'portrait'> {
  const names = authors.map(({ name }) => name);
  return {
    author: names.length === 0 ? null : joinNames(context.words, names),
    portrait: findPortrait(context, authors),
  };
}

function findPortrait(context: PageContext, authors: NonNullable<Teaser['authors']>): PictureView | null {
  const { catalog, uses, now } = context;
  for (const { slug } of authors) {
    uses(authorProfileKey(slug));
    const picture = catalog.authorProfile(slug, now)?.picture ?? null;
    const portrait = picture === null ? null : buildPictureView(context, picture, 'front-portrait');
    if (portrait !== null) return portrait;
  }
  return null;
}
