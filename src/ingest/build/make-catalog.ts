import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import type { PermalinkLedger } from '../../catalog/permalinks/permalink.ts';
import type { Publisher } from '../../catalog/publish/publisher.ts';
import { catalogSettings, catalogVersion } from '../../catalog/sqlite/settings.ts';
import type { RebuildReason } from '../../catalog/store/open-catalog.ts';
import type { PublishLog } from '../publish/publish-log.ts';
import type { Writer } from '../publish/writer.ts';
import type { ChosenSite } from '../read/choose-site.ts';
import type { ParsePool } from '../read/parse-pool.ts';
import type { UnjudgedFiles } from '../watch/unjudged-files.ts';
import { type BuildOptions, buildCatalog } from './build-catalog.ts';
import { buildFromFolder, buildFromLastGood } from './build-source.ts';

export interface MakeCatalogDeps {
  readonly writer: Writer;
  readonly lastGood: LastGood;
  readonly publisher: Publisher;
  readonly openPool: (files: number) => ParsePool;
  /** Publishes what differs in the folder from what the catalog holds. */
  readonly catchUp: () => Promise<void>;
  readonly unjudged: Pick<UnjudgedFiles, 'add'>;
  readonly publishing: PublishLog;
}

/** What is made, of what; the site with its file, where that can be used. */
export type MakeCatalogOptions = Pick<BuildOptions, 'target' | 'contentDir' | 'onProgress'> & {
  readonly chosen: ChosenSite;
  /** The version of the catalog that readers had, of which this one is made; null where nobody knows that. */
  readonly readersHad: number | null;
};

/**
 * Makes the catalog. Where a DATA_DIR knows what readers had, that is read anew by this program, and the folder is
 * then caught up with as after any start: so no rebuild takes down what a start would not, and renamed files are known
 * again. What this program refuses is told. Else the folder is all there is. Resolves to whether it
 * is known what readers had: then its numbers go on from theirs.
 */
export async function makeCatalog(
  reason: RebuildReason,
  options: MakeCatalogOptions,
  deps: MakeCatalogDeps,
): Promise<boolean> {
  const { writer, lastGood, openPool, publishing } = deps;
  const { database, log, now } = writer;
  const startedAt = now();
  log.info({ reason }, 'building the catalog');
  const before = buildFromLastGood(lastGood, openPool);
  const from = before ?? buildFromFolder(options.contentDir, openPool);
  const built = await buildCatalog({ ...options, from, now });
  const { articles, files, folderProblems, refused } = built;
  deps.unjudged.add(built.unjudged);
  log.info({ articles, files, ms: Math.round(now() - startedAt) }, 'catalog built');
  publishing.folders(folderProblems);
  if (before === null) {
    lastGood.markFilling();
    const good = [...options.chosen.good, ...built.good];
    const version = catalogVersion(catalogSettings(database));
    writer.published({ version, keys: new Set(), changes: [], batch: { good } });
    return false;
  }
  const settings = catalogSettings(database);
  const { readersHad } = options;
  // Its numbers go on from there, so that who was told of publishes knows which are news.
  if (readersHad !== null) settings.put('version', String(readersHad));
  await deps.catchUp();
  tellLost(refused, options.target.ledger, deps);
  return readersHad !== null;
}

/** What readers had and this program refuses, where its file gives nothing better. */
function tellLost(
  refused: Awaited<ReturnType<typeof buildCatalog>>['refused'],
  ledger: PermalinkLedger,
  { publisher, publishing }: MakeCatalogDeps,
): void {
  for (const [file, problems] of refused) {
    const now = publisher.sources.get(file)?.problems ?? [];
    const isMended = now.every(({ severity }) => severity !== 'error');
    if (isMended || publisher.articles.ofFile(file) !== null) continue;
    publishing.lost(file, ledger.latestOfFile(file)?.path ?? null, problems);
  }
}
