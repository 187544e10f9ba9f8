import type { Logger } from 'pino';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { PictureFetch } from './fetch-picture.ts';
import type { FetchedStore, WaitingPicture } from './fetched-store.ts';
import { createHostRests } from './host-rests.ts';
import { LONGEST_WAIT_MS, nextTry } from './next-try.ts';

/** Timers as the platform has them; tests bring their own. */
export interface FetchTimers {
  readonly setTimeout: (work: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

export interface FetchQueueDeps {
  /** Works on the store; null where there is none, and so nothing to do. May throw an Error from SQLite. */
  readonly use: <Result>(work: (store: FetchedStore) => Result) => Result | null;
  /** Rejects where the disk takes nothing. */
  readonly fetch: (picture: WaitingPicture) => Promise<PictureFetch>;
  /** Told of each picture that is kept now, or failed. */
  readonly onSettled: (src: string) => void;
  /** What all kept files may take, in bytes. */
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timers: FetchTimers;
  readonly log: Logger;
}

/** Fetches what is due, a few at a time. */
export interface FetchQueue {
  /** Looks what is due, as that may differ; the first call begins. */
  wake(): void;
  /** Resolves when nothing is being fetched and nothing is due that may be asked for now. */
  idle(): Promise<void>;
  /** Fetches nothing more. */
  close(): void;
}

/** How many are fetched at a time, and how many of one host. */
const WIDTH = 4;
const PER_HOST = 2;
/** The clock may be set: nobody waits longer without looking at it, in ms. */
const LOOK_MS = 60_000;
/** A disk that takes nothing is tried again after so long, in ms. */
const DISK_REST_MS = 60_000;

/** Prepares it. */
export function fetchQueue(deps: FetchQueueDeps): FetchQueue {
  const { use, fetch, onSettled, maxBytes, now, timers, log } = deps;
  const rests = createHostRests(log);
  /** The hosts of what is being fetched, by src. */
  const running = new Map<string, string>();
  let hosts = new Set<string>();
  let areHostsKnown = false;
  let bytes: number | null = null;
  let diskRestsUntil = 0;
  let timer: unknown;
  let isClosed = false;
  let done = { fetched: 0, failed: 0 };
  let waiters: (() => void)[] = [];
  const diskFault = lastingFault(log, {
    level: 'error',
    begun:
      'pictures of other hosts cannot be kept; they are tried again. Make room on the disk of DATA_DIR, or let the ' +
      'server’s user write there',
    over: 'pictures of other hosts are kept again',
  });
  const fullFault = lastingFault(log, {
    level: 'error',
    begun:
      'fetched pictures take all the room that they may, and no more are fetched: bring them into media/ with ' +
      '"dateline fetch-pictures"',
    over: 'there is room for fetched pictures again',
  });

  const rest = (): void => {
    for (const resolve of waiters) resolve();
    waiters = [];
    if (done.fetched + done.failed === 0) return;
    const told = done;
    done = { fetched: 0, failed: 0 };
    log.info({ ...told, ...use((store) => store.count()) }, 'pictures of other hosts fetched');
  };

  const settle = (picture: WaitingPicture, result: PictureFetch): void => {
    const { src, host, failures } = picture;
    if (result.kind === 'ended') return;
    if (result.kind === 'kept') {
      use((store) => store.kept(src, result.bytes));
      bytes = (bytes ?? 0) + result.bytes;
      done.fetched += 1;
      diskFault.over();
      rests.answered(host);
    } else {
      const { code, retryAt, problem } = result;
      const at = now();
      use((store) =>
        store.failed(src, problem, { nowMs: at, nextMs: nextTry({ code, failures, retryAt }, at) }),
      );
      done.failed += 1;
      rests.failed(host, result, at);
    }
    onSettled(src);
  };

  const start = async (picture: WaitingPicture): Promise<void> => {
    running.set(picture.src, picture.host);
    rests.asked(picture.host, now());
    try {
      const result = await fetch(picture);
      if (!isClosed) settle(picture, result);
    } catch (error) {
      diskRestsUntil = now() + DISK_REST_MS;
      if (!isClosed) diskFault.met(error);
    }
    running.delete(picture.src);
    look();
  };

  const isFull = (store: FetchedStore): boolean => {
    // Where it was full, some may have been removed since.
    if (bytes === null || bytes >= maxBytes) bytes = store.count().bytes;
    if (bytes < maxBytes) {
      fullFault.over();
      return false;
    }
    fullFault.met(new Error(`${bytes} bytes are kept`));
    return true;
  };

  /** Starts what is due of a host; returns how long until there may be more, in ms, or null for nothing. */
  const lookAt = (host: string, store: FetchedStore, at: number): number | null => {
    const wait = rests.waitOf(host, at);
    const next = store.nextDue(host);
    if (next === null) return null;
    if (wait > 0) return wait;
    const ofHost = [...running.values()].filter((one) => one === host).length;
    if (ofHost >= PER_HOST || running.size >= WIDTH) return LOOK_MS;
    const due = store.due(host, at, PER_HOST).find(({ src }) => !running.has(src));
    if (due === undefined) return Math.max(next - at, ofHost > 0 ? LOOK_MS : 0);
    void start(due);
    return rests.waitOf(host, at);
  };

  /** Starts what is due, and waits for what is due next. */
  function look(): void {
    timers.clearTimeout(timer);
    if (isClosed) return;
    const at = now();
    let wait = LOOK_MS;
    try {
      use((store) => {
        if (!areHostsKnown) {
          store.setBack(at, LONGEST_WAIT_MS);
          hosts = new Set(store.hosts());
          areHostsKnown = true;
        }
        if (at < diskRestsUntil || hosts.size === 0 || isFull(store)) return;
        for (const host of [...hosts]) {
          const next = lookAt(host, store, at);
          if (next === null) hosts.delete(host);
          else {
            wait = Math.min(wait, next);
            // Whoever was asked now comes last the next time.
            hosts.delete(host);
            hosts.add(host);
          }
        }
      });
      if (running.size === 0 && !hasDue(at)) rest();
    } catch (error) {
      diskFault.met(error);
    }
    if (hosts.size > 0) timer = timers.setTimeout(look, Math.max(1, wait));
  }

  /** Whether anything may be asked for within a moment. */
  const hasDue = (at: number): boolean =>
    at >= diskRestsUntil &&
    use((store) =>
      [...hosts].some(
        (host) => (store.nextDue(host) ?? Number.POSITIVE_INFINITY) <= at && !rests.isResting(host, at),
      ),
    ) === true &&
    (bytes ?? 0) < maxBytes;

  return {
    wake() {
      areHostsKnown = false;
      look();
    },
    idle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        look();
      }),
    close() {
      isClosed = true;
      timers.clearTimeout(timer);
      for (const resolve of waiters) resolve();
    },
  };
}
