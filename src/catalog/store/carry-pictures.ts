import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';
import { catalogSettings } from '../sqlite/settings.ts';
import { inTransaction } from '../sqlite/transaction.ts';

/** What a catalog knew of the pictures that were there. */
export interface CarriedPictures {
  /** The rows of its table, as they are. */
  readonly rows: readonly Readonly<Record<string, SQLInputValue>>[];
  /** What read them, as the setting `pictures-by` has it; null where nothing is known of that. */
  readonly makers: string | null;
}

/**
 * Takes the pictures out of a catalog that is going to be thrown away: reading them all again takes minutes, in which
 * readers would miss those that they had. Files that were missing are looked for anew.
 * @throws Error from SQLite where the catalog can be read no further, or is of a release without such a table.
 */
export function takePictures(old: DatabaseSync): CarriedPictures {
  const rows = old
    .prepare(
      `SELECT * FROM picture
       WHERE mtime_ms IS NOT NULL AND json_valid(coalesce(facts, '{}')) AND json_valid(coalesce(problem, '{}'))`,
    )
    .all() as CarriedPictures['rows'];
  return { rows, makers: catalogSettings(old).get('pictures-by') };
}

/**
 * Puts pictures into an empty catalog. Those whose files changed meanwhile are found by the survey of a start; where
 * another program read them, they are read again, and stay meanwhile.
 */
export function putPictures(database: DatabaseSync, { rows, makers }: CarriedPictures): void {
  const [first] = rows;
  // The other release may have had fewer columns, or more.
  const columns = database
    .prepare("SELECT name FROM pragma_table_info('picture')")
    .all()
    .map((row) => requiredText(row, 'name'))
    .filter((name) => first !== undefined && name in first);
  inTransaction(database, () => {
    if (columns.length === 0) return;
    const put = database.prepare(
      `INSERT OR REPLACE INTO picture (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of rows) put.run(...columns.map((column) => row[column] ?? null));
    // A program that leaves no name has read them otherwise.
    catalogSettings(database).put('pictures-by', makers ?? '');
  });
}
