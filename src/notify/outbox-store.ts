import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { atOnce } from '../storage/at-once.ts';
import type { Message, Recipient, WaitingMessage } from './message.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  target TEXT NOT NULL,
  topic TEXT NOT NULL,
  body TEXT,
  since_ms INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  -- When due_ms was set: a later moment than now is that of a clock that was ahead.
  set_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS message_merged ON message (channel, target, topic) WHERE body IS NULL;
CREATE INDEX IF NOT EXISTS message_order ON message (channel, target, topic, seq);
CREATE INDEX IF NOT EXISTS message_due ON message (channel, target, due_ms, seq);
CREATE TABLE IF NOT EXISTS told (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS memo (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
`;

/** Messages of a recipient that no earlier one of their topic holds back. */
const FREE = `FROM message AS m WHERE channel = :channel AND target = :target AND (body IS NULL OR NOT EXISTS (
  SELECT 1 FROM message AS e
  WHERE e.channel = m.channel AND e.target = m.target AND e.topic = m.topic AND e.seq < m.seq))`;

/** What an outbox holds, as SQLite has it. */
export interface OutboxRows {
  readonly messages: readonly Record<string, SQLOutputValue>[];
  readonly version: number | null;
  readonly memos: readonly Record<string, SQLOutputValue>[];
}

/** The outbox’s statements. Moments are milliseconds since 1970; each method may throw an Error of SQLite. */
export interface OutboxStore {
  /**
   * Adds messages due at `nowMs`, and keeps with them the version of the catalog that they tell of, unless it
   * is null; returns how many were dropped so that no more than `limit` wait.
   */
  add(messages: Iterable<Message>, version: number | null, nowMs: number, limit: number): number;
  /** The version that was added last; null for none. */
  version(): number | null;
  due(recipient: Recipient, nowMs: number, limit: number): WaitingMessage[];
  nextDue(recipient: Recipient): number | null;
  remove(ids: Iterable<string>): void;
  retryAt(ids: Iterable<string>, atMs: number, reason: string, nowMs: number): void;
  /** Makes due at once what was added or put off by a clock that was ahead of `nowMs`. */
  setBack(nowMs: number): void;
  /** Every message that waits with all that is known of it, in order, and the version that was added last. */
  takeAll(): OutboxRows;
  /** Adds them behind what is there, but for those that are there already. */
  putAll(rows: OutboxRows): void;
  /** Removes what waits for one recipient; returns how many. */
  discard(recipient: Recipient): number;
  /** Removes what was added for one recipient before a moment; returns how many. */
  discardBefore(recipient: Recipient, ms: number): number;
  /** Removes the oldest of one recipient, but for so many; returns how many. */
  keepNewest(recipient: Recipient, most: number): number;
  /** When the oldest that waits for a recipient was added; null for none. */
  oldest(recipient: Recipient): number | null;
  count(recipient: Recipient): number;
  recipients(): Recipient[];
  memo(name: string): string | null;
  putMemo(name: string, text: string): void;
}

/** Prepares an open database, making the table where there is none. @throws Error from SQLite */
export function outboxStore(database: DatabaseSync): OutboxStore {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  database.exec(SCHEMA);
  // An outbox of before has no such column.
  const columns = database.prepare("SELECT name FROM pragma_table_info('message')").all();
  if (columns.every(({ name }) => name !== 'set_ms')) {
    database.exec('ALTER TABLE message ADD COLUMN set_ms INTEGER NOT NULL DEFAULT 0');
  }
  // A new id, so that the end of a request that went out before the news does not take the news with it.
  const insert = database.prepare(
    `INSERT INTO message (id, channel, target, topic, body, since_ms, due_ms, set_ms)
     VALUES (:id, :channel, :target, :topic, :body, :now, :now, :now)
     ON CONFLICT (id) DO NOTHING
     ON CONFLICT (channel, target, topic) WHERE body IS NULL
     DO UPDATE SET id = excluded.id, since_ms = excluded.since_ms`,
  );
  const span = database.prepare('SELECT coalesce(max(seq) - min(seq) + 1, 0) AS count FROM message');
  const count = database.prepare('SELECT count(*) AS count FROM message');
  const dropOldest = database.prepare(
    'DELETE FROM message WHERE seq IN (SELECT seq FROM message ORDER BY seq LIMIT ?)',
  );
  const due = database.prepare(
    `SELECT id, topic, body, since_ms, tries ${FREE} AND due_ms <= :now ORDER BY due_ms, seq LIMIT :limit`,
  );
  const nextDue = database.prepare(`SELECT due_ms ${FREE} ORDER BY due_ms LIMIT 1`);
  const remove = database.prepare('DELETE FROM message WHERE id = ?');
  const retry = database.prepare(
    'UPDATE message SET due_ms = ?, tries = tries + 1, reason = ?, set_ms = ? WHERE id = ?',
  );
  const setBack = database.prepare(
    `UPDATE message SET due_ms = min(due_ms, :now), since_ms = min(since_ms, :now), set_ms = :now
     WHERE set_ms > :now OR since_ms > :now`,
  );
  const all = database.prepare('SELECT * FROM message ORDER BY seq');
  const put = database.prepare(
    `INSERT OR IGNORE INTO message (id, channel, target, topic, body, since_ms, due_ms, tries, reason, set_ms)
     VALUES (:id, :channel, :target, :topic, :body, :since_ms, :due_ms, :tries, :reason, :set_ms)`,
  );
  const discard = database.prepare('DELETE FROM message WHERE channel = ? AND target = ?');
  const version = database.prepare('SELECT version FROM told');
  const putVersion = database.prepare('INSERT OR REPLACE INTO told (only, version) VALUES (1, ?)');
  const discardBefore = database.prepare(
    'DELETE FROM message WHERE channel = ? AND target = ? AND since_ms < ?',
  );
  const keepNewest = database.prepare(
    `DELETE FROM message WHERE seq IN (SELECT seq FROM message WHERE channel = ? AND target = ?
     ORDER BY since_ms DESC, seq DESC LIMIT -1 OFFSET ?)`,
  );
  const waiting = database.prepare(
    'SELECT min(since_ms) AS since, count(*) AS count FROM message WHERE channel = ? AND target = ?',
  );
  const memo = database.prepare('SELECT text FROM memo WHERE name = ?');
  const putMemo = database.prepare('INSERT OR REPLACE INTO memo (name, text) VALUES (:name, :text)');
  const memos = database.prepare('SELECT name, text FROM memo');
  const recipients = database.prepare('SELECT DISTINCT channel, target FROM message');

  /** The span of numbers is quick to see and never less than the count. */
  const excess = (limit: number): number =>
    Number(span.get()?.['count']) <= limit ? 0 : Math.max(0, Number(count.get()?.['count']) - limit);

  return {
    add: (messages, told, nowMs, limit) =>
      atOnce(database, () => {
        if (told !== null) putVersion.run(told);
        for (const { id, channel, target, topic, body } of messages) {
          insert.run({ id, channel, target, topic, body, now: Math.floor(nowMs) });
        }
        const dropped = excess(limit);
        if (dropped > 0) dropOldest.run(dropped);
        return dropped;
      }),
    version: () => (version.get()?.['version'] as number | undefined) ?? null,
    due: ({ channel, target }, nowMs, limit) =>
      due.all({ channel, target, now: Math.floor(nowMs), limit }).map((row) => ({
        channel,
        target,
        id: row['id'] as string,
        topic: row['topic'] as string,
        body: row['body'] as string | null,
        sinceMs: row['since_ms'] as number,
        tries: row['tries'] as number,
      })),
    nextDue: ({ channel, target }) => (nextDue.get({ channel, target })?.['due_ms'] as number) ?? null,
    remove: (ids) =>
      atOnce(database, () => {
        for (const id of ids) remove.run(id);
      }),
    retryAt: (ids, atMs, reason, nowMs) =>
      atOnce(database, () => {
        for (const id of ids) retry.run(Math.ceil(atMs), reason, Math.floor(nowMs), id);
      }),
    setBack: (nowMs) => void setBack.run({ now: Math.floor(nowMs) }),
    takeAll: () => ({
      messages: all.all(),
      version: (version.get()?.['version'] as number | undefined) ?? null,
      memos: memos.all(),
    }),
    putAll: ({ messages, version: told, memos: noted }) =>
      atOnce(database, () => {
        for (const { seq: _, ...message } of messages) put.run(message);
        if (told !== null) putVersion.run(told);
        for (const { name = null, text = null } of noted) putMemo.run({ name, text });
      }),
    discard: ({ channel, target }) => Number(discard.run(channel, target).changes),
    discardBefore: ({ channel, target }, ms) =>
      Number(discardBefore.run(channel, target, Math.floor(ms)).changes),
    keepNewest: ({ channel, target }, most) => Number(keepNewest.run(channel, target, most).changes),
    oldest: ({ channel, target }) => waiting.get(channel, target)?.['since'] as number | null,
    count: ({ channel, target }) => Number(waiting.get(channel, target)?.['count']),
    memo: (name) => (memo.get(name)?.['text'] as string | undefined) ?? null,
    putMemo: (name, text) => void putMemo.run({ name, text }),
    recipients: () => recipients.all().map((row) => ({ ...(row as unknown as Recipient) })),
  };
}
