import { dirname, join } from 'node:path';
import { createRandom } from '../../../../bench/archive/random.ts';
import { moveFile, removeFile, saveByRename } from '../../../../bench/lib/save.ts';
import { type CountedStory, createCountedStory, lastChange, writeCountedStory } from './counted-story.ts';

export type Publish = 'new' | 'edited' | 'renamed' | 'deleted';

/** Publishes one thing after the other, and knows what readers must be shown. */
export interface NewsDesk {
  /** By their index. */
  readonly stories: readonly CountedStory[];
  /** Does what is next in turn. Returns what it was, and to which story. */
  readonly publish: () => { readonly kind: Publish; readonly story: CountedStory };
}

const TURNS: readonly Publish[] = [
  'new',
  'edited',
  'edited',
  'renamed',
  'new',
  'edited',
  'edited',
  'deleted',
];

/** A story that was changed later is left alone: another name must not come with another text. */
const SETTLED_MS = 3_000;
/** So many of the newest may be changed. */
const RECENT = 12;

/** Makes the desk of a content folder. */
export function createNewsDesk(contentDir: string, begun: Temporal.Instant): NewsDesk {
  const stories: CountedStory[] = [];
  const random = createRandom(7);
  let turn = 0;

  const save = (story: CountedStory, file: string, text: string): void => {
    saveByRename(join(contentDir, file), text);
    story.versions.push(performance.now());
  };
  const add = (): CountedStory => {
    const story = createCountedStory(stories.length);
    const { file, path, text } = writeCountedStory(story, begun);
    Object.assign(story, { file, path });
    save(story, file, text);
    story.movedAt = performance.now();
    stories.push(story);
    return story;
  };
  const rename = (story: CountedStory): void => {
    const name = `counted-story-${story.index}-name-${turn}`;
    const file = `${dirname(story.file)}/${name}.md`;
    moveFile(join(contentDir, story.file), join(contentDir, file));
    story.movedAt = performance.now();
    story.formerPaths.set(story.path, story.movedAt);
    story.file = file;
    story.path = `${dirname(story.path)}/${name}`;
  };
  const change = (kind: Exclude<Publish, 'new'>, story: CountedStory): void => {
    if (kind === 'edited') save(story, story.file, writeCountedStory(story, begun).text);
    else if (kind === 'renamed') rename(story);
    else {
      removeFile(join(contentDir, story.file));
      story.removedAt = performance.now();
    }
  };
  const pickSettled = (): CountedStory | null => {
    const now = performance.now();
    const settled = stories
      .filter((story) => story.removedAt === null && now - lastChange(story) > SETTLED_MS)
      .slice(-RECENT);
    return settled.length === 0 ? null : random.pick(settled);
  };

  return {
    stories,
    publish() {
      const kind = TURNS[turn % TURNS.length] ?? 'new';
      turn += 1;
      const story = kind === 'new' ? null : pickSettled();
      if (kind === 'new' || story === null) return { kind: 'new', story: add() };
      change(kind, story);
      return { kind, story };
    },
  };
}
