import { describe, expect, test } from 'vitest';
import type { PictureFacts } from '../../../src/media/pictures/picture-facts.ts';
import { buildArticlePage } from '../../../src/pages/article-page.ts';
import { buildFrontPage } from '../../../src/pages/front-page.ts';
import { articleCardText, buildShareImages } from '../../../src/pages/frame/share-image.ts';
import { contextWithPictures, SAMPLE_FACTS, samplePicture } from '../../support/sample-pictures.ts';
import { sampleArticle } from '../../support/sample-site.ts';

const ORIGIN = 'https://courier.test';
const PICTURES = `${ORIGIN}/pictures/${SAMPLE_FACTS.hash}`;
const CARD = /^https:\/\/courier\.test\/cards\/[0-9a-f]{16}\/2016\/07\/15\/talks\.png$/;
const known = (given: Partial<PictureFacts> = {}) =>
  contextWithPictures({ '/media/view.jpg': { ...SAMPLE_FACTS, ...given } });
const article = sampleArticle({ title: 'Talks', image: samplePicture() });

describe('an article with a picture', () => {
  test('is shared with its crops', () => {
    const { card, shapes, thumbnail } = buildShareImages(known(), article);
    const jpeg = { alt: 'A view', type: 'image/jpeg' };
    expect(card).toEqual({ ...jpeg, url: `${PICTURES}-card.jpg`, width: 1200, height: 630 });
    expect(shapes).toEqual([
      { ...jpeg, url: `${PICTURES}-wide.jpg`, width: 1200, height: 675 },
      { ...jpeg, url: `${PICTURES}-four-three.jpg`, width: 1200, height: 900 },
      { ...jpeg, url: `${PICTURES}-square.jpg`, width: 1000, height: 1000 },
    ]);
    expect(thumbnail).toBe(`${PICTURES}-square.jpg`);
  });

  test('crops keep its focal point, and a missing text is the headline', () => {
    const image = samplePicture({ alt: '', focus: { x: 0.25, y: 0.5 } });
    const { card } = buildShareImages(known(), { ...article, image });
    expect(card).toMatchObject({ url: `${PICTURES}-card-25-50.jpg`, alt: 'Talks' });
  });

  test.each([
    ['600 × 315 px', { width: 600, height: 315 }, `${PICTURES}-card.jpg`],
    ['599 px wide', { width: 599, height: 900 }, CARD],
    ['314 px high', { width: 2000, height: 314 }, CARD],
  ])('%s', (_, size, url) => {
    const images = buildShareImages(known(size), article);
    if (typeof url === 'string') expect(images.card?.url).toBe(url);
    else expect(images.card?.url).toMatch(url);
    // The same picture everywhere, and large enough (Google: 50,000 px).
    for (const { width, height } of images.shapes) expect(width * height).toBeGreaterThanOrEqual(50_000);
  });

  test('that is not known yet has a card, and the page waits for it', () => {
    const context = contextWithPictures({});
    expect(buildShareImages(context, article).card?.url).toMatch(CARD);
    expect([...context.usedKeys]).toEqual(['picture:/media/view.jpg']);
  });
});

describe('an article without picture', () => {
  const bare = sampleArticle({ title: 'Talks' });

  test('has a card of its texts', () => {
    expect(articleCardText(known(), { ...bare, type: 'opinion' })).toEqual({
      siteName: 'The Sample Courier',
      kicker: 'World · Opinion',
      headline: 'Talks',
      date: '15 July 2016, 09:30',
      host: 'courier.test',
      direction: 'ltr',
    });
    const { card, shapes, thumbnail } = buildShareImages(known(), bare);
    expect(card).toMatchObject({ alt: 'Talks', type: 'image/png', width: 1200, height: 630 });
    expect(card?.url).toMatch(CARD);
    expect(shapes).toEqual([card]);
    expect(thumbnail).toBe(card?.url);
  });

  test('a new headline is a new card; a new body is not', () => {
    const url = (given: object) => buildShareImages(known(), { ...bare, ...given }).card?.url;
    expect(url({ title: 'Talks end' })).not.toBe(url({}));
    expect(url({ bodyHtml: '<p>More.</p>', description: 'Other' })).toBe(url({}));
  });

  test('is read from the side of its own language, or of the site’s, whatever the edition', () => {
    const context = known();
    const directionIn = (language: string | null, ownLanguage: string): string =>
      articleCardText({ ...context, site: { ...context.site, ownLanguage } }, { ...bare, language })
        .direction;
    expect([directionIn('he', 'en'), directionIn('en', 'ar'), directionIn(null, 'ar')]).toEqual([
      'rtl',
      'ltr',
      'rtl',
    ]);
  });

  test('no section, no kicker', () => {
    expect(articleCardText(known(), { ...bare, section: null }).kicker).toBeNull();
  });

  test.each(['新聞', 'フェリーが戻る', '페리가 돌아오다', 'เรือกลับมา', 'नौका लौटी', 'ጀልባው ተመለሰ', 'ᠮᠣᠩᠭᠣᠯ'])(
    'for which there is no font, the site’s own card stands in: %s',
    (title) => {
      const foreign = { ...bare, title };
      const own = { url: `${ORIGIN}/assets/icons/share.png`, width: 1200, height: 630 };
      expect(buildShareImages(known(), foreign)).toMatchObject({
        card: null,
        shapes: [own],
        thumbnail: null,
      });
      const { head } = buildArticlePage(known(), foreign);
      expect(head.openGraph).toContainEqual({
        property: 'og:image',
        content: `${ORIGIN}/assets/icons/share.png`,
      });
      expect(head.structuredData[0]).toMatchObject({ image: [{ '@type': 'ImageObject', ...own }] });
    },
  );

  test('a hostile headline stays in its URL', () => {
    const hostile = sampleArticle({ title: '</script>"><b>&?#/../%2e', slug: 'a"b?c' });
    const url = buildShareImages(known(), hostile).card?.url ?? '';
    expect(url).toMatch(/^https:\/\/courier\.test\/cards\/[0-9a-f]{16}\/2016\/07\/15\/a%22b%3Fc\.png$/);
  });
});

describe('the head', () => {
  const tags = (head: { openGraph: readonly { property: string; content: string }[] }) =>
    head.openGraph.filter(({ property }) => property.startsWith('og:image')).map(({ content }) => content);

  test('of an article with a picture names its crops', () => {
    const { head } = buildArticlePage(known(), article);
    expect(tags(head)).toEqual([`${PICTURES}-card.jpg`, 'image/jpeg', '1200', '630', 'A view']);
    expect(head.twitter).toContainEqual({ name: 'twitter:image', content: `${PICTURES}-card.jpg` });
    const [news] = head.structuredData as readonly Record<string, unknown>[];
    expect(news?.['thumbnailUrl']).toBe(`${PICTURES}-square.jpg`);
    expect(news?.['image']).toMatchObject([
      { '@type': 'ImageObject', url: `${PICTURES}-wide.jpg`, width: 1200, height: 675 },
      { url: `${PICTURES}-four-three.jpg` },
      { url: `${PICTURES}-square.jpg` },
    ]);
  });

  test('of lists names the site’s own card', () => {
    const front = buildFrontPage(contextWithPictures({}, { articles: [article] }));
    if (front === null) throw new Error('no front');
    expect(tags(front.head)).toEqual([
      `${ORIGIN}/assets/icons/share.png`,
      'image/png',
      '1200',
      '630',
      'The Sample Courier',
    ]);
  });
});
