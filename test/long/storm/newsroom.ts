import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Archive, createArchive } from '../../../bench/archive/archive.ts';
import { createRandom, type Random } from '../../../bench/archive/random.ts';
import { writeArchive } from '../../../bench/archive/write-archive.ts';
import { createSheets, type Sheet } from './sheets.ts';
import { createStory, type Story, writeStory } from './story.ts';
import type { Subject } from './subject.ts';

/** A content folder, and all that is known of what stands and stood in it. */
export interface Newsroom {
  readonly contentDir: string;
  readonly archive: Archive;
  readonly stories: readonly Story[];
  /** Files that are no articles. */
  readonly sheets: readonly Sheet[];
  /** Stories and sheets by their id. */
  readonly subjects: ReadonlyMap<string, Subject>;
  /** Whose a path is. */
  readonly storyOf: (path: string) => Story | undefined;
  /** Gives a story a path besides those that it has; it becomes the present one. */
  readonly addPath: (story: Story, path: string) => void;
}

export interface NewsroomOptions {
  /** A folder that does not exist yet. */
  readonly contentDir: string;
  readonly articles: number;
  readonly seed: number;
  /** Share of the stories that are never removed, from 0 to 1. */
  readonly always: number;
}

/** Writes a content folder whose articles bear tokens; half of them have an id. */
export function createNewsroom({ contentDir, articles, seed, always }: NewsroomOptions): Newsroom {
  const archive = createArchive({ articles, seed, folders: 'month', length: { kind: 'varied' } });
  const random = createRandom(seed, 77);
  writeArchive(archive, contentDir);
  const stories = Array.from({ length: articles }, (_, index) =>
    createStory(archive, index, { isAlways: random.chance(always), hasId: random.chance(0.5) }),
  );
  const owners = new Map<string, Story>();
  for (const story of stories) {
    put(contentDir, story.file, writeStory(story));
    story.state = 'good';
    for (const path of story.paths) owners.set(path, story);
  }
  const sheets = createSheets(contentDir);
  for (const sheet of sheets) put(contentDir, sheet.file, sheet.write());
  return {
    contentDir,
    archive,
    stories,
    sheets,
    subjects: new Map([...stories, ...sheets].map((subject): [string, Subject] => [subject.id, subject])),
    storyOf: (path) => owners.get(path),
    addPath(story, path) {
      story.paths.delete(path);
      story.paths.add(path);
      owners.set(path, story);
    },
  };
}

/** The path that readers find a story at when all is published. */
export const presentPath = ({ paths }: Story): string => [...paths].at(-1) ?? '';

/** A story that nobody is at work on, which is marked as busy then; null when none of a few is free. */
export function takeStory({ stories }: Newsroom, random: Random): Story | null {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const story = random.pick(stories);
    if (story.isBusy) continue;
    story.isBusy = true;
    return story;
  }
  return null;
}

function put(contentDir: string, file: string, text: string): void {
  const target = join(contentDir, file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
