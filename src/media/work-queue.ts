/** Too much waits already, something has waited too long, or the machine has no time; answer 503 and have the client come back. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly code = 'pictures-busy';
}

/** Who has work done. */
export interface Asker {
  /** Those of one name take turns with all others as one. */
  readonly client: string;
  /** Aborts when the asker has gone. */
  readonly signal: AbortSignal;
}

export interface WorkQueue {
  /**
   * Runs a task when its turn comes: clients take turns, and the tasks of one are begun in the order they came.
   * What an asker no longer waits for gives up its place; once begun, a task is left alone.
   * @throws BusyError where too many wait, and the signal's reason where it aborts before the task has begun.
   */
  readonly run: <T>(task: () => Promise<T>, asker?: Asker) => Promise<T>;
  /** How many tasks wait for their turn. */
  readonly waiting: () => number;
}

export interface WorkQueueLimits {
  /** Tasks at once. */
  readonly maxConcurrent: number;
  /** Tasks that wait; of one more, the client with most of them loses its newest. */
  readonly maxWaiting: number;
  /** Tasks of one client that wait; as many as of all by default. */
  readonly maxWaitingOfClient?: number | undefined;
}

interface Place {
  readonly begin: () => void;
  readonly refuse: (error: unknown) => void;
}

/** A queue that is fair between clients. */
export function createWorkQueue(limits: WorkQueueLimits): WorkQueue {
  const { maxConcurrent, maxWaiting, maxWaitingOfClient = maxWaiting } = limits;
  /** In the order of their next turns; none is empty. */
  const lines = new Map<string, Place[]>();
  let waiting = 0;
  let running = 0;

  const leave = (client: string, place: Place): void => {
    const line = lines.get(client);
    const at = line?.indexOf(place) ?? -1;
    if (line === undefined || at < 0) return;
    line.splice(at, 1);
    waiting--;
    if (line.length === 0) lines.delete(client);
  };

  const refuseFor = (client: string): void => {
    const own = lines.get(client)?.length ?? 0;
    if (own >= maxWaitingOfClient) throw new BusyError(`${own} of this client’s pictures wait already.`);
    if (waiting < maxWaiting) return;
    const busy = new BusyError(`${waiting} pictures wait to be made already.`);
    const [most, line] = [...lines].reduce(
      (longest, one) => (one[1].length > longest[1].length ? one : longest),
      ['', [] as Place[]],
    );
    const newest = line.at(-1);
    if (newest === undefined || line.length <= own + 1) throw busy;
    leave(most, newest);
    newest.refuse(busy);
  };

  const takePlace = async ({ client, signal }: Asker): Promise<void> => {
    signal.throwIfAborted();
    refuseFor(client);
    const { promise, resolve: begin, reject: refuse } = Promise.withResolvers<void>();
    const place: Place = { begin, refuse };
    const onGone = (): void => {
      leave(client, place);
      refuse(signal.reason);
    };
    signal.addEventListener('abort', onGone);
    waiting++;
    const line = lines.get(client);
    if (line === undefined) lines.set(client, [place]);
    else line.push(place);
    await promise.finally(() => signal.removeEventListener('abort', onGone));
  };

  const beginNext = (): void => {
    const [next] = lines;
    const [client, line] = next ?? [];
    const place = line?.[0];
    if (client === undefined || line === undefined || place === undefined) {
      running--;
      return;
    }
    leave(client, place);
    // The others have their turns before this client's next one.
    if (lines.delete(client)) lines.set(client, line);
    place.begin();
  };

  return {
    waiting: () => waiting,
    async run(task, asker = { client: '', signal: NEVER }) {
      if (running >= maxConcurrent) await takePlace(asker);
      else running++;
      try {
        return await task();
      } finally {
        beginNext();
      }
    },
  };
}

const NEVER = new AbortController().signal;
