import { linkName } from '../../../domain/marks/file-marks.ts';
import { linkKey } from '../../../domain/surrogate-keys.ts';
import type { AwaitedLinks } from '../../links/awaited-links.ts';
import type { PublishBatch } from './publish-batch.ts';
import type { PublishOutcome } from './publish-outcome.ts';

/** Notes the pages that link to addresses which lead elsewhere since, and the files that wait for one of these. */
export function publishMovedPaths(
  permalinks: PublishBatch['permalinks'],
  textLinks: Pick<AwaitedLinks, 'waitingFor'>,
  { keys, retry }: PublishOutcome,
): void {
  for (const { path, owner } of permalinks ?? []) {
    keys.add(owner).add(linkKey(linkName(path)));
    for (const file of textLinks.waitingFor([path])) retry.add(file);
  }
}
