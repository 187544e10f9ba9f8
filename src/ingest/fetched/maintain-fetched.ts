import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchedFile, fetchedSrc, isFetchedSrc } from '../../domain/fetched-src.ts';
import type { FetchDeps } from '../../fetch/fetch-bytes.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { Writer } from '../publish/writer.ts';
import { sweepFetched } from './sweep-fetched.ts';
import { fetchPicture } from './fetch-picture.ts';
import { fetchQueue } from './fetch-queue.ts';
import type { FetchedStore, WebPicture } from './fetched-store.ts';
import { fetchedFolder, lazyFetched } from './open-fetched.ts';

/** How other servers are asked for pictures. */
export type Fetching = Pick<FetchDeps, 'allowPrivate' | 'userAgent' | 'limits' | 'resolve'>;

export interface MaintainFetchedOptions {
  readonly contentDir: string;
  readonly dataDir: string;
  /** Null where nothing is fetched: what is kept is known, and wishes are noted. */
  readonly fetching: Fetching | null;
  readonly writer: Pick<Writer, 'log' | 'now' | 'closing' | 'defer'>;
  /** Told of the path of each picture that is kept now, not kept any more, or failed; `isTold` where somebody waits to hear it. */
  readonly onSettled: (src: string, isTold: boolean) => void;
}

/** Fetches pictures of other hosts, keeps them, and forgets those that nobody shows any more. */
export interface FetchedUpkeep {
  /**
   * Notes which pictures of the web an owner shows from now on, whatever their hosts: the path of a file, or a name for
   * anything else. What is not there is fetched; what failed is tried again where `isRenewed` says that somebody saved.
   */
  want(owner: string, urls: readonly string[], how?: { readonly isRenewed?: boolean }): void;
  /** Which of some addresses are kept already, or wanted by somebody, by their paths. */
  isKnown(src: string): boolean;
  /** Why the picture at a path of fetchedSrc is not there; null where nobody knows, or it only waits. */
  findingOf(src: string): Finding | null;
  /** When the list of them was begun, in milliseconds since 1970; null where there is none. */
  born(): number | null;
  /** How many wait to be fetched for the first time. */
  waiting(): number;
  /** Begins to fetch, and to forget. */
  start(): void;
  /** Resolves when nothing is left that may be asked for now. */
  idle(): Promise<void>;
}

/** What all fetched files may take, in bytes. */
const MOST_BYTES = 20 * 1024 ** 3;
/** A save does not ask again for what was tried so shortly ago, in ms. */
const RETRY_APART_MS = 30_000;
/** Of more at once, as of a folder that is copied in, nobody wants a line for each. */
const MOST_SAVED = 200;
const FIRST_SWEEP_MS = 60_000;
const SWEEP_MS = 24 * 60 * 60_000;

/** Prepares it; nothing is fetched before `start`. */
export function maintainFetched(options: MaintainFetchedOptions): FetchedUpkeep {
  const { contentDir, dataDir, fetching, writer, onSettled } = options;
  const { log, now, closing, defer } = writer;
  const folder = fetchedFolder(dataDir);
  const list = lazyFetched(dataDir, log, now);
  const queue =
    fetching === null
      ? null
      : fetchQueue({
          use: (work) => list.use(work),
          fetch: ({ src, url }) =>
            fetchPicture(url, join(folder, fetchedFile(src)), { ...fetching, now, signal: closing }),
          onSettled: (src) => onSettled(src, saved.delete(src)),
          maxBytes: MOST_BYTES,
          now,
          timers: {
            setTimeout: (work, ms) => setTimeout(work, ms).unref(),
            clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
          },
          log,
        });
  /** What somebody saved, who is to be told what becomes of it. */
  const saved = new Set<string>();
  const fault = lastingFault(log, {
    level: 'error',
    begun: 'which pictures of other hosts are wanted cannot be kept. Make room on the disk of DATA_DIR',
    over: 'which pictures of other hosts are wanted is kept again',
  });
  let isStarted = false;
  let isWaking = false;
  let timer: NodeJS.Timeout | undefined;

  /** Where the disk is full, the next save or start says again what is wanted. */
  const ask = <Result>(work: (store: FetchedStore) => Result, isNeeded = false): Result | null => {
    try {
      const result = list.use(work, isNeeded);
      fault.over();
      return result;
    } catch (error) {
      fault.met(error);
      return null;
    }
  };

  /** A file may be there, though nothing is known of it: the list was lost. */
  const adopt = (store: FetchedStore, { src }: WebPicture): void => {
    if (store.of(src)?.bytes != null) return;
    const found = statSync(join(folder, fetchedFile(src)), { throwIfNoEntry: false });
    if (found?.isFile() === true && found.size > 0) store.kept(src, found.size);
  };

  const want: FetchedUpkeep['want'] = (owner, urls, { isRenewed = false } = {}) => {
    if (closing.aborted) return;
    const pictures = [...new Set(urls)].flatMap((url) => toWebPicture(url) ?? []);
    const work = (store: FetchedStore): void => {
      const srcs = pictures.map(({ src }) => src);
      const before = store.owned(owner);
      if (before.join(' ') !== [...new Set(srcs)].sort().join(' ')) store.own(owner, pictures, now());
      if (isRenewed) store.retry(srcs, now() - RETRY_APART_MS, now());
      if (isRenewed) for (const src of srcs) if (saved.size < MOST_SAVED) saved.add(src);
      for (const picture of pictures) adopt(store, picture);
    };
    ask(work, pictures.length > 0);
    if (isStarted && pictures.length > 0) wakeSoon();
  };

  /** Looks once for all that is wanted in this turn, as by a folder that is copied in. */
  const wakeSoon = (): void => {
    if (isWaking) return;
    isWaking = true;
    setImmediate(() => {
      isWaking = false;
      queue?.wake();
    });
  };

  const sweep = async (): Promise<void> => {
    try {
      await sweepFetched(
        { use: (work) => list.use(work), folder, contentDir, maxBytes: MOST_BYTES, now, closing },
        async (src) => {
          await rm(join(folder, fetchedFile(src)), { force: true });
          onSettled(src, false);
        },
      );
      if (!closing.aborted) queue?.wake();
    } catch (error) {
      if (!closing.aborted)
        log.warn(
          { err: error },
          'pictures that nobody shows any more could not be removed; it is tried again tomorrow',
        );
    }
  };

  defer(() => {
    clearTimeout(timer);
    queue?.close();
    list.close();
  });
  return {
    want,
    waiting() {
      try {
        return list.use((store) => store.untried()) ?? 0;
      } catch {
        // Whoever writes to it tells of the fault; that it can be read says nothing of that.
        return 0;
      }
    },
    isKnown: (src) => ask((store) => store.of(src) !== null) === true,
    findingOf: (src) =>
      ask((store) => {
        const known = store.of(src);
        if (known !== null && known.bytes !== null) {
          // Somebody took the file away.
          store.lost(src, now());
          setImmediate(() => queue?.wake());
        }
        return known?.problem ?? null;
      }),
    born: () => ask((store) => store.born()),
    start() {
      if (isStarted || closing.aborted) return;
      isStarted = true;
      queue?.wake();
      const again = async (): Promise<void> => {
        await sweep();
        if (!closing.aborted) timer = setTimeout(again, SWEEP_MS).unref();
      };
      if (queue !== null) timer = setTimeout(again, FIRST_SWEEP_MS).unref();
    },
    idle: async () => queue?.idle(),
  };
}

/** A picture by its address; null for what is no address of the web. */
function toWebPicture(url: string): WebPicture | null {
  const src = fetchedSrc(url);
  const href = src === null ? undefined : URL.parse(url.trim().replace(/^\/\//, 'https://'))?.href;
  return src === null || href === undefined || !isFetchedSrc(src) ? null : { src, url: href };
}
