import type { Archive } from '../archive/archive.ts';
import { SECTIONS } from '../archive/names.ts';
import type { Random } from '../archive/random.ts';
import type { Connection } from '../lib/connection.ts';
import { type Summary, summarise } from '../lib/percentiles.ts';
import { articlePage, topicPage } from './sample-pages.ts';

/** How long pages take that nobody has asked for since the start. */
export interface PageTimes {
  readonly page: 'article' | 'section' | 'topic';
  readonly encoding: string;
  readonly times: Summary | null;
}

const ENCODINGS = ['identity', 'br'] as const;
const WARM_UPS = 100;
const MOST_PAGES = 1_000;
const SECTION_PAGES = 10;

/**
 * Asks for each page once, one after the other, and half of each kind with brotli. The first 100 articles
 * warm the program up and are not counted. Section fronts count with the nine pages of older stories
 * behind each.
 * @throws Error when a page is not answered by 200.
 */
export async function measurePageTimes(
  archive: Archive,
  connection: Connection,
  random: Random,
): Promise<PageTimes[]> {
  const articles = takeDistinct(WARM_UPS + 2 * MOST_PAGES, () => articlePathAt(archive, random));
  for (const path of articles.splice(0, WARM_UPS)) await timeOf(connection, path, 'br');
  const kinds = [
    { page: 'article', paths: articles },
    { page: 'section', paths: sectionPaths(archive) },
    { page: 'topic', paths: takeDistinct(MOST_PAGES, () => topicPathAt(archive, random)) },
  ] as const;
  const measured: PageTimes[] = [];
  for (const { page, paths } of kinds) {
    for (const [half, encoding] of ENCODINGS.entries()) {
      const samples: number[] = [];
      for (const path of paths.filter((_, at) => at % 2 === half)) {
        samples.push(await timeOf(connection, path, encoding));
      }
      measured.push({ page, encoding, times: summarise(samples) });
    }
  }
  return measured;
}

async function timeOf(connection: Connection, path: string, encoding: string): Promise<number> {
  const { status, ms } = await connection.get(path, encoding);
  if (status !== 200) throw new Error(`${path} was answered by ${status}; 200 was expected.`);
  return ms;
}

const articlePathAt = (archive: Archive, random: Random): string =>
  articlePage(archive.outlineAt(random.below(archive.count))).path;

const topicPathAt = (archive: Archive, random: Random): string =>
  topicPage(archive.outlineAt(random.below(archive.count)), random).path;

/** The fronts of the sections, and the pages behind them that the archive surely fills. */
function sectionPaths(archive: Archive): string[] {
  return SECTIONS.flatMap(({ slug, share }) => {
    const full = Math.floor((archive.count * share * 0.5) / 30);
    const pages = Math.min(SECTION_PAGES, Math.max(1, full));
    return Array.from({ length: pages }, (_, at) => `/sections/${slug}${at === 0 ? '' : `?page=${at + 1}`}`);
  });
}

/** Up to `most` different texts; fewer where drawing brings no new ones. */
function takeDistinct(most: number, draw: () => string): string[] {
  const taken = new Set<string>();
  for (let drawn = 0; drawn < most * 2 && taken.size < most; drawn += 1) taken.add(draw());
  return [...taken];
}
