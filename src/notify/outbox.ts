import { renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { Message, Recipient, WaitingMessage } from './message.ts';
import { type OutboxStore, outboxStore } from './outbox-store.ts';

/** More than this waits only where a recipient was away for days of heavy publishing. */
const MOST_WAITING = 100_000;

export interface OutboxOptions {
  /** Absolute path; only one process may have it open. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  /** How many messages may wait; the oldest are dropped beyond. */
  readonly limit?: number;
}

/**
 * Messages that wait on disk until they were taken. What `add` returned from outlives a crash of the
 * program; a crash of the machine may cost the last of it. Every method may throw an Error of SQLite.
 */
export interface Outbox {
  /**
   * Adds messages in one transaction. One without a body replaces what waits of the same topic. `version` is
   * that of the catalog of which they tell.
   */
  add(messages: readonly Message[], version?: number): void;
  /** The version of the catalog that was told last; null for none. */
  version(): number | null;
  /** At most `limit` messages that may be sent to a recipient at `now`, those due longest first. */
  due(recipient: Recipient, now: number, limit: number): WaitingMessage[];
  /** When the next message to a recipient is due; null where none waits. */
  nextDue(recipient: Recipient): number | null;
  /** Removes messages that arrived. */
  done(ids: readonly string[]): void;
  /** Keeps messages for another try at `at`. */
  retryAt(ids: readonly string[], at: number, reason: string): void;
  /** Removes messages that will never arrive; `reason` is for the log. */
  giveUp(ids: readonly string[], reason: string): void;
  /** Removes what waits for a recipient; returns how many messages that were. */
  discard(recipient: Recipient): number;
  /** Everyone for whom something waits. */
  recipients(): Recipient[];
  close(): void;
}

/**
 * Opens the outbox, making it where there is none. A damaged file is set aside as `FILE.damaged`, at the
 * start or later, and an empty one begun. @throws Error from SQLite or the file system.
 */
export function openOutbox({ file, now, log, limit = MOST_WAITING }: OutboxOptions): Outbox {
  let { database, store } = open();

  function open(): { database: DatabaseSync; store: OutboxStore } {
    try {
      return openSound(file);
    } catch (error) {
      if (!isDamage(error)) throw error;
      return beginAnew(error);
    }
  }

  function beginAnew(cause: unknown): { database: DatabaseSync; store: OutboxStore } {
    setAside(file);
    log.error(
      { err: cause, file, setAside: `${file}.damaged` },
      'the outbox is damaged; what waited to be told is lost, and an empty one is begun',
    );
    return openSound(file);
  }

  const guarded = <Result>(work: (store: OutboxStore) => Result): Result => {
    try {
      return work(store);
    } catch (error) {
      if (!isDamage(error)) throw error;
      database.close();
      ({ database, store } = beginAnew(error));
      return work(store);
    }
  };

  return {
    add(messages, version) {
      if (messages.length === 0 && version === undefined) return;
      const dropped = guarded((to) => to.add(messages, version ?? null, now(), limit));
      if (dropped > 0) {
        log.error({ dropped, limit }, 'too many messages wait to be sent; the oldest were dropped');
      }
    },
    version: () => guarded((from) => from.version()),
    due: (recipient, at, most) => guarded((from) => from.due(recipient, at, most)),
    nextDue: (recipient) => guarded((from) => from.nextDue(recipient)),
    done: (ids) => guarded((from) => from.remove(ids)),
    retryAt: (ids, at, reason) => guarded((from) => from.retryAt(ids, at, reason)),
    giveUp(ids, reason) {
      guarded((from) => from.remove(ids));
      log.error({ messages: ids.length, reason }, 'messages given up');
    },
    discard: (recipient) => guarded((from) => from.discard(recipient)),
    recipients: () => guarded((from) => from.recipients()),
    close: () => database.close(),
  };
}

function openSound(file: string): { database: DatabaseSync; store: OutboxStore } {
  const database = new DatabaseSync(file);
  try {
    const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (found !== 'ok') throw new DamagedOutboxError(String(found));
    return { database, store: outboxStore(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Thrown when SQLite opens the file and finds it wrong inside. */
class DamagedOutboxError extends Error {
  override readonly name = 'DamagedOutboxError';
}

/** The one set aside before is replaced, so that damage does not fill the disk. */
function setAside(file: string): void {
  for (const suffix of ['-wal', '-shm']) {
    rmSync(`${file}.damaged${suffix}`, { force: true });
    rmSync(`${file}${suffix}`, { force: true });
  }
  renameSync(file, `${file}.damaged`);
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (https://www.sqlite.org/rescode.html). */
const DAMAGE = [11, 26];

function isDamage(error: unknown): boolean {
  if (error instanceof DamagedOutboxError) return true;
  return error instanceof Error && 'errcode' in error && DAMAGE.includes(Number(error.errcode) & 0xff);
}
