import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What readers got who ask again for nothing. */
export interface StrictReadings {
  readonly requests: number;
  /** Requests without a whole answer of status 200, by what they got. */
  readonly failed: readonly string[];
  /** Answers that showed less than others had shown long before, or another page. */
  readonly wrong: readonly string[];
  /** The longest that a reader waited, in ms. */
  readonly longestMs: number;
}

export interface StrictReadersOptions {
  readonly origin: string;
  /** A page that shows `Counter N`; `token` is on every other one. */
  readonly counter: string;
  readonly others: readonly { readonly path: string; readonly token: string }[];
  readonly perSecond: number;
}

/** So late a worker may show what another has shown: it asks the catalog every half second whether it missed a publish. */
const LAG_MS = 2_000;
const READERS = 20;

/**
 * Has twenty readers ask, every other one on a new connection each time, until they are stopped. A connection that is closed
 * under a request counts as failed, also where a browser would ask again.
 */
export function startStrictReaders({ origin, counter, others, perSecond }: StrictReadersOptions): {
  stop: () => Promise<StrictReadings>;
} {
  const failed: string[] = [];
  const wrong: string[] = [];
  const shown: { readonly at: number; readonly count: number }[] = [];
  let requests = 0;
  let longestMs = 0;
  let isOver = false;
  const pauseMs = (READERS / perSecond) * 1_000;

  function judge(path: string, body: string, askedAt: number): void {
    if (path !== counter) {
      const token = others.find((other) => other.path === path)?.token ?? '';
      if (!body.includes(token)) wrong.push(`${path} without "${token}"`);
      return;
    }
    const count = Number(/Counter (\d+)/.exec(body)?.[1] ?? -1);
    const least = Math.max(0, ...shown.filter(({ at }) => at < askedAt - LAG_MS).map((one) => one.count));
    if (count < least) wrong.push(`${path}: ${count} after ${least}`);
    if (count > (shown.at(-1)?.count ?? -1)) shown.push({ at: performance.now(), count });
  }

  async function read(reader: number): Promise<void> {
    const kept = reader % 2 === 0 ? new Agent({ keepAlive: true, maxSockets: 1 }) : false;
    await sleep((reader / READERS) * pauseMs);
    for (let turn = reader; !isOver; turn += 1) {
      const path = turn % 2 === 0 ? counter : (others[turn % others.length]?.path ?? counter);
      const askedAt = performance.now();
      requests += 1;
      try {
        judge(path, await ask(origin + path, kept), askedAt);
      } catch (error) {
        failed.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
      const tookMs = performance.now() - askedAt;
      longestMs = Math.max(longestMs, tookMs);
      await sleep(Math.max(0, pauseMs - tookMs));
    }
    if (kept !== false) kept.destroy();
  }

  const reading = Array.from({ length: READERS }, (_, reader) => read(reader));
  return {
    async stop() {
      isOver = true;
      await Promise.all(reading);
      return { requests, failed, wrong, longestMs };
    },
  };
}

/** Resolves to the whole body of a 200. */
function ask(url: string, agent: Agent | false): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    request.on('error', reject);
  });
}
