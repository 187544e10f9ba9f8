import { SECTIONS } from '../../../../bench/archive/names.ts';
import { type NewStory, writeNewStory } from '../../../../bench/lib/new-story.ts';
import { writeToken } from '../../storm/token.ts';

/** A story of which it is known when each state of it was complete on the disk; times as of `performance.now()`. */
export interface CountedStory {
  /** Later stories have higher ones, and are newer for readers. */
  readonly index: number;
  /** As its tokens name it. */
  readonly id: string;
  readonly section: (typeof SECTIONS)[number];
  /** When each version was complete; the last is in the file. */
  readonly versions: number[];
  /** Below the content folder. */
  file: string;
  path: string;
  /** When it came to its present path. */
  movedAt: number;
  /** When it left each of these. */
  readonly formerPaths: Map<string, number>;
  /** Null while its file is there. */
  removedAt: number | null;
}

/** Makes a story without a version. */
export function createCountedStory(index: number): CountedStory {
  const section = SECTIONS[index % SECTIONS.length] as (typeof SECTIONS)[number];
  return {
    index,
    id: `k${index}`,
    section,
    versions: [],
    file: '',
    path: '',
    movedAt: 0,
    formerPaths: new Map(),
    removedAt: null,
  };
}

/** Writes the next version of a story, newer than all stories before it; its file and path as at first. */
export function writeCountedStory(
  { index, id, section, versions }: CountedStory,
  begun: Temporal.Instant,
): NewStory {
  const token = (part: Parameters<typeof writeToken>[2]): string => writeToken(id, versions.length, part);
  return writeNewStory({
    name: `counted-story-${index}`,
    headline: `${token('title')} counted story ${index}`,
    body: `First ${token('first')}.\n\n${'A paragraph of this story. '.repeat(20)}\n\nLast ${token('last')}.`,
    section: section.name,
    seconds: index,
    now: begun,
  });
}

/** When a story was last changed in any way. */
export function lastChange({ versions, movedAt, removedAt }: CountedStory): number {
  return Math.max(versions.at(-1) ?? movedAt, movedAt, removedAt ?? movedAt);
}
