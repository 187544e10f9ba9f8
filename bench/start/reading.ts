import type { Archive } from '../archive/archive.ts';
import { SECTIONS, slugOf } from '../archive/names.ts';
import type { Random } from '../archive/random.ts';
import type { Connection } from '../lib/connection.ts';
import { archivePath, topicPage } from './sample-pages.ts';

/**
 * Reads pages at random, as browsers ask for them: seven of ten are articles, the others sections, topics,
 * authors and archives. Returns how many were not answered by 200.
 */
export async function readAtRandom(
  archive: Archive,
  connection: Connection,
  random: Random,
  pages: number,
): Promise<number> {
  let wrong = 0;
  for (let turn = 0; turn < pages; turn += 1) {
    const { status } = await connection.get(pickPath(archive, random), 'gzip, br');
    if (status !== 200) wrong += 1;
  }
  return wrong;
}

function pickPath(archive: Archive, random: Random): string {
  const article = archive.outlineAt(random.below(archive.count));
  const kind = random.unit();
  if (kind < 0.7) return article.path;
  if (kind < 0.8) return topicPage(article, random).path;
  if (kind < 0.9) return archivePath(article, random);
  if (kind < 0.95) return `/sections/${random.pick(SECTIONS).slug}`;
  return kind < 0.98 ? `/topics/${slugOf(article.topics[0] ?? '')}` : '/';
}
