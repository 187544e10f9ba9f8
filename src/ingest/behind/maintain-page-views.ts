import { mostReadQueries } from '../../catalog/read/most-read-queries.ts';
import { catalogSettings, editionsReader } from '../../catalog/sqlite/settings.ts';
import {
  openPageViews,
  pageViewsFile,
  type StoredPageViews,
} from '../../catalog/page-views/open-page-views.ts';
import { rankPageViews } from '../../catalog/page-views/rank-page-views.ts';
import type { PageViewCounts } from '../../domain/page-views.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { Writer } from '../publish/writer.ts';
import { type OpenSharing, openPageViewSharing, type PageViewSharing } from './page-view-sharing.ts';

/** Adds up how often articles are read, keeps it, and finds from time to time what is read most. */
export interface PageViewUpkeep {
  /** Adds what was counted; what is no article is left out. @throws Error from SQLite where the catalog is at fault. */
  add(counts: PageViewCounts): void;
  /**
   * Publishes what is read most, where that is another list than the catalog's; on a live site again each minute.
   * Resolves after the first time; rejects with an Error of SQLite where the catalog is at fault.
   */
  start(isLive: boolean): Promise<void>;
  /** From now on what is counted is kept for other machines too; `host` and `newName` name this one among them. */
  share(host: string, newName: () => string): PageViewSharing;
}

const INTERVAL_MS = 60_000;
/** More than pages show, so that there are some left where stories are pinned, or go. */
const RULES = { length: 20, floor: 5 };
/** How many are looked through, for each edition, for those that readers see. */
const MOST_LOOKED_AT = 200;
/** An article that one reader opened is forgotten after twelve hours. */
const FORGET_BELOW = 0.25;
const MOST_ARTICLES = 20_000;

/** Opens what was kept. `publish` is given the ids of the articles that are read most, those of each edition in order. */
export function maintainPageViews(
  writer: Writer,
  dataDir: string,
  publish: (ids: readonly string[]) => void,
): PageViewUpkeep {
  const { database, log, now, closing } = writer;
  const { mostRead, isArticle, seenIn } = mostReadQueries(database);
  const editions = editionsReader(catalogSettings(database));
  const pageViews = openPageViews(pageViewsFile(dataDir), log, now);
  let timer: NodeJS.Timeout | undefined;
  let shared: OpenSharing | null = null;
  const fault = lastingFault(log, {
    level: 'error',
    begun: 'what is read most cannot be kept; it stays as it is meanwhile. Make room on the disk of DATA_DIR',
    over: 'what is read most is kept again',
  });
  const publishFault = lastingFault(log, {
    level: 'error',
    begun: 'what is read most could not be published; it is tried again each minute',
    over: 'what is read most can be published again',
  });

  /** Where the disk is full, readers miss nothing but the newest of what is read most. */
  const use = <Result>(work: (store: StoredPageViews) => Result): Result | null => {
    try {
      const result = pageViews.use(work);
      fault.over();
      return result;
    } catch (error) {
      fault.met(error);
      return null;
    }
  };

  /** Begins with what was shown, or with what another machine shows, so that all come to the same. */
  const refresh = (lastShown: readonly string[] = mostRead()): readonly string[] | null => {
    if (closing.aborted) return null;
    const moment = Math.floor(now());
    const found = use((store) => {
      store.forget(FORGET_BELOW, MOST_ARTICLES, moment);
      return {
        best: store.best(RULES.floor, MOST_LOOKED_AT * editions().length, moment),
        held: lastShown.map((id) => ({ id, pageViews: store.of(id, moment) })),
      };
    });
    if (found === null) return null;
    const [held, best] = [found.held, found.best].map((stories) =>
      Map.groupBy(stories, ({ id }) => seenIn(id, moment)),
    );
    const ids = editions().flatMap((edition) =>
      rankPageViews(held?.get(edition) ?? [], best?.get(edition) ?? [], RULES),
    );
    if (JSON.stringify(ids) !== JSON.stringify(mostRead())) publish(ids);
    return ids;
  };

  const refreshAgain = async (lastShown?: readonly string[]): Promise<readonly string[] | null> => {
    let ids: readonly string[] | null = null;
    const isDone = await writer.run(publishFault, () => {
      ids = refresh(lastShown);
    });
    if (isDone) publishFault.over();
    return ids;
  };

  const refreshByClock = async (): Promise<void> => {
    const ids = await refreshAgain();
    if (ids !== null) shared?.found(ids);
  };

  writer.defer(() => {
    clearInterval(timer);
    pageViews.close();
  });
  return {
    add(counts) {
      if (closing.aborted) return;
      const known = counts.filter(([id]) => isArticle(id));
      if (known.length === 0) return;
      const moment = now();
      use((store) => store.add(known, moment));
      if (shared !== null) use(({ share }) => share.note(known, moment));
    },
    share(host, newName) {
      shared = openPageViewSharing({
        use: (work) => use(({ share }) => work(share)),
        now,
        refresh: async (list) => void (await refreshAgain(list ?? undefined)),
        host,
        newName,
      });
      return shared.sharing;
    },
    async start(isLive) {
      await writer.inTurn(() => void refresh());
      if (isLive && !closing.aborted) timer = setInterval(() => void refreshByClock(), INTERVAL_MS).unref();
    },
  };
}
