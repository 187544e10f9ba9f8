import type { Logger } from 'pino';
import { openKeptDatabase } from '../storage/kept-database.ts';
import type { Message, Recipient, WaitingMessage } from './message.ts';
import { outboxStore } from './outbox-store.ts';

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
  /** The clock was set back: what it put off while it was ahead is due now. */
  setBack(): void;
  /** Removes messages that arrived. */
  done(ids: readonly string[]): void;
  /** Keeps messages for another try at `at`. */
  retryAt(ids: readonly string[], at: number, reason: string): void;
  /** Removes messages that will never arrive; `reason` is for the log. */
  giveUp(ids: readonly string[], reason: string): void;
  /** Removes what waits for a recipient; returns how many messages that were. */
  discard(recipient: Recipient): number;
  /** Removes what was added for a recipient before a moment, in milliseconds since 1970; returns how many messages. */
  discardBefore(recipient: Recipient, ms: number): number;
  /** Removes the oldest messages to a recipient, but for so many; returns how many. */
  keepNewest(recipient: Recipient, most: number): number;
  /** When the oldest message that waits for a recipient was added, in milliseconds since 1970; null for none. */
  oldest(recipient: Recipient): number | null;
  /** How many messages wait for a recipient. */
  count(recipient: Recipient): number;
  /** A short text that is kept under a name beside the messages; null for none. */
  memo(name: string): string | null;
  putMemo(name: string, text: string): void;
  /** Everyone for whom something waits. */
  recipients(): Recipient[];
  close(): void;
}

/** Opens the outbox; what becomes of a file that is damaged or cannot be had, kept-database.ts says. Never throws. */
export function openOutbox({ file, now, log, limit = MOST_WAITING }: OutboxOptions): Outbox {
  const kept = openKeptDatabase({
    file,
    prepare: outboxStore,
    takeAll: (store) => store.takeAll(),
    putAll: (store, waiting) => store.putAll(waiting),
    name: 'the outbox',
    lost: 'what waited to be told',
    now,
    log,
  });
  const guarded = kept.use;

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
    setBack: () => guarded((store) => store.setBack(now())),
    done: (ids) => guarded((from) => from.remove(ids)),
    retryAt: (ids, at, reason) => guarded((from) => from.retryAt(ids, at, reason, now())),
    giveUp(ids, reason) {
      guarded((from) => from.remove(ids));
      log.error({ messages: ids.length, reason }, 'messages given up');
    },
    discard: (recipient) => guarded((from) => from.discard(recipient)),
    discardBefore: (recipient, ms) => guarded((from) => from.discardBefore(recipient, ms)),
    keepNewest: (recipient, most) => guarded((from) => from.keepNewest(recipient, most)),
    oldest: (recipient) => guarded((from) => from.oldest(recipient)),
    count: (recipient) => guarded((from) => from.count(recipient)),
    memo: (name) => guarded((from) => from.memo(name)),
    putMemo: (name, text) => guarded((to) => to.putMemo(name, text)),
    recipients: () => guarded((from) => from.recipients()),
    close: kept.close,
  };
}
