import { expect, test } from 'vitest';
import { createArchive } from '../../bench/archive/archive.ts';
import { foldWord } from '../../src/catalog/search/fold-word.ts';
import { wordsOf } from '../../src/catalog/search/split-words.ts';
import { openSearchDesk, story } from './search-desk.ts';

const ARTICLES = 250;

test('of an archive, each article is the first that a query of its rare words finds', () => {
  const archive = createArchive({
    articles: ARTICLES,
    seed: 3,
    folders: 'month',
    length: { kind: 'even', words: 150 },
  });
  const stories = Array.from({ length: ARTICLES }, (_, index) => {
    const outline = archive.outlineAt(index);
    const body = archive
      .textOf(outline)
      .replace(/^---[\s\S]*?\n---\n/, '')
      .replace(/[<>&]/g, ' ');
    return story(`s${index}`, outline.title, body, { published: outline.published.day });
  });
  const uses = new Map<string, number>();
  const stemsOf = (text: string): Set<string> => new Set(wordsOf(text).map((word) => foldWord(word).stem));
  for (const { title, bodyHtml } of stories) {
    for (const stem of stemsOf(title + bodyHtml)) uses.set(stem, (uses.get(stem) ?? 0) + 1);
  }
  const { found } = openSearchDesk(stories);
  const missed: string[] = [];
  let asked = 0;
  for (const { slug, bodyHtml } of stories) {
    // Words of a headline that is linked to are better found in that story.
    const own = wordsOf(bodyHtml).filter((word) => word.length > 3 && uses.get(foldWord(word).stem) === 1);
    const rare = [...new Set(own)].slice(0, 3);
    if (rare.length < 2) continue;
    asked += 1;
    const query = rare.join(' ');
    const { hits } = found(query, { now: Date.UTC(2100, 0) });
    if (!hits[0]?.teaser.path.endsWith(`/${slug}`)) missed.push(`${slug}: ${query}`);
    if (hits[0]?.snippet.some(({ isMatch }) => isMatch) !== true)
      missed.push(`${slug}: ${query} is not marked`);
  }
  expect(missed).toEqual([]);
  expect(asked).toBeGreaterThan(200);
});
