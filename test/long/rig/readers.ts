import { connect } from '../../../bench/lib/connection.ts';
import { sleep } from '../../../bench/lib/save.ts';

/** What readers got. */
export interface Readings {
  readonly requests: number;
  /** Answers of 500 and above, and requests that got none or half of one. */
  readonly failed: readonly string[];
}

export interface ReadersOptions {
  /** Where they ask, one after the other. */
  readonly origins: readonly string[];
  /** What they ask for; read each time. */
  readonly paths: readonly string[];
  readonly count: number;
}

/** Between two requests of one reader: twenty of them ask some 400 times a second. */
const PAUSE_MS = 45;
const ENCODINGS = ['br', 'gzip', 'gzip, deflate, br, zstd', 'identity'] as const;

/** Lets readers ask, each on a connection of its own to one place, until they are stopped. */
export function startReaders({ origins, paths, count }: ReadersOptions): { stop: () => Promise<Readings> } {
  let isOver = false;
  let requests = 0;
  const failed: string[] = [];
  const read = async (reader: number): Promise<void> => {
    const origin = origins[reader % origins.length] ?? '';
    const connection = connect(origin);
    for (let turn = reader; !isOver; turn += 1) {
      const path = paths[turn % paths.length] ?? '/';
      const encoding = ENCODINGS[turn % ENCODINGS.length];
      await sleep(PAUSE_MS);
      requests += 1;
      try {
        const { status } = await connection.get(path, encoding);
        if (status >= 500) failed.push(`${origin}${path}: ${status}`);
      } catch (error) {
        failed.push(`${origin}${path}: ${String(error)}`);
      }
    }
    connection.close();
  };
  const reading = Array.from({ length: count }, (_, reader) => read(reader));
  return {
    async stop() {
      isOver = true;
      await Promise.all(reading);
      return { requests, failed };
    },
  };
}
