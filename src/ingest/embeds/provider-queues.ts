/** Work by host: one at a time for each, a few hosts at once. */
export interface ProviderQueues {
  /** Hands in a subject of a host; one that waits already is not taken twice. */
  add(host: string, subject: string): void;
  /** Resolves when nothing is under way; what waits is dropped where `isStopped` says so. */
  idle(): Promise<void>;
}

export interface QueueOptions {
  /** Never rejects. */
  readonly work: (subject: string) => Promise<void>;
  readonly isStopped: () => boolean;
  /** Resolves after the pause that a host is left, or as soon as nothing more is to be done. */
  readonly pause: () => Promise<void>;
  /** How many hosts at once, and how many subjects may wait. */
  readonly hosts?: number;
  readonly most?: number;
}

/** Makes queues with nothing to do. */
export function createProviderQueues({
  work,
  isStopped,
  pause,
  hosts = 4,
  most = 20_000,
}: QueueOptions): ProviderQueues {
  const waiting = new Map<string, string[]>();
  const known = new Set<string>();
  const running = new Map<string, Promise<void>>();

  const runHost = async (host: string, queue: string[]): Promise<void> => {
    for (let subject = queue.shift(); subject !== undefined && !isStopped(); subject = queue.shift()) {
      await work(subject);
      known.delete(subject);
      if (!isStopped()) await pause();
    }
    waiting.delete(host);
  };
  const pump = (): void => {
    for (const [host, queue] of waiting) {
      if (running.size >= hosts || isStopped()) return;
      if (running.has(host)) continue;
      running.set(
        host,
        runHost(host, queue).finally(() => {
          running.delete(host);
          pump();
        }),
      );
    }
  };
  return {
    add(host, subject) {
      if (known.has(subject) || known.size >= most || isStopped()) return;
      known.add(subject);
      const queue = waiting.get(host);
      if (queue === undefined) waiting.set(host, [subject]);
      else queue.push(subject);
      pump();
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
