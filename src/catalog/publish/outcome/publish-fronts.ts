import { HOME_FRONT } from '../../../domain/front.ts';
import type { FrontTeller } from '../../fronts/tell-fronts.ts';
import type { FolderLists } from '../../store/write-folder-lists.ts';
import type { PublishBatch } from './publish-batch.ts';
import type { PublishOutcome } from './publish-outcome.ts';

export interface FrontDeps {
  readonly lists: Pick<FolderLists, 'putFronts' | 'putBanner'>;
  readonly fronts: Pick<FrontTeller, 'choose'>;
}

/** Replaces what the files of fronts say, and notes which say something else; they are told where they show something else. */
export function publishFronts(
  { fronts: files, banner }: PublishBatch,
  { lists, fronts }: FrontDeps,
  into: PublishOutcome,
): void {
  const names = new Set(files === undefined ? [] : lists.putFronts(files));
  fronts.choose([...names]);
  // Both stand in one file.
  if (banner !== undefined && lists.putBanner(banner)) names.add(HOME_FRONT);
  for (const name of names) into.lists.push(name === HOME_FRONT ? 'front' : `fronts/${name}`);
}
