import type { EntryFields } from './stream-entry.ts';
import { limitTime } from './limit-time.ts';

/** A list of entries in a store that several machines share; each has a name that is higher than those before. */
export interface Stream {
  /** Puts an entry at the end, and drops those that are too old. */
  append(fields: EntryFields): Promise<void>;
  /** Entries after the one with this name, the oldest first, not all of them at once. */
  after(name: string): Promise<readonly { readonly name: string; readonly fields: EntryFields }[]>;
  /** The name of the last entry; null where there is none. */
  last(): Promise<string | null>;
  /** Lets go of it at once. */
  close(): void;
}

/** What is older weighs a sixteenth, and is dropped; in ms. */
const KEEP_MS = 24 * 3_600_000;
/** So many entries are kept at most, of whatever age. */
const MOST_ENTRIES = 100_000;
/** So many appended entries later old ones are dropped again. */
const TRIM_EVERY = 50;
/** So many are read at once. */
const PAGE = 200;
/** A store that has not answered after so long is away, in ms. */
const ANSWER_MS = 10_000;

/**
 * Opens the stream of that name in Redis or one of its like, which is away where it has not answered after `answerMs`. @throws Error of the network, of TLS or of the store,
 * none of which has the address’s password in it.
 */
export async function openStream(url: string, stream: string, answerMs = ANSWER_MS): Promise<Stream> {
  // Most sites share nothing, and need no client in memory.
  const { createClient } = await import('@redis/client');
  const client = createClient({
    url,
    // Every version and every relative of Redis speaks the older protocol.
    RESP: 2,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    socket: { reconnectStrategy: false, connectTimeout: answerMs },
  });
  let appended = 0;
  // Whoever waits for an answer is told of what breaks; between two questions the next one finds it out.
  client.on('error', () => {});
  const close = (): void => {
    if (client.isOpen) client.destroy();
  };
  const answered = <Answer>(answer: Promise<Answer>): Promise<Answer> => limitTime(answer, answerMs, close);
  try {
    await answered(client.connect());
  } catch (error) {
    close();
    throw error;
  }
  return {
    async append(fields) {
      const name = await answered(
        client.xAdd(stream, '*', fields, {
          TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: MOST_ENTRIES },
        }),
      );
      appended += 1;
      if (appended % TRIM_EVERY !== 1) return;
      // By the store's own clock, which names the entries.
      const oldest = String(Math.max(0, Number.parseInt(name, 10) - KEEP_MS));
      await answered(client.sendCommand(['XTRIM', stream, 'MINID', '~', oldest]));
      await answered(client.pExpire(stream, 2 * KEEP_MS));
    },
    async after(name) {
      const found = await answered(client.xRange(stream, `(${name}`, '+', { COUNT: PAGE }));
      return (found ?? []).map(({ id, message }) => ({ name: id, fields: message }));
    },
    async last() {
      const found = await answered(client.xRevRange(stream, '+', '-', { COUNT: 1 }));
      return found?.[0]?.id ?? null;
    },
    close,
  };
}
