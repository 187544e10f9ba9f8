import type { Site } from '../../src/config/site.ts';
import type { Article, StandingPage } from '../../src/domain/article.ts';
import { type Moment, momentAt } from '../../src/domain/moment.ts';
import { toSlug } from '../../src/domain/slug.ts';
import { articlePath } from '../../src/domain/urls.ts';

/** A newsroom for tests that need no files. */
export const SAMPLE_SITE: Site = {
  name: 'The Sample Courier',
  description: 'News for tests.',
  language: 'en',
  locale: 'en-GB',
  timeZone: 'Asia/Yerevan',
  place: 'Yerevan',
  sections: [
    { name: 'World', slug: 'world', description: 'Beyond the border.' },
    { name: 'Economy', slug: 'economy', description: null },
  ],
  publisher: {
    name: 'The Sample Courier',
    url: null,
    email: null,
    sameAs: [],
    publishingPrinciples: '/about',
    correctionsPolicy: null,
    ethicsPolicy: null,
    ownershipFundingInfo: null,
    masthead: null,
  },
  offline: true,
};

/** A moment in the sample site's zone: `2016-07-15` or `2016-07-15T09:30`. */
export function sampleMoment(text: string): Moment {
  const plain = Temporal.PlainDateTime.from(text);
  const instant = plain.toZonedDateTime(SAMPLE_SITE.timeZone).toInstant();
  return momentAt(instant, SAMPLE_SITE.timeZone, text.includes('T') ? 'minute' : 'day');
}

/** A standing page. */
export const SAMPLE_PAGE: StandingPage = {
  file: 'pages/about.md',
  path: '/about',
  title: 'About',
  description: null,
  excerpt: null,
  language: null,
  isDraft: false,
  order: 1,
  bodyHtml: '<p>We.</p>',
};

/** A live article; what is given replaces the sample's own. `published` is as for `sampleMoment`. */
export function sampleArticle(given: Partial<Omit<Article, 'published'>> & { published?: string }): Article {
  const { published: day = '2016-07-15T09:30', title = 'A headline', ...rest } = given;
  const published = sampleMoment(day);
  const slug = given.slug ?? toSlug(title);
  return {
    id: `${day}-${slug}`,
    file: `articles/${day}-${slug}.md`,
    path: articlePath(published.day, slug),
    slug,
    title,
    excerpt: null,
    description: 'What the story is about.',
    language: null,
    published,
    updated: null,
    expires: null,
    isDraft: false,
    type: 'news',
    section: 'world',
    topics: [],
    authors: [{ name: SAMPLE_SITE.name, slug: toSlug(SAMPLE_SITE.name) }],
    series: null,
    image: null,
    source: null,
    location: null,
    corrections: [],
    canonical: null,
    aliases: [],
    bodyHtml: '<p>The text of the story.</p>',
    wordCount: 5,
    ...rest,
  };
}
