import type { Archive, Outline } from '../archive/archive.ts';
import { SECTIONS, slugOf } from '../archive/names.ts';
import type { Random } from '../archive/random.ts';
import type { ExpectedPage } from '../lib/expected-page.ts';

/**
 * Picks about 200 pages and says what each must show: the oldest and the newest article, the front, the
 * feed, every section with its newest story, topics, authors, archives, and articles at random.
 */
export function samplePages(archive: Archive, random: Random): ExpectedPage[] {
  const newest = archive.outlineAt(archive.count - 1);
  const anyArticle = (): Outline => archive.outlineAt(random.below(archive.count));
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  return [
    articlePage(archive.outlineAt(0)),
    articlePage(newest),
    { path: '/', texts: [newest.title] },
    { path: '/feed.xml', texts: [newest.title] },
    { path: '/about', texts: ['About'] },
    ...SECTIONS.flatMap(({ slug }) => sectionPage(archive, slug)),
    ...newest.topics.map((topic) => ({ path: `/topics/${slugOf(topic)}`, texts: [topic, newest.title] })),
    ...times(20, () => topicPage(anyArticle(), random)),
    ...times(18, () => ({ path: archivePath(anyArticle(), random), texts: [] })),
    ...times(148, () => articlePage(anyArticle())),
  ];
}

export function articlePage({ path, title }: Outline): ExpectedPage {
  return { path, texts: [title] };
}

export function topicPage({ topics }: Outline, random: Random): ExpectedPage {
  const topic = random.pick(topics);
  return { path: `/topics/${slugOf(topic)}`, texts: [topic] };
}

/** The path of the year, the month or the day of an article. */
export function archivePath({ published }: Outline, random: Random): string {
  return `/${published.day.slice(0, random.pick([4, 7, 10])).replaceAll('-', '/')}`;
}

/** The front of a section with its newest story; none where the archive has no story of it. */
function sectionPage(archive: Archive, slug: string): ExpectedPage[] {
  for (let index = archive.count - 1; index >= 0; index -= 1) {
    const { section, title } = archive.outlineAt(index);
    if (section.slug === slug) return [{ path: `/sections/${slug}`, texts: [title] }];
  }
  return [];
}
