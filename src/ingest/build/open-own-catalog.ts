import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { keepBeforeDiscard } from '../../catalog/last-good/keep-articles.ts';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import { catalogSettings, catalogVersion } from '../../catalog/sqlite/settings.ts';
import { type CarriedPictures, putPictures, takePictures } from '../../catalog/store/carry-pictures.ts';
import {
  discardCatalog,
  lookBack,
  openCatalog,
  type RebuildReason,
} from '../../catalog/store/open-catalog.ts';
import {
  catalogFile,
  endCatalogs,
  endCatalogsLater,
  isCurrent,
  otherCatalogs,
} from '../data-dir/catalog-files.ts';
import { catalogMakers } from './catalog-makers.ts';

/** The catalog of this program, beside those of others. */
export interface OwnCatalog extends Disposable {
  readonly file: string;
  readonly database: DatabaseSync;
  /** Which it is; see catalog-makers.ts. */
  readonly version: number;
  /** Why it has to be made; null where it stands. */
  readonly rebuild: RebuildReason | null;
  /** The version of the catalog that readers had, where it has to be made and that is known. */
  readonly readersHad: number | null;
  /** It is whole: it has the place of all others, which readers may have open a while longer. */
  made(): void;
}

export interface OpenOwnCatalogOptions {
  readonly dataDir: string;
  readonly lastGood: LastGood;
  readonly discard: 'damaged' | 'lost' | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** The file of this program's catalog, whether it is there or not. Takes some 30 ms. */
export const ownCatalogFile = (dataDir: string): string => catalogFile(dataDir, catalogMakers());

/**
 * Opens the catalog of this program, or an empty one beside that of another program, out of which is taken what nothing
 * else knows. One that was not made when this is disposed of is removed. @throws Error from SQLite where the
 * folder cannot be written.
 */
export function openOwnCatalog({ dataDir, lastGood, discard, now, log }: OpenOwnCatalogOptions): OwnCatalog {
  const version = catalogMakers();
  const file = catalogFile(dataDir, version);
  const others = otherCatalogs(dataDir, file);
  let carried = null as CarriedPictures | null;
  let readersHad = null as number | null;
  const takeOut = (old: DatabaseSync): void => {
    keepBeforeDiscard(old, lastGood);
    readersHad = catalogVersion(catalogSettings(old));
    carried = takePictures(old);
  };
  const { database, rebuild } = openCatalog(file, { version, discard, beforeDiscard: takeOut });
  let isMade = rebuild === null;
  using opened = new DisposableStack();
  opened.defer(() => {
    database.close();
    if (!isMade) discardCatalog(file);
  });
  if (rebuild !== null) for (const other of others) if (isCurrent(other)) lookBack(other, takeOut);
  if (carried !== null) putPictures(database, carried);
  let endLater = (): void => {};
  const told = (removed: number): void => {
    if (removed > 0) log.info({ removed }, 'former catalogs were removed');
  };
  const own = opened.move();
  return {
    file,
    database,
    version,
    rebuild: rebuild === 'absent' && readersHad !== null ? 'other-version' : rebuild,
    readersHad,
    made() {
      isMade = true;
      told(endCatalogs(others, now()));
      endLater = endCatalogsLater(others, now, told);
    },
    [Symbol.dispose]() {
      endLater();
      own.dispose();
    },
  };
}
