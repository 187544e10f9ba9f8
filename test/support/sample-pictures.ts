import type { Picture } from '../../src/domain/article.ts';
import type { PageMoment } from '../../src/http/site-deps.ts';
import type { PictureFacts } from '../../src/media/pictures/picture-facts.ts';
import { type SampleContent, sampleContext } from './sample-catalog.ts';

/** Facts of a picture of 1600 × 1000 px that nobody took. */
export const SAMPLE_FACTS: PictureFacts = {
  width: 1600,
  height: 1000,
  format: 'jpeg',
  hash: 'aaaaaaaaaaaaaaaaaaaa',
  color: '#204060',
  hasAlpha: false,
  isAnimated: false,
  bytes: 1000,
  hasPlace: false,
};

/** An article's picture; what is given replaces the sample's own. */
export const samplePicture = (given: Partial<Picture> = {}): Picture => ({
  src: '/media/view.jpg',
  alt: 'A view',
  caption: null,
  credit: null,
  focus: null,
  ...given,
});

/** A context whose catalog knows these pictures by their addresses. */
export function contextWithPictures(
  pictures: Readonly<Record<string, PictureFacts>>,
  content: SampleContent = {},
): PageMoment {
  const context = sampleContext(content);
  return { ...context, catalog: { ...context.catalog, picture: (src) => pictures[src] ?? null } };
}
