import { OWN_EDITION } from '../../../domain/edition.ts';
import { frontIn, HOME_FRONT, splitFront } from '../../../domain/front.ts';
import type { FrontTeller } from '../../fronts/tell-fronts.ts';
import type { FolderLists } from '../../store/write-folder-lists.ts';
import type { PublishBatch } from './publish-batch.ts';
import type { PublishOutcome } from './publish-outcome.ts';

export interface FrontDeps {
  readonly lists: Pick<FolderLists, 'putFronts' | 'putBanners'>;
  readonly fronts: Pick<FrontTeller, 'choose'>;
}

/** Replaces what the files of fronts say, and notes which say something else; they are told where they show something else. */
export function publishFronts(
  { fronts: files, banners }: PublishBatch,
  { lists, fronts }: FrontDeps,
  into: PublishOutcome,
): void {
  const names = new Set(files === undefined ? [] : lists.putFronts(files));
  fronts.choose([...names]);
  // Both stand in one file.
  for (const edition of banners === undefined ? [] : lists.putBanners(banners))
    names.add(frontIn(edition, HOME_FRONT));
  for (const front of names) {
    const { edition, name } = splitFront(front);
    into.lists.push(listOf(name === HOME_FRONT ? 'front' : `fronts/${name}`, edition));
  }
}

/** What a list of an edition is called among those that differ: `front.ru` for `front`. */
export const listOf = (list: string, edition: string): string =>
  edition === OWN_EDITION ? list : `${list}.${edition}`;
