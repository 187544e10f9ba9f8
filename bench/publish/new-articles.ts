import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SECTIONS } from '../archive/names.ts';
import { writeNewStory } from '../lib/new-story.ts';
import { saveByRename } from '../lib/save.ts';
import { holds, poll } from './poll.ts';
import { pause, type Scene } from './scene.ts';
import { count, createTally, type Tally } from './tally.ts';

/**
 * Drops new articles into the folder, each the newest of the site, and measures how long each takes from
 * before the save until its page is there; then until the page of its section, the front and the feed
 * have it too.
 */
export async function measureNewArticles(scene: Scene, articles: number): Promise<Tally[]> {
  const pages = createTally('new file → its page');
  const lists = createTally('new file → section, front and feed too');
  const now = Temporal.Now.instant();
  for (let turn = 0; turn < articles; turn += 1) {
    if (!(await dropIn(scene, turn, now, [pages, lists]))) break;
    await pause(scene);
  }
  return [pages, lists];
}

async function dropIn(
  { contentDir, connection, random, timeoutMs }: Scene,
  turn: number,
  now: Temporal.Instant,
  [pages, lists]: readonly [Tally, Tally],
): Promise<boolean> {
  const section = random.pick(SECTIONS);
  const [headline, body] = [`Headline n${turn}z`, `Text n${turn}z`];
  const named = { name: `new-story-${turn}`, section: section.name, seconds: turn, now };
  const story = writeNewStory({ ...named, headline, body });
  const file = join(contentDir, story.file);
  mkdirSync(dirname(file), { recursive: true });
  const startedAt = performance.now();
  saveByRename(file, story.text);
  const wanted = { path: story.path, isThere: holds(headline, body) };
  // Until it is published its address is rightly unknown.
  const { ms } = await poll(connection, wanted, startedAt, timeoutMs);
  if (!count(pages, { ms, errors: [] })) return false;
  for (const path of [`/sections/${section.slug}`, '/']) {
    await poll(connection, { path, isThere: holds(headline) }, startedAt, timeoutMs);
  }
  return count(
    lists,
    await poll(connection, { path: '/feed.xml', isThere: holds(headline) }, startedAt, timeoutMs),
  );
}
