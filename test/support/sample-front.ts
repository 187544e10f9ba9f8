import type { ResolvedFront } from '../../src/catalog/fronts/resolved-front.ts';
import { type Teaser, teaserOf } from '../../src/catalog/store/teaser.ts';
import type { PageMoment } from '../../src/http/site-deps.ts';
import type { SampleContent } from './sample-catalog.ts';
import { contextWithPictures, SAMPLE_FACTS, samplePicture } from './sample-pictures.ts';
import { sampleArticle } from './sample-site.ts';

/** A front that shows nothing. */
export const EMPTY_FRONT: ResolvedFront = {
  lead: null,
  hanging: [],
  seconds: [],
  latest: [],
  blocks: [],
  pictures: [],
};

/** A story as fronts have it; with the sample picture where asked for. */
export function sampleTeaser(
  title: string,
  {
    isPictured = false,
    ...given
  }: Parameters<typeof sampleArticle>[0] & { readonly isPictured?: boolean } = {},
): Teaser {
  return teaserOf(sampleArticle({ title, ...(isPictured ? { image: samplePicture() } : {}), ...given }));
}

/** A context whose catalog resolves every front to this one, and knows the sample picture. */
export function contextWithFront(front: Partial<ResolvedFront>, content: SampleContent = {}): PageMoment {
  const context = contextWithPictures({ '/media/view.jpg': SAMPLE_FACTS }, content);
  return { ...context, catalog: { ...context.catalog, front: () => ({ ...EMPTY_FRONT, ...front }) } };
}
