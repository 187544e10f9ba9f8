import type { DatabaseSync } from 'node:sqlite';
import { type ArticleRow, storedRow } from './article-row.ts';
import { requiredText } from '../sqlite/columns.ts';
import { dueArticles } from './event-queries.ts';
import { labelNames } from './label-names.ts';
import { catalogSettings } from '../sqlite/settings.ts';
import { type NamedKind, type TallyKind, tallySum } from './tally-entries.ts';

/** Keeps the counts of the table `tally`, within the transactions of the one writer. */
export interface Tally {
  /** Brings the counts to a moment (milliseconds since 1970), with what the clock brought; never back. */
  advance(now: number): void;
  /** Counts an article in that is stored now, or out that is no more. */
  add(row: ArticleRow): void;
  remove(row: ArticleRow): void;
  /** Writes what was counted since it was last called. */
  flush(): void;
}

const CHANGE = `INSERT INTO tally (edition, kind, slug, count) VALUES (:edition, :kind, :slug, :count)
  ON CONFLICT (edition, kind, slug) DO UPDATE SET count = count + :count`;
const RENAME = 'UPDATE tally SET name = ? WHERE edition = ? AND kind = ? AND slug = ?';

/** Prepares it over an open catalog. */
export function tallyKeeper(database: DatabaseSync): Tally {
  const settings = catalogSettings(database);
  const due = dueArticles(database);
  const record = database.prepare('SELECT record FROM article WHERE key = ?');
  const change = database.prepare(CHANGE);
  const drop = database.prepare(
    'DELETE FROM tally WHERE edition = ? AND kind = ? AND slug = ? AND count = 0',
  );
  const rename = database.prepare(RENAME);
  const nameIn = labelNames(database);
  const sum = tallySum();
  let moment: number | null = null;

  const readMoment = (): number => Number(settings.get('tallied') ?? 0);
  const current = (): number => {
    moment ??= readMoment();
    return moment;
  };
  const flush = (): void => {
    const at = current();
    for (const { edition, kind, slug, count } of sum.entries()) {
      if (count !== 0) {
        change.run({ edition, kind, slug, count });
        drop.run(edition, kind, slug);
      }
      // The newest spelling counts, and may be another even where the number is the same.
      if (isNamed(kind)) rename.run(nameIn(edition)(kind, slug, at), edition, kind, slug);
    }
    sum.clear();
  };

  return {
    advance(now) {
      // A publish before may have failed and been rolled back.
      sum.clear();
      const since = readMoment();
      moment = Math.max(since, now);
      if (moment === since) return;
      for (const key of due(since, moment)) {
        const found = record.get(key);
        if (found === undefined) continue;
        const row = storedRow(requiredText(found, 'record'));
        sum.add(row, since, -1);
        sum.add(row, moment, 1);
      }
      settings.put('tallied', String(moment));
      flush();
    },
    add: (row) => sum.add(row, current(), 1),
    remove: (row) => sum.add(row, current(), -1),
    flush,
  };
}

/** Counts all that a catalog holds, once it is built and has its indexes: a walk over every article. */
export function fillTally(database: DatabaseSync, now: number): void {
  database.exec('DELETE FROM tally');
  const count = (kind: TallyKind, slug: string, where: string): void => {
    database
      .prepare(
        `INSERT INTO tally (edition, kind, slug, count) SELECT edition, :kind, ${slug}, count(*) FROM ${where}
         GROUP BY 1, 3 HAVING count(*) > 0`,
      )
      .run({ kind, now });
  };
  const shown = 'article WHERE is_draft = 0 AND published_ms <= :now';
  count('all', "''", shown);
  count('section', 'section', `${shown} AND section IS NOT NULL`);
  count('day', 'published_day', shown);
  for (const kind of ['topic', 'author'] as const) {
    count(kind, 'slug', `article_label WHERE kind = '${kind}' AND published_ms <= :now`);
  }
  count('series', 'slug', 'article_series WHERE published_ms <= :now');
  const sum = tallySum();
  const each = (where: string, use: (row: ArticleRow) => void): void => {
    for (const row of database.prepare(`SELECT record FROM article WHERE ${where}`).iterate()) {
      use(storedRow(requiredText(row, 'record')));
    }
  };
  // Expired ones were counted above, as if they did not expire.
  each(`is_draft = 0 AND expires_ms <= ${now}`, (row) => sum.add({ ...row, expiresMs: null }, now, -1));
  const corrected = tallySum();
  each('is_draft = 0 AND corrected_ms IS NOT NULL', (row) => corrected.add(row, now, 1));
  const change = database.prepare(CHANGE);
  for (const entry of sum.entries()) if (entry.kind !== 'corrections') change.run({ ...entry });
  for (const entry of corrected.entries()) if (entry.kind === 'corrections') change.run({ ...entry });
  database.exec('DELETE FROM tally WHERE count = 0');
  const nameIn = labelNames(database);
  const rename = database.prepare(RENAME);
  for (const kind of ['topic', 'author', 'series'] as const) {
    for (const row of database.prepare('SELECT edition, slug FROM tally WHERE kind = ?').all(kind)) {
      const [edition, slug] = [requiredText(row, 'edition'), requiredText(row, 'slug')];
      rename.run(nameIn(edition)(kind, slug, now), edition, kind, slug);
    }
  }
  catalogSettings(database).put('tallied', String(now));
}

const isNamed = (kind: TallyKind): kind is NamedKind =>
  kind === 'topic' || kind === 'author' || kind === 'series';
