import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../../../bench/archive/archive.ts';
import type { Random } from '../../../bench/archive/random.ts';
import { moveFile, removeFile, saveByRename, saveInPlace } from '../../../bench/lib/save.ts';
import { fileOf } from '../storm/changes.ts';
import type { Newsroom } from '../storm/newsroom.ts';
import { createStory, pathOf, type Story, writeStory } from '../storm/story.ts';
import type { Subject } from '../storm/subject.ts';

/** What the rounds of a crash bench share. */
export interface Desk {
  readonly newsroom: Newsroom & { readonly stories: Story[]; readonly subjects: Map<string, Subject> };
  /** Has more articles than the folder, so that there are some to drop in. */
  readonly archive: Archive;
  readonly random: Random;
}

/** One change that was not made yet. */
export type Step = () => void;

/**
 * Plans changes of as many stories, each changed once: half are changed, others renamed, removed and
 * restored, and new ones are dropped in. Without a catalog a story that is renamed is known by its id alone;
 * `isTextKnown` false keeps those without one where they are. Returns the stories and the steps that make the changes.
 */
export function planChanges(
  desk: Desk,
  count: number,
  isTextKnown: boolean,
): { stories: Story[]; steps: Step[] } {
  const { newsroom, random } = desk;
  const chosen = new Set<Story>();
  while (chosen.size < Math.min(count, newsroom.stories.length)) {
    chosen.add(random.chance(0.15) ? dropIn(desk) : random.pick(newsroom.stories));
  }
  const stories = [...chosen];
  return { stories, steps: stories.map((story) => planChange(desk, story, story.hasId || isTextKnown)) };
}

/** Puts the story into the newsroom's books; its file is written by its step. */
function dropIn({ newsroom, archive }: Desk): Story {
  const index = newsroom.stories.length;
  const story = createStory(archive, index, { isAlways: false, hasId: index % 2 === 0 });
  newsroom.stories.push(story);
  newsroom.subjects.set(story.id, story);
  for (const path of [...story.paths]) newsroom.addPath(story, path);
  return story;
}

function planChange({ newsroom, random }: Desk, story: Story, mayMove: boolean): Step {
  const target = (): string => fileOf(newsroom, story);
  const save = random.chance(0.6) ? saveByRename : saveInPlace;
  const kind = random.unit();
  if (story.state === 'absent') {
    return () => {
      saveByRename(target(), writeStory(story));
      story.state = 'good';
    };
  }
  if (kind < (mayMove ? 0.5 : 0.75)) return () => save(target(), writeStory(story));
  if (kind < 0.75 && mayMove) return () => rename(newsroom, story, random.below(1_000));
  return () => {
    removeFile(target());
    story.state = 'absent';
  };
}

/** Gives the file another name; its text stays, so that it is known by it. */
function rename(newsroom: Newsroom, story: Story, number: number): void {
  const from = fileOf(newsroom, story);
  const file = story.outline.file.replace(/\.md$/, `-moved-${number}.md`);
  if (existsSync(join(newsroom.contentDir, file))) return;
  story.file = file;
  newsroom.addPath(story, pathOf(story));
  moveFile(from, fileOf(newsroom, story));
}
