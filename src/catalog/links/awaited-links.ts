import type { DatabaseSync } from 'node:sqlite';
import { foreignLists } from '../../domain/addresses/foreign-lists.ts';
import { nearAddress, otherNearAddress } from '../../domain/addresses/near-address.ts';
import { linkName, nameOfMark } from '../../domain/marks/file-marks.ts';
import { toSitePath } from '../../domain/site-path.ts';
import { linkKey } from '../../domain/surrogate-keys.ts';
import { archivePath, authorPath, LIST_PATHS, seriesPath } from '../../domain/urls.ts';
import { requiredText } from '../sqlite/columns.ts';
import { type ArticleRow, otherNames } from '../store/article-row.ts';

/** What links lead to that is not there, so that their files are checked again when it comes. */
export interface AwaitedLinks {
  /** Replaces what the links of a file wait for: paths of the site, and linkKey of the names of files. */
  put(file: string, targets: readonly string[]): void;
  /** The files whose links wait for one of these. */
  waitingFor(targets: Iterable<string>): string[];
}

/** Prepares the statements over an open catalog. */
export function awaitedLinks(database: DatabaseSync): AwaitedLinks {
  const any = database.prepare('SELECT 1 FROM link_awaited LIMIT 1');
  const remove = database.prepare('DELETE FROM link_awaited WHERE file = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO link_awaited (target, file) VALUES (?, ?)');
  const waiting = database.prepare('SELECT file FROM link_awaited WHERE target = ?');
  const isEmpty = (): boolean => any.get() === undefined;
  return {
    put(file, targets) {
      if (targets.length === 0 && isEmpty()) return;
      remove.run(file);
      for (const target of targets) insert.run(target, file);
    },
    waitingFor(targets) {
      if (isEmpty()) return [];
      const files = [...targets].flatMap((target) =>
        waiting.all(target).map((row) => requiredText(row, 'file')),
      );
      return [...new Set(files)];
    },
  };
}

/** What a link waits for that leads nowhere, or to another address than it says: a path of the site, or a mark. */
export function targetsAwaited(to: string): string[] {
  if (!to.startsWith('/')) return [linkKey(nameOfMark(to))];
  const path = toSitePath(to) ?? to;
  return [path, nearAddress(path) ?? path, ...foreignLists(path)];
}

/** All that a link may lead to once an article is there: its addresses, what is near to them, its lists, its names. */
export function targetsOf(row: ArticleRow): string[] {
  const names = new Set([row.slug, ...otherNames(row), linkName(row.title)]);
  const addresses = [row.path, ...row.aliases, ...row.oldPaths];
  return [
    ...addresses,
    ...addresses.flatMap((address) => otherNearAddress(address) ?? []),
    ...[4, 7, 10].map((length) => archivePath(row.publishedDay.slice(0, length))),
    ...row.labels.map(({ kind, slug }) => (kind === 'author' ? authorPath(slug) : LIST_PATHS.topic(slug))),
    ...(row.series === null ? [] : [seriesPath(row.series.slug)]),
    ...[...names].map(linkKey),
  ];
}
