import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PictureState } from '../../catalog/store/picture-store.ts';
import type { NamedPicture } from '../../domain/picture-source.ts';

/** How a text names a picture. */
export type PictureNaming = Pick<NamedPicture, 'tail' | 'isAnywhere'>;

/** Of two texts that name one picture, the one that says less of its path finds it in more places. */
export function joinNamings(a: PictureNaming | null, b: PictureNaming | null): PictureNaming | null {
  if (a === null || b === null) return a ?? b;
  return { tail: Math.min(a.tail, b.tail), isAnywhere: a.isAnywhere || b.isAnywhere };
}

/** Why a picture is to be read. */
export interface PictureWish {
  /** Whether it is read though its file looks as when it was last read. */
  readonly isForced?: boolean;
  /** Whether editors are told when it is not there. */
  readonly isTold?: boolean;
  /** Whether a text surely shows it. */
  readonly isNamed?: boolean;
  /** How much of its path the text says, and whether it may lie anywhere; null where no text is at hand. */
  readonly naming?: PictureNaming | null;
}

/** A picture that was read. */
export interface PictureRead extends PictureState {
  readonly file: string;
  readonly isTold: boolean;
}

/** Pictures that wait to be read, by their paths below the content folder. */
export interface PictureQueue {
  add(file: string, wish?: PictureWish): void;
  /** Whether a picture waits, is being read or is not stored yet. */
  has(file: string): boolean;
  /** How many wait. */
  waiting(): number;
  /** Begins to read; before, pictures only wait. */
  start(): void;
  /** Resolves when none waits. */
  idle(): Promise<void>;
  /** Reads no more; what is being read is forgotten. */
  close(): void;
}

export interface PictureQueueDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when nothing of more weight is under way. */
  readonly turn: () => Promise<void>;
  /** Reads a picture; null where nothing is to be stored, because its file is as it is known. */
  readonly read: (file: string, wish: Required<PictureWish>) => Promise<PictureState | null>;
  /** Whether a picture is being written, so that it comes again. */
  readonly isDirty: (file: string) => Promise<boolean>;
  readonly store: (reads: readonly PictureRead[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Pictures that are stored together, and how long the first of them waits for the others. */
const BATCH = 50;
const BATCH_MS = 1_000;

/** Makes an empty queue. It reads one picture after the other, and those added twice once. */
export function pictureQueue(deps: PictureQueueDeps): PictureQueue {
  const { now, turn, read, isDirty, store, onError } = deps;
  const waiting = new Map<string, Required<PictureWish>>();
  const open = new Set<string>();
  let isStarted = false;
  let isClosed = false;
  let running: Promise<void> | null = null;

  const readNext = async (): Promise<PictureRead | null> => {
    const [next] = waiting;
    if (next === undefined) return null;
    const [file, wish] = next;
    const { isTold } = wish;
    waiting.delete(file);
    await nextTurn();
    await turn();
    const state = isClosed ? null : await read(file, wish);
    // One that is being written is delivered again when it is whole, and stays open until then.
    if (state !== null && (await isDirty(file))) return null;
    if (state === null && !waiting.has(file)) open.delete(file);
    return state === null ? null : { ...state, file, isTold };
  };
  const flush = async (reads: readonly PictureRead[]): Promise<void> => {
    if (isClosed) return;
    await store(reads);
    for (const { file } of reads) if (!waiting.has(file)) open.delete(file);
  };
  const run = async (): Promise<void> => {
    let reads: PictureRead[] = [];
    let begunAt = 0;
    while (waiting.size > 0 && !isClosed) {
      const one = await readNext();
      if (one !== null && reads.push(one) === 1) begunAt = now();
      const isDue = waiting.size === 0 || reads.length === BATCH || now() - begunAt >= BATCH_MS;
      if (reads.length === 0 || !isDue) continue;
      await flush(reads);
      reads = [];
    }
  };
  const wake = (): void => {
    if (!isStarted || isClosed || running !== null || waiting.size === 0) return;
    running = run()
      .catch(onError)
      .finally(() => {
        running = null;
        wake();
      });
  };

  return {
    add(file, { isForced = false, isTold = false, isNamed = false, naming = null } = {}) {
      if (isClosed) return;
      const before = waiting.get(file);
      waiting.set(file, {
        isForced: isForced || before?.isForced === true,
        isTold: isTold || before?.isTold === true,
        isNamed: isNamed || before?.isNamed === true,
        naming: joinNamings(naming, before?.naming ?? null),
      });
      open.add(file);
      wake();
    },
    has: (file) => open.has(file),
    waiting: () => waiting.size,
    start() {
      isStarted = true;
      wake();
    },
    async idle() {
      while (running !== null) await running;
    },
    close() {
      isClosed = true;
      waiting.clear();
      open.clear();
    },
  };
}
