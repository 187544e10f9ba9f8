import type { DatabaseSync } from 'node:sqlite';
import { editionKey } from '../../domain/edition.ts';
import { FRAME_KEY, TOP_STORIES_KEY } from '../../domain/surrogate-keys.ts';
import { archiveQueries } from '../read/archive-queries.ts';
import { sidebarQueries } from '../read/sidebar-queries.ts';
import { tallyQueries } from '../read/tally-queries.ts';

/** What articles decide of every page of an edition, of those that do not list them too. */
export interface EveryPage {
  readonly edition: string;
  /** The date in the masthead, and whether there is a way to series. */
  readonly frame: string;
  readonly topStories: string;
}

/** Prepares the question what that is at a moment, in milliseconds since 1970, in each edition. */
export function everyPage(
  database: DatabaseSync,
  editions: () => readonly string[],
): (at: number) => readonly EveryPage[] {
  const archivesIn = archiveQueries(database);
  const sidebarIn = sidebarQueries(database);
  const tallyIn = tallyQueries(database);
  return (at) =>
    editions().map((edition) => ({
      edition,
      frame: `${archivesIn(edition).newestDay(at)} ${tallyIn(edition).hasSeries()}`,
      topStories: JSON.stringify(sidebarIn(edition).topStories(at)),
    }));
}

/** The surrogate keys of what is another now. */
export function differingFrames(before: readonly EveryPage[], after: readonly EveryPage[]): string[] {
  return after.flatMap(({ edition, frame, topStories }) => {
    const old = before.find((one) => one.edition === edition);
    const keys = [
      ...(frame === old?.frame ? [] : [FRAME_KEY]),
      ...(topStories === old?.topStories ? [] : [TOP_STORIES_KEY]),
    ];
    return keys.map((key) => editionKey(edition, key));
  });
}
