import { join } from 'node:path';
import { createRandom, type Random } from '../../../bench/archive/random.ts';
import { saveByRename, saveInPlace, sleep } from '../../../bench/lib/save.ts';
import {
  type Change,
  type Desk,
  deleteAndRewrite,
  mend,
  redate,
  remove,
  rename,
  rewrite,
  spoil,
} from './changes.ts';
import { takeStory } from './newsroom.ts';
import type { Story } from './story.ts';

export interface WriterOptions {
  readonly desk: Omit<Desk, 'random'>;
  readonly writers: number;
  readonly seed: number;
  /** The longest pause between two changes of one writer, in milliseconds. */
  readonly pauseMs: number;
  readonly isOver: () => boolean;
  readonly onChange: (kind: string) => void;
}

const SHEETS_SHARE = 0.05;

/** What is done to a story in each state, with its share. */
const MIX: Readonly<Record<Story['state'], readonly (readonly [number, Change])[]>> = {
  good: [
    [0.33, rewrite],
    [0.14, deleteAndRewrite],
    [0.2, rename],
    [0.05, redate],
    [0.18, spoil],
    [0.1, remove],
  ],
  broken: [
    [0.6, mend],
    [0.25, spoil],
    [0.15, remove],
  ],
  absent: [[1, mend]],
};

/** Changes files at random until it is over; each writer does one thing after the other. */
export async function runWriters(options: WriterOptions): Promise<void> {
  await Promise.all(Array.from({ length: options.writers }, (_, index) => runWriter(options, index)));
}

async function runWriter({ desk, seed, pauseMs, isOver, onChange }: WriterOptions, index: number) {
  const random = createRandom(seed, index, 5);
  while (!isOver()) {
    const kind = random.chance(SHEETS_SHARE)
      ? changeSheet(desk, random)
      : await changeStory({ ...desk, random }, random);
    if (kind !== null) onChange(kind);
    await sleep(random.below(pauseMs));
  }
}

async function changeStory(desk: Desk, random: Random): Promise<string | null> {
  const story = takeStory(desk.newsroom, random);
  if (story === null) return null;
  try {
    return await pickChange(story, random)(desk, story);
  } finally {
    story.changedAt = performance.now();
    story.isBusy = false;
  }
}

function pickChange({ state }: Story, random: Random): Change {
  let left = random.unit();
  const found = MIX[state].find(([share]) => {
    left -= share;
    return left < 0;
  });
  return found?.[1] ?? mend;
}

/** Changes, breaks or mends the settings, a list or a standing page. */
export function changeSheet({ newsroom }: Pick<Desk, 'newsroom'>, random: Random): string {
  const sheet = random.pick(newsroom.sheets);
  const save = random.chance(0.5) ? saveByRename : saveInPlace;
  const breaks = !sheet.isBroken && random.chance(0.2);
  save(join(newsroom.contentDir, sheet.file), breaks ? sheet.writeBroken() : sheet.write());
  sheet.isBroken = breaks;
  return breaks ? 'settings or list broken' : 'settings or list';
}

/** Mends whatever is broken. */
export async function mendAll({ newsroom, untilShown }: Omit<Desk, 'random'>, random: Random): Promise<void> {
  for (const story of newsroom.stories) {
    if (story.state === 'broken') await mend({ newsroom, untilShown, random }, story);
  }
  for (const sheet of newsroom.sheets) {
    if (sheet.isBroken) saveByRename(join(newsroom.contentDir, sheet.file), sheet.write());
    sheet.isBroken = false;
  }
}
