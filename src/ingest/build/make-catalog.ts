import type { Logger } from 'pino';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import type { RebuildReason } from '../../catalog/store/open-catalog.ts';
import type { Publisher } from '../../catalog/publish/publisher.ts';
import { type BuildOptions, buildCatalog } from './build-catalog.ts';
import { buildFromFolder, buildFromLastGood } from './build-source.ts';
import type { LastGoodFollower } from '../behind/follow-last-good.ts';
import type { ParsePool } from '../read/parse-pool.ts';
import type { PublishLog } from '../publish/publish-log.ts';
import type { TextRead } from '../read/text-folder.ts';
import type { UnjudgedFiles } from '../watch/unjudged-files.ts';

export interface MakeCatalogOptions extends Omit<BuildOptions, 'from' | 'isThorough'> {
  readonly reason: RebuildReason;
  readonly lastGood: LastGood;
  readonly versions: Pick<LastGoodFollower, 'keep'>;
  /** site.yaml, where it can be used. */
  readonly good: readonly TextRead[];
  readonly publisher: Publisher;
  readonly openPool: (files: number) => ParsePool;
  /** Publishes what differs in the folder from what the catalog holds. */
  readonly catchUp: () => Promise<void>;
  readonly unjudged: Pick<UnjudgedFiles, 'add'>;
  readonly log: Logger;
  readonly publishing: PublishLog;
}

/**
 * Makes the catalog. Where a DATA_DIR knows what readers had, that is read anew by this program, and the folder is
 * then caught up with as after any start: so no rebuild takes down what a start would not, and renamed files are known
 * again. What this program refuses is told. Else the folder is all there is.
 */
export async function makeCatalog(options: MakeCatalogOptions): Promise<void> {
  const { reason, lastGood, contentDir, log, publishing, now } = options;
  const startedAt = now();
  log.info({ reason }, 'building the catalog');
  const before = buildFromLastGood(lastGood, options.openPool);
  const from = before ?? buildFromFolder(contentDir, options.openPool);
  const built = await buildCatalog({ ...options, from });
  const { articles, files, folderProblems, good, refused } = built;
  options.unjudged.add(built.unjudged);
  log.info({ articles, files, ms: Math.round(now() - startedAt) }, 'catalog built');
  publishing.folders(folderProblems);
  if (before === null) {
    lastGood.markFilling();
    options.versions.keep([...options.good, ...good], []);
    return;
  }
  await options.catchUp();
  tellLost(refused, options);
}

/** What readers had and this program refuses, where its file gives nothing better. */
function tellLost(
  refused: Awaited<ReturnType<typeof buildCatalog>>['refused'],
  { publisher, ledger, publishing }: MakeCatalogOptions,
): void {
  for (const [file, problems] of refused) {
    const now = publisher.sources.get(file)?.problems ?? [];
    const isMended = now.every(({ severity }) => severity !== 'error');
    if (isMended || publisher.articles.ofFile(file) !== null) continue;
    publishing.lost(file, ledger.latestOfFile(file)?.path ?? null, problems);
  }
}
