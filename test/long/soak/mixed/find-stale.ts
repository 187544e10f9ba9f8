import { findTokens } from '../../storm/token.ts';
import type { CountedStory } from './counted-story.ts';

/** An answer, decoded; for a 304 the text that the reader had. */
export interface Answer {
  readonly path: string;
  readonly status: number;
  readonly text: string;
  /** `performance.now()` before the request was sent. */
  readonly beganAt: number;
}

export interface Stale {
  readonly kind: string;
  readonly detail: string;
}

/** How old a state may be that an answer shows. */
const SHOWN_MS = 1_000;
/** A file that is gone may be on its way back for so long, as many editors save. */
const REMOVAL_MS = 2_000;

/**
 * Everything in an answer that shows a state older than one that was complete a second before the request
 * began: an older version, a story that was taken down, a path that it left, a list without the newest story.
 */
export function findStale(answer: Answer, stories: readonly CountedStory[]): Stale[] {
  const isDue = (completeAt: number): boolean => completeAt + SHOWN_MS <= answer.beganAt;
  return [
    ...(answer.status === 200 ? findOldVersions(answer, stories, isDue) : []),
    ...findWrongStatus(answer, stories, isDue),
    ...findMissingNewest(answer, stories, isDue),
  ];
}

type IsDue = (completeAt: number) => boolean;

function findOldVersions({ text, beganAt }: Answer, stories: readonly CountedStory[], isDue: IsDue): Stale[] {
  const ago = (at: number): string => `${Math.round(beganAt - at)} ms before`;
  return [...findTokens(text)].flatMap(([id, found]): Stale[] => {
    const story = stories[Number(id.slice(1))];
    if (story === undefined) return [{ kind: 'unknown story', detail: id }];
    const { versions, removedAt } = story;
    if (found.size > 1) return [{ kind: 'torn page', detail: `versions ${[...found.keys()]} of ${id}` }];
    if (removedAt !== null && isDue(removedAt + REMOVAL_MS)) {
      return [{ kind: 'removed story shown', detail: `${id} was removed ${ago(removedAt)}` }];
    }
    const [shown = 0] = found.keys();
    const due = versions.findLastIndex(isDue);
    if (shown >= due) return [];
    return [
      {
        kind: 'older version',
        detail: `version ${shown} of ${id}; ${due} was complete ${ago(versions[due] ?? 0)}`,
      },
    ];
  });
}

function findWrongStatus(answer: Answer, stories: readonly CountedStory[], isDue: IsDue): Stale[] {
  const { path, status } = answer;
  const wrong = (wanted: string): Stale[] => [
    { kind: `status ${status} where ${wanted} is due`, detail: path },
  ];
  const owner = stories.find((story) => story.path === path || story.formerPaths.has(path));
  if (owner === undefined) return [];
  const { removedAt } = owner;
  const isPresent = owner.path === path;
  if (removedAt !== null) {
    return isPresent && isDue(removedAt + REMOVAL_MS) && status !== 410 ? wrong('410') : [];
  }
  if (isPresent) return isDue(owner.movedAt) && status !== 200 ? wrong('200') : [];
  return isDue(owner.formerPaths.get(path) ?? 0) && status !== 301 ? wrong('301') : [];
}

/** The front, the feed and the page of a section begin with the newest story. */
function findMissingNewest({ path, text }: Answer, stories: readonly CountedStory[], isDue: IsDue): Stale[] {
  const isListed = ({ section }: CountedStory): boolean =>
    path === '/' || path === '/feed.xml' || path === `/sections/${section.slug}`;
  const newest = stories.findLast(
    (story) => story.removedAt === null && isListed(story) && isDue(story.versions[0] ?? Number.NaN),
  );
  if (newest === undefined || findTokens(text).has(newest.id)) return [];
  return [{ kind: 'newest story is missing', detail: `${newest.id} is not on ${path}` }];
}
