import type { DatabaseSync } from 'node:sqlite';

/** Queries for what happens by the clock alone: embargoes end, articles expire, updates come true; pins, picks, blocks and the banner end. */
export interface EventQueries {
  /** The next moment after `now` at which some page changes by itself; null for none. Milliseconds since 1970. */
  nextEvent(now: number): number | null;
}

/** Prepares the queries for events. */
export function eventQueries(database: DatabaseSync): EventQueries {
  const nextOf = [
    database.prepare('SELECT at_ms FROM article_event WHERE at_ms > ? ORDER BY at_ms LIMIT 1'),
    database.prepare('SELECT min(until_ms) AS at_ms FROM top_story WHERE until_ms > ?'),
    database.prepare('SELECT at_ms FROM front_event WHERE at_ms > ? ORDER BY at_ms LIMIT 1'),
    database.prepare('SELECT min(until_ms) AS at_ms FROM banner WHERE until_ms > ?'),
  ];
  return {
    nextEvent(now) {
      const moments = nextOf.flatMap((next) => next.get(now)?.['at_ms'] ?? []);
      return moments.length === 0 ? null : Math.min(...moments.map(Number));
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
