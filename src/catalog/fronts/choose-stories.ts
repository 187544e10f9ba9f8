import type { FrontScope } from './front-notes.ts';
import type { FrontStories, Story } from './front-stories.ts';

/** Among so many of the newest the lead is chosen. */
const NEAREST = 30;
/** Among so many of its newest a block's first story is chosen. */
const NEAREST_IN_BLOCK = 4;
/** Stories hang on the lead up to so long before it: two weeks. */
const HANGING_MS = 14 * 86_400_000;
const MOST_HANGING = 4;
/** So few of the lead's topics are looked at; broad ones come last in most stories. */
const TOPICS = 4;

/** Chooses among stories, each of which can be taken once. */
export interface Choice {
  readonly stories: FrontStories;
  isFree(story: Story): boolean;
  take<Taken extends Story | null>(story: Taken): Taken;
}

/** Begins with all stories free. */
export function newChoice(stories: FrontStories): Choice {
  const taken = new Set<string>();
  return {
    stories,
    isFree: ({ teaser }) => !taken.has(teaser.id),
    take(story) {
      if (story !== null) taken.add(story.teaser.id);
      return story;
    },
  };
}

/** Whether a story has a picture to show. */
export const hasPicture = ({ stories }: Choice, { teaser: { image } }: Story): boolean =>
  image !== null && stories.hasPicture(image.src);

const hasStandfirst = ({ teaser }: Story): boolean => teaser.description !== null;

/** Whether a story fills a large place: it has a standfirst and a picture. */
const isFull = (choice: Choice, story: Story): boolean => hasStandfirst(story) && hasPicture(choice, story);

/** The newest stories that are free, at most so many. */
export function newestFree(choice: Choice, scope: FrontScope, count: number): Story[] {
  const found: Story[] = [];
  if (count === 0) return found;
  for (const story of choice.stories.newest(scope)) {
    if (!choice.isFree(story)) continue;
    found.push(story);
    if (found.length === count) break;
  }
  return found;
}

/**
 * The lead, where no editor named one: the first of `pins` that has a picture and a standfirst, else the newest that has both,
 * else the newest with a standfirst, else the newest; null where there is none.
 */
export function chooseLead(choice: Choice, scope: FrontScope, pins: readonly string[]): Story | null {
  for (const article of pins) {
    const story = choice.stories.named(article);
    if (story !== null && choice.isFree(story) && isFull(choice, story)) return story;
  }
  const near: Story[] = [];
  for (const story of choice.stories.newest(scope)) {
    if (!choice.isFree(story)) continue;
    if (isFull(choice, story)) return story;
    near.push(story);
    if (near.length === NEAREST) break;
  }
  return near.find(hasStandfirst) ?? near[0] ?? null;
}

/** The newest stories about what the lead is about; none where there is only one. */
export function chooseHanging(choice: Choice, lead: Story): Story[] {
  const found = new Map<string, Story>();
  for (const slug of choice.stories.topicsOf(lead).slice(0, TOPICS)) {
    let count = 0;
    for (const story of choice.stories.newest({ kind: 'topic', slug })) {
      if (story.publishedMs < lead.publishedMs - HANGING_MS || count === MOST_HANGING) break;
      if (!choice.isFree(story)) continue;
      found.set(story.teaser.id, story);
      count += 1;
    }
  }
  if (found.size < 2) return [];
  return [...found.values()].sort(newerFirst).slice(0, MOST_HANGING);
}

const newerFirst = (one: Story, other: Story): number =>
  other.publishedMs - one.publishedMs || (one.teaser.id < other.teaser.id ? 1 : -1);

/** The seconds, where no editor named them: three of the newest, four where most have no picture. */
export function chooseSeconds(choice: Choice, scope: FrontScope): Story[] {
  const four = newestFree(choice, scope, 4);
  const pictured = four.slice(0, 3).filter((story) => hasPicture(choice, story));
  return pictured.length > 1 ? four.slice(0, 3) : four;
}

/** A block's newest stories, `count` of them; one that fills a large place comes first if there is any among the newest. */
export function chooseForBlock(choice: Choice, scope: FrontScope, count: number, isLed: boolean): Story[] {
  const near = newestFree(choice, scope, isLed ? Math.max(count, NEAREST_IN_BLOCK) : count);
  const lead = isLed ? near.slice(0, NEAREST_IN_BLOCK).find((story) => isFull(choice, story)) : undefined;
  if (lead === undefined) return near.slice(0, count);
  return [lead, ...near.filter((story) => story !== lead)].slice(0, count);
}
