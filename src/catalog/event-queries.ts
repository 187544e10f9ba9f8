import type { DatabaseSync } from 'node:sqlite';

/** Queries for what happens by the clock alone: embargoes end, articles expire, updates come true. */
export interface EventQueries {
  /** The next moment after `now` at which some page changes by itself; null for none. Milliseconds since 1970. */
  nextEvent(now: number): number | null;
}

/** Prepares the queries for events. */
export function eventQueries(database: DatabaseSync): EventQueries {
  const next = database.prepare('SELECT at_ms FROM article_event WHERE at_ms > ? ORDER BY at_ms LIMIT 1');
  return {
    nextEvent(now) {
      const row = next.get(now);
      return row === undefined ? null : Number(row['at_ms']);
    },
  };
}

/** Prepares the question which articles have an event after `since` and not after `until`; gives their keys. */
export function dueArticles(database: DatabaseSync): (since: number, until: number) => readonly number[] {
  const due = database.prepare(
    'SELECT article_key FROM article_event WHERE at_ms > ? AND at_ms <= ? ORDER BY at_ms',
  );
  return (since, until) => [...new Set(due.all(since, until).map((row) => Number(row['article_key'])))];
}
