import type { Logger } from 'pino';
import {
  asPreviewError,
  copyCatalog,
  type CopiedCatalog,
  type LiveCatalog,
  openLiveCatalog,
  removeCopy,
  sweepCopies,
} from './copy-catalog.ts';
import { type PrivateSite, openPrivateSite, type PrivateSiteOptions } from './private-site.ts';
import type { StateLock } from './state-lock.ts';

export interface KeepCopyOptions extends Omit<PrivateSiteOptions, 'copied'> {
  readonly dataDir: string;
  readonly lock: StateLock;
  readonly log: Logger;
  /** Milliseconds that only go on. */
  readonly steady: () => number;
}

/** The copy of the catalog, made anew when what readers have is another. */
export interface KeptCopy {
  /**
   * The site on the newest copy that there is; with `isFresh`, on one of what readers have now, where that may be copied again
   * already. @throws PreviewError where there is none.
   */
  ready(isFresh: boolean): Promise<void>;
  /** The site that is open. Within the lock. @throws PreviewError while there is none. */
  site(): PrivateSite;
  /** What readers have now; null while that cannot be asked. */
  live(): LiveCatalog | null;
  /** Another number with each copy. */
  number(): number;
  close(): void;
}

/** At most this share of the time goes into copying. */
const SHARE = 0.1;

/** Begins without a copy. */
export function keepCopy(options: KeepCopyOptions): KeptCopy {
  const { dataDir, lock, log, steady } = options;
  let live: LiveCatalog | null = null;
  let held: { readonly site: PrivateSite; readonly copied: CopiedCatalog; readonly writes: number } | null =
    null;
  let copying: Promise<void> | null = null;
  let nextAt = Number.NEGATIVE_INFINITY;
  let number = 0;

  const look = (): LiveCatalog | null => {
    if (live !== null && !live.isThere()) {
      live.database.close();
      live = null;
    }
    try {
      live ??= openLiveCatalog(dataDir);
      return live;
    } catch {
      return null;
    }
  };
  const writesOf = (one: LiveCatalog): number | null => {
    try {
      return one.writes();
    } catch {
      return null;
    }
  };

  const copy = async (): Promise<void> => {
    const from = look() ?? openLiveCatalog(dataDir);
    const begun = steady();
    try {
      // What the last thread left.
      if (held === null) sweepCopies(dataDir);
      // Asked before, so that what is written meanwhile is copied with the next.
      const writes = from.writes();
      const copied = await copyCatalog(dataDir, from.database);
      await lock.within(
        `copy ${number + 1}`,
        async () => take(copied, writes),
        async () => {},
      );
      const ms = Math.round(steady() - begun);
      log.debug({ ms, bytes: copied.bytes }, 'catalog copied for previews');
    } catch (error) {
      throw asPreviewError(error);
    } finally {
      const ended = steady();
      nextAt = ended + (ended - begun) * (1 / SHARE - 1);
    }
  };
  const take = (copied: CopiedCatalog, writes: number): void => {
    const before = held;
    try {
      held = { site: openPrivateSite({ ...options, copied }), copied, writes };
    } catch (error) {
      removeCopy(copied);
      throw error;
    }
    number += 1;
    if (before !== null) drop(before);
  };
  const drop = (one: NonNullable<typeof held>): void => {
    one.site.close();
    removeCopy(one.copied);
  };
  const renew = (): Promise<void> => {
    copying ??= copy().finally(() => {
      copying = null;
    });
    return copying;
  };

  return {
    async ready(isFresh) {
      if (held === null) return renew();
      const now = look();
      const isSame = now !== null && writesOf(now) === held.writes && copying === null;
      if (now === null || isSame || steady() < nextAt) return;
      const renewed = renew();
      if (isFresh) await renewed.catch(() => {});
      else renewed.catch((error) => log.warn({ err: error }, 'the catalog cannot be copied for previews'));
    },
    site() {
      if (held === null) throw asPreviewError(new Error('no copy is open'));
      return held.site;
    },
    live: look,
    number: () => number,
    close() {
      live?.database.close();
      if (held !== null) drop(held);
      held = null;
    },
  };
}
