import { join } from 'node:path';
import type { Outline } from '../archive/archive.ts';
import { type Save, saveInPlace } from '../lib/save.ts';
import { holds, poll } from './poll.ts';
import { pause, type Scene } from './scene.ts';
import { count, createTally, type Tally } from './tally.ts';

export interface EditOptions {
  readonly name: string;
  readonly save: Save;
  readonly edits: number;
  readonly warmUps: number;
}

const LISTED_EVERY = 5;
const MOST_TIMEOUTS = 3;

/**
 * Changes headline and text of random articles, every fifth time one of the ten newest, and measures how
 * long each takes from before the save until its page shows it; for the newest ones also until the page
 * of its section and the front do. Gives up when the very first change does not come through, or three.
 */
export async function measureEdits(
  scene: Scene,
  { name, save, edits, warmUps }: EditOptions,
): Promise<Tally[]> {
  const pages = createTally(`${name} → its page`);
  const lists = createTally(`${name} → section and front too`);
  for (let turn = 0; turn < warmUps + edits; turn += 1) {
    const isListed = turn % LISTED_EVERY === 0;
    const seen = await edit(scene, isListed ? newest(scene) : scene.takeArticle(), save, {
      pages,
      lists: isListed ? lists : null,
      mark: `${save === saveInPlace ? 'p' : 'r'}${turn}z`,
    });
    if (!seen && (turn === 0 || pages.timeouts >= MOST_TIMEOUTS)) break;
    if (turn === warmUps - 1) for (const { samples } of [pages, lists]) samples.length = 0;
    await pause(scene);
  }
  return [pages, lists];
}

const newest = ({ archive, random }: Scene): Outline =>
  archive.outlineAt(Math.max(0, archive.count - 1 - random.below(10)));

interface Marked {
  readonly pages: Tally;
  readonly lists: Tally | null;
  /** Stands in headline and text, and nowhere else. */
  readonly mark: string;
}

async function edit(
  scene: Scene,
  article: Outline,
  save: Save,
  { pages, lists, mark }: Marked,
): Promise<boolean> {
  const { contentDir, archive, connection, timeoutMs } = scene;
  const [headline, text] = [`Headline ${mark}`, `Text ${mark}`];
  const original = archive.textOf(article);
  const changed = `${original.replace(/^title: .*/m, `title: ${headline}`)}\n${text}\n`;
  const startedAt = performance.now();
  save(join(contentDir, article.file), changed);
  const page = await poll(
    connection,
    { path: article.path, isThere: holds(headline, text) },
    startedAt,
    timeoutMs,
  );
  if (!count(pages, page)) return false;
  if (lists === null) return true;
  const section = { path: `/sections/${article.section.slug}`, isThere: holds(headline) };
  await poll(connection, section, startedAt, timeoutMs);
  return count(lists, await poll(connection, { path: '/', isThere: holds(headline) }, startedAt, timeoutMs));
}
