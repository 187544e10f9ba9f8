import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Archive, Outline } from '../archive/archive.ts';
import type { Random } from '../archive/random.ts';
import type { ExpectedPage } from '../lib/expected-page.ts';
import { writeNewStory } from '../lib/new-story.ts';

const CHANGED = 4;
const ADDED = 3;
const REMOVED = 3;

/**
 * Changes four articles, adds three and removes three while nobody serves them. Returns what readers must
 * get once the site is ready again.
 */
export function changeWhileDown(contentDir: string, archive: Archive, random: Random): ExpectedPage[] {
  const chosen = new Set<number>();
  while (chosen.size < CHANGED + REMOVED) chosen.add(random.below(archive.count));
  const articles = [...chosen].map((index) => archive.outlineAt(index));
  const changed = articles.slice(0, CHANGED).map((article, at) => change(contentDir, article, `d${at}z`));
  const removed = articles.slice(CHANGED).map((article) => remove(contentDir, article));
  const added = Array.from({ length: ADDED }, (_, at) => add(contentDir, at));
  const newest = `Headline a${ADDED - 1}z`;
  return [
    ...changed,
    ...removed,
    ...added,
    { path: '/', texts: [newest] },
    { path: '/feed.xml', texts: [newest] },
  ];
}

/** How many files `changeWhileDown` touches. */
export const FILES_CHANGED = CHANGED + ADDED + REMOVED;

function change(contentDir: string, { file, path }: Outline, mark: string): ExpectedPage {
  const target = join(contentDir, file);
  const text = readFileSync(target, 'utf8').replace(/^title: .*/m, `title: Headline ${mark}`);
  writeFileSync(target, `${text}\nText ${mark}\n`);
  return { path, texts: [`Headline ${mark}`, `Text ${mark}`] };
}

function remove(contentDir: string, { file, path }: Outline): ExpectedPage {
  rmSync(join(contentDir, file));
  return { path, status: 410, texts: [] };
}

function add(contentDir: string, at: number): ExpectedPage {
  const [headline, body] = [`Headline a${at}z`, `Text a${at}z`];
  const named = { name: `added-story-${at}`, section: 'World', seconds: at, now: Temporal.Now.instant() };
  const story = writeNewStory({ ...named, headline, body });
  mkdirSync(dirname(join(contentDir, story.file)), { recursive: true });
  writeFileSync(join(contentDir, story.file), story.text);
  return { path: story.path, texts: [headline, body] };
}
